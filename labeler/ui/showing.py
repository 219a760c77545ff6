"""Shows the open image on the canvas: its picture or the reason for none, locked or in conflict."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize
from PySide6.QtGui import QImage

from labeler.services.session import Session
from labeler.ui import text

if TYPE_CHECKING:
    from labeler.ui.canvas.view import CanvasView


class Showing(QObject):
    """Between the session, which knows no widgets, and the canvas, which knows no files."""

    def __init__(self, session: Session, canvas: "CanvasView", parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._canvas = canvas
        session.images.copy_size = canvas.copy_size
        session.leaving.connect(canvas.cancel_gesture)
        session.shown.connect(self._on_session_shown)
        session.picture_ready.connect(self._on_picture_ready)

    def _on_session_shown(self) -> None:
        session, canvas = self._session, self._canvas
        document = session.document
        conflict = document.record.conflict if document is not None else None
        if conflict is not None:
            canvas.show_conflict(conflict.voc, conflict.yolo)
        else:
            canvas.show_conflict(None, None)
        canvas.set_editable(session.workspace.editable)
        if session.failure is not None:
            canvas.show_placeholder(text.finding(session.failure))
        elif session.frames.shown:
            return  # its picture follows
        elif session.path is None or session.images.get(session.path) is None:
            canvas.clear()  # another image's picture under these shapes would mislead

    def _on_picture_ready(self, image: QImage, full: bool) -> None:
        info, path = self._session.info, self._session.path
        size = QSize(info.width, info.height) if info is not None else image.size()
        copy = self._session.frames.copy if self._session.frames.shown else None
        if copy is None and full and path is not None:
            copy = self._session.images.copy_of(path)
        self._canvas.show_picture(image, str(path), True, size, copy)

    def retranslate(self) -> None:
        if self._session.failure is not None:
            self._canvas.show_placeholder(text.finding(self._session.failure))
