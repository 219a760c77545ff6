"""Marks propose limits: the one between accepted grades and others moves, on either side."""

import pytest

from labeler.ui.rules.proposing import suggested
from labeler.ui.rules.steps import Limits

GOOD, BAD = (6.0, 7.0, 8.0), (1.0, 2.0, 3.0)


def test_with_one_kind_or_no_limits_nothing_is_proposed() -> None:
    assert suggested((5.0,), (False, True), GOOD, ()) is None
    assert suggested((5.0,), (False, True), (), BAD) is None
    assert suggested((), (True,), GOOD, BAD) is None


def test_the_limit_below_the_accepted_grades_moves() -> None:
    found = suggested((2.0, 9.0), (False, True, True), GOOD, BAD)
    assert found is not None
    assert 3 < found.limits[0] <= 6
    assert found.limits[1] == 9
    assert found.moved == found.limits[:1]
    assert (found.wrong, found.total, found.accepted) == (0, 6, (False, True, True))


def test_so_does_one_of_falling_limits() -> None:
    found = suggested((9.0, 2.0), (True, True, False), GOOD, BAD)
    assert found is not None
    assert found.limits[0] == 9
    assert 3 < found.limits[1] <= 6
    assert not found.contrary


@pytest.mark.parametrize(
    ("limits", "accepted"), [((5.0,), (True, False)), ((9.0, 5.0), (False, True, True))]
)
def test_marks_against_the_grades_move_nothing(limits: Limits, accepted: tuple[bool, ...]) -> None:
    found = suggested(limits, accepted, GOOD, BAD)
    assert found is not None
    assert found.contrary
    assert found.moved == ()
    assert found.limits == limits


@pytest.mark.parametrize("falling", [False, True])
def test_good_ones_in_the_middle_move_both_limits(falling: bool) -> None:
    limits, accepted = (4.5, 5.5), (False, True, False)
    good, bad = (4.0, 5.0, 6.0), (1.0, 2.0, 8.0, 9.0)
    found = suggested(limits[::-1] if falling else limits, accepted, good, bad)
    assert found is not None
    low, high = sorted(found.limits)
    assert 2 < low <= 4
    assert 6 < high <= 8
    assert list(found.limits) == sorted(found.limits, reverse=falling)


def test_where_all_are_accepted_the_bad_side_no_longer_is() -> None:
    found = suggested((2.0, 5.0, 7.0), (True,) * 4, GOOD, BAD)
    assert found is not None
    assert found.accepted == (False, False, True, True)
    assert 3 < found.limits[1] <= 6
    turned_round = suggested((2.0, 5.0, 7.0), (True,) * 4, BAD, GOOD)
    assert turned_round is not None
    assert turned_round.accepted == (True, True, False, False)


def test_it_counts_the_wrong_ones() -> None:
    found = suggested((2.0,), (False, True), (*GOOD, 0.5), BAD)
    assert found is not None
    assert found.wrong == 1
