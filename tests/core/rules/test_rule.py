"""The verdict of a rule on intervals, answers and conditions, and when it gets another version."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labeler.core.annotation import Answer, Shape
from labeler.core.rules.rule import (
    Example,
    Grade,
    Measured,
    Rule,
    StandIn,
    grades_of,
    judge,
    place_of,
    unknown,
)

BLUR = Rule(
    "blur",
    (Grade("bad", accepted=False), Grade("fair"), Grade("good")),
    measure="blur",
    limits=(10.0, 20.0),
)
ANGLE = replace(BLUR, id="angle", measure="angle", limits=(40.0, 20.0))  # falls as grades rise
LIGHT = Rule(
    "light",
    (Grade("dark"), Grade("normal"), Grade("glare", accepted=False)),
    measure="light",
    limits=(50.0,),
)
FAR = Rule(
    "far",
    (Grade("near"), Grade("far", accepted=False)),
    measure="metres",
    limits=(30.0,),
    stand_in=StandIn("pixels", (12.0, 4.0)[1:]),
)
BY_LIGHT = Rule(
    "tone",
    (Grade("dark"), Grade("normal"), Grade("bright"), Grade("glare", accepted=False)),
    measure="tone",
    limits=(50.0, 200.0),
    of="image",
    by="where",
    accepts_by={"night": frozenset({"dark"}), "day": frozenset({"normal", "bright"})},
)


def said(
    rule: Rule,
    low: float,
    high: float | None = None,
    grade: str = "",
    condition: str = "",
    answer: Answer | None = None,
) -> tuple[str, str]:
    measured = {rule.measure: Measured(low, low if high is None else high, grade=grade)}
    found = judge(rule, measured, answer, condition)
    return found.grade, found.verdict


# --- along the limits -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("low", "high", "grade", "verdict"),
    [
        (1, 2, "bad", "fail"),
        (1, 9.999, "bad", "fail"),
        (1, 10, "", "unsure"),
        (9, 11, "", "unsure"),
        (10, 10, "fair", "pass"),
        (11, 12, "fair", "pass"),
        (19, 21, "", "pass"),  # fair or good: either is accepted
        (20, 20, "good", "pass"),
        (5, 25, "", "unsure"),
        (-math.inf, math.inf, "", "unsure"),
        (-math.inf, 9, "bad", "fail"),  # known on one side is enough here
        (20, math.inf, "good", "pass"),
        (10, math.inf, "", "pass"),
    ],
)
def test_a_rising_value(low: float, high: float, grade: str, verdict: str) -> None:
    assert said(BLUR, low, high) == (grade, verdict)


@pytest.mark.parametrize(
    ("low", "high", "grade", "verdict"),
    [
        (60, 70, "bad", "fail"),
        (40, 40, "bad", "fail"),  # the upper side of a limit
        (39.9, 39.9, "fair", "pass"),
        (20, 20, "fair", "pass"),
        (19.9, 19.9, "good", "pass"),
        (10, 39, "", "pass"),
        (35, 45, "", "unsure"),
        (-math.inf, math.inf, "", "unsure"),
        (-math.inf, 5, "good", "pass"),
    ],
)
def test_a_falling_value(low: float, high: float, grade: str, verdict: str) -> None:
    assert said(ANGLE, low, high) == (grade, verdict)


def test_a_value_that_equals_a_limit_is_on_its_upper_side() -> None:
    assert [place_of(value, (10.0, 20.0)) for value in (9, 10, 19, 20)] == [0, 1, 1, 2]
    assert [place_of(value, (20.0, 10.0)) for value in (21, 20, 19, 10, 9)] == [0, 0, 1, 1, 2]
    assert [place_of(value, (10.0,)) for value in (9.9, 10)] == [0, 1]
    assert [place_of(value, (5.0, 5.0)) for value in (4, 5)] == [0, 2]
    assert place_of(7.0, ()) == 0


def test_no_number_at_all_may_be_any_grade() -> None:
    assert said(BLUR, math.nan) == ("", "unsure")
    assert said(ANGLE, math.nan) == ("", "unsure")


@given(
    st.lists(st.floats(-100, 100), min_size=1, max_size=4).map(sorted),
    st.booleans(),
    st.floats(-120, 120),
    st.floats(0, 50),
    st.data(),
)
def test_all_that_a_value_may_be_is_considered(
    limits: list[float], falling: bool, low: float, wide: float, data: st.DataObject
) -> None:
    """The verdict is certain exactly when every value in the interval has it."""
    grades = tuple(
        Grade(f"g{n}", accepted=data.draw(st.booleans())) for n in range(len(limits) + 1)
    )
    ordered = tuple(reversed(limits)) if falling else tuple(limits)
    rule = Rule("r", grades, "m", ordered)
    high = low + wide
    steps = [low, high, *(limit for limit in limits if low <= limit <= high)]
    steps += [math.nextafter(limit, -math.inf) for limit in limits if low < limit <= high]
    single = [judge(rule, {"m": Measured(value, value)}) for value in steps]
    whole = judge(rule, {"m": Measured(low, high)})
    verdicts = {one.verdict for one in single}
    found = {one.grade for one in single}
    maybe = grades_of(rule, Measured(low, high), ordered)
    assert found <= set(maybe)
    assert "" not in found
    if whole.verdict != "unsure":
        assert verdicts == {whole.verdict}
    if len(verdicts) > 1:
        assert whole.verdict == "unsure"
    assert (whole.grade != "") == (len(maybe) == 1)


# --- named grades, stand-ins ----------------------------------------------------------------------


def test_a_grade_that_the_measure_names_wins_over_the_limits() -> None:
    assert said(LIGHT, 10) == ("dark", "pass")
    assert said(LIGHT, 240) == ("normal", "pass")
    assert said(LIGHT, 240, grade="glare") == ("glare", "fail")
    assert said(LIGHT, -math.inf, math.inf, grade="glare") == ("glare", "fail")


def test_grades_after_the_limits_are_never_reached_by_a_value() -> None:
    assert grades_of(LIGHT, unknown("x"), LIGHT.limits) == ("dark", "normal")
    assert said(LIGHT, -math.inf, math.inf) == ("", "pass")


def test_a_named_grade_that_the_rule_does_not_have_is_passed_over() -> None:
    """A rule of somebody's own need not care about glare."""
    own = replace(LIGHT, grades=LIGHT.grades[:2])
    assert said(own, 240, grade="glare") == ("normal", "pass")


