"""Saving the documents of a session, what is told about it, and what to do when it fails."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from labeler.core.annotation import Annotation
from labeler.core.finding import Finding, LabelerError
from labeler.services.autosave import Autosave
from labeler.services.document import Document
from labeler.services.notices import Notices
from labeler.services.workspace import Workspace

CHANGED = "changed_on_disk"
_FAILED = ("retry", "save_elsewhere")
_CHANGED = ("keep_mine", "take_theirs")


class Saving(QObject):
    """Between the thread that writes and the session: which documents the disk has, and notices."""

    changed = Signal()  # something was queued, written, given up or failed
    settled = Signal(object)  # a Document that was written, or could not be

    def __init__(
        self, workspace: Workspace, notices: Notices, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._notices = notices
        self.autosave = Autosave(self)
        self.autosave.saved.connect(self._on_autosave_saved)
        self.autosave.failed.connect(self._on_autosave_failed)

    def save(self, document: Document, *, force: bool = False) -> None:
        self.autosave.submit(document, self._workspace.classes, force=force)
        self.changed.emit()

    def retry(self, *, force: bool = False) -> None:
        """Try again what could not be saved; with `force` what another program changed, over it."""
        self._notices.withdraw("save")
        for document, finding in self.autosave.failures.items():
            over = force and finding.code == CHANGED
            self.autosave.submit(document, self._workspace.classes, force=over)
        self.changed.emit()

    def save_elsewhere(self, folder: Path) -> None:
        """Write what could not be saved into another folder, and keep trying nothing else."""
        from labeler.core.record import save_copy

        for document in self.autosave.failures:
            try:
                if document.shot is not None:
                    document.shot.write_into(folder)
                save_copy(document.record, document.annotation, self._workspace.classes, folder)
            except LabelerError as error:
                self._notices.tell("save", error.finding, _FAILED, "error")
                return
            self._give_up(document)
            self.settled.emit(document)
        self._notices.withdraw("save")
        self.changed.emit()

    def discard(self, code: str = "") -> tuple[Document, ...]:
        """Give up every edit that could not be written, with a code those it failed with.

        Returns the documents that had them.
        """
        failures = self.autosave.failures.items()
        documents = tuple(d for d, finding in failures if code in ("", finding.code))
        for document in documents:
            self._give_up(document)
        self.changed.emit()
        return documents

    def _give_up(self, document: Document) -> None:
        self.autosave.forget(document)
        document.unsaved = False

    def _on_autosave_saved(self, document: Document, annotation: Annotation) -> None:
        if document.annotation is annotation or document.annotation == annotation:
            document.unsaved = False
            self.settled.emit(document)
        if not self.autosave.failures:
            self._notices.withdraw("save")
        self.changed.emit()

    def _on_autosave_failed(self, document: Document, finding: Finding) -> None:
        self.settled.emit(document)
        actions = _CHANGED if finding.code == CHANGED else _FAILED
        self._notices.tell("save", finding, actions, "error")
        self.changed.emit()
