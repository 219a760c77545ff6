"""Limits between crops in order: every gap that parts values can be had, none passes another."""

import random

import pytest

from labeler.core.rules.rule import place_of
from labeler.ui.rules.steps import Limits, Steps, pushed

RISING = Steps((1.0, 2.0, 2.0, 3.0, 8.0))
FALLING = Steps((8.0, 3.0, 2.0, 2.0, 1.0), falling=True)


def lengths(steps: Steps, limits: Limits) -> list[int]:
    """How many values have each grade, as a rule says."""
    places = [place_of(value, limits) for value in steps.values]
    return [places.count(place) for place in range(len(limits) + 1)]


@pytest.mark.parametrize("steps", [RISING, FALLING])
def test_stretches_are_the_grades_of_the_rule(steps: Steps) -> None:
    for limits in ((0.5, 2.0), (2.0, 3.0), (2.5, 20.0), (1.0, 8.0), (9.0, 10.0)):
        ordered = limits[::-1] if steps.falling else limits
        stretches = steps.stretches(ordered)
        assert [end - start for start, end in stretches] == lengths(steps, ordered)


@pytest.mark.parametrize("steps", [RISING, FALLING])
@pytest.mark.parametrize("gap", range(6))
def test_a_limit_goes_to_the_gap_or_beside_equal_values(steps: Steps, gap: int) -> None:
    limits = (100.0, 90.0) if steps.falling else (90.0, 100.0)
    number = 1 if steps.falling else 0
    moved = steps.moved(limits, number, gap)
    arrived = steps.gap_of(moved[number])
    assert steps.parts(arrived)
    assert abs(arrived - gap) <= (not steps.parts(gap))


@pytest.mark.parametrize("steps", [RISING, FALLING])
def test_limits_stay_in_order_whatever_is_done(steps: Steps) -> None:
    dice = random.Random(1)
    limits = (7.0, 2.5, 1.5) if steps.falling else (1.5, 2.5, 7.0)
    for _ in range(300):
        limits = steps.moved(limits, dice.randrange(3), dice.randrange(-3, 9))
        assert len(set(limits)) == 3
        assert list(limits) == sorted(limits, reverse=steps.falling)


def test_a_limit_stops_at_the_next() -> None:
    limits = RISING.moved((1.5, 2.5, 5.0), 0, 5)
    assert RISING.gap_of(limits[0]) == RISING.gap_of(2.5)
    assert limits[1:] == (2.5, 5.0)
    assert limits[0] < 2.5


def test_one_that_is_there_keeps_its_number() -> None:
    assert RISING.moved((2.718,), 0, 3) == (2.718,)


def test_nothing_and_one_and_the_same_value() -> None:
    assert Steps().moved((3.0,), 0, 0) == (3.0,)
    one = Steps((0.0,))
    assert one.gap_of(one.moved((5.0,), 0, 0)[0]) == 0
    assert one.gap_of(one.moved((-5.0,), 0, 1)[0]) == 1
    assert one.moved((5.0,), 0, 0) == (0.0,)
    same = Steps((4.0,) * 50)
    assert {
        same.gap_of(same.moved((limit,), 0, gap)[0]) for limit in (1, 9) for gap in range(51)
    } == {
        0,
        50,
    }


@pytest.mark.parametrize("falling", [False, True])
@pytest.mark.parametrize("value", [0.0, 1.0, 2.2, 5.0, 6.5, 99.0])
@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_proposal_pushes_what_is_in_its_way(falling: bool, value: float, number: int) -> None:
    limits = (7.0, 5.0, 2.0) if falling else (2.0, 5.0, 7.0)
    after = pushed(limits, number, value, falling)
    assert after[number] == value
    assert len(set(after)) == 3
    assert list(after) == sorted(after, reverse=falling)
    for other in {0, 1, 2} - {number}:
        aside = limits[other] > value if (other < number) == falling else limits[other] < value
        assert not aside or after[other] == limits[other]