def test_the_stand_in_speaks_where_the_measure_does_not() -> None:
    metres, few, many = Measured(10, 20), Measured(1, 2), Measured(40, 41)
    assert judge(FAR, {"metres": metres, "pixels": few}).grade == "near"
    for own in ({}, {"metres": unknown("no_camera")}):
        found = judge(FAR, {**own, "pixels": many})
        assert (found.grade, found.verdict) == ("far", "fail")
        assert (found.measure, found.measured) == ("pixels", many)
        assert judge(FAR, {**own, "pixels": few}).grade == "near"


def test_nothing_measured_at_all() -> None:
    found = judge(FAR, {})
    assert (found.grade, found.verdict, found.measured) == ("", "unsure", None)
    alone = judge(FAR, {"metres": unknown("no_camera")})
    assert (alone.grade, alone.verdict) == ("", "unsure")
    assert alone.measured is not None
    assert (alone.measured.note, alone.measure) == ("no_camera", "metres")
    both = judge(FAR, {"metres": unknown("no_camera"), "pixels": unknown("degenerate")})
    assert both.measured is not None
    assert (both.verdict, both.measured.note) == ("unsure", "degenerate")


def test_a_named_grade_needs_no_stand_in() -> None:
    named = replace(FAR, grades=(*FAR.grades, Grade("gone", accepted=False)))
    found = judge(
        named, {"metres": Measured(-math.inf, math.inf, grade="gone"), "pixels": Measured(1, 2)}
    )
    assert (found.grade, found.measure) == ("gone", "metres")


# --- what depends on another rule -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "condition", "verdict"),
    [
        (10, "night", "pass"),
        (10, "day", "fail"),
        (100, "night", "fail"),
        (100, "day", "pass"),
        (10, "", "unsure"),  # by night it passes, by day not
        (100, "", "unsure"),
    ],
)
def test_a_condition_decides(value: float, condition: str, verdict: str) -> None:
    assert said(BY_LIGHT, value, condition=condition)[1] == verdict


def test_an_unknown_condition_does_not_matter_where_all_agree() -> None:
    assert said(BY_LIGHT, 100, grade="glare") == ("glare", "fail")
    both = replace(BY_LIGHT, accepts_by={"a": frozenset({"dark"}), "b": frozenset({"dark"})})
    assert said(both, 10) == ("dark", "pass")
    assert said(both, 100) == ("normal", "fail")


def test_a_condition_of_which_nothing_is_said_leaves_the_accepted_grades() -> None:
    only_night = replace(BY_LIGHT, accepts_by={"night": frozenset({"dark"})})
    assert said(only_night, 100, condition="night")[1] == "fail"
    assert said(only_night, 100, condition="day")[1] == "pass"
    assert said(only_night, 10, condition="day")[1] == "pass"
    assert said(only_night, 100, grade="glare", condition="day")[1] == "fail"


