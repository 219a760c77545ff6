"""One shape per image: after a shape is drawn the next image opens, and undo leads back."""

from PySide6.QtCore import QObject, QTimer

from labeler.core.annotation import Change
from labeler.services.document import Document
from labeler.services.session import Session
from labeler.services.settings import SettingsStore


class SingleShape(QObject):
    """Remembers the images it walked on from, so that undo can return to them."""

    def __init__(
        self, session: Session, settings: SettingsStore, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._settings = settings
        self._walks: list[tuple[str, str]] = []  # image left, image opened instead
        self._walking = False
        session.workspace.changed.connect(self._on_workspace_changed)
        session.shown.connect(self._on_session_shown)

    @property
    def can_undo(self) -> bool:
        """True while the open image was walked to by a drawing and is untouched."""
        document = self._session.document
        edited = document is not None and document.undo_stack.canUndo()
        return bool(self._walks) and not edited and self._session.name == self._walks[-1][1]

    def undo(self) -> bool:
        """Go back to the image walked on from and undo there; False when that is not the case."""
        session, dataset = self._session, self._session.dataset
        if dataset is None or not self.can_undo:
            return False
        index = dataset.index(self._walks.pop()[0])
        if index is None:
            return False
        self._show(index)
        session.history.undo()
        return True

    def _on_workspace_changed(self, change: Change) -> None:
        drawn = len(change.added) == 1 and not change.removed and not change.changed
        if drawn and self._settings.value.single_shape_mode:
            document = self._session.document
            QTimer.singleShot(0, self, lambda: self._walk_on(document))

    def _walk_on(self, document: Document | None) -> None:
        """The stack has the step by now: walk on if it was a drawing."""
        session = self._session
        if document is None or document is not session.document or session.frames.shown:
            return
        stack = document.undo_stack
        if stack.undoText() != "draw" or stack.canRedo():
            return
        left = session.name
        self._walking = True
        if session.step(1):
            self._walks.append((left, session.name))
        self._walking = False

    def _show(self, index: int) -> None:
        self._walking = True
        self._session.show(index)
        self._walking = False

    def _on_session_shown(self) -> None:
        """Whoever walks by hand has left the trail."""
        if not self._walking and self._walks and self._session.name != self._walks[-1][1]:
            self._walks.clear()
