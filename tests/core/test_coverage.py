"""The coverage board: what is counted where, what each cell should hold, and what lacks."""

import csv
import io
import math
import time
from dataclasses import replace

import pytest

from labeler.core.annotation import Answer, Shape
from labeler.core.coverage import (
    Coverage,
    Goal,
    as_csv,
    coverage,
    missing,
    quota,
    standing,
    tally,
    turned,
    unit_of,
)
from labeler.core.graded import Row, judged_all
from labeler.core.histogram import entropy, histogram
from labeler.core.rules.rule import Grade, Measured, Rule, StandIn


def grades(*ids: str, bad: tuple[str, ...] = ()) -> tuple[Grade, ...]:
    return tuple(Grade(id, id not in bad) for id in ids)


LIGHT = Rule("light", grades("dark", "normal", "glare", bad=("glare",)), "light", (50, 200))
FAR = Rule("far", grades("near", "middle", "far"), "far", (5, 20))
BLUR = Rule(
    "blur", (Grade("blurred", quota=3), Grade("soft", quota=10), Grade("sharp")), "blur", (1, 3)
)
PLACE = Rule("place", grades("indoor", "night"), of="image")
SHINE = Rule(
    "shine",
    grades("dim", "bright"),
    "shine",
    (100,),
    of="image",
    by="place",
    accepts_by={"indoor": frozenset(("bright",)), "night": frozenset(("dim",))},
)
RULES = (LIGHT, FAR, BLUR, PLACE, SHINE)
FEW = Goal(4, 0.03)


def thing(
    image: str = "a.png", name: str = "plate", who: str = "", video: str = "", **values: float
) -> Row:
    attributes = (("annotator", who),) if who else ()
    shape = Shape(1, "box", ((0, 0), (9, 9)), name, attributes=attributes)
    found = {id: Measured(value, value) for id, value in values.items()}
    return Row(image, shape, measured=found, video=video)


def picture(image: str = "a.png", place: str = "", video: str = "", **values: float) -> Row:
    answers = (Answer("place", place, True),) if place else ()
    found = {id: Measured(value, value) for id, value in values.items()}
    return Row(image, None, answers, found, video)


def board(rows: list[Row], first: Rule | str, second: Rule | str = "", **more: object) -> Coverage:
    return coverage(rows, judged_all(rows, RULES), first, second, **more)  # type: ignore[arg-type]


def test_objects_are_counted_in_their_cells() -> None:
    rows = [
        picture(),
        thing(light=10, far=30),
        thing(light=10, far=30),
        thing(light=100, far=1),
        thing(light=100),
    ]
    found = board(rows, LIGHT, FAR)
    assert found.lines == ("dark", "normal", "glare")
    assert found.columns == ("near", "middle", "far", "")
    assert found.rows("dark", "far") == (1, 2)
    assert found.rows("normal", "near") == (3,)
    assert found.rows("normal", "") == (4,)
    assert found.line_totals == {"dark": 2, "normal": 2, "glare": 0}
    assert found.column_totals == {"near": 1, "middle": 0, "far": 2, "": 1}
    assert (found.total, found.unit) == (4, "object")


def test_a_value_across_a_limit_is_unsure() -> None:
    rows = [replace(thing(), measured={"light": Measured(40, 60)}), thing(light=10)]
    found = board(rows, LIGHT)
    assert found.lines == ("dark", "normal", "glare", "")
    assert found.line_totals == {"dark": 1, "normal": 0, "glare": 0, "": 1}


def test_classes_videos_and_annotators_are_axes() -> None:
    rows = [
        thing(name="truck", video="clip10", who="Kim"),
        thing(name="car", video="clip2", who="Kim"),
        thing(name="van", video="", who=""),
    ]
    assert board(rows, "class").lines == ("car", "truck", "van")
    assert board(rows, "class", classes=("van", "truck")).lines == ("van", "truck", "car")
    assert board(rows, "video").lines == ("clip2", "clip10", "")
    assert board(rows, "annotator").line_totals == {"Kim": 2, "": 1}
    assert board(rows, "class", "video").rows("truck", "clip10") == (0,)


