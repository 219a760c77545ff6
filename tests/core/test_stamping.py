"""What measuring writes into a shape: grades, the flag `difficult`, who marked it."""

from dataclasses import replace

from labeler.core.annotation import DIFFICULT, Answer, Shape, answer_in
from labeler.core.graded import ANNOTATOR, Row, judged
from labeler.core.rules.rule import Grade, Measured, Rule
from labeler.core.stamping import regraded, stamped

BOX = Shape(1, "box", ((0.0, 0.0), (20.0, 10.0)), "plate")
SIZE = Rule(
    "size",
    (Grade("tiny", accepted=False), Grade("large")),
    measure="size",
    limits=(10.0,),
    version=3,
)
BLUR = replace(SIZE, id="blur", measure="blur", version=1)
STRICT = replace(SIZE, on_failure="difficult")


def after(shape: Shape, rules: tuple[Rule, ...], annotator: str = "", **values: object) -> Shape:
    measured = {
        name: Measured(*value) if isinstance(value, tuple) else Measured(value, value)  # type: ignore[arg-type]
        for name, value in values.items()
    }
    row = Row("1.png", shape, shape.grades, measured)
    return stamped(shape, judged(row, rules), annotator)


def test_certain_grades_are_written_with_the_version() -> None:
    done = after(BOX, (SIZE, BLUR), size=30, blur=(5, 15))
    assert done.grades == (Answer("size", "large", False, 3),)
    assert done == replace(BOX, grades=done.grades)


def test_what_is_no_longer_certain_is_taken_out() -> None:
    done = after(after(BOX, (SIZE,), size=30), (SIZE,), size=(5, 30))
    assert done == BOX


def test_the_same_again_is_the_very_shape() -> None:
    once = after(BOX, (SIZE, BLUR), "kim", size=30, blur=2)
    assert after(once, (SIZE, BLUR), "kim", size=30, blur=2) is once
    assert after(BOX, (SIZE,), size=(5, 30)) is BOX


def test_a_persons_grade_is_left_with_its_version() -> None:
    given = BOX.answered("size", Answer("size", "tiny", True, 1))
    done = after(given, (SIZE, BLUR), size=30, blur=30)
    assert answer_in(done.grades, "size") == Answer("size", "tiny", True, 1)
    assert answer_in(done.grades, "blur") == Answer("blur", "large", False, 1)


def test_a_persons_grade_that_the_rule_no_longer_has_gives_way() -> None:
    given = BOX.answered("size", Answer("size", "gone", True, 1))
    done = after(given, (SIZE,), size=30)
    assert done.grades == (Answer("size", "large", False, 3),)


def test_regraded_keeps_the_order() -> None:
    old = (Answer("size", "tiny"), Answer("other", "x", True), Answer("blur", "tiny"))
    row = Row("1.png", BOX, old, {"size": Measured(30, 30), "blur": Measured(30, 30)})
    found = regraded(old, judged(row, (BLUR, SIZE)).values())
    assert [one.rule for one in found] == ["size", "other", "blur"]
    assert [one.grade for one in found] == ["large", "x", "large"]


def test_a_rule_that_no_longer_asks_leaves_no_measured_grade() -> None:
    once = after(BOX, (SIZE, BLUR), size=30, blur=30)
    cars = replace(SIZE, classes=("car",))
    assert [a.rule for a in after(once, (cars, BLUR), size=30, blur=30).grades] == ["blur"]
    given = BOX.answered("size", Answer("size", "tiny", True, 1))
    assert after(given, (cars,), size=30).grades == given.grades


# --- the flag -------------------------------------------------------------------------------------


def test_a_failure_sets_the_flag_and_its_end_takes_it_back() -> None:
    failed = after(BOX, (STRICT,), size=2)
    assert failed.difficult
    assert answer_in(failed.grades, DIFFICULT) == Answer(DIFFICULT, "yes")
    assert after(failed, (STRICT,), size=3) is failed
    mended = after(failed, (STRICT,), size=30)
    assert not mended.difficult
    assert [one.rule for one in mended.grades] == ["size"]


def test_a_failure_that_only_warns_sets_none() -> None:
    assert not after(BOX, (SIZE,), size=2).difficult


def test_not_being_sure_sets_none_and_takes_it_back() -> None:
    assert not after(BOX, (STRICT,), size=(5, 15)).difficult
    failed = after(BOX, (STRICT,), size=2)
    assert not after(failed, (STRICT,), size=(5, 15)).difficult


def test_a_flag_that_a_person_took_off_stays_off() -> None:
    failed = after(BOX, (STRICT,), size=2)
    taken_off = replace(failed, difficult=False)
    assert after(taken_off, (STRICT,), size=2) is taken_off
    moved = taken_off.moved(1, 0)
    assert not after(moved, (STRICT,), size=2).difficult
    # after it has passed once the rule may set it again
    passed = after(moved, (STRICT,), size=30)
    assert not passed.difficult
    assert after(passed, (STRICT,), size=2).difficult


def test_a_flag_that_a_person_set_stays_on() -> None:
    flagged = replace(BOX, difficult=True)
    failed = after(flagged, (STRICT,), size=2)
    assert failed.difficult
    assert answer_in(failed.grades, DIFFICULT) is None
    assert after(failed, (STRICT,), size=30).difficult


def test_one_of_two_failing_rules_keeps_it() -> None:
    both = (STRICT, replace(BLUR, on_failure="difficult"))
    failed = after(BOX, both, size=2, blur=2)
    assert after(failed, both, size=30, blur=2).difficult
    assert not after(failed, both, size=30, blur=30).difficult


def test_a_failing_answer_sets_it_too() -> None:
    given = BOX.answered("size", Answer("size", "tiny", True, 3))
    assert after(given, (STRICT,), size=30).difficult


# --- who marked it --------------------------------------------------------------------------------


def test_the_annotator_is_an_attribute_among_others() -> None:
    coloured = replace(BOX, attributes=(("color", "red"),))
    done = after(coloured, (), "김 kim")
    assert done.attributes == (("color", "red"), (ANNOTATOR, "김 kim"))
    assert after(done, (), "lee").attributes == (("color", "red"), (ANNOTATOR, "lee"))
    assert after(done, (), "") is done


def test_the_same_annotator_stays_where_the_file_has_it() -> None:
    own = replace(BOX, attributes=((ANNOTATOR, "kim"), ("color", "red")))
    assert after(own, (), "kim") is own
