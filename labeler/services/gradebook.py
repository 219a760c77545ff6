"""What was measured and answered of every object of the dataset, gathered when somebody asks."""

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from labeler.core.finding import LabelerError
from labeler.core.graded import Graded, Judgements, Row, failing, judged_all
from labeler.services.jobs import Job

if TYPE_CHECKING:
    from labeler.core.annotation import Annotation
    from labeler.core.dataset import Dataset
    from labeler.core.measure_store import MeasureStore
    from labeler.core.rules.rule import Rule
    from labeler.services.session import Session

_PRIORITY = -15
_TELL_MS = 300  # listeners hear of new rows so often, while many come
_FOLLOW_MS = 250  # after the last change of the open image
_STEP_S = 0.1  # of work in a job, between which pictures and the person come first


class Gradebook(QObject):
    """Rows and judgements by image: `begin` gathers them in jobs, then they stay up to date."""

    changed = Signal()  # rows came or went, or other rules hold
    marks_changed = Signal(int, int)  # first and last image index that may fail otherwise

    def __init__(self, session: "Session") -> None:
        super().__init__(session)
        self._session = session
        self.active = False  # somebody has asked
        self.complete = False
        self.done = 0  # images looked at, of `total` that have labels
        self.total = 0
        self._graded: dict[str, Graded] = {}
        self._failing: dict[str, int] = {}  # objects that fail, by image
        self._job: Job | None = None
        self._basis: object = None  # what the rows were measured by
        self._telling = QTimer(self, singleShot=True, interval=_TELL_MS)
        self._telling.timeout.connect(self.changed)
        session.opened.connect(self._on_session_opened)
        session.read_again.connect(self._on_session_opened)
        self._following = QTimer(self, singleShot=True, interval=_FOLLOW_MS)
        self._following.timeout.connect(self._follow)
        session.grader.changed.connect(self._following.start)
        session.leaving.connect(self._on_session_leaving)
        session.ruling.changed.connect(self._on_ruling_changed)

    # --- asking

    def begin(self) -> None:
        """Gather what is not known yet; images without labels have nothing to tell."""
        dataset = self._session.dataset
        if self.active or dataset is None or not dataset.complete:
            return
        self.active = True
        self._session.autosave.wait()  # what is read is what the disk has
        self._survey(dataset)

    def graded(self) -> list[tuple[Row, Judgements]]:
        """All rows that are known, with what the rules say, in the order of the images."""
        dataset = self._session.dataset
        names = dataset.images if dataset is not None else ()
        return [one for name in names for one in self._graded.get(name, ())]

    def of_image(self, name: str) -> Graded:
        return self._graded.get(name, ())

    def failing(self, name: str) -> int:
        """How many objects of an image fail a rule, itself included, as far as is known."""
        return self._failing.get(name, 0)

    # --- gathering

    def _survey(self, dataset: "Dataset") -> None:
        steps = _Steps(dataset, self._session.grader.store)
        self._basis = self._session.ruling.basis

        def go_on() -> None:
            rules = self._session.ruling.rules
            take = partial(taken, rules)
            self._job = self._session.jobs.run(partial(steps.step, rules), take, lost, _PRIORITY)

        def taken(rules: "Sequence[Rule]", found: "dict[str, Graded]") -> None:
            fresh = rules == self._session.ruling.rules
            for name, graded in found.items():
                if name not in self._graded:
                    self._enter(name, graded if fresh else self._judged_anew(graded))
            self.done, self.total = steps.done, steps.total
            self._announce(list(found))
            if steps.ended:
                self._job, self.complete = None, True
                self._telling.stop()
                self.changed.emit()
            else:
                go_on()

        def lost(error: BaseException) -> None:
            self._job, self.complete = None, True  # with what is known
            self.changed.emit()
            if not isinstance(error, LabelerError | OSError | MemoryError):
                raise error

        go_on()

    def _enter(self, name: str, graded: Graded) -> None:
        if graded:
            self._graded[name] = graded
        else:
            self._graded.pop(name, None)
        self._mark(name, sum(1 for _, judgements in graded if failing(judgements)))

    def _mark(self, name: str, count: int) -> None:
        """So many objects of the image fail."""
        if count:
            self._failing[name] = count
        else:
            self._failing.pop(name, None)

    def _judged_anew(self, graded: Graded) -> Graded:
        """The same rows by the rules of now."""
        rows = [row for row, _ in graded]
        return list(zip(rows, judged_all(rows, self._session.ruling.rules), strict=True))

    def _announce(self, names: Sequence[str]) -> None:
        dataset = self._session.dataset
        if dataset is None or not names:
            return
        indexes = [index for name in names if (index := dataset.index(name)) is not None]
        if indexes:
            self.marks_changed.emit(min(indexes), max(indexes))
        if not self._telling.isActive():
            self._telling.start()

    def _follow(self) -> None:
        """Take what is known of the open image: it was drawn on, or measured."""
        session = self._session
        name, grader = session.name, session.grader
        if not name or session.document is None or session.frames.pending:
            return
        if not grader.complete:
            return  # it tells when it is
        before = self.failing(name)
        if self.active:
            self._enter(name, grader.graded() if session.workspace.annotation.seen else ())
            self._announce([name])
        else:
            self._mark(name, len(grader.problems))
        if not self.active and self.failing(name) != before:
            self.marks_changed.emit(session.index, session.index)

    def _on_session_leaving(self) -> None:
        self._following.stop()
        document, name = self._session.document, self._session.name
        if self._session.grader.complete:
            self._follow()
        elif self.active and document is not None and document.undo_stack.count():
            self._look_again(name, document.annotation)

    def _look_again(self, name: str, annotation: "Annotation") -> None:
        """Gather the rows of an image that was left before what was drawn on it was measured."""
        session, dataset = self._session, self._session.dataset
        rules, store, basis = session.ruling.rules, session.grader.store, session.ruling.basis
        if dataset is None:
            return

        def looked() -> Graded:
            from labeler.core.grading import rows_of

            rows = rows_of(dataset, name, annotation, store) if annotation.seen else []
            return list(zip(rows, judged_all(rows, rules), strict=True))

        def taken(graded: Graded) -> None:
            if basis == session.ruling.basis and name != session.name:
                fresh = rules == session.ruling.rules
                self._enter(name, graded if fresh else self._judged_anew(graded))
                self._announce([name])

        session.jobs.run(looked, taken, _fail, _PRIORITY)

    # --- beginning anew

    def _forget(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._job = None
        self.complete, self.done, self.total = False, 0, 0
        self._graded, self._failing = {}, {}

    def _on_session_opened(self) -> None:
        """Another dataset, or the same read again: with what is remembered that is quick."""
        dataset = self._session.dataset
        self._forget()
        if self.active and dataset is not None and dataset.complete:
            self._survey(dataset)
        self.changed.emit()

    def _on_ruling_changed(self) -> None:
        """All is judged again, in a job; where a camera changed it is measured again first."""
        dataset = self._session.dataset
        if dataset is None or not self.active:
            self._forget()
        elif self.complete and self._basis == self._session.ruling.basis:
            self._judge_again()
        else:
            self._forget()
            self._survey(dataset)
            self._telling.start()

    def _judge_again(self) -> None:
        """What was said before stays until all of it can be said anew."""
        if self._job is not None:
            self._job.cancel()
        rows = [row for graded in self._graded.values() for row, _ in graded]
        rules = self._session.ruling.rules

        def judged() -> dict[str, Graded]:
            found: dict[str, list[tuple[Row, Judgements]]] = {}
            for row, judgements in zip(rows, judged_all(rows, rules), strict=True):
                found.setdefault(row.image, []).append((row, judgements))
            return dict(found)

        def taken(found: "dict[str, Graded]") -> None:
            self._job = None
            for name, graded in found.items():
                if self._is_as(name, graded):
                    self._enter(name, graded)
                else:  # edited meanwhile
                    self._enter(name, self._judged_anew(self.of_image(name)))
            self._announce(list(found))

        self._job = self._session.jobs.run(judged, taken, _fail, _PRIORITY)

    def _is_as(self, name: str, graded: Graded) -> bool:
        now = self.of_image(name)
        pairs = zip(now, graded, strict=False)
        return len(now) == len(graded) and all(a[0] is b[0] for a, b in pairs)


def _fail(error: BaseException) -> None:
    raise error


class _Steps:
    """The rows of a dataset's images, a little at a time; used by one job after the other."""

    def __init__(self, dataset: "Dataset", store: "MeasureStore") -> None:
        self._dataset = dataset
        self._store = store
        self._found: Iterator[Sequence[Row]] | None = None
        self.done = self.total = 0
        self.ended = False

    def step(self, rules: "Sequence[Rule]") -> "Mapping[str, Graded]":
        """Rows and judgements of the next images."""
        from labeler.core.grading import survey
        from labeler.core.listing import Listing

        if self._found is None:
            now = replace(self._dataset, listing=Listing())  # labels have come since it was opened
            labelled = zip(now.images, now.labelled, strict=True)
            names = [name for name, files in labelled if files]
            self.total = len(names)
            self._found = survey(now, names, self._store, progress=self._on_progress)
        until = time.monotonic() + _STEP_S
        graded: dict[str, list[tuple[Row, Judgements]]] = {}
        while time.monotonic() < until:
            rows = next(self._found, None)
            if rows is None:
                self.ended = True
                break
            for row, judgements in zip(rows, judged_all(rows, rules), strict=True):
                graded.setdefault(row.image, []).append((row, judgements))
        return graded

    def _on_progress(self, done: int, total: int) -> None:
        self.done = done
