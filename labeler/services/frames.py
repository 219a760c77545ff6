"""Frames of a video in the place of the list's images: each is the image that it would become."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from labeler.core.finding import LabelerError
from labeler.services.document import Document
from labeler.services.reading import read_frame
from labeler.services.shot import Shot

if TYPE_CHECKING:
    from labeler.core.headers import Info
    from labeler.core.video.identity import Source
    from labeler.services.session import Session

Shoot = Callable[[], Shot]


class Frames(QObject):
    """The first edit of a frame puts it into the list, and its picture on the disk."""

    captured = Signal(str)  # name of the image that a frame has become
    stale = Signal()  # the list was read again: show the frame anew

    def __init__(self, session: "Session") -> None:
        super().__init__(session)
        self._session = session
        self.shown = False  # frames are shown, not the images of the list
        self.name = ""  # of the frame in hand as an image; "" while frames go by
        self.copy: QImage | None = None  # the picture as small as it is painted
        self._shoot: Shoot | None = None
        self._waiting: Document | None = None  # of the frame in hand, which is no image yet
        self._left = ""  # the image that was open before the first frame

    @property
    def pending(self) -> bool:
        """True while the frame in hand is no image yet."""
        return self._waiting is not None

    def show(
        self, name: str, info: "Info", image: QImage, copy: QImage | None, shoot: Shoot
    ) -> None:
        """Open a frame as the image `name`, which it is or becomes by the first edit.

        `copy` is the picture as small as it is painted; `shoot` gives what puts the picture into
        its place.
        """
        session = self._session
        assert session.dataset is not None
        self._begin(name)
        index, document = session.dataset.index(name), session.documents.fresh(name)
        if document is None:
            record = read_frame(session.dataset, name, info, session.workspace.classes)
            document = Document(name, record, session.documents)
            if index is not None:
                session.documents.keep(document)
        before, self._waiting = self._waiting, document if index is None else None
        self._shoot, self.copy = shoot, copy
        session.put(document, -1 if index is None else index, info)
        _delete(before)
        session.picture_ready.emit(image, True)
        session.tell_about_image()

    def pass_by(self, info: "Info", image: QImage) -> None:
        """Show a frame as small as it is painted; nothing can be drawn on it."""
        session = self._session
        if self.name or not self.shown:
            self._begin("")
            before, self._waiting = self._waiting, None
            self.copy = None
            session.put(None, -1, info)
            _delete(before)
        session.info = info
        session.picture_ready.emit(image, True)

    def _begin(self, name: str) -> None:
        self._session.leaving.emit()
        if not self.shown:
            self._left = self._session.name
        self.shown, self.name = True, name

    def end(self) -> None:
        """Images of the list are shown again; whoever calls this opens one."""
        self.shown, self.name, self.copy = False, "", None
        before, self._waiting = self._waiting, None
        _delete(before)

    def leave(self) -> None:
        """Back to the list: to the image that the frame is, else to the one open before."""
        session = self._session
        if session.dataset is not None and self.shown:
            left = session.dataset.index(self._left)
            session.show_first(session.index if session.index >= 0 else left or 0)

    # --- a frame becomes an image

    def capture(self) -> bool:
        """Make an image of the frame in hand; False when there is none or it is one already."""
        document = self._waiting
        if document is None:
            return False
        self.admit()
        self._session.saving.save(document)
        return True

    def admit(self) -> None:
        """Put the frame in hand into the list; its picture is written before its labels."""
        document, self._waiting = self._waiting, None
        assert document is not None
        assert self._shoot is not None
        document.shot = self._shoot()
        self._session.documents.keep(document)
        self._session.insert(document.name)
        self.captured.emit(document.name)

    def remember(self, sources: "Iterable[Source]") -> None:
        """Have labeler.yaml list the videos that frames were captured from."""
        from labeler.core.video.groups import enrolled

        session = self._session
        assert session.dataset is not None
        project = session.dataset.project
        videos = enrolled(project.videos, sources)
        if videos == project.videos:
            return
        after = session.dataset.with_project(replace(project, videos=videos))
        try:
            session.dataset = after.remember()
        except LabelerError as error:
            session.tell("project", error.finding, level="error")


def _delete(document: Document | None) -> None:
    if document is not None:
        document.deleteLater()
