"""A rule's limit set by examples: where values marked good part best from those marked bad."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Proposal:
    """A limit between good and bad; a value that equals it is on its upper side, as in a rule.

    `accuracy` is the balanced one, 0.5 (a coin) to 1; `wrong` counts the examples that are on the
    wrong side.
    """

    limit: float
    accuracy: float
    wrong: int
    higher_is_good: bool


@dataclass(frozen=True, slots=True)
class RangeProposal:
    """Good values are from `low` up to, not with, `high`; an end is infinite where no example
    bounds it."""

    low: float
    high: float
    accuracy: float
    wrong: int


@dataclass(frozen=True, slots=True)
class _Marks:
    """The examples by value, in rising order, and how many there are of each kind."""

    values: tuple[float, ...]
    good: tuple[int, ...]
    bad: tuple[int, ...]

    @property
    def counts(self) -> tuple[int, int]:
        return sum(self.good), sum(self.bad)

    def between(self, number: int) -> float:
        """The limit below the value of this number: the middle between it and the one before."""
        below, above = self.values[number - 1], self.values[number]
        middle = below + (above - below) / 2
        return middle if middle > below else above  # neighbouring floats have no middle


def _marks(good: Sequence[float], bad: Sequence[float]) -> _Marks:
    """Raises ValueError when a kind has no finite value."""
    goods = Counter(value for value in good if math.isfinite(value))
    bads = Counter(value for value in bad if math.isfinite(value))
    if not goods or not bads:
        raise ValueError("both good and bad values are needed")
    values = tuple(sorted({*goods, *bads}))
    return _Marks(values, tuple(goods[v] for v in values), tuple(bads[v] for v in values))


def proposed(good: Sequence[float], bad: Sequence[float]) -> Proposal:
    """The limit with the best balanced accuracy, and how many of the examples it gets wrong.

    Balanced accuracy is the mean of sensitivity and specificity (Brodersen et al. 2010, "The
    balanced accuracy and its posterior distribution", ICPR): ten good examples against two hundred
    bad ones count as much. Limits are tried in the middle between neighbouring values; where
    several in a row are equally good, it is the middle of the widest such stretch. Values that are
    not finite are left out; raises ValueError when a kind has no other.
    """
    marks = _marks(good, bad)
    goods, bads = marks.counts
    if len(marks.values) == 1:
        return Proposal(marks.values[0], 0.5, bads, True)
    scores = _scores(marks)
    best = max(abs(score) for score in scores)
    stretches = [
        (marks.values[end - 1] - marks.values[start - 1], start, end, score)
        for start, end, score in _stretches(scores)
        if abs(score) == best
    ]
    _, start, end, score = max(stretches, key=lambda one: (one[0], -one[1]))
    limit = marks.between(start)
    if end - start > 1:
        limit = (marks.values[start - 1] + marks.values[end - 1]) / 2
    accuracy = 0.5 + best / (2 * goods * bads)
    return Proposal(limit, accuracy, _wrong(marks, limit, score >= 0), score >= 0)


def _scores(marks: _Marks) -> list[int]:
    """For a limit below each value but the first: goods · bads · (sensitivity + specificity − 1),
    whole numbers so that equal ones are equal; negative where lower is good."""
    goods, bads = marks.counts
    scores, below_good, below_bad = [], 0, 0
    for good, bad in zip(marks.good[:-1], marks.bad[:-1], strict=True):
        below_good += good
        below_bad += bad
        scores.append(below_bad * goods - below_good * bads)
    return scores


def _stretches(scores: Sequence[int]) -> list[tuple[int, int, int]]:
    """Runs of equal scores: they lie between the values `start - 1` and `end - 1`; the score."""
    runs: list[tuple[int, int, int]] = []
    for number, score in enumerate(scores, 1):
        if runs and runs[-1][2] == score:
            runs[-1] = (runs[-1][0], number + 1, score)
        else:
            runs.append((number, number + 1, score))
    return [(start, end, score) for start, end, score in runs]


def _wrong(marks: _Marks, limit: float, higher_is_good: bool) -> int:
    return sum(
        bad if (value >= limit) == higher_is_good else good
        for value, good, bad in zip(marks.values, marks.good, marks.bad, strict=True)
    )


def proposed_range(good: Sequence[float], bad: Sequence[float]) -> RangeProposal:
    """The two limits around the good values with the best balanced accuracy.

    That is the run of values with the largest sum, each good one counting 1 / goods and each bad
    one −1 / bads (Bentley 1984, "Programming pearls: algorithm design techniques", the largest sum
    of a part of an array). Values and errors as for `proposed`.
    """
    marks = _marks(good, bad)
    goods, bads = marks.counts
    best, first, last = 0, 0, -1
    total, start = 0, 0
    for number, (here_good, here_bad) in enumerate(zip(marks.good, marks.bad, strict=True)):
        if total <= 0:
            total, start = 0, number
        total += here_good * bads - here_bad * goods
        if total > best or last < 0:
            best, first, last = total, start, number
    low = marks.between(first) if first else -math.inf
    high = marks.between(last + 1) if last + 1 < len(marks.values) else math.inf
    accuracy = 0.5 + best / (2 * goods * bads)
    inside = slice(first, last + 1)
    wrong = goods - sum(marks.good[inside]) + sum(marks.bad[inside])
    return RangeProposal(low, high, accuracy, wrong)
