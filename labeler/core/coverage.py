"""The coverage board: how many objects there are of each combination of grades, and what lacks."""

import csv
import io
import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import ClassVar, Literal

from labeler.core.files import natural_key
from labeler.core.graded import Judgements, Row, judged, judged_all
from labeler.core.rules.rule import Judgement, Rule, Subject, Verdict

Axis = Rule | Literal["class", "video", "annotator", ""]  # "" is no axis: a single line
Titles = Callable[[str, str | None], str]  # of an axis' id and a value on it; None is the axis

UNSURE = ""  # the grade of what has no certain one, the video of what is of none
TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Goal:
    """How many a cell should hold: so many, and this share of all that are counted."""

    least: int = 30
    share: float = 0.03

    def of(self, total: int) -> int:
        return max(self.least, math.ceil(round(total * self.share, 6)))


@dataclass(frozen=True, slots=True)
class Thin:
    """A cell that holds less than it should. `second` is "" on a board of a single axis."""

    first: str
    second: str
    have: int
    want: int

    code: ClassVar[str] = "cell_thin"

    @property
    def lacking(self) -> int:
        return self.want - self.have

    @property
    def values(self) -> Mapping[str, str | int]:
        return {"first": self.first, "second": self.second, "have": self.have, "want": self.want}


@dataclass(frozen=True)
class Coverage:
    """What is in each cell of a board: `cells` by (line, column), as indexes into the rows.

    `lines` and `columns` are the values of the two axes in order, UNSURE last and only where
    something is; without a second axis the one column is "". Cells that hold nothing are left out.
    Neither counted nor in a cell are the `ignored` (they or their image fail a rule that says
    "ignore") and the `unasked` (an axis is a rule that is not about their class).

    What a cell should hold: nothing where a grade is not accepted, or is by an axis that nobody
    captures for (a video, an annotator, the unsure); the quota of a grade that has one; else the
    goal. A cell of two grades should hold the smaller of the two, which is what can be asked of a
    rare combination.
    """

    first: Axis
    second: Axis
    unit: Subject
    lines: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[tuple[str, str], tuple[int, ...]]
    ignored: tuple[int, ...] = ()
    unasked: tuple[int, ...] = ()
    goal: Goal = field(default_factory=Goal)

    def rows(self, line: str, column: str = "") -> tuple[int, ...]:
        """Indexes of the rows in a cell."""
        return self.cells.get((line, column), ())

    def count(self, line: str, column: str = "") -> int:
        return len(self.rows(line, column))

    @cached_property
    def line_totals(self) -> Mapping[str, int]:
        return {line: sum(self.count(line, one) for one in self.columns) for line in self.lines}

    @cached_property
    def column_totals(self) -> Mapping[str, int]:
        return {one: sum(self.count(line, one) for line in self.lines) for one in self.columns}

    @cached_property
    def total(self) -> int:
        return sum(map(len, self.cells.values()))

    @property
    def unknown(self) -> bool:
        """True when there is something, and nothing certain: to be answered before captured."""
        return bool(self.total) and not any(
            (self.first == "" or line != UNSURE) and (self.second == "" or column != UNSURE)
            for line, column in self.cells
        )

    def target(self, line: str, column: str = "") -> int:
        """How many the cell should hold."""
        wanted = self.goal.of(self.total)
        of_line = _wanted(self.first, line, self.second, column, wanted)
        of_column = _wanted(self.second, column, self.first, line, wanted)
        if self.first == "":
            return of_column
        return of_line if self.second == "" else min(of_line, of_column)

    def line_target(self, line: str) -> int:
        """How many the line should hold, whatever the columns."""
        return _wanted(self.first, line, "", "", self.goal.of(self.total))

    @cached_property
    def thin(self) -> tuple[Thin, ...]:
        """Cells below their target, those that lack most first; none while all is unknown."""
        if self.unknown:
            return ()
        cells = [
            Thin(line, column, self.count(line, column), self.target(line, column))
            for line in self.lines
            for column in self.columns
        ]
        return tuple(sorted((one for one in cells if one.lacking > 0), key=lambda o: -o.lacking))


def id_of(axis: Axis) -> str:
    return axis.id if isinstance(axis, Rule) else axis


def unit_of(first: Axis, second: Axis = "") -> Subject:
    """What a board of these axes counts unless told: images where a rule of images is an axis and
    nothing else tells the objects of one image apart, else objects."""
    axes = [axis for axis in (first, second) if axis not in ("", "video")]
    of_image = [isinstance(axis, Rule) and axis.of == "image" for axis in axes]
    return "image" if axes and all(of_image) else "object"