def test_without_sets_of_its_own_a_condition_is_nothing() -> None:
    plain = replace(BY_LIGHT, accepts_by={})
    assert said(plain, 10, condition="night") == ("dark", "pass")
    unasked = replace(BY_LIGHT, by="")
    assert said(unasked, 10) == ("dark", "pass")


def test_an_interval_and_an_unknown_condition() -> None:
    assert said(BY_LIGHT, 10, 100, condition="night") == ("", "unsure")
    assert said(BY_LIGHT, 100, 220, condition="day") == ("", "pass")
    assert said(BY_LIGHT, 100, 220, condition="night") == ("", "fail")


# --- answers --------------------------------------------------------------------------------------


def test_what_a_person_said_wins() -> None:
    good = Answer("blur", "good", by_hand=True)
    found = judge(BLUR, {"blur": Measured(1, 2)}, good)
    assert (found.grade, found.verdict, found.by_hand) == ("good", "pass", True)
    assert found.measured == Measured(1, 2)
    assert judge(BLUR, {}, good).verdict == "pass"
    assert judge(BLUR, {}, replace(good, grade="bad")).verdict == "fail"


def test_a_measured_answer_of_the_record_is_not_believed() -> None:
    stale = Answer("blur", "good", by_hand=False)
    assert judge(BLUR, {"blur": Measured(1, 2)}, stale).grade == "bad"
    assert judge(BLUR, {}, stale).verdict == "unsure"


@pytest.mark.parametrize("grade", ["", "gone", "Good", "good "])
def test_an_answer_that_the_rule_does_not_know_is_none(grade: str) -> None:
    found = judge(BLUR, {"blur": Measured(1, 2)}, Answer("blur", grade, by_hand=True))
    assert (found.grade, found.by_hand, found.verdict) == ("bad", False, "fail")


def test_an_answer_is_held_against_the_condition_too() -> None:
    dark = Answer("tone", "dark", by_hand=True)
    assert said(BY_LIGHT, 100, condition="night", answer=dark) == ("dark", "pass")
    assert said(BY_LIGHT, 100, condition="day", answer=dark) == ("dark", "fail")
    assert said(BY_LIGHT, 100, answer=dark) == ("dark", "unsure")


def test_a_rule_that_is_only_answered() -> None:
    asked = Rule("view", (Grade("front"), Grade("back", accepted=False)))
    assert judge(asked, {}).verdict == "unsure"
    assert judge(asked, {}, Answer("view", "back", by_hand=True)).verdict == "fail"
    # a measure without a name is nothing that was measured
    assert judge(asked, {"blur": Measured(1, 1)}).measured is None


# --- whom it asks, and versions -------------------------------------------------------------------


def test_whom_a_rule_asks() -> None:
    box = Shape(1, "box", ((0, 0), (1, 1)), "plate")
    assert BLUR.asks(box)
    assert not BLUR.asks(None)
    assert not BY_LIGHT.asks(box)
    assert BY_LIGHT.asks(None)
    only = replace(BLUR, classes=("car", "plate"))
    assert only.asks(box)
    assert not only.asks(box.classed("bus"))


@pytest.mark.parametrize(
    "change",
    [
        {"limits": (10.0, 21.0)},
        {"measure": "other"},
        {"on_failure": "difficult"},
        {"of": "image"},
        {"stand_in": StandIn("pixels", (4.0,))},
        {"by": "light"},
        {"accepts_by": {"a": frozenset({"bad"})}},
        {"classes": ("plate",)},
        {"grades": (Grade("bad"), Grade("fair"), Grade("good"))},  # bad is accepted now
        {"grades": (*BLUR.grades, Grade("new"))},
        {"grades": tuple(reversed(BLUR.grades))},
    ],
)
def test_what_may_turn_a_verdict_gives_the_next_version(change: dict[str, object]) -> None:
    before = replace(BLUR, version=4)
    after = replace(before, **change)  # type: ignore[arg-type]
    assert after.next_version(before).version == 5
    assert after.next_version(before) == replace(after, version=5)


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"title": {"en": "Blur"}},
        {"hint": {"ko": "흐림"}},
        {"examples": (Example("1.png", (0, 0, 5, 5), True),)},
        {"grades": tuple(replace(g, quota=7, title={"en": "x"}) for g in BLUR.grades)},
        {"version": 9},  # what it says of itself is not asked
    ],
)
def test_what_turns_no_verdict_leaves_the_version(change: dict[str, object]) -> None:
    before = replace(BLUR, version=4)
    assert replace(before, **change).next_version(before).version == 4  # type: ignore[arg-type]
