"""The open annotation of one image, its undo stack, and the one signal that says what changed."""

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from labeler.core.annotation import Annotation, Change

if TYPE_CHECKING:
    from labeler.core.record import Record
    from labeler.services.shot import Shot


class Document(QObject):
    """One image's annotation while it is open: the only thing that changes.

    `record` is what was read from disk; the thread that saves replaces it after each save, nobody
    else does. `unsaved` is True from an edit until the disk has it. `shot` is set while the image
    itself, a frame of a video, has still to be written: before its labels.
    """

    changed = Signal(object)  # Change

    def __init__(self, name: str, record: "Record", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.name = name
        self.record = record
        self.undo_stack = QUndoStack(self)
        self.unsaved = False
        self.shot: Shot | None = None
        self._annotation = record.annotation
        self._last_id = self._annotation.next_id - 1

    @property
    def annotation(self) -> Annotation:
        return self._annotation

    @property
    def editable(self) -> bool:
        """False while the label file cannot be read or its two halves disagree."""
        return self.record.locked is None and self.record.conflict is None

    def new_id(self) -> int:
        """An id that no shape of this document ever had, undone ones included."""
        self._last_id += 1
        return self._last_id

    def edit(self, after: Annotation, action: str, merge: str = "") -> None:
        """Take `after` as one undoable step; the same value is no step.

        `action` is a code whose words are in `ui/text.py`; steps that follow each other with the
        same non-empty `merge` become one.
        """
        if after == self._annotation:
            return
        self._last_id = max(self._last_id, after.next_id - 1)
        self.undo_stack.push(_Edit(self, self._annotation, after, action, merge))

    def amend(self, after: Annotation) -> bool:
        """Complete the last step by what follows from it, such as grades that were measured.

        That is no step of its own. False where no step was made: opening changes nothing.
        """
        stack = self.undo_stack
        last = stack.command(stack.index() - 1) if stack.index() > 0 else None
        if after == self._annotation or not isinstance(last, _Edit):
            return False
        last.completed(after)
        following = stack.command(stack.index()) if stack.canRedo() else None
        if isinstance(following, _Edit):
            following.started_from(after)
        self._show(after)
        return True

    @property
    def undo_stamp(self) -> float | None:
        """When the step that undo would take back was made (monotonic seconds)."""
        return self._stamp(self.undo_stack.index() - 1)

    @property
    def redo_stamp(self) -> float | None:
        """When the step that redo would do again was made (monotonic seconds)."""
        return self._stamp(self.undo_stack.index())

    def _stamp(self, step: int) -> float | None:
        command = self.undo_stack.command(step) if 0 <= step < self.undo_stack.count() else None
        return command.stamp if isinstance(command, _Edit) else None

    def _show(self, annotation: Annotation) -> None:
        change = Change.between(self._annotation, annotation)
        self._annotation = annotation
        self.unsaved = True
        self.changed.emit(change)


class _Edit(QUndoCommand):
    """From one annotation to another, whatever differs between them."""

    def __init__(
        self, document: Document, before: Annotation, after: Annotation, action: str, merge: str
    ) -> None:
        super().__init__(action)
        self._document = document
        self._before = before
        self._after = after
        self._merge = merge
        self.stamp = time.monotonic()

    def completed(self, after: Annotation) -> None:
        self._after = after

    def started_from(self, before: Annotation) -> None:
        self._before = before

    def redo(self) -> None:
        self._document._show(self._after)

    def undo(self) -> None:
        self._document._show(self._before)

    def id(self) -> int:
        return 1 if self._merge else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, _Edit) or other._merge != self._merge:
            return False
        self._after = other._after
        self.stamp = other.stamp
        if self._after == self._before:
            self.setObsolete(True)
        return True
