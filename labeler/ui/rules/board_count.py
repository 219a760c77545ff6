"""Counts the gathered objects for the coverage board in jobs, anew whenever something changes."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import overload

from PySide6.QtCore import QObject, Signal

from labeler.core.coverage import UNSURE, Axis, Coverage, Goal, coverage
from labeler.core.graded import Judgements, Row
from labeler.core.histogram import Histogram, entropy, histogram
from labeler.core.rules.rule import Judgement, Rule
from labeler.services.jobs import Job
from labeler.services.session import Session
from labeler.ui import rule_text

_PRIORITY = -2  # somebody waits for it, but pictures come first


@dataclass(frozen=True)
class Asked:
    """The board that is wanted, the rule whose values are wanted, and the rule of sizes."""

    first: Axis = ""
    second: Axis = ""
    goal: Goal = field(default_factory=Goal)
    classes: tuple[str, ...] = ()
    charted: Rule | None = None
    sizes: Rule | None = None


@dataclass(frozen=True, eq=False)
class Counted:
    """The answer. `varied` is how evenly sizes are spread, 0 to 1, None where none is known;
    `reasons` are the notes of what is unsure by an axis, "" for none, the most frequent first."""

    asked: Asked
    rows: Sequence[Row]
    judgements: Sequence[Judgements]
    board: Coverage
    histogram: Histogram | None
    varied: float | None
    reasons: tuple[tuple[str, int], ...]


def counted(graded: Sequence[tuple[Row, Judgements]], asked: Asked) -> Counted:
    rows = [row for row, _ in graded]
    judgements = [found for _, found in graded]
    count = partial(coverage, rows, judgements, classes=asked.classes, goal=asked.goal)
    board = count(asked.first, asked.second)
    _ = board.thin, board.line_totals, board.column_totals  # not on the main thread
    found = histogram(asked.charted, judgements) if asked.charted is not None else None
    varied, reasons = _varied(asked.sizes, count), _reasons(rows, judgements, board)
    return Counted(asked, rows, judgements, board, found, varied, reasons)


def _varied(rule: Rule | None, count: Callable[[Axis], Coverage]) -> float | None:
    if rule is None:
        return None
    totals = count(rule).line_totals
    counts = [totals.get(grade.id, 0) for grade in rule.grades]
    return entropy(counts) if any(counts) else None


def _reasons(
    rows: Sequence[Row], judgements: Sequence[Judgements], board: Coverage
) -> tuple[tuple[str, int], ...]:
    pairs = zip(rows, judgements, strict=True)
    images = {row.image: found for row, found in pairs if row.shape is None}
    notes: Counter[str] = Counter()
    for cell, numbers in board.cells.items():
        for axis, value in zip((board.first, board.second), cell, strict=True):
            if isinstance(axis, Rule) and value == UNSURE:
                of = (images.get(rows[n].image, {}) for n in numbers)
                own = (judgements[n] for n in numbers)
                notes.update(_note(axis, one) for one in (of if axis.of == "image" else own))
    return tuple(notes.most_common())


def _note(rule: Rule, found: Judgements) -> str:
    """Why a rule leaves it open."""
    one = found.get(rule.id)
    if one is not None and one.measured is not None:
        return one.measured.note
    return "not_measurable" if rule.measure else "not_answered"


class BoardCount(QObject):
    """Asks one job at a time; while it runs, all further wishes make one more."""

    counted = Signal(object)  # Counted

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._asked: Asked | None = None
        self._again = False
        self._jobs: list[Job] = []  # the one that runs
        session.gradebook.changed.connect(self.refresh)
        self.destroyed.connect(partial(_cancel, self._jobs))

    @property
    def asked(self) -> Asked | None:
        return self._asked

    def ask(self, asked: Asked, anew: bool = False) -> None:
        """Count this; `anew` also where it was asked for before: it is about something else."""
        if anew:
            self._drop()
        if anew or asked != self._asked:
            self._asked = asked
            self.refresh()

    def refresh(self) -> None:
        """Count what is gathered by now."""
        asked = self._asked
        if asked is None:
            return
        if self._jobs:
            self._again = True
            return
        self._again = False
        graded = self._session.gradebook.graded()
        work = partial(counted, graded, asked)
        job = self._session.jobs.run(work, self._on_counted, self._on_failed, _PRIORITY)
        if not job.cancelled:
            self._jobs.append(job)

    def _drop(self) -> None:
        _cancel(self._jobs)
        self._again = False

    def _on_counted(self, found: Counted) -> None:
        self._jobs.clear()
        again = self._again or found.asked != self._asked
        if found.asked == self._asked:
            self.counted.emit(found)
        if again and not self._jobs:
            self.refresh()

    def _on_failed(self, error: BaseException) -> None:
        self._jobs.clear()
        if not isinstance(error, MemoryError):
            raise error


def _cancel(jobs: list[Job]) -> None:
    for job in jobs:
        job.cancel()
    jobs.clear()


class Captions(Sequence[str]):
    """What is known of each row by some rules, put into words only where it is shown."""

    def __init__(self, judgements: Sequence[Judgements], rules: Sequence[Rule]) -> None:
        self._judgements = judgements
        self._rules = rules

    def __len__(self) -> int:
        return len(self._judgements)

    @overload
    def __getitem__(self, number: int) -> str: ...

    @overload
    def __getitem__(self, number: slice) -> Sequence[str]: ...

    def __getitem__(self, number: int | slice) -> str | Sequence[str]:
        if isinstance(number, slice):
            return Captions(self._judgements[number], self._rules)
        found = self._judgements[number]
        said = (_briefly(found[rule.id]) for rule in self._rules if rule.id in found)
        return " · ".join(one for one in said if one)


def _briefly(judgement: Judgement) -> str:
    """The value alone where there is one: a caption has little room."""
    measured = None if judgement.by_hand else judgement.measured
    value = rule_text.value(judgement.measure, measured) if measured is not None else ""
    return value or rule_text.said(judgement)
