"""A picture that is zoomed and panned, with layers painted over it."""

from collections.abc import Hashable, Iterable
from typing import Literal

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QLabel, QWidget

from labeler.core.geometry import Box, Point
from labeler.ui.canvas import camera as cameras
from labeler.ui.canvas.adjustment import Adjustment
from labeler.ui.canvas.backdrop import Backdrop, Layer
from labeler.ui.canvas.camera import Camera
from labeler.ui.canvas.picture import PictureLayer, copy_size
from labeler.ui.canvas.sight import Sight, parts_of

Mode = Literal["fit", "width", "free"]

_STEP = 1.25  # one zoom step by key
_SETTLED_MS = 40  # without zooming or panning, before everything is painted as well as can be
_PLACEHOLDER_MARGIN = 40
_MANY_PARTS = 400


class Stage(QAbstractScrollArea):
    """Where the picture lies is a `Camera`; there are no scroll bars."""

    zoom_changed = Signal(float)  # widget pixels per image pixel

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fit_each = False  # every picture is shown whole, however the last was looked at
        self.sight = Sight()
        self._mode: Mode = "fit"
        self._key: Hashable = None
        self._picture = PictureLayer(self.sight)
        self._backdrop = Backdrop(self.sight)
        self._backdrop.add(self._picture)
        self._top: list[Layer] = []  # painted anew each time, over the backdrop
        self._set_up()
        self._placeholder = self._built_placeholder()
        self._settling = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._settling.timeout.connect(self._on_settled)
        self._color_ground()

    def _set_up(self) -> None:
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFrameShape(QFrame.Shape.NoFrame)

    def _built_placeholder(self) -> QLabel:
        label = QLabel(self.viewport())
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        label.hide()
        return label

    # --- the picture

    @property
    def has_picture(self) -> bool:
        return not self._picture.size.isEmpty()

    @property
    def image_size(self) -> QSize:
        """Of the picture shown, in image pixels."""
        return self._picture.size

    def show_picture(
        self,
        image: QImage,
        key: Hashable = None,
        keep_view: bool = True,
        full_size: QSize | None = None,
        copy: QImage | None = None,
    ) -> None:
        """Show this picture, stretched to `full_size` when it is a reduced one.

        `copy` is the picture scaled to its `copy_size`, if somebody has made that already.

        The same `key` again is the same picture decoded better: the view stays as it is.
        """
        known = self.has_picture
        again = known and key is not None and key == self._key
        self._key = key
        self._placeholder.hide()
        self._picture.show_image(image, full_size or image.size(), copy)
        self._backdrop.spoil()
        if again:
            self._settling.start()
            self._repaint_all()
        elif not keep_view or self.fit_each or self._mode == "fit":
            self.fit()
        elif self._mode == "width":
            self.fit_width()
        else:
            self._look(self.sight.camera)

    def copy_size(self, width: int, height: int) -> QSize:
        """In which size a picture would be painted if it were shown now; empty: in its own.

        May be asked on another thread, so that pictures are scaled there before they are shown.
        """
        size, window, mode = QSize(width, height), self.sight.window, self._mode
        scale = self.scale
        if self.fit_each or mode == "fit":
            scale = cameras.fitted((width, height), window).scale
        elif mode == "width":
            scale = cameras.fitted_across((width, height), window).scale
        return copy_size(size, scale * self.sight.ratio, width)

    def show_placeholder(self, text: str) -> None:
        """Words instead of a picture: why there is none."""
        self.clear()
        self._placeholder.setText(text)
        self._place_placeholder()
        self._placeholder.show()

    def _place_placeholder(self) -> None:
        margin = _PLACEHOLDER_MARGIN
        self._placeholder.setGeometry(self.viewport().rect().adjusted(margin, 0, -margin, 0))

    def clear(self) -> None:
        """No picture; zoom and place are kept for the next."""
        self._key = None
        self._placeholder.hide()
        self._picture.show_image(QImage(), QSize())
        self._repaint_all()

    def set_adjustment(
        self, brightness: float = 0.0, contrast: float = 0.0, gamma: float = 1.0
    ) -> None:
        """How the picture is shown: brightness and contrast -1 to 1, gamma 1 as it is."""
        self._picture.adjust(Adjustment(brightness, contrast, gamma))
        self._settling.start()
        self._repaint_all()

    def set_grid_shown(self, shown: bool) -> None:
        """Whether lines are drawn between pixels from 800 % on."""
        self.sight.grid = shown
        self._repaint_all()

    # --- zoom and pan

    @property
    def scale(self) -> float:
        """Widget pixels per image pixel."""
        return self.sight.camera.scale

    @property
    def camera(self) -> Camera:
        return self.sight.camera

    def to_widget(self, point: Point) -> QPoint:
        """The viewport pixel of an image point."""
        x, y = self.sight.camera.to_widget(point)
        return QPoint(round(x), round(y))

    def to_image(self, at: QPointF) -> Point:
        """The image point under a viewport position."""
        return self.sight.camera.to_image((at.x(), at.y()))

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Zoom with the image point under `at` (the middle of the window) held still."""
        width, height = self._window()
        point = (at.x(), at.y()) if at is not None else (width / 2, height / 2)
        self._mode = "free"
        self._look(self.sight.camera.zoomed(self.scale * factor, point))

    def zoom_in(self) -> None:
        self.zoom_by(_STEP)

    def zoom_out(self) -> None:
        self.zoom_by(1 / _STEP)

    def actual(self) -> None:
        """One image pixel is one screen pixel, whatever the desktop's scaling."""
        self.zoom_by(1 / self.viewport().devicePixelRatioF() / self.scale)

    def fit(self) -> None:
        """The whole picture; it stays whole when the window is resized."""
        self._mode = "fit"
        if self.has_picture:
            self._look(cameras.fitted(self._extent(), self._window()))

    def fit_width(self) -> None:
        self._mode = "width"
        if self.has_picture:
            self._look(cameras.fitted_across(self._extent(), self._window()))

    def zoom_to(self, box: Box) -> None:
        """Bring a box into the middle, large."""
        self._mode = "free"
        self._look(cameras.framing(box, self._window()))

    def reveal(self, box: Box) -> None:
        """Bring a box into the window, at the present zoom, if no part of it is there."""
        x, y = self.sight.camera.to_widget(box.centre)
        if not self.viewport().rect().intersects(self.sight.rect(box)):
            self.pan(self.viewport().width() / 2 - x, self.viewport().height() / 2 - y)

    def pan(self, dx: float, dy: float) -> None:
        """Move the picture by widget pixels."""
        self._mode = "free"
        self._look(self.sight.camera.panned(dx, dy))

    def _extent(self) -> cameras.Size:
        return (self._picture.size.width(), self._picture.size.height())

    def _window(self) -> cameras.Size:
        return (self.viewport().width(), self.viewport().height())

    def _look(self, camera: Camera) -> None:
        """Show the picture from here; soon after the last time it is as sharp as can be."""
        sight, viewport = self.sight, self.viewport()
        before, known = sight.camera, (sight.window, sight.ratio)
        sight.window = (viewport.width(), viewport.height())
        sight.ratio = viewport.devicePixelRatioF()
        if self.has_picture:
            camera = camera.kept(self._extent(), self._window())
        sight.camera = camera.aligned(sight.ratio)
        if known == (sight.window, sight.ratio):
            self._backdrop.follow(before)
        else:
            self._backdrop.spoil()
        viewport.update()
        self._settling.start()
        self._looked(before)
        if camera.scale != before.scale:
            self.zoom_changed.emit(camera.scale)

    def _looked(self, before: Camera) -> None:
        """The picture lies elsewhere: for the layers of a subclass."""

    def _rested(self) -> None:
        """The picture has not moved for a moment: for the layers of a subclass."""

    def _on_settled(self) -> None:
        self._rested()
        if self._picture.settle() or self._backdrop.moved:
            self._repaint_all()

    # --- painting

    def _repaint_all(self) -> None:
        self._backdrop.spoil()
        self.viewport().update()

    def _repaint(self, parts: Iterable[QRect]) -> None:
        """Paint these widget pixels anew from the picture up."""
        region = self._region(parts)
        self._backdrop.spoil(region)
        self.viewport().update(region)

    def _repaint_top(self, parts: Iterable[QRect]) -> None:
        """Paint anew only what lies on top of the backdrop."""
        self.viewport().update(self._region(parts))

    def _region(self, parts: Iterable[QRect]) -> QRegion:
        """The parts in one, or the whole window: uniting many costs more than painting all."""
        parts = list(parts)
        region = QRegion()
        if len(parts) > _MANY_PARTS:
            return region.united(self.viewport().rect())
        for part in parts:
            region += part
        return region

    def _color_ground(self) -> None:
        ground = self.palette().window().color()
        self._backdrop.ground = ground.darker(135 if ground.lightness() < 128 else 118)
        self._repaint_all()

    # --- Qt

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.viewport().devicePixelRatioF() != self.sight.ratio:
            self._look(self.sight.camera)
        parts = parts_of(event.region())
        painter = QPainter(self.viewport())
        self._backdrop.copy(painter, parts)
        for layer in self._top:
            painter.save()
            layer.paint(painter, parts)
            painter.restore()
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A fitted picture stays fitted; of another the middle stays in the middle."""
        super().resizeEvent(event)
        self._place_placeholder()
        old, new = event.oldSize(), event.size()
        if self.has_picture and self._mode == "fit":
            self.fit()
        elif self.has_picture and self._mode == "width":
            self.fit_width()
        elif old.isValid():
            dx, dy = (new.width() - old.width()) / 2, (new.height() - old.height()) / 2
            self._look(self.sight.camera.panned(dx, dy))
        else:
            self._look(self.sight.camera)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self._color_ground()