def test_a_rule_of_images_counts_objects_by_their_image() -> None:
    rows = [picture("a", "night"), picture("b"), thing("a", light=10), thing("b", light=10)]
    found = board(rows, LIGHT, PLACE)
    assert found.unit == "object"
    assert found.rows("dark", "night") == (2,)
    assert found.rows("dark", "") == (3,)
    assert board([thing("c", light=10)], LIGHT, PLACE).rows("dark", "") == (0,)


def test_images_are_counted_where_all_axes_are_of_images() -> None:
    rows = [picture("a", "night"), picture("b"), thing("a"), thing("a")]
    assert unit_of(PLACE, SHINE) == unit_of(PLACE, "video") == unit_of(PLACE) == "image"
    assert unit_of(PLACE, "class") == unit_of("video") == "object"
    assert board(rows, PLACE).rows("night") == (0,)
    by_object = board(rows, PLACE, unit="object")
    assert (by_object.rows("night"), by_object.total) == ((2, 3), 2)


def test_a_rule_of_a_class_leaves_the_others_out() -> None:
    light = replace(LIGHT, classes=("plate",))
    rows = [thing(light=10), thing(name="car", light=10)]
    found = coverage(rows, judged_all(rows, (light,)), light)
    assert (found.rows("dark"), found.unasked, found.total) == ((0,), (1,), 1)


def test_what_fails_an_ignoring_rule_is_counted_apart() -> None:
    light = replace(LIGHT, on_failure="ignore")
    place = replace(PLACE, on_failure="ignore", grades=grades("indoor", "night", bad=("night",)))
    rows = [picture("a"), picture("b", "night"), thing("a", light=10, far=1)]
    rows += [thing("a", light=250, far=1), thing("b", light=10, far=1)]
    judgements = judged_all(rows, (light, FAR, place))
    found = coverage(rows, judgements, FAR)
    assert (found.rows("near"), found.ignored) == ((2,), (3, 4))
    assert coverage(rows, judgements, place).ignored == (1,)
    assert standing(rows, judgements).ignored == 2


# --- targets


@pytest.mark.parametrize(("total", "wanted"), [(0, 30), (1000, 30), (1001, 31), (10_000, 300)])
def test_the_goal_is_thirty_or_three_per_cent(total: int, wanted: int) -> None:
    assert Goal().of(total) == wanted


def test_a_quota_stands_for_the_goal_and_a_cell_takes_the_smaller() -> None:
    rows = [thing(light=10, far=1, blur=0.5)]
    found = board(rows, BLUR, goal=FEW)
    assert [found.target(line) for line in found.lines] == [3, 10, 4]
    cells = board(rows, BLUR, FAR, goal=FEW)
    assert [cells.target(line, "near") for line in cells.lines] == [3, 4, 4]
    assert [cells.line_target(line) for line in cells.lines] == [3, 10, 4]


def test_nothing_is_wanted_of_what_is_not_accepted_unsure_or_nobodys_to_capture() -> None:
    rows = [thing(light=10, video="a", who="Kim"), thing(light=250, far=1)]
    assert board(rows, LIGHT).target("glare") == 0
    assert board(rows, LIGHT, FAR).target("glare", "near") == 0
    assert board(rows, LIGHT, FAR).target("dark", "") == 0
    assert board(rows, LIGHT, "video").target("dark", "a") == 0
    assert board(rows, "annotator").target("Kim") == 0
    assert board(rows, "class").target("plate") == 30


def test_what_is_accepted_may_depend_on_the_other_axis() -> None:
    rows = [picture("a", "night", shine=20), picture("b", "indoor", shine=20)]
    found = board(rows, PLACE, SHINE)
    assert found.target("night", "dim") == found.target("indoor", "bright") == 30
    assert found.target("indoor", "dim") == found.target("night", "bright") == 0
    assert board(rows, SHINE).target("dim") == 30


