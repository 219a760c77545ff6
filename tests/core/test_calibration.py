"""A limit between good and bad examples: the best balanced accuracy, by brute force too."""

import math
import random

import pytest

from labeler.core.calibration import Proposal, RangeProposal, proposed, proposed_range


def balanced(good: list[float], bad: list[float], limit: float, higher: bool) -> float:
    right = sum((value >= limit) == higher for value in good) / len(good)
    return (right + sum((value >= limit) != higher for value in bad) / len(bad)) / 2


def test_the_limit_is_in_the_middle_of_the_gap() -> None:
    assert proposed([4, 5, 9], [1, 2]) == Proposal(3.0, 1.0, 0, True)
    assert proposed([1, 2], [4, 5, 9]) == Proposal(3.0, 1.0, 0, False)


def test_few_bad_examples_weigh_as_much_as_many_good_ones() -> None:
    good = [1.5, *(float(n) for n in range(10, 109))]
    found = proposed(good, [1.0, 2.0])
    assert (found.limit, found.wrong) == (6.0, 1)
    assert found.accuracy == pytest.approx((99 / 100 + 1) / 2)


def test_a_value_that_is_good_and_bad_leaves_a_wide_plateau() -> None:
    """At 3 one of each turns sides: the limits on both sides of it are equally good."""
    assert proposed([3, 9], [1, 3]) == Proposal(5.0, 0.75, 1, True)


@pytest.mark.parametrize("seed", range(30))
def test_no_limit_is_better(seed: int) -> None:
    chance = random.Random(seed)
    good = [float(chance.randint(0, 12)) for _ in range(chance.randint(1, 12))]
    bad = [float(chance.randint(0, 12)) for _ in range(chance.randint(1, 12))]
    found = proposed(good, bad)
    tried = [balanced(good, bad, n - 0.5, higher) for n in range(14) for higher in (True, False)]
    assert found.accuracy == pytest.approx(max(tried))
    assert balanced(good, bad, found.limit, found.higher_is_good) == pytest.approx(found.accuracy)
    sides = [(value >= found.limit) == found.higher_is_good for value in good]
    sides += [(value >= found.limit) != found.higher_is_good for value in bad]
    assert found.wrong == sides.count(False)


def test_values_that_are_all_the_same_are_a_coin() -> None:
    assert proposed([2, 2, 2], [2]) == Proposal(2, 0.5, 1, True)


def test_neighbouring_floats_are_parted() -> None:
    above = math.nextafter(1.0, 2.0)
    found = proposed([above], [1.0])
    assert (found.limit, found.accuracy, found.wrong) == (above, 1.0, 0)


def test_what_is_not_known_is_left_out() -> None:
    assert proposed([4, math.nan], [2, math.inf, -math.inf]).limit == 3


@pytest.mark.parametrize(("good", "bad"), [([], [1.0]), ([1.0], []), ([math.nan], [1.0])])
def test_both_kinds_are_needed(good: list[float], bad: list[float]) -> None:
    for propose in (proposed, proposed_range):
        with pytest.raises(ValueError, match="both"):
            propose(good, bad)


def test_a_range_lies_around_the_good_values() -> None:
    found = proposed_range([40, 60, 50], [10, 20, 90])
    assert found == RangeProposal(30.0, 75.0, 1.0, 0)


def test_a_range_is_open_where_nothing_bounds_it() -> None:
    assert proposed_range([1, 2], [5]) == RangeProposal(-math.inf, 3.5, 1.0, 0)
    assert proposed_range([5], [1]) == RangeProposal(3.0, math.inf, 1.0, 0)


@pytest.mark.parametrize("seed", range(30))
def test_no_range_is_better(seed: int) -> None:
    chance = random.Random(seed)
    good = [float(chance.randint(0, 9)) for _ in range(chance.randint(1, 9))]
    bad = [float(chance.randint(0, 9)) for _ in range(chance.randint(1, 9))]

    def accuracy(low: float, high: float) -> float:
        inside = sum(low <= value < high for value in good) / len(good)
        return (inside + sum(not low <= value < high for value in bad) / len(bad)) / 2

    found = proposed_range(good, bad)
    ends = [n - 0.5 for n in range(11)]
    tried = [accuracy(low, high) for low in ends for high in ends if low < high]
    assert accuracy(found.low, found.high) == pytest.approx(found.accuracy)
    assert found.accuracy == pytest.approx(max(*tried, found.accuracy))
    wrong = sum(not found.low <= value < found.high for value in good)
    assert found.wrong == wrong + sum(found.low <= value < found.high for value in bad)
