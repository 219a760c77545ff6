"""What was measured and answered of many rows as arrays, so that a rule is tried on all at once."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from labeler.core.annotation import answer_in
from labeler.core.graded import Row
from labeler.core.rules.rule import Measured, Rule, Verdict

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Numbers = NDArray[np.intp]
    Flags = NDArray[np.bool_]

VERDICTS: tuple[Verdict, ...] = ("unsure", "pass", "fail")  # by their number in an array
_UNSURE, _PASS, _FAIL = range(3)
_NOTHING = -1


@dataclass(frozen=True, eq=False)
class Readings:
    """All arrays have one item a row.

    `which` is the index in `measures` of what the row is judged by, -1 for nothing; `low` and
    `high` its value there; `hand` and `told` the grade that a person gave and that the measure
    itself names, as indexes into `grades`, -1 for none; `condition` the grade of the rule that this
    one depends on, as an index into `conditions`.
    """

    rows: Sequence[Row]
    measures: tuple[str, ...]
    which: "Numbers"
    low: "Floats"
    high: "Floats"
    hand: "Numbers"
    told: "Numbers"
    grades: tuple[str, ...]
    condition: "Numbers"
    conditions: tuple[str, ...]
    _asked: "dict[tuple[str, tuple[str, ...]], Flags]" = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.rows)

    @cached_property
    def of_image(self) -> Mapping[str, Sequence[int]]:
        """Which rows are of an image."""
        found: dict[str, list[int]] = {}
        for number, row in enumerate(self.rows):
            found.setdefault(row.image, []).append(number)
        return found

    @property
    def middle(self) -> "Floats":
        with np.errstate(invalid="ignore"):
            return (self.low + self.high) / 2

    def asked(self, rule: Rule) -> "Flags":
        """Of which rows the rule says something; asked once, for a drag asks again and again."""
        key = rule.of, rule.classes
        if key not in self._asked:
            asks = (rule.asks(row.shape) for row in self.rows)
            self._asked[key] = np.fromiter(asks, bool, len(self))
        return self._asked[key]

    def used(self, rule: Rule) -> tuple[int, ...]:
        """How many rows are judged by the rule's own measure, and by its stand-in."""
        known = self.asked(rule) & np.isfinite(self.low) & np.isfinite(self.high)
        return tuple(int(np.sum(known & (self.which == n))) for n in range(len(self.measures)))

    def on_ladder(self, rule: Rule, measure: int) -> "Numbers":
        """The rows that the limits of a measure tell apart, in the order of the rule's grades."""
        named = [number for number, id in enumerate(self.grades) if rule.grade(id)]
        known = np.isfinite(self.low) & np.isfinite(self.high) & ~np.isin(self.told, named)
        rows = np.flatnonzero(known & (self.which == measure) & self.asked(rule))
        values = self.middle[rows]
        falling = is_falling(limits_of(rule)[measure])
        return rows[np.argsort(-values if falling else values, kind="stable")]

    def places(self, rule: Rule) -> "tuple[Numbers, Numbers]":
        """First and last grade that each row may have, as numbers in the rule; -1 where nothing
        says anything."""
        first = np.full(len(self), _NOTHING, np.intp)
        last = first.copy()
        for number, limits in enumerate(limits_of(rule)[: len(self.measures)]):
            mask = self.which == number
            low, high = self.low[mask], self.high[mask]
            with np.errstate(invalid="ignore"):
                nothing = np.isnan(low + high)
            ends = places_of(low, limits), places_of(high, limits)
            first[mask] = np.where(nothing, 0, np.minimum(*ends))
            last[mask] = np.where(nothing, len(limits), np.maximum(*ends))
        number_of = {grade.id: number for number, grade in enumerate(rule.grades)}
        # the last is for those that were given none, whose index is -1
        ids = [*(number_of.get(id, _NOTHING) for id in self.grades), _NOTHING]
        for given in (self.told, self.hand):
            numbers = np.array(ids, np.intp)[given]
            mask = numbers != _NOTHING
            first[mask] = last[mask] = numbers[mask]
        return first, last

    def counts(self, rule: Rule) -> tuple[list[int], int]:
        """How many rows have each grade for certain, and how many none."""
        first, last = self.places(rule)
        asked = self.asked(rule)
        certain = asked & (first == last) & (first != _NOTHING)
        per_grade = np.bincount(first[certain], minlength=len(rule.grades))
        return [int(count) for count in per_grade], int(asked.sum() - certain.sum())

    def verdicts(self, rule: Rule) -> "Numbers":
        """What `judge` says, as numbers in VERDICTS; unsure where the rule does not ask."""
        first, last = self.places(rule)
        known = (first != _NOTHING) & self.asked(rule)
        every, none = known.copy(), known.copy()
        for accepted, mask in self._accepting(rule):
            flags = [grade.id in accepted for grade in rule.grades]
            below = np.concatenate(([0], np.cumsum(flags)))
            good = below[last + 1] - below[np.maximum(first, 0)]
            every &= ~mask | (good == last - first + 1)
            none &= ~mask | (good == 0)
        return np.where(every, _PASS, np.where(none, _FAIL, _UNSURE)).astype(np.intp)

    def _accepting(self, rule: Rule) -> "list[tuple[frozenset[str], Flags]]":
        """Sets of accepted grades, each with the rows on which it bears."""
        whole = np.ones(len(self), bool)
        if not rule.by or not rule.accepts_by:
            return [(rule.accepted, whole)]
        names = np.array([*self.conditions, ""], object)[self.condition]
        strange = ~np.isin(names, ["", *rule.accepts_by])
        return [
            (rule.accepted, strange),
            *((ids, (names == name) | (names == "")) for name, ids in rule.accepts_by.items()),
        ]


