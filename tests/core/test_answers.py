"""Grades as attributes and back: nothing of another program is lost or taken for ours."""

from hypothesis import given
from hypothesis import strategies as st

from labeler.core.annotation import DIFFICULT, Answer, Answers
from labeler.core.answers import as_pairs, from_pairs

ids = st.from_regex(r"[A-Za-z][A-Za-z0-9_-]{0,39}", fullmatch=True)
answers = st.lists(
    st.builds(Answer, ids, ids, st.booleans(), st.integers(1, 999_999_999)),
    max_size=8,
    unique_by=lambda one: one.rule,
).map(tuple)
foreign = st.tuples(
    st.text(max_size=12).filter(lambda name: not name.startswith("rule.") and name != "rules"),
    st.text(max_size=12),
)


def test_how_they_are_written() -> None:
    grades = (
        Answer("sharpness", "soft", by_hand=True, version=2),
        Answer("size", "large"),
        Answer(DIFFICULT, "yes"),
    )
    assert as_pairs(grades) == (
        ("rule.sharpness", "soft"),
        ("rule.size", "large"),
        ("rule.difficult", "yes"),
        ("rule.origins", "sharpness=hand/2 size=measured/1 difficult=measured/1"),
    )
    assert from_pairs(as_pairs(grades)) == ((), grades)
    assert as_pairs(()) == ()
    assert from_pairs(()) == ((), ())


@given(st.lists(foreign, max_size=5).map(tuple), answers)
def test_whatever_is_written_is_read_back(
    others: tuple[tuple[str, str], ...], grades: Answers
) -> None:
    assert from_pairs((*others, *as_pairs(grades))) == (others, grades)
    assert from_pairs((*as_pairs(grades), *others)) == (others, grades)


def test_a_grade_of_another_program_was_given_by_somebody() -> None:
    others, grades = from_pairs([("color", "red"), ("rule.sharpness", " soft\n")])
    assert others == (("color", "red"),)
    assert grades == (Answer("sharpness", "soft", by_hand=True, version=1),)


def test_one_that_the_origins_do_not_tell_of_was_given_too() -> None:
    pairs = [("rule.size", "large"), ("rule.origins", "size=measured/3"), ("rule.blur", "bad")]
    assert from_pairs(pairs)[1] == (
        Answer("size", "large", False, 3),
        Answer("blur", "bad", True, 1),
    )


def test_rules_without_grades_are_somebody_elses() -> None:
    pairs = (("rules", "house rules"), ("ruler", "30 cm"))
    assert from_pairs(pairs) == (pairs, ())


def test_spoiled_origins_are_none() -> None:
    for text in ("size=machine/1", "size=hand/x", "size", "size=hand/", "=hand/1", "\x00"):
        _, grades = from_pairs([("rule.size", "large"), ("rule.origins", text)])
        assert grades == (Answer("size", "large", True, 1),)


def test_the_last_of_two_holds_and_nothing_is_raised() -> None:
    _, grades = from_pairs([("rule.size", "large"), ("rule.size", "small"), ("rule.", "x")])
    assert grades[0] == Answer("size", "small", True, 1)
    assert from_pairs(as_pairs(grades))[1] == grades
