"""What a dataset has too few of, what fills it, and the quota of a choice of frames."""

from dataclasses import replace

from labeler.core.annotation import Shape
from labeler.core.coverage import Goal, Thin
from labeler.core.graded import Row, judged, judged_all
from labeler.core.project import presets
from labeler.core.rules.rule import Grade, Measured, Rule
from labeler.core.shortage import filled, grade_of, quota_of, shortages
from labeler.core.video.quota import Quota

SHARPNESS = next(rule for rule in presets() if rule.id == "sharpness")
LIGHT = Rule("light", (Grade("dark"), Grade("day", quota=2)), "light", (50.0,))
RULES = (SHARPNESS, LIGHT)
VALUES = {"unreadable": 1.0, "blurred": 3.0, "soft": 6.0, "sharp": 12.0}


def row(grade: str, light: float = 100.0, number: int = 1) -> Row:
    shape = Shape(number, "box", ((0, 0), (50, 20)), "plate")
    value = VALUES[grade]
    measured = {"sharpness": Measured(value, value), "light": Measured(light, light)}
    return Row(f"{number}.jpg", shape, measured=measured)


def short_of(*rows: Row, goal: int = 30):
    return shortages(rows, judged_all(rows, RULES), RULES, Goal(goal, 0))


def test_grades_below_their_target_are_short() -> None:
    short = short_of(*[row("sharp")] * 31, *[row("blurred", 10.0)] * 4)
    assert short["sharpness"] == {
        "blurred": Thin("blurred", "", 4, 30),
        "soft": Thin("soft", "", 0, 30),
    }
    assert short["light"] == {"dark": Thin("dark", "", 4, 30)}
    assert quota_of(short) == Quota(soft=30, blurred=26)


def test_a_rule_of_which_nothing_is_known_asks_for_nothing() -> None:
    short = short_of(replace(row("sharp"), measured={}))
    assert short == {"sharpness": {}, "light": {}}
    assert not quota_of(short)
    assert not quota_of({})


def test_that_which_lacks_most_is_filled_first() -> None:
    short = short_of(*[row("sharp")] * 30, *[row("blurred", 10.0)] * 8, *[row("soft")] * 3)
    found = judged_all([row("blurred"), row("soft", 10.0), row("sharp"), row("blurred")], RULES)
    cells = [(rule.id, cell.first, cell.have) for rule, cell in filled(found, short)]
    assert cells == [("sharpness", "soft", 3), ("sharpness", "blurred", 8), ("light", "dark", 8)]


def test_what_is_ignored_or_not_certain_fills_nothing() -> None:
    short = short_of(row("sharp"))
    strict = replace(LIGHT, grades=(Grade("dark", accepted=False), Grade("day")))
    ignoring = replace(strict, on_failure="ignore")
    assert filled([judged(row("blurred", 10.0), (SHARPNESS, strict))], short)
    assert filled([judged(row("blurred", 10.0), (SHARPNESS, ignoring))], short) == []
    unsure = replace(row("soft"), measured={"sharpness": Measured(1, 12)})
    assert filled([judged(unsure, RULES)], short) == []


def test_a_reason_aims_at_a_grade_of_sharpness() -> None:
    found = [grade_of(reason) for reason in ("quota-blur", "quota-soft", "sharp", "hand")]
    assert found == ["blurred", "soft", "sharp", ""]
    assert all(SHARPNESS.grade(id) for id in found[:3])


def test_a_quota_is_shared_and_added_to() -> None:
    assert Quota(30, 7).shared(4) == Quota(8, 2)
    assert Quota(0, 7).with_those(Quota(5, 3)) == Quota(0, 10)
    assert not Quota()
    assert Quota(blurred=1)
