"""Undo and redo over everything: the open image's edits and the changes made to many files."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Signal

from labeler.services.document import Document
from labeler.services.jobs import Jobs
from labeler.services.workspace import Workspace

if TYPE_CHECKING:
    from labeler.core.revision import Revision

    _Items = list[tuple[float, Revision | "Step"]]


@dataclass(frozen=True, slots=True)
class Step:
    """A small change outside the image, such as a class's colour, and how to take it back."""

    code: str
    undo: Callable[[], object]
    redo: Callable[[], object]


class History(QObject):
    """Takes back what was done last, be it an edit of the open image or a revision of the dataset.

    Revisions run in a job, one at a time; while one runs, nothing else is undone.
    """

    changed = Signal()
    starting = Signal()  # a revision is about to touch files: end gestures, finish saving
    progressed = Signal(object, int, int)  # Revision, files done, files in all
    revised = Signal(object)  # a revision has ended: None, or the error that stopped it

    def __init__(self, workspace: Workspace, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._jobs = jobs
        self._done: list[tuple[float, Revision | Step]] = []
        self._undone: list[tuple[float, Revision | Step]] = []
        self._running = False
        self._cancelled = False
        workspace.changed.connect(self._on_workspace_changed)
        workspace.annotation_reset.connect(self.changed)

    def clear(self) -> None:
        """Forget the revisions: another dataset is open."""
        self._done.clear()
        self._undone.clear()
        self.changed.emit()

    @property
    def running(self) -> bool:
        return self._running

    def run(self, revision: "Revision") -> None:
        """Apply a revision; when it is done it is one step that can be taken back."""

        def remember() -> None:
            self._done.append((time.monotonic(), revision))
            self._undone.clear()

        self._run(revision, revision.apply, remember)

    def remember(self, step: Step) -> None:
        """A step that has been made already."""
        self._done.append((time.monotonic(), step))
        self._undone.clear()
        self.changed.emit()

    def cancel(self) -> None:
        """Stop the running revision: what it did is taken back."""
        self._cancelled = True

    def _run(
        self,
        revision: "Revision",
        work: Callable[[Callable[[int, int], bool]], object],
        then: Callable[[], None],
    ) -> None:
        if self._running:
            return
        self.starting.emit()
        self._running, self._cancelled = True, False

        def progress(done: int, total: int) -> bool:
            self.progressed.emit(revision, done, total)
            return not self._cancelled

        def finish(error: BaseException | None) -> None:
            self._running = False
            if error is None and not self._cancelled:
                then()
            self.revised.emit(error)
            self.changed.emit()

        self._jobs.run(lambda: work(progress), lambda answer: finish(None), finish)

    @property
    def undo_action(self) -> str:
        """Code of what `undo` would take back, "" for nothing."""
        if self._revision_is_last():
            return self._done[-1][1].code
        document = self._document
        return document.undo_stack.undoText() if document else ""

    @property
    def redo_action(self) -> str:
        """Code of what `redo` would do again, "" for nothing."""
        if self._revision_is_next():
            return self._undone[-1][1].code
        document = self._document
        return document.undo_stack.redoText() if document else ""

    def undo(self) -> None:
        if self._revision_is_last():
            self._go(self._done, self._undone, "revert")
        elif self._document is not None:
            self._document.undo_stack.undo()
            self.changed.emit()

    def redo(self) -> None:
        if self._revision_is_next():
            self._go(self._undone, self._done, "apply")
        elif self._document is not None:
            self._document.undo_stack.redo()
            self.changed.emit()

    def _go(self, source: "_Items", target: "_Items", way: Literal["revert", "apply"]) -> None:
        """Take the last item of one list back or do it again, and put it on the other."""
        item = source[-1][1]

        def settle() -> None:
            target.append(source.pop())

        if isinstance(item, Step):
            settle()
            (item.undo if way == "revert" else item.redo)()
            self.changed.emit()
        else:
            self._run(item, item.revert if way == "revert" else item.apply, settle)

    @property
    def _document(self) -> Document | None:
        document = self._workspace.document
        return document if document is not None and document.editable else None

    def _revision_is_last(self) -> bool:
        document = self._document
        edited = document.undo_stamp if document else None
        return bool(self._done) and (edited is None or self._done[-1][0] > edited)

    def _revision_is_next(self) -> bool:
        document = self._document
        edited = document.redo_stamp if document else None
        return bool(self._undone) and (edited is None or self._undone[-1][0] < edited)

    def _on_workspace_changed(self, change: object) -> None:
        self.changed.emit()