def test_thin_cells_come_with_what_lacks_most_first() -> None:
    rows = [thing(light=10, far=1)] * 3 + [thing(light=100, far=1)] * 5
    found = board(rows, LIGHT, FAR, goal=FEW)
    assert [(one.first, one.second, one.lacking) for one in found.thin] == [
        ("dark", "middle", 4),
        ("dark", "far", 4),
        ("normal", "middle", 4),
        ("normal", "far", 4),
        ("dark", "near", 1),
    ]
    assert found.thin[-1].code == "cell_thin"
    assert found.thin[-1].values == {"first": "dark", "second": "near", "have": 3, "want": 4}


def test_what_nobody_answered_is_unknown_not_thin() -> None:
    rows = [picture("a"), picture("b"), thing("a", light=10)]
    assert board(rows, PLACE).unknown
    assert board(rows, PLACE).thin == ()
    assert board(rows, LIGHT, PLACE).thin == ()
    assert not board(rows, LIGHT).unknown
    assert "place" not in quota(rows, RULES)
    assert len(board([], LIGHT).thin) == 2


def test_capture_is_told_what_is_missing() -> None:
    rows = [thing(blur=0.5)] + [thing(blur=5)] * 40
    assert missing(board(rows, BLUR)) == {"blurred": 2, "soft": 10, "sharp": 0}
    assert quota(rows, (BLUR, FAR)) == {"blur": {"blurred": 2, "soft": 10, "sharp": 0}}


# --- verdicts


def test_an_object_passes_when_no_rule_fails_and_one_passes() -> None:
    rows = [
        picture("a"),
        thing("a", light=10),
        thing("a", light=250, far=1),
        thing("a"),
        picture("b", shine=200, place="night"),
        thing("b", light=10),
    ]
    judgements = judged_all(rows, RULES)
    found = standing(rows, judgements)
    assert (found.passing, found.failing, found.unsure) == (1, 2, 1)
    assert found.share == pytest.approx(1 / 3)
    assert standing([], []).share == 0
    assert tally(LIGHT, judgements) == {"pass": 2, "fail": 1, "unsure": 1}
    assert tally(SHINE, judgements) == {"pass": 0, "fail": 1, "unsure": 1}


def test_a_rule_whose_failure_does_nothing_has_no_say() -> None:
    rows = [thing(light=250, far=1)]
    light = replace(LIGHT, on_failure="none")
    assert standing(rows, judged_all(rows, (light, FAR))).passing == 1
    assert standing(rows, judged_all(rows, (light,))).unsure == 1


def test_labels_that_a_new_limit_turns_are_found() -> None:
    rows = [picture(), thing(light=210), thing(light=190), thing(light=100)]
    rows.append(replace(thing(light=190), grades=(Answer("light", "normal", True),)))
    assert turned(LIGHT, LIGHT.limited((50, 180)), rows) == [(2, "pass", "fail")]
    assert turned(LIGHT, LIGHT, rows) == []
    other = replace(LIGHT, classes=("car",))
    assert turned(LIGHT, other, rows)[0] == (1, "fail", "unsure")


def test_a_rule_that_depends_on_the_image_is_turned_by_the_image() -> None:
    rows = [picture("a", "night", shine=150), picture("b", "indoor", shine=150)]
    after = SHINE.limited((180,))
    assert turned(SHINE, after, rows, RULES) == [(0, "fail", "pass"), (1, "pass", "fail")]


# --- how values are spread