def coverage(
    rows: Sequence[Row],
    judgements: Sequence[Judgements],
    first: Axis,
    second: Axis = "",
    *,
    unit: Subject | None = None,
    classes: Sequence[str] = (),
    goal: Goal | None = None,
) -> Coverage:
    """The board of two axes; `judgements` are what `judged_all` says of the rows.

    On an axis that is a rule of images an object has the grade of its image. `unit` is by the axes
    (`unit_of`) unless given. `classes` is the order of classes; those it lacks come after, by name.
    """
    unit = unit or unit_of(first, second)
    images = _images(rows, judgements)
    place_on_first, place_on_second = _placing(first, images), _placing(second, images)
    ignoring = _ignoring(judgements)
    cells: dict[tuple[str, str], list[int]] = {}
    ignored, unasked = [], []
    for number, (row, found) in enumerate(zip(rows, judgements, strict=True)):
        if (row.shape is None) != (unit == "image"):
            continue
        line, column = place_on_first(row, found), place_on_second(row, found)
        if ignoring and _is_ignored(ignoring, found, images.get(row.image, {})):
            ignored.append(number)
        elif line is None or column is None:
            unasked.append(number)
        else:
            cells.setdefault((line, column), []).append(number)
    return Coverage(
        first,
        second,
        unit,
        _values(first, {line for line, _ in cells}, classes),
        _values(second, {column for _, column in cells}, classes),
        {cell: tuple(numbers) for cell, numbers in cells.items()},
        tuple(ignored),
        tuple(unasked),
        goal or Goal(),
    )


def _images(
    rows: Sequence[Row], judgements: Sequence[Judgements]
) -> Mapping[str, Mapping[str, Judgement]]:
    pairs = zip(rows, judgements, strict=True)
    return {row.image: found for row, found in pairs if row.shape is None}


def _placing(
    axis: Axis, images: Mapping[str, Judgements]
) -> Callable[[Row, Judgements], str | None]:
    """Where on the axis a row is; None where the axis does not ask about it."""
    if not isinstance(axis, Rule):
        return _PLACES[axis]
    id = axis.id
    if axis.of == "image":
        return lambda row, _: one.grade if (one := images.get(row.image, {}).get(id)) else UNSURE
    return lambda _, found: one.grade if (one := found.get(id)) else None


_PLACES: Mapping[str, Callable[[Row, Judgements], str | None]] = {
    "class": lambda row, _: row.class_name,
    "video": lambda row, _: row.video,
    "annotator": lambda row, _: row.annotator,
    "": lambda row, _: "",
}


def _values(axis: Axis, found: set[str], classes: Sequence[str]) -> tuple[str, ...]:
    """Every grade of a rule, else what was found; UNSURE at the end."""
    if axis == "":
        return ("",)
    unsure = (UNSURE,) if UNSURE in found else ()
    if isinstance(axis, Rule):
        return tuple(grade.id for grade in axis.grades) + unsure
    known = {name: number for number, name in enumerate(classes)} if axis == "class" else {}
    named = sorted(
        found - {UNSURE}, key=lambda name: (known.get(name, len(known)), natural_key(name))
    )
    return (*named, *unsure)


def _ignoring(judgements: Iterable[Judgements]) -> frozenset[str]:
    """The rules whose failures are not counted."""
    rules: dict[str, Rule] = {}
    for found in judgements:
        if not rules.keys() >= found.keys():
            rules.update((id, one.rule) for id, one in found.items())
    return frozenset(id for id, rule in rules.items() if rule.on_failure == "ignore")


def _is_ignored(ignoring: frozenset[str], *judgements: Judgements) -> bool:
    return any(
        found[id].verdict == "fail" for found in judgements for id in ignoring if id in found
    )


def _wanted(axis: Axis, value: str, other: Axis, condition: str, by_goal: int) -> int:
    """How many of a value are wanted, `condition` being the value on the other axis."""
    if value == UNSURE or axis in ("video", "annotator"):
        return 0
    if not isinstance(axis, Rule):
        return by_goal
    grade = axis.grade(value)
    given = condition if axis.by and axis.by == id_of(other) else ""
    if grade is None or value not in _accepted(axis, given):
        return 0
    return by_goal if grade.quota is None else grade.quota


def _accepted(rule: Rule, condition: str) -> frozenset[str]:
    """The grades that are accepted on a condition; on any where it is not given."""
    if not rule.by or not rule.accepts_by:
        return rule.accepted
    if condition in rule.accepts_by:
        return rule.accepts_by[condition]
    return frozenset().union(*rule.accepts_by.values())


# --- what is missing


