"""A rule tried on what was measured: the crops to show for it, its counts, what it would turn."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from labeler.core.geometry import Box
from labeler.core.graded import Judgements, Row
from labeler.core.rules.rule import Example, Rule, Verdict
from labeler.services.crops import CropKey, key_of
from labeler.ui.rules.readings import VERDICTS, Readings, is_falling, limits_of, sampled
from labeler.ui.rules.steps import Limits, Steps

MOST_CROPS = 84  # on the ladder

Marks = dict[CropKey, bool]


@dataclass(frozen=True, slots=True)
class Turn:
    """A row whose verdict would be another."""

    row: Row
    before: Verdict
    after: Verdict


@dataclass(frozen=True, eq=False)
class Laid:
    """The rows on the ladder in order, with their values."""

    rows: Sequence[Row] = ()
    steps: Steps = field(default_factory=Steps)


def gathered(
    graded: Iterable[tuple[Row, Judgements]], rule: Rule
) -> tuple[list[Row], dict[str, str]]:
    """The rows that a rule of its kind asks about, and of each image the grade it depends on."""
    of_image = rule.of == "image"
    rows, conditions = [], {}
    for row, judgements in graded:
        if (row.shape is None) == of_image:
            rows.append(row)
        if rule.by and row.shape is None and rule.by in judgements:
            conditions[row.image] = judgements[rule.by].grade
    return rows, conditions


def measure_of(readings: Readings, rule: Rule) -> int:
    """By which of its measures most rows are judged."""
    used = readings.used(rule)
    return used.index(max(used)) if used else 0


def laid(readings: Readings, rule: Rule, measure: int, marks: Marks) -> Laid:
    """An even sample, and all that were marked."""
    numbers = readings.on_ladder(rule, measure)
    values = readings.middle[numbers]
    chosen = set(sampled(values, MOST_CROPS).tolist())
    marked = marked_rows(readings, marks)
    if marked:
        chosen |= set(np.flatnonzero(np.isin(numbers, list(marked))).tolist())
    order = sorted(chosen)
    falling = is_falling(limits_of(rule)[measure])
    steps = Steps(tuple(values[order].tolist()), falling)
    return Laid([readings.rows[numbers[n]] for n in order], steps)


def turns(readings: Readings, before: Rule, after: Rule) -> list[Turn]:
    old, new = readings.verdicts(before), readings.verdicts(after)
    return [
        Turn(readings.rows[n], VERDICTS[old[n]], VERDICTS[new[n]])
        for n in np.flatnonzero(old != new).tolist()
    ]


def turn_counts(readings: Readings, before: Rule, after: Rule) -> Counter[Verdict]:
    """How many would turn to each verdict; quick enough for every move of a drag."""
    old, new = readings.verdicts(before), readings.verdicts(after)
    counts = np.bincount(new[old != new], minlength=len(VERDICTS))
    return Counter({verdict: int(count) for verdict, count in zip(VERDICTS, counts, strict=True)})


def marked_rows(readings: Readings, marks: Marks) -> dict[int, bool]:
    """The rows that were marked, as far as they are still there."""
    found: dict[int, bool] = {}
    for image in {key.image for key in marks}:
        for number in readings.of_image.get(image, ()):
            mark = marks.get(mark_key(readings.rows[number]))
            if mark is not None:
                found[number] = mark
    return found


def marked_values(
    readings: Readings, measure: int, marks: Marks
) -> tuple[list[float], list[float]]:
    """The values of the good and of the bad crops."""
    good: list[float] = []
    bad: list[float] = []
    for number, mark in sorted(marked_rows(readings, marks).items()):
        value = (readings.low[number] + readings.high[number]) / 2
        if readings.which[number] == measure and np.isfinite(value):
            (good if mark else bad).append(float(value))
    return good, bad


def limited(rule: Rule, measure: int, limits: Limits) -> Rule:
    """The rule with other limits on its own measure, or on its stand-in."""
    if measure == 0 or rule.stand_in is None:
        return rule.limited(limits)
    return replace(rule, stand_in=replace(rule.stand_in, limits=limits))


def accepting(rule: Rule, condition: str, accepted: Sequence[bool]) -> Rule:
    """The rule with other grades along its limits accepted, under a condition where it has any."""
    flags = {grade.id: good for grade, good in zip(rule.grades, accepted, strict=False)}
    if rule.by and condition in rule.accepts_by:
        kept = {id for id in rule.accepts_by[condition] if id not in flags}
        ids = frozenset(kept | {id for id, good in flags.items() if good})
        return replace(rule, accepts_by={**rule.accepts_by, condition: ids})
    grades = (replace(one, accepted=flags.get(one.id, one.accepted)) for one in rule.grades)
    return replace(rule, grades=tuple(grades))


_WHOLE = (0.0, 0.0, 0.0, 0.0)  # the box of an example that is an image
_PLACES = 2  # decimals by which a box is known again: a file rounds it


def mark_key(row: Row) -> CropKey:
    """By which a crop is known again."""
    key = key_of(row)
    return CropKey(key.image, _rounded(key.box) if key.box is not None else None)


def marks_of(rule: Rule) -> Marks:
    return {
        CropKey(one.image, None if one.box == _WHOLE else _rounded(Box(*one.box))): one.good
        for one in rule.examples
    }


def examples_of(marks: Marks) -> tuple[Example, ...]:
    return tuple(Example(key.image, key.box or _WHOLE, good) for key, good in marks.items())


def _rounded(box: Box) -> Box:
    return Box(*(round(edge, _PLACES) for edge in box))
