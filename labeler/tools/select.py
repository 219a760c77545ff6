"""Select, move and resize, and draw boxes on empty ground: the tool for nearly everything."""

from labeler.core.annotation import Shape
from labeler.core.geometry import (
    Box,
    Point,
    apart,
    bounds,
    box_between,
    kept_inside,
    snapped,
)
from labeler.core.hits import GRAB_PX, NEAR_PX, Hit, hit, smallest, touching, under
from labeler.tools.tool import (
    NUDGE_PX,
    BoxDrawing,
    CornerMoving,
    Cursor,
    Gesture,
    Pointer,
    Preview,
    Tool,
    Workspace,
    remove_corner,
)

_CORNER_CURSORS: tuple[Cursor, ...] = ("size_f", "size_b", "size_f", "size_b")
_EDGE_CURSORS: tuple[Cursor, ...] = ("size_v", "size_h", "size_v", "size_h")
_HINTS = {"corner": "select_corner", "middle": "select_middle"}


class Moving(Gesture):
    """All selected shapes go with the pointer and stay on the image."""

    hint = "select_moving"

    def __init__(self, workspace: Workspace, start: Pointer) -> None:
        super().__init__(workspace, start)
        self.shapes = tuple(s for s in self.before if s.id in workspace.selection)
        corners = (corner for s in self.shapes for corner in s.bounds.corners)
        self.box = bounds(corners)

    def preview(self, pointer: Pointer) -> Preview:
        return Preview(self._moved(pointer))

    def apply(self, pointer: Pointer) -> None:
        if self._shift(pointer) != (0, 0):
            self.workspace.commit(self.before.replacing(*self._moved(pointer)), "move")

    def _moved(self, pointer: Pointer) -> tuple[Shape, ...]:
        shift = self._shift(pointer)
        return tuple(shape.moved(*shift) for shape in self.shapes)

    def _shift(self, pointer: Pointer) -> Point:
        offset = self.offset(pointer)
        dx, dy = snapped(offset) if self.workspace.snapping else offset
        return kept_inside(self.box, dx, dy, *self.workspace.image_size)


class Resizing(Gesture):
    """One edge of a box goes with the pointer, or two at a corner; past the others it flips."""

    hint = "select_resizing"
    threshold_px = NUDGE_PX

    def __init__(self, workspace: Workspace, start: Pointer, found: Hit) -> None:
        super().__init__(workspace, start)
        self.shape = workspace.annotation[found.id]
        box = self.shape.bounds
        corner = found.part == "corner"
        left = found.index in (0, 3) if corner else found.index == 3
        top = found.index in (0, 1) if corner else found.index == 0
        self.wide = corner or found.index in (1, 3)
        self.high = corner or found.index in (0, 2)
        self.grabbed = (box.x1 if left else box.x2, box.y1 if top else box.y2)
        self.fixed = (box.x2 if left else box.x1, box.y2 if top else box.y1)

    def preview(self, pointer: Pointer) -> Preview:
        x, y = self._corner(pointer)
        middle_x, middle_y = self.shape.bounds.centre
        active = (x if self.wide else middle_x, y if self.high else middle_y)
        return Preview((self._resized((x, y)),), active=active, class_name=self.shape.class_name)

    def apply(self, pointer: Pointer) -> None:
        corner = self._corner(pointer)
        if corner != self.grabbed:
            self.workspace.commit(self.before.replacing(self._resized(corner)), "resize")

    def _resized(self, corner: Point) -> Shape:
        box = box_between(corner, self.fixed)
        return self.shape.reshaped(((box.x1, box.y1), (box.x2, box.y2)))

    def _corner(self, pointer: Pointer) -> Point:
        (dx, dy), (width, height) = self.offset(pointer), self.workspace.image_size
        x = self._edge(0, dx if self.wide else 0, width)
        return (x, self._edge(1, dy if self.high else 0, height))

    def _edge(self, axis: int, change: float, limit: float) -> float:
        before = self.grabbed[axis]
        if change == 0:
            return before
        wanted = before + change
        if self.workspace.snapping:
            wanted = snapped((wanted, 0.0))[0]
        wanted = min(max(wanted, min(0.0, before)), max(limit, before))
        return apart(wanted, self.fixed[axis], before, limit)


