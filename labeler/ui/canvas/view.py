"""The canvas: pointer and keys go to the tool, what the workspace says goes to the layers."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QRegion,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from labeler.core.annotation import Annotation, Change, Shape
from labeler.core.geometry import Point
from labeler.core.hits import NEAR_PX, smallest
from labeler.tools.tool import Preview, Tool
from labeler.ui.canvas.batch import Batch
from labeler.ui.canvas.camera import Camera
from labeler.ui.canvas.conflict import ConflictLayer
from labeler.ui.canvas.guides import GuidesLayer
from labeler.ui.canvas.hand import Hand
from labeler.ui.canvas.items import REACH, Palette, ShapesLayer
from labeler.ui.canvas.loupe import Loupe
from labeler.ui.canvas.names import NamesLayer
from labeler.ui.canvas.overlay import OverlayLayer
from labeler.ui.canvas.stage import Stage

if TYPE_CHECKING:
    from labeler.services.workspace import Workspace

_LOUPE_BELOW = 8.0  # at this scale the picture itself shows the pixels
_KEYS = {
    Qt.Key.Key_Return: "finish",
    Qt.Key.Key_Enter: "finish",
    Qt.Key.Key_Backspace: "back",
    Qt.Key.Key_Delete: "delete",
    Qt.Key.Key_Escape: "escape",
}


class CanvasView(Stage):
    """Shows one picture with its shapes; what is done to them goes through a tool."""

    hint_changed = Signal(str)  # code of the next gesture
    pointer_moved = Signal(object)  # Point in image pixels, None when outside the window
    context_requested = Signal(QPoint, object)  # global position, id of the shape there or None

    def __init__(self, workspace: "Workspace", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self._unlocked = True
        self._guided = True
        self._magnified = True
        self._hint = ""
        self._covered: list[QRect] = []  # by the overlay, when it was last looked at
        self._hand = Hand(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self._build_layers()
        self._connect()

    def _build_layers(self) -> None:
        sight, palette, batch = self.sight, Palette(self.workspace.classes), Batch()
        self._shapes = ShapesLayer(sight, batch, palette)
        self._names = NamesLayer(sight, batch, palette)
        self._backdrop.add(self._shapes)
        self._backdrop.add(self._names)
        self._overlay = OverlayLayer(sight, palette)
        self._conflict = ConflictLayer(sight)
        self._guides = GuidesLayer(sight)
        self._top += [self._overlay, self._conflict, self._guides]
        self._loupe = Loupe(self.viewport(), sight, self._picture)

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

    def clear(self) -> None:
        self.cancel_gesture()
        super().clear()
        self._after_pointer()

    def _looked(self, before: Camera) -> None:
        camera = self.sight.camera
        if camera.scale == before.scale:
            self._names.shift(camera.x - before.x, camera.y - before.y)
        else:
            self._names.forget()
            self._shapes.weigh()
        self._covered = self._overlay.regions()
        if self._hand.at is not None and self._hand.busy:
            self._hand.moved()  # what is drawn goes with the pointer; what is under it can wait

    def _rested(self) -> None:
        if self._shapes.weigh():
            self._repaint_all()
        self._repaint(self._names.settle())
        if self._hand.at is not None:
            self._hand.moved()

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

    # --- tools

    @property
    def tool(self) -> Tool | None:
        return self._hand.tool

    def set_tool(self, tool: Tool | None) -> None:
        self._hand.take(tool)
        self._show_selected()

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
        self._shapes.weigh()
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
        if self._looks_as_before(change):
            return
        batch, touched = self._shapes.batch, change.changed | change.removed | change.added
        parts = self._wholes(batch.shapes[row] for row in batch.rows_of(touched))
        named = dict(self._names.places())
        batch.update(self.workspace.annotation, change)
        parts += self._wholes(batch.shapes[row] for row in batch.rows_of(touched))
        parts += self._names.changed_since(named)
        self._show_selected()
        self._repaint(parts)
        if self._shapes.weigh() or change.reordered:
            self._repaint_all()

    def _looks_as_before(self, change: Change) -> bool:
        """Only grades or attributes have come: all names would be laid out anew for nothing."""
        if change.added or change.removed or change.reordered:
            return False
        batch, annotation = self._shapes.batch, self.workspace.annotation
        shapes = (batch.shapes[row] for row in batch.rows_of(change.changed))
        return all(annotation[shape.id].looks_like(shape) for shape in shapes)

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
        parts = self._wholes(annotation[id] for id in changed if id in annotation)
        self._repaint(parts)
        self._prefer_names()
        self._show_selected()
        self._hand.refresh_cursor()

    def _show_selected(self) -> None:
        batch = self._shapes.batch
        ids, tool = set(self.workspace.selection), self._hand.tool
        if tool is not None and tool.edits and self.workspace.hovered is not None:
            ids.add(self.workspace.hovered)
        rows = batch.rows_of(ids)
        self._overlay.selected = tuple(batch.shapes[row] for row in rows)
        self._repaint_overlay()

    def _on_hover_changed(self) -> None:
        annotation = self.workspace.annotation
        ids = (self._shapes.hovered, self.workspace.hovered)
        self._shapes.hovered = self.workspace.hovered
        shapes = [annotation[id] for id in ids if id is not None and id in annotation]
        self._repaint(self.sight.rect(shape.bounds, REACH) for shape in shapes)
        self._prefer_names()
        if self._hand.tool is not None and self._hand.tool.edits:
            self._show_selected()

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

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
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
        selected = self.workspace.selection
        if event.reason() == QContextMenuEvent.Reason.Keyboard and selected:
            id = min(selected)
            at = self.to_widget(self.workspace.annotation[id].bounds.centre)
            self.context_requested.emit(self.viewport().mapToGlobal(at), id)
        elif self.has_picture and not self._hand.pressed and not self._hand.busy:
            point, reach = self.to_image(QPointF(event.pos())), NEAR_PX / self.scale
            found = smallest(self.workspace.annotation, point, reach)
            self.context_requested.emit(event.globalPos(), found)

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
