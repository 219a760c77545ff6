"""Undo and redo over everything: the open image's edits and the changes made to many files."""

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from labeler.services.document import Document
from labeler.services.workspace import Workspace

if TYPE_CHECKING:
    from labeler.core.revision import Revision


class History(QObject):
    """Takes back what was done last, be it an edit of the open image or a revision of the dataset.

    A revision is not run here: `revert` and `apply` ask the session, which does it in a job.
    """

    changed = Signal()
    revert = Signal(object)  # Revision to take back
    apply = Signal(object)  # Revision to do again

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._done: list[tuple[float, Revision]] = []
        self._undone: list[tuple[float, Revision]] = []
        workspace.changed.connect(self._on_workspace_changed)
        workspace.annotation_reset.connect(self.changed)

    def clear(self) -> None:
        """Forget the revisions: another dataset is open."""
        self._done.clear()
        self._undone.clear()
        self.changed.emit()

    def add(self, revision: "Revision") -> None:
        """Remember a revision that was just applied."""
        self._done.append((time.monotonic(), revision))
        self._undone.clear()
        self.changed.emit()

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
            item = self._done.pop()
            self._undone.append(item)
            self.revert.emit(item[1])
        elif self._document is not None:
            self._document.undo_stack.undo()
        self.changed.emit()

    def redo(self) -> None:
        if self._revision_is_next():
            item = self._undone.pop()
            self._done.append(item)
            self.apply.emit(item[1])
        elif self._document is not None:
            self._document.undo_stack.redo()
        self.changed.emit()

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