class Marquee(Gesture):
    """Select, beside what is selected, every shape that the dragged box touches."""

    hint = "select_marquee"

    def preview(self, pointer: Pointer) -> Preview:
        return Preview(marquee=self._box(pointer))

    def apply(self, pointer: Pointer) -> None:
        found = touching(self.before, self._box(pointer))
        self.workspace.select(self.workspace.selection.union(found))

    def _box(self, pointer: Pointer) -> Box:
        return box_between(self.start.at, pointer.at)


class Select(Tool):
    """Click selects, drag draws; on what is selected a drag moves, resizes or reshapes it."""

    id = "select"
    draws = True

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._gesture: Gesture | None = None
        self._found: Hit | None = None  # what was under the pointer last

    @property
    def busy(self) -> bool:
        return self._gesture is not None

    @property
    def hint(self) -> str:
        if self._gesture is not None and self._gesture.dragged:
            return self._gesture.hint
        if self._found is None:
            return "select"
        if self._found.id not in self.workspace.selection:
            return "select_click"
        if self._found.part == "body":
            return "select_move"
        shape = self.workspace.annotation.get(self._found.id)
        boxed = shape is None or shape.kind == "box"
        return "select_resize" if boxed else _HINTS[self._found.part]

    def cursor(self, pointer: Pointer) -> Cursor:
        found = None if pointer.ctrl or pointer.shift else self._hit(pointer)
        if found is None or found.id not in self.workspace.selection:
            return "cross"
        if found.part == "body":
            return "move"
        if self.workspace.annotation[found.id].kind != "box":
            return "point"
        return (_CORNER_CURSORS if found.part == "corner" else _EDGE_CURSORS)[found.index]

    def press(self, pointer: Pointer) -> None:
        if self._gesture is None:
            self._found = self._hit(pointer)
            self._gesture = self._begun(pointer, self._found)

    def move(self, pointer: Pointer, pressed: bool) -> None:
        if self._gesture is None:
            self._look(pointer)
        elif pressed:
            self._gesture.move(pointer)
        else:
            self.cancel()  # the release was lost: nobody knows where the gesture was to end

    def release(self, pointer: Pointer) -> None:
        gesture, self._gesture = self._gesture, None
        if gesture is None:
            return
        if not gesture.release(pointer):
            self._click(gesture.start)
        self._look(pointer)

    def key(self, name: str, pointer: Pointer) -> bool:
        if self.busy:
            return True
        if name == "cycle":
            return self._cycle(pointer)
        return name == "delete" and remove_corner(self.workspace, self._hit(pointer))

    def cancel(self) -> None:
        self._gesture = None
        self._found = None
        super().cancel()

    def _begun(self, pointer: Pointer, found: Hit | None) -> Gesture:
        workspace = self.workspace
        if pointer.shift and not pointer.ctrl:
            return Marquee(workspace, pointer)
        if pointer.ctrl or found is None or found.id not in workspace.selection:
            return BoxDrawing(workspace, pointer)
        if found.part == "body":
            return Moving(workspace, pointer)
        if workspace.annotation[found.id].kind == "box":
            return Resizing(workspace, pointer, found)
        return CornerMoving(workspace, pointer, found)

    def _click(self, pointer: Pointer) -> None:
        selection = self.workspace.selection
        id = smallest(self.workspace.annotation, pointer.at, pointer.within(NEAR_PX))
        if pointer.shift:
            self.workspace.select(selection if id is None else selection ^ {id})
        elif id is not None:
            self.workspace.select((id,))
        elif self._found is None:  # a handle may stand out of its shape: not empty ground
            self.workspace.select(())

    def _cycle(self, pointer: Pointer) -> bool:
        """Select the next of the shapes that lie over each other at the pointer."""
        ids = under(self.workspace.annotation, pointer.at, pointer.within(NEAR_PX))
        if not ids:
            return False
        chosen = next((place for place, id in enumerate(ids) if id in self.workspace.selection), -1)
        self.workspace.select((ids[(chosen + 1) % len(ids)],))
        return True

    def _look(self, pointer: Pointer) -> None:
        self._found = self._hit(pointer)
        annotation, at = self.workspace.annotation, pointer.at
        on_handle = self._found is not None and self._found.part != "body"
        id = smallest(annotation, at, pointer.within(NEAR_PX))
        self.workspace.hover(self._found.id if on_handle and self._found else id)

    def _hit(self, pointer: Pointer) -> Hit | None:
        tolerance = pointer.within(GRAB_PX)
        return hit(self.workspace.annotation, self.workspace.selection, pointer.at, tolerance)