def limits_of(rule: Rule) -> tuple[tuple[float, ...], ...]:
    """Of its own measure, and of its stand-in."""
    return (rule.limits, rule.stand_in.limits) if rule.stand_in else (rule.limits,)


def is_falling(limits: Sequence[float]) -> bool:
    """As in a rule: the grades go from the highest values to the lowest."""
    return len(limits) > 1 and limits[0] > limits[-1]


def places_of(values: "Floats", limits: tuple[float, ...]) -> "Numbers":
    """`place_of` for many values."""
    if is_falling(limits):
        return len(limits) - np.searchsorted(np.array(limits[::-1], float), values, side="right")
    return np.searchsorted(np.array(limits, float), values, side="right")


def read(rows: Sequence[Row], rule: Rule, conditions: Mapping[str, str]) -> Readings:
    """Slow for many rows: for a job. `conditions` by image, of the rule that this depends on."""
    measures = (rule.measure, rule.stand_in.measure) if rule.stand_in else (rule.measure,)
    grades, names = _Numbered(), _Numbered()
    lines = []
    for row in rows:
        which, found = _found(row, measures)
        answer = answer_in(row.grades, rule.id)
        lines.append(
            (
                which,
                found.low if found else math.nan,
                found.high if found else math.nan,
                grades[answer.grade] if answer and answer.by_hand else _NOTHING,
                grades[found.grade] if found and found.grade else _NOTHING,
                names[conditions.get(row.image, "")],
            )
        )
    table = np.array(lines, np.float64).reshape(len(rows), 6)
    numbers = [table[:, column].astype(np.intp) for column in (0, 3, 4, 5)]
    low, high = table[:, 1].copy(), table[:, 2].copy()
    return Readings(
        rows,
        measures,
        numbers[0],
        low,
        high,
        numbers[1],
        numbers[2],
        tuple(grades),
        numbers[3],
        tuple(names),
    )


class _Numbered(dict[str, int]):
    """Gives every new name the next number."""

    def __missing__(self, name: str) -> int:
        self[name] = len(self)
        return self[name]


def _found(row: Row, measures: tuple[str, ...]) -> tuple[int, Measured | None]:
    found = row.measured.get(measures[0]) if measures[0] else None
    if len(measures) > 1 and (found is None or not (found.known or found.grade)):
        instead = row.measured.get(measures[1])
        if instead is not None:
            return 1, instead
    return (0, found) if found is not None else (_NOTHING, None)


def sampled(values: "Floats", count: int) -> "Numbers":
    """Indexes of so many of the sorted values, rising or falling.

    Half by rank and half by value: crowded stretches are shown as such, and where there are few,
    all of them are. A jump to a value far away counts as a few steps.
    """
    if len(values) <= count:
        return np.arange(len(values))
    steps = np.abs(np.diff(values))
    low, high = np.quantile(values, (0.01, 0.99))
    steps = np.minimum(steps, 4 * (float(high - low) or float(steps.sum())) / count)
    along = np.arange(len(values)) / (len(values) - 1)
    if steps.sum() > 0:
        along = (along + np.concatenate(([0.0], np.cumsum(steps))) / steps.sum()) / 2
    wanted = np.linspace(along[0], along[-1], count)
    return np.unique(np.clip(np.searchsorted(along, wanted), 0, len(values) - 1))


def round_between(low: float, high: float) -> float:
    """The number with the fewest digits above `low` and up to `high`, well between the two."""
    if not low < high:
        raise ValueError("nothing lies between")
    middle, room = low + (high - low) / 2, (high - low) / 5
    top = math.floor(math.log10(high - low)) + 1
    for power in range(top, top - 12, -1):
        for digit in (5, 2, 1):
            step = digit * 10.0**power
            made = round(round(middle / step) * step, max(0, 1 - power))
            if low < made and low + room <= made <= high - room:
                return made
    return high
