"""The canvas: zoom and pan, pointer and keys to the tool, what changed to the layers."""

from collections.abc import Hashable, Iterable
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView, QLabel, QWidget

from labeler.core.annotation import Annotation, Change, Shape
from labeler.core.geometry import Box, Point
from labeler.core.hits import NEAR_PX, smallest
from labeler.tools.tool import Preview, Tool
from labeler.ui.canvas import camera as cameras
from labeler.ui.canvas.adjustment import Adjustment
from labeler.ui.canvas.backdrop import Backdrop
from labeler.ui.canvas.batch import Batch
from labeler.ui.canvas.camera import Camera
from labeler.ui.canvas.conflict import ConflictItem
from labeler.ui.canvas.guides import GuidesItem
from labeler.ui.canvas.hand import Hand
from labeler.ui.canvas.items import REACH, Palette, ShapesLayer
from labeler.ui.canvas.loupe import Loupe
from labeler.ui.canvas.names import NamesLayer
from labeler.ui.canvas.overlay import OverlayItem
from labeler.ui.canvas.picture import PictureLayer
from labeler.ui.canvas.sight import Sight, parts_of

if TYPE_CHECKING:
    from labeler.services.workspace import Workspace

Mode = Literal["fit", "width", "free"]

_STEP = 1.25  # one zoom step by key
_SETTLED_MS = 60  # without zooming, before the picture is scaled smoothly
_REACH_OF_SCENE = 1e6  # image pixels around the origin: the scroll bars, unused, stay at 0
_LOUPE_BELOW = 8.0  # at this scale the picture itself shows the pixels
_MANY_PARTS = 150  # from so many on the whole window is repainted instead
_KEYS = {
    Qt.Key.Key_Return: "finish",
    Qt.Key.Key_Enter: "finish",
    Qt.Key.Key_Backspace: "back",
    Qt.Key.Key_Delete: "delete",
    Qt.Key.Key_Escape: "escape",
}