def missing(board: Coverage) -> dict[str, int]:
    """How many more of each value of the first axis are wanted; 0 where there are enough."""
    have = board.line_totals
    return {
        line: max(0, board.line_target(line) - have[line]) for line in board.lines if line != UNSURE
    }


def quota(
    rows: Sequence[Row], rules: Sequence[Rule], goal: Goal | None = None
) -> Mapping[str, Mapping[str, int]]:
    """What capture should bring: by rule, how many more of each grade are wanted.

    For the sharpness rule that is how many soft and blurred ones are still to come. Rules of which
    nothing is known are left out: answers are missing there, not objects.
    """
    judgements = judged_all(rows, rules)
    boards = ((rule.id, coverage(rows, judgements, rule, goal=goal)) for rule in rules)
    return {id: missing(board) for id, board in boards if not board.unknown}


@dataclass(frozen=True, slots=True)
class Standing:
    """How many objects pass, taken over all rules."""

    passing: int = 0
    failing: int = 0
    unsure: int = 0
    ignored: int = 0

    @property
    def share(self) -> float:
        """Of those that pass or fail the share that passes, 0 to 1; 0 where there are none."""
        return self.passing / max(1, self.passing + self.failing)


def standing(rows: Sequence[Row], judgements: Sequence[Judgements]) -> Standing:
    """Objects by what the rules about them and about their image say together.

    One that any rule fails is failing; else it passes when at least one rule says so: as
    everywhere, unsure blocks nothing. Rules whose failure does nothing ("none") have no say;
    failures to "ignore" leave an object out.
    """
    images = _images(rows, judgements)
    ignoring = _ignoring(judgements)
    counts: Counter[str] = Counter()
    for row, found in zip(rows, judgements, strict=True):
        if row.shape is None:
            continue
        of_image = images.get(row.image, {})
        if ignoring and _is_ignored(ignoring, found, of_image):
            counts["ignored"] += 1
            continue
        verdicts = {
            one.verdict
            for judged in (found, of_image)
            for one in judged.values()
            if one.rule.on_failure != "none"
        }
        counts["fail" if "fail" in verdicts else "pass" if "pass" in verdicts else "unsure"] += 1
    return Standing(counts["pass"], counts["fail"], counts["unsure"], counts["ignored"])


def tally(rule: Rule, judgements: Iterable[Judgements]) -> Mapping[Verdict, int]:
    """How often a rule says each verdict, of all objects or images that it asks about."""
    counts = Counter(one.verdict for found in judgements if (one := found.get(rule.id)))
    return {"pass": counts["pass"], "fail": counts["fail"], "unsure": counts["unsure"]}


def turned(
    before: Rule, after: Rule, rows: Sequence[Row], rules: Iterable[Rule] = ()
) -> list[tuple[int, Verdict, Verdict]]:
    """What a change of a rule turns: index of the row, its verdict before and after.

    A row that only one of the two asks about is turned from or to "unsure". `rules` are the others
    in force, for the grades of images that this one depends on.
    """
    needed = [rule for rule in rules if rule.id in (before.by, after.by)]
    conditions: dict[str, dict[str, str]] = {}
    for row in rows if needed else ():
        if row.shape is None:
            conditions[row.image] = {id: j.grade for id, j in judged(row, needed).items()}
    found: list[tuple[int, Verdict, Verdict]] = []
    for number, row in enumerate(rows):
        by_rule = conditions.get(row.image, {})
        old, new = (_verdict(rule, row, by_rule) for rule in (before, after))
        if old != new and (old or new):
            found.append((number, old or "unsure", new or "unsure"))
    return found


def _verdict(rule: Rule, row: Row, conditions: Mapping[str, str]) -> Verdict | None:
    one = judged(row, (rule,), conditions).get(rule.id)
    return one.verdict if one else None


# --- for a spreadsheet


def as_csv(board: Coverage, title_of: Titles) -> str:
    """The board as lines of RFC 4180; `title_of` gives the words for the values of an axis, and for
    the axis itself by None; "total" is the axis of the totals."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    first, second = id_of(board.first), id_of(board.second)
    total = title_of(TOTAL, None)
    if board.second == "":
        writer.writerow([title_of(first, None), total])
        writer.writerows([title_of(first, line), board.line_totals[line]] for line in board.lines)
        writer.writerow([total, board.total])
        return out.getvalue()
    corner = f"{title_of(first, None)} × {title_of(second, None)}"
    writer.writerow([corner, *(title_of(second, one) for one in board.columns), total])
    for line in board.lines:
        counts = [board.count(line, one) for one in board.columns]
        writer.writerow([title_of(first, line), *counts, board.line_totals[line]])
    writer.writerow([total, *board.column_totals.values(), board.total])
    return out.getvalue()
