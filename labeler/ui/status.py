"""The status bar: where labels go, whether they are saved, the next gesture, pixel, zoom, place."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStatusBar, QToolButton, QWidget

from labeler.core.finding import Finding
from labeler.services.session import Session
from labeler.ui import text, theme

if TYPE_CHECKING:
    from labeler.core.geometry import Point
    from labeler.core.record import Place

_FLASH_MS = 4000


class ElidedLabel(QLabel):
    """One line that never asks for room: what does not fit is cut with dots."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        metrics = QFontMetrics(self.font())
        words = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width() - 8)
        painter.setPen(theme.qcolor(theme.colors().text))
        painter.drawText(self.rect().adjusted(8, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, words)


class Figure(QWidget):
    """A short text that changes with every move: repainted alone, the bar is not laid out anew.

    It is as wide as the widest text so far, and never narrower than `widest`.
    """

    def __init__(self, widest: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self.make_room(widest)

    def text(self) -> str:
        return self._text

    def set_text(self, words: str) -> None:
        if words != self._text:
            self._text = words
            self.make_room(words)
            self.setAccessibleName(words)
            self.update()

    def make_room(self, words: str) -> None:
        wanted = self.fontMetrics().horizontalAdvance(words) + 16
        if wanted > self.minimumWidth():
            self.setFixedWidth(wanted)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(theme.qcolor(theme.colors().text))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._text)


class StatusBar(QStatusBar):
    """Shows the session and the canvas; changes nothing."""

    where_clicked = Signal()
    rotated_clicked = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._gesture = ""
        self._keys: dict[str, str] = {}
        self._opening = ""
        self._flashed: Finding | None = None
        self._zoom_now = 1.0
        self._saved_shown = ("", "")  # words and colour of the sign
        self._build()
        session.opening.connect(self._on_session_opening)
        session.opened.connect(self._on_session_shown)
        session.shown.connect(self._on_session_shown)
        session.rows_changed.connect(self._show_place)
        session.saving_changed.connect(self._show_saved)
        session.frames.captured.connect(self._show_hint)
        session.told.connect(self._on_session_told)
        session.workspace.changed.connect(self._show_hint)
        self.retranslate()

    def _build(self) -> None:
        self.setSizeGripEnabled(False)
        self.hint = ElidedLabel(self)
        self.where = QToolButton(self)
        self.where.setAutoRaise(True)
        self.where.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.where.clicked.connect(self.where_clicked)
        self.saved = QToolButton(self)
        self.saved.setAutoRaise(True)
        self.saved.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.saved.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.saved.setIconSize(QSize(16, 16))
        self.rotated = QToolButton(self)
        self.rotated.setAutoRaise(True)
        self.rotated.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.rotated.setIconSize(QSize(16, 16))
        self.rotated.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.rotated.clicked.connect(self.rotated_clicked)
        self.pixel, self.zoom = Figure("00000, 00000", self), Figure("0000 %", self)
        self.place = Figure("000 / 000", self)
        self.addWidget(self.hint, 1)
        for part in (self.rotated, self.where, self.saved, self.pixel, self.zoom, self.place):
            self.addPermanentWidget(part)
        self._flash = QTimer(self, singleShot=True, interval=_FLASH_MS)
        self._flash.timeout.connect(self._on_flash_ended)

    def retranslate(self) -> None:
        self.pixel.setToolTip(self.tr("Pixel under the pointer"))
        self.zoom.setToolTip(self.tr("Zoom"))
        self.place.setToolTip(self.tr("Place of this image in the list"))
        self.rotated.setText(self.tr("EXIF rotated"))
        self.rotated.setToolTip(text.finding(Finding("rotated")))
        color = theme.colors().warning
        self.rotated.setIcon(theme.plain_icon("rotate", color, 16, self.devicePixelRatioF()))
        self._show_rotated()
        self._show_hint()
        self._show_where()
        self._show_saved()
        self._show_place()

    def use_keys(self, keys: dict[str, str]) -> None:
        """The first key of every action, for the hints that name one."""
        self._keys = keys
        self._show_hint()

    # --- the hint

    def show_gesture(self, code: str) -> None:
        """What the tool expects next."""
        self._gesture = code
        self._show_hint()

    def flash(self, finding: Finding) -> None:
        """Show a sentence for some seconds."""
        self._flashed = finding
        self._flash.start()
        self._show_hint()

    def _on_flash_ended(self) -> None:
        self._flashed = None
        self._show_hint()

    def _show_hint(self, change: object = None) -> None:
        self.hint.setText(self._hint())

    def _hint(self) -> str:
        session = self._session
        if self._flashed is not None:
            return text.finding(self._flashed)
        if self._opening:
            return text.hint("opening", name=self._opening)
        if session.dataset is None:
            return text.hint("welcome")
        if session.failure is not None:
            return text.hint("no_picture", next=self._keys.get("next_image", ""))
        if session.index < 0 and not session.name:
            return text.hint("video_passing") if session.frames.shown else ""
        if session.index < 0 and self._gesture == "select":
            return text.hint("video_frame", capture=self._keys.get("capture", ""))
        if not session.workspace.editable:
            return text.hint("locked")
        annotation = session.workspace.annotation
        if self._gesture == "select" and not annotation.shapes and not annotation.seen:
            return text.hint("first_shape", nothing=self._keys.get("nothing_here", ""))
        return text.hint(self._gesture)

    # --- the session

    def _on_session_opening(self, path: Path) -> None:
        self._opening = path.name or str(path)
        self._show_hint()

    def _on_session_told(self, notice: object) -> None:
        if self._opening:
            self._opening = ""
            self._show_hint()

    def _on_session_shown(self) -> None:
        self._opening = ""
        self._flashed = None
        self._show_hint()
        self._show_rotated()
        self._show_where()
        self._show_saved()
        self._show_place()

    def _show_rotated(self) -> None:
        info = self._session.info
        self.rotated.setVisible(info is not None and info.orientation != 1)

    def _show_where(self) -> None:
        dataset, name = self._session.dataset, self._session.name
        self.where.setVisible(bool(name))
        if dataset is not None and name:
            place = dataset.place(name)
            self.where.setText(self._words_for(place, dataset.root))
            files = [str(file) for file in (place.voc, place.yolo) if file is not None]
            self.where.setToolTip("\n".join([self.tr("Labels are written to"), *files]))

    def _words_for(self, place: "Place", root: Path) -> str:
        kinds = {"VOC": place.voc, "YOLO": place.yolo}
        formats = " + ".join(kind for kind, file in kinds.items() if file is not None)
        files = [file for file in kinds.values() if file is not None]
        folders = list(dict.fromkeys(file.parent for file in files))
        if folders == [place.image.parent]:
            return self.tr("Labels: beside the image · {formats}").format(formats=formats)
        where = " + ".join(_short(folder, root) for folder in folders)
        return self.tr("Labels: {folder} · {formats}").format(folder=where, formats=formats)

    def _show_saved(self) -> None:
        session, c = self._session, theme.colors()
        self.saved.setVisible(session.dataset is not None)
        failed = len(session.autosave.failures)
        if failed:
            words, sign, color = self.tr("%n not saved", None, failed), "error", c.error
        elif session.unsaved:
            words, sign, color = self.tr("Saving…"), "saving", c.quiet
        else:
            words, sign, color = self.tr("Saved"), "saved", c.good
        if (words, color) == self._saved_shown:
            return
        self._saved_shown = (words, color)
        self.saved.setText(words)
        self.saved.setIcon(theme.plain_icon(sign, color, 16, self.devicePixelRatioF()))

    def _show_place(self) -> None:
        session = self._session
        rows, row = len(session.rows), session.row_of(session.index)
        if session.dataset is None or not rows:
            self.place.set_text("")
        else:
            self.place.make_room(f"{rows} / {rows}")
            self.place.set_text(f"{row + 1 if row is not None else '–'} / {rows}")

    # --- the canvas

    def show_pixel(self, point: "Point | None") -> None:
        width, height = self._session.workspace.image_size
        if point is not None and 0 <= point[0] < width and 0 <= point[1] < height:
            self.pixel.set_text(f"{int(point[0])}, {int(point[1])}")
        else:
            self.pixel.set_text(f"{width} × {height}" if width else "")

    def show_zoom(self, scale: float) -> None:
        self._zoom_now = scale
        self.zoom.set_text(f"{scale * 100:.0f} %")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


def _short(folder: Path, root: Path) -> str:
    """The folder from the dataset's root, or its last two parts."""
    try:
        return folder.relative_to(root).as_posix() + "/"
    except ValueError:
        return "…/" + "/".join(folder.parts[-2:])
