"""Reads what is measured of the dataset for one rule, again and again while more comes."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from labeler.core.annotation import Annotation, Shape
from labeler.core.graded import Row
from labeler.core.rules.rule import Rule
from labeler.services.jobs import Job
from labeler.services.session import Session
from labeler.ui.rules.readings import Readings, read
from labeler.ui.rules.trial import gathered

_REFRESH_MS = 200
_GROWN = 1.5  # times as many rows as were read: while they are gathered, crops seldom change
_PRIORITY = 2


class RowReader(QObject):
    """Keeps what it reads to itself while `busy` says so: nothing jumps under a drag."""

    ready = Signal(object)  # Readings
    progressed = Signal()

    def __init__(self, session: Session, busy: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._busy = busy
        self._rule: Rule | None = None
        self._read = 0  # rows
        self._jobs: list[Job] = []  # the one that runs
        self.stale = False  # there is more than was told
        self._refreshing = QTimer(self, singleShot=True, interval=_REFRESH_MS)
        self._refreshing.timeout.connect(self._refresh)
        session.gradebook.changed.connect(self._on_gradebook_changed)
        session.gradebook.marks_changed.connect(self.progressed)
        self.destroyed.connect(partial(_cancel, self._jobs))

    @property
    def reading(self) -> bool:
        return bool(self._jobs)

    def ask(self, rule: Rule) -> None:
        """In a job; the answer to the last question counts."""
        self.stop()
        self._rule, self.stale = rule, False
        rows, conditions = gathered(self._session.gradebook.graded(), rule)
        work = partial(read, rows, rule, conditions)
        job = self._session.jobs.run(work, self._on_read, self._on_failed, _PRIORITY)
        self._jobs.append(job)

    def stop(self) -> None:
        """Until somebody asks again."""
        self._rule = None
        _cancel(self._jobs)

    def catch_up(self) -> None:
        """Tell now what was kept back."""
        if self.stale:
            self._refreshing.start()

    def refresh_soon(self) -> None:
        if not self._refreshing.isActive():
            self._refreshing.start()

    def _on_read(self, readings: Readings) -> None:
        self._jobs.clear()
        if self._busy():
            self.stale = True
            return
        self._read = len(readings)
        self.ready.emit(readings)

    def _on_failed(self, error: BaseException) -> None:
        self._jobs.clear()
        raise error

    def _on_gradebook_changed(self) -> None:
        self.progressed.emit()
        self.refresh_soon()

    def _refresh(self) -> None:
        if self._rule is None:
            return
        if self._busy():
            self.stale = True
            return
        book = self._session.gradebook
        if book.complete or not self._read or len(book.graded()) >= _GROWN * self._read:
            self.ask(self._rule)


def _cancel(jobs: list[Job]) -> None:
    for job in jobs:
        job.cancel()
    jobs.clear()


def show_row(session: Session, row: Row) -> bool:
    """Open its image in the window, with the shape selected; False when it is gone."""
    dataset = session.dataset
    index = dataset.index(row.image) if dataset is not None else None
    if index is None:
        return False
    if index != session.index or session.frames.shown:
        session.show(index)
    wanted = shape_like(row.shape, session.workspace.annotation) if row.shape else None
    session.workspace.select([wanted.id] if wanted is not None else [])
    return True


def shape_like(wanted: Shape, annotation: Annotation) -> Shape | None:
    """The shape of the open image that was counted as this one, whatever its id is now."""
    same = annotation.get(wanted.id)
    if same is not None and same.points == wanted.points:
        return same
    by_points = [shape for shape in annotation if shape.points == wanted.points]
    by_bounds = [shape for shape in annotation if shape.bounds == wanted.bounds]
    return next(iter((*by_points, *by_bounds)), None)