class CanvasView(QGraphicsView):
    """Shows one picture with its shapes; what is done to them goes through a tool."""

    hint_changed = Signal(str)  # code of the next gesture
    pointer_moved = Signal(object)  # Point in image pixels, None when outside the window
    zoom_changed = Signal(float)  # widget pixels per image pixel
    context_requested = Signal(QPoint, object)  # global position, id of the shape there or None

    def __init__(self, workspace: "Workspace", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.fit_each = False
        self._mode: Mode = "fit"
        self._key: Hashable = None
        self._unlocked = True
        self._guided = True
        self._magnified = True
        self._hint = ""
        self._covered: list[QRect] = []  # by the overlay, when it was last looked at
        self.sight = Sight()
        self._hand = Hand(self)
        self._build_layers()
        self._build_widgets()
        self._connect()

    def _build_layers(self) -> None:
        sight, palette, batch = self.sight, Palette(self.workspace.classes), Batch()
        self._picture = PictureLayer(sight)
        self._shapes = ShapesLayer(sight, batch, palette)
        self._names = NamesLayer(sight, batch, palette)
        self._overlay = OverlayItem(sight, palette)
        self._conflict = ConflictItem(sight)
        self._guides = GuidesItem(sight)
        self._backdrop = Backdrop(sight, (self._picture, self._shapes, self._names))
        scene = QGraphicsScene(self)
        scene.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        reach = _REACH_OF_SCENE
        scene.setSceneRect(-reach, -reach, 2 * reach, 2 * reach)
        for z, layer in enumerate((self._overlay, self._conflict, self._guides)):
            layer.setZValue(z)
            scene.addItem(layer)
        self.setScene(scene)

    def _build_widgets(self) -> None:
        off = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setHorizontalScrollBarPolicy(off)
        self.setVerticalScrollBarPolicy(off)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.MinimalViewportUpdate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self._placeholder = QLabel(self.viewport())
        self._placeholder.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._placeholder.setWordWrap(True)
        self._placeholder.setTextFormat(Qt.TextFormat.PlainText)
        self._placeholder.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._placeholder.hide()
        self._loupe = Loupe(self.viewport(), self.sight, self._picture)
        self._settling = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._settling.timeout.connect(self._on_settled)
        self._color_ground()

    def _connect(self) -> None:
        workspace = self.workspace
        workspace.annotation_reset.connect(self._on_annotation_reset)
        workspace.changed.connect(self._on_annotation_changed)
        workspace.previewed.connect(self._on_previewed)
        workspace.selection_changed.connect(self._on_selection_changed)
        workspace.hover_changed.connect(self._on_hover_changed)
        workspace.classes_changed.connect(self._on_classes_changed)
        self._on_annotation_reset()
        self._on_classes_changed()

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
    ) -> None:
        """Show this picture, stretched to `full_size` when it is a reduced one.

        The same `key` again is the same picture decoded better: the view stays as it is.
        """
        known = self.has_picture
        again = known and key is not None and key == self._key
        self._key = key
        self._placeholder.hide()
        self._picture.show_image(image, full_size or image.size())
        if again:
            self._settling.start()
            self._repaint_all()
        elif not known or not keep_view or self.fit_each or self._mode == "fit":
            self.fit()
        elif self._mode == "width":
            self.fit_width()
        else:
            self._look(self.sight.camera)

    def show_placeholder(self, text: str) -> None:
        """Words instead of a picture: why there is none."""
        self.clear()
        self._placeholder.setText(text)
        self._placeholder.setGeometry(self.viewport().rect().adjusted(40, 40, -40, -40))
        self._placeholder.show()

    def clear(self) -> None:
        """No picture; where the view was is kept for the next."""
        self.cancel_gesture()
        self._key = None
        self._placeholder.hide()
        self._picture.show_image(QImage(), QSize())
        self._after_pointer()
        self._repaint_all()

    def set_adjustment(
        self, brightness: float = 0.0, contrast: float = 0.0, gamma: float = 1.0
    ) -> None:
        """How the picture is shown: brightness and contrast -1 to 1, gamma 1 as it is."""
        self._picture.adjust(Adjustment(brightness, contrast, gamma))
        self._settling.start()
        self._repaint_all()

    # --- zoom and pan

    @property
    def scale(self) -> float:  # type: ignore[override]  # QGraphicsView's is not for this view
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
        at = at if at is not None else QPointF(self.viewport().rect().center())
        self._mode = "free"
        self._look(self.sight.camera.zoomed(self.scale * factor, (at.x(), at.y())))

    def zoom_in(self) -> None:
        self.zoom_by(_STEP)

    def zoom_out(self) -> None:
        self.zoom_by(1 / _STEP)

    def actual(self) -> None:
        """One image pixel is one screen pixel, whatever the desktop's scaling."""
        self.zoom_by(1 / self.viewport().devicePixelRatioF() / self.scale)

    def fit(self) -> None:
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
        """Bring a box into the window, at the present zoom, if it is not in it."""
        window = QRect(QPoint(), self.viewport().size())
        if not window.contains(self.sight.rect(box)):
            x, y = self.sight.camera.to_widget(box.centre)
            self.pan(window.center().x() - x, window.center().y() - y)

    def pan(self, dx: float, dy: float) -> None:
        """Move the picture by widget pixels."""
        self._mode = "free"
        self._look(self.sight.camera.panned(dx, dy))

    def _extent(self) -> tuple[float, float]:
        return (self._picture.size.width(), self._picture.size.height())

    def _window(self) -> tuple[float, float]:
        return (self.viewport().width(), self.viewport().height())

    def _look(self, camera: Camera) -> None:
        """Show the picture from here; everything is painted anew."""
        sight, viewport = self.sight, self.viewport()
        before = sight.camera.scale
        sight.window = (viewport.width(), viewport.height())
        sight.ratio = viewport.devicePixelRatioF()
        if self.has_picture:
            camera = camera.kept(self._extent(), self._window())
        sight.camera = camera.aligned(sight.ratio)
        self.setTransform(sight.transform)
        self._names.forget()
        self._covered = self._overlay.regions()
        self._settling.start()
        self._repaint_all()
        if camera.scale != before:
            self.zoom_changed.emit(camera.scale)
        if self._hand.at is not None:
            self._hand.moved()

    def _on_settled(self) -> None:
        if self._picture.settle():
            self._repaint_all()

    # --- what is shown

    @property
    def editable(self) -> bool:
        return self.sight.editable

    def set_editable(self, editable: bool) -> None:
        """Whether tools hear of the pointer; zoom and pan work in any case."""
        self._unlocked = editable
        self._apply_editable()

    def _apply_editable(self) -> None:
        editable = self._unlocked and not self._conflict.shown
        if not editable:
            self.cancel_gesture()
        self.sight.editable = editable
        self._after_pointer()
        self._hand.refresh_cursor()
        self._repaint_all()

    def show_conflict(
        self,
        first: Annotation | None,
        second: Annotation | None,
        names: tuple[str, str] = ("VOC", "YOLO"),
    ) -> None:
        """Two annotations over each other instead of the one; None and None ends it."""
        self._conflict.show_both(first, second, names)
        self._shapes.shown = self._names.shown = not self._conflict.shown
        self._apply_editable()

    def set_shapes_hidden(self, hidden: bool) -> None:
        self.sight.hidden = hidden
        self._repaint_all()

    def set_names_shown(self, shown: bool) -> None:
        self.sight.names = shown
        self._names.forget()
        self._repaint_all()

    def set_fill_opacity(self, opacity: float) -> None:
        """Of the inside of shapes, 0 to 1."""
        self.sight.fill = min(max(opacity, 0.0), 1.0)
        self._repaint_all()

    def set_guides_shown(self, shown: bool) -> None:
        self._guided = shown
        self._after_pointer()

    def set_loupe_shown(self, shown: bool) -> None:
        self._magnified = shown
        self._after_pointer()

    def _repaint_all(self) -> None:
        self._backdrop.spoil()
        self.viewport().update()

    def _repaint(self, parts: Iterable[QRect]) -> None:
        """Paint these parts anew from the picture up."""
        region = _region(parts)
        self._backdrop.spoil(region)
        self.viewport().update(region)

    def _repaint_top(self, parts: Iterable[QRect]) -> None:
        """Paint anew only what lies on top of the shapes."""
        self.viewport().update(_region(parts))

    # --- tools

    @property
    def tool(self) -> Tool | None:
        return self._hand.tool

    def set_tool(self, tool: Tool | None) -> None:
        self._hand.take(tool)

    def cancel_gesture(self) -> None:
        """Drop what is being drawn: before undo, another image, closing."""
        self._hand.cancel()

    def offer_key(self, name: str) -> bool:
        """Offer "finish", "back", "delete", "cycle" or "escape" to the tool; True when used."""
        return self._hand.key(name)

    def after_gesture(self) -> None:
        """The tool heard of the pointer or a key: show what it expects next."""
        tool = self._hand.tool
        hint = tool.hint if tool is not None else ""
        if hint != self._hint:
            self._hint = hint
            self.hint_changed.emit(hint)
        self._after_pointer()

    def _after_pointer(self) -> None:
        at = self._hand.at
        self.pointer_moved.emit(self.to_image(at) if at is not None and self.has_picture else None)
        self._show_guides(at)
        self._show_loupe()

    def _show_guides(self, at: QPointF | None) -> None:
        tool = self._hand.tool
        wanted = tool is not None and (tool.draws or tool.busy) and self._guided
        wanted = wanted and self.has_picture and self.editable
        before = self._guides.regions()
        self._guides.at = at if wanted else None
        after = self._guides.regions()
        if before != after:
            self._repaint_top(before + after)

    def _show_loupe(self) -> None:
        preview: Preview | None = self.workspace.preview_shown
        at = _placed(preview) if preview is not None else None
        if at is None or not self._magnified or self.scale >= _LOUPE_BELOW:
            self._loupe.hide()
        else:
            assert preview is not None
            self._loupe.look(at, preview)

    # --- what the workspace says

    def _on_annotation_reset(self) -> None:
        self.cancel_gesture()
        self._shapes.batch.show(self.workspace.annotation.shapes)
        self._shapes.previewed = self._names.previewed = frozenset()
        self._shapes.hovered = self.workspace.hovered
        self._overlay.show_preview(None)
        self._names.forget()
        self._loupe.hide()
        self._on_selection_changed()
        self._repaint_all()

    def _on_annotation_changed(self, change: Change) -> None:
        if not (change.added or change.removed or change.changed or change.reordered):
            return
        batch, touched = self._shapes.batch, change.changed | change.removed | change.added
        parts = self._wholes(batch.shapes[row] for row in batch.rows_of(touched))
        named = dict(self._names.places())
        batch.update(self.workspace.annotation, change)
        parts += self._wholes(batch.shapes[row] for row in batch.rows_of(touched))
        parts += self._names.changed_since(named)
        if change.reordered:
            self._repaint_all()
        self._show_selected()
        self._repaint(parts)

    def _on_previewed(self, preview: Preview | None) -> None:
        overlay, annotation = self._overlay, self.workspace.annotation
        ids = frozenset(s.id for s in preview.shapes if s.id in annotation) if preview else None
        ids = ids or frozenset()
        was_filled = QRegion(overlay.filled())
        if ids != self._shapes.previewed:
            self._take_out(ids)
        overlay.show_preview(preview)
        self._repaint_overlay()
        self.viewport().update(was_filled.xored(QRegion(overlay.filled())))
        self._fade_names(preview is not None)
        self._show_loupe()

    def _take_out(self, ids: frozenset[int]) -> None:
        """These shapes are painted by the overlay now, and none that was before."""
        changed = ids ^ self._shapes.previewed
        annotation = self.workspace.annotation
        parts = self._names.regions(changed)
        parts += self._wholes(annotation[id] for id in changed if id in annotation)
        self._shapes.previewed = self._names.previewed = ids
        self._overlay.before = {id: annotation[id] for id in ids}
        self._repaint(parts)

    def _fade_names(self, faded: bool) -> None:
        if faded != self._names.faded:
            self._names.faded = faded
            self._repaint(place.toAlignedRect() for place in self._names.places().values())

    def _repaint_overlay(self) -> None:
        before, self._covered = self._covered, self._overlay.regions()
        self._repaint_top(before + self._covered)

    def _wholes(self, shapes: Iterable[Shape]) -> list[QRect]:
        """All that these shapes cover; only their lines where they are not filled."""
        filled = self.sight.fill > 0
        parts: list[QRect] = []
        for shape in shapes:
            if filled or shape.id == self._shapes.hovered:
                parts.append(self.sight.rect(shape.bounds, REACH))
            else:
                parts += self._overlay.edges(shape)
        return parts

    def _on_selection_changed(self) -> None:
        changed = self._shapes.selection ^ self.workspace.selection
        annotation = self.workspace.annotation
        self._shapes.selection = self.workspace.selection
        if len(changed) > _MANY_PARTS:
            self._repaint_all()
        else:
            self._repaint(self._wholes(annotation[id] for id in changed if id in annotation))
        self._prefer_names()
        self._show_selected()
        self._hand.refresh_cursor()

    def _show_selected(self) -> None:
        batch = self._shapes.batch
        rows = batch.rows_of(self.workspace.selection)
        self._overlay.selected = tuple(batch.shapes[row] for row in rows)
        self._repaint_overlay()

    def _on_hover_changed(self) -> None:
        annotation = self.workspace.annotation
        ids = (self._shapes.hovered, self.workspace.hovered)
        self._shapes.hovered = self.workspace.hovered
        shapes = [annotation[id] for id in ids if id is not None and id in annotation]
        self._repaint(self.sight.rect(shape.bounds, REACH) for shape in shapes)
        self._prefer_names()

    def _prefer_names(self) -> None:
        hovered = self.workspace.hovered
        ids = self.workspace.selection | ({hovered} if hovered is not None else set())
        self._repaint(self._names.prefer(ids))

    def _on_classes_changed(self) -> None:
        palette = Palette(self.workspace.classes)
        for layer in (self._shapes, self._names, self._overlay, self._loupe):
            layer.recolor(palette)
        self._repaint_all()

    # --- Qt

    def _color_ground(self) -> None:
        ground = self.palette().window().color()
        self._backdrop.ground = ground.darker(135 if ground.lightness() < 128 else 118)
        self._repaint_all()

    def _context_at(self, at: QPointF, global_at: QPoint) -> None:
        if self._hand.pressed or self._hand.busy:
            return
        reach = NEAR_PX / self.scale
        found = smallest(self.workspace.annotation, self.to_image(at), reach)
        self.context_requested.emit(global_at, found if self.has_picture else None)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.viewport().devicePixelRatioF() != self.sight.ratio:
            self._look(self.sight.camera)
        self.sight.exposed = parts_of(event.region())
        super().paintEvent(event)

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        painter.resetTransform()
        self._backdrop.copy(painter, self.sight.exposed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._placeholder.setGeometry(self.viewport().rect().adjusted(40, 40, -40, -40))
        old, new = event.oldSize(), event.size()
        if self._mode == "fit":
            self.fit()
        elif self._mode == "width":
            self.fit_width()
        else:
            grown = ((new.width() - old.width()) / 2, (new.height() - old.height()) / 2)
            self._look(self.sight.camera.panned(*(grown if old.isValid() else (0.0, 0.0))))
        if not self.has_picture:
            self._look(self.sight.camera)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self._color_ground()
        elif event.type() == QEvent.Type.FontChange:
            self._on_classes_changed()

    def viewportEvent(self, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.Leave:
            self._hand.leave()
        elif kind == QEvent.Type.Hide:
            self.cancel_gesture()
        elif kind in (
            QEvent.Type.WindowDeactivate,
            QEvent.Type.WindowBlocked,
            QEvent.Type.UngrabMouse,
        ):
            self._hand.let_go()
        elif isinstance(event, QNativeGestureEvent):
            self._hand.pinch(event)
        return bool(super().viewportEvent(event))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._hand.press(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._hand.double_click(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hand.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._hand.release(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._hand.wheel(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        at, global_at = QPointF(event.pos()), event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard and self._hand.at is not None:
            at = self._hand.at
            global_at = self.viewport().mapToGlobal(at.toPoint())
        self._context_at(at, global_at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self._hand.hold_space(True)
        elif not self.offer_key(_KEYS.get(Qt.Key(event.key()), "")):
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._hand.hold_space(False)
        else:
            event.ignore()

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab goes through the shapes at the pointer first, then on to the next widget."""
        return (next and self.offer_key("cycle")) or bool(super().focusNextPrevChild(next))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._hand.hold_space(False)
        self._hand.let_go()
        super().focusOutEvent(event)


def _placed(preview: Preview) -> Point | None:
    """The corner that a gesture is placing now."""
    if preview.active is not None:
        return preview.active
    return preview.rubber[1] if preview.rubber is not None else None


def _region(parts: Iterable[QRect]) -> QRegion:
    region = QRegion()
    for part in parts:
        region += part
    return region