def test_limits_are_edges_of_bins() -> None:
    rows = [thing(light=value) for value in (0, 10, 49.9, 50, 200, 255)] + [thing()]
    found = histogram(LIGHT, judged_all(rows, RULES))
    assert found.limits == (50, 200)
    assert set(found.limits) <= set(found.edges)
    assert list(found.edges) == sorted(set(found.edges))
    assert (found.edges[0], found.edges[-1]) == (0, 255)
    assert 20 <= len(found.counts) <= 30
    assert (sum(found.counts), found.unknown) == (6, 1)
    below = found.edges.index(50)
    assert sum(found.counts[:below]) == 3


def test_distances_are_binned_by_ratio() -> None:
    distance = replace(FAR, id="distance", measure="distance")
    rows = [thing(distance=value) for value in (1.0, 2.0, 100.0)]
    found = histogram(distance, judged_all(rows, (distance,)))
    assert found.logarithmic
    assert {5, 20} <= set(found.edges)
    assert sum(found.counts) == 3
    steps = [b / a for a, b in zip(found.edges, found.edges[1:], strict=False)]
    assert max(steps) / min(steps) < 1.3


def test_values_of_a_stand_in_are_not_mixed_with_the_rules_own() -> None:
    distance = replace(FAR, measure="metres", stand_in=StandIn("px", (64, 16)))
    rows = [thing(metres=3.0), thing(px=100), thing(px=20)]
    judgements = judged_all(rows, (distance,))
    found = histogram(distance, judgements)
    assert (found.measure, found.limits, found.unknown) == ("px", (16, 64), 1)
    own = histogram(distance, judgements, "metres")
    assert (own.limits, sum(own.counts), own.unknown) == ((5, 20), 1, 2)


def test_a_histogram_of_nothing_has_the_limits_for_bins() -> None:
    assert sum(histogram(LIGHT, []).counts) == 0
    assert set(LIGHT.limits) <= set(histogram(LIGHT, []).edges)
    assert histogram(PLACE, []).edges == histogram(PLACE, []).counts == ()


def test_one_value_alone_has_a_bin() -> None:
    rule = Rule("one", grades("all"), "one")
    found = histogram(rule, judged_all([thing(one=7.0)], (rule,)))
    assert sum(found.counts) == 1
    assert found.edges[0] < 7 < found.edges[-1]


def test_entropy_tells_even_from_uneven() -> None:
    assert entropy([5, 5, 5, 5]) == pytest.approx(1)
    assert entropy([20, 0, 0, 0]) == 0
    assert entropy([10, 10, 0, 0]) == pytest.approx(0.5)
    assert entropy([]) == entropy([0, 0]) == entropy([7]) == 0
    assert not math.copysign(1, entropy([3, 0])) < 0


# --- for a spreadsheet


def words(axis: str, value: str | None) -> str:
    return axis if value is None else value or "unsure"


def test_a_board_is_read_back_from_its_csv() -> None:
    rows = [thing(name='a, "b"', far=30), thing(name="c"), thing(name="c", far=1)]
    text = as_csv(board(rows, "class", FAR), words)
    assert text.endswith("\r\n")
    assert list(csv.reader(io.StringIO(text, newline=""))) == [
        ["class × far", "near", "middle", "far", "unsure", "total"],
        ['a, "b"', "0", "0", "1", "0", "1"],
        ["c", "1", "0", "0", "1", "2"],
        ["total", "1", "0", "1", "1", "3"],
    ]
    single = list(csv.reader(io.StringIO(as_csv(board(rows, "class"), words), newline="")))
    assert single == [["class", "total"], ['a, "b"', "1"], ["c", "2"], ["total", "3"]]


def test_ten_thousand_objects_are_soon_counted() -> None:
    rows: list[Row] = []
    for number in range(2000):
        rows.append(picture(f"{number}", "night", shine=50))
        rows += [thing(f"{number}", light=n * 50, far=n * 9, blur=n) for n in range(4)]
    judgements = judged_all(rows, RULES)
    start = time.perf_counter()
    found = coverage(rows, judgements, LIGHT, FAR)
    lacking = found.thin
    assert time.perf_counter() - start < 0.2
    assert found.total == 8000
    assert lacking
