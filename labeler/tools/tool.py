"""What a tool is, and the gestures that tools share: pointer, in image pixels, to Annotation."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Literal, Protocol

from labeler.core.annotation import Annotation, Kind, Shape
from labeler.core.geometry import (
    Box,
    Point,
    Points,
    box_between,
    clamped,
    drawable,
    snapped,
)
from labeler.core.hits import Hit

DRAG_PX = 3.0  # screen pixels; less is a click by an unsteady hand
NUDGE_PX = 1.5  # the same on a handle, where corrections are small

Cursor = Literal["arrow", "cross", "move", "point", "size_h", "size_v", "size_f", "size_b"]


@dataclass(frozen=True, slots=True)
class Pointer:
    """Where the pointer is and what is held. `scale` is screen pixels per image pixel."""

    x: float
    y: float
    scale: float = 1.0
    shift: bool = False
    ctrl: bool = False
    alt: bool = False

    @property
    def at(self) -> Point:
        return (self.x, self.y)

    def within(self, screen_px: float) -> float:
        """That many screen pixels, in image pixels."""
        return screen_px / self.scale


@dataclass(frozen=True, slots=True)
class Preview:
    """What the canvas shows while a gesture lasts, on top of the annotation.

    A shape whose id is in the annotation is shown instead of it; others are shown as new.
    `path` is an unfinished outline, `rubber` the segment from its last corner to the pointer,
    `marquee` the box of a selection being dragged, `active` the corner being moved (for the loupe).
    """

    shapes: tuple[Shape, ...] = ()
    path: Points = ()
    rubber: tuple[Point, Point] | None = None
    marquee: Box | None = None
    active: Point | None = None
    class_name: str = ""


class Workspace(Protocol):
    """What a tool may see and do. Nothing here is undoable but `commit`."""

    @property
    def annotation(self) -> Annotation: ...
    @property
    def selection(self) -> frozenset[int]: ...
    @property
    def image_size(self) -> tuple[int, int]: ...
    @property
    def current_class(self) -> str:
        """Name of the class for the next shape; "" while there is none."""
        ...

    @property
    def snapping(self) -> bool:
        """Corners go to whole pixels."""
        ...

    def preview(self, preview: Preview | None) -> None:
        """Show this instead of what was previewed; None shows the annotation alone."""
        ...

    def commit(self, after: Annotation, action: str, merge: str = "") -> None:
        """Make `after` the annotation, as one undoable step.

        `action` is a code (`draw`, `move`, `resize`, `add_corner`, `remove_corner`, `delete`, ...);
        steps that follow each other with the same non-empty `merge` key become one.
        """
        ...

    def select(self, ids: Iterable[int]) -> None: ...
    def hover(self, id: int | None) -> None: ...
    def new_id(self) -> int:
        """An id never used before in this document."""
        ...


class Tool:
    """A tool that does nothing: override what it answers to.

    One gesture is press, moves, release. `move` is called without a button too (hovering).
    A tool keeps its gesture in itself and shows it by `workspace.preview`; it commits once.
    """

    id: ClassVar[str]
    draws: ClassVar[bool] = False  # guide lines and the loupe are shown for tools that draw
    edits: ClassVar[bool] = False  # the hovered shape shows its corners without being selected

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace

    @property
    def busy(self) -> bool:
        """True while a gesture is under way, so that Escape and undo end it first."""
        return False

    @property
    def hint(self) -> str:
        """Code of the next gesture, for the status bar; its words are in `ui/text.py`."""
        return self.id

    def cursor(self, pointer: Pointer) -> Cursor:
        return "cross" if self.draws else "arrow"

    def press(self, pointer: Pointer) -> None: ...
    def move(self, pointer: Pointer, pressed: bool) -> None: ...
    def release(self, pointer: Pointer) -> None: ...
    def double_click(self, pointer: Pointer) -> None:
        """The second press of a double click, in place of `press`; its release follows."""
        self.press(pointer)

    def key(self, name: str, pointer: Pointer) -> bool:
        """Answer to Enter ("finish"), Backspace ("back"), Delete ("delete"), Tab ("cycle").

        True when the tool used it; otherwise the window's own action runs.
        """
        return False

    def cancel(self) -> None:
        """Drop the gesture: called on Escape and before undo, another tool or another image."""
        self.workspace.preview(None)


def placed(workspace: Workspace, point: Point) -> Point:
    """Where a corner goes that is put at the point: on the image, on whole pixels if so set."""
    return clamped(snapped(point) if workspace.snapping else point, *workspace.image_size)


class Gesture:
    """A press, moves and a release: previews all the while and commits once, at the end."""

    hint: ClassVar[str]
    threshold_px: ClassVar[float] = DRAG_PX

    def __init__(self, workspace: Workspace, start: Pointer) -> None:
        self.workspace = workspace
        self.start = start
        self.before = workspace.annotation
        self.dragged = False

    def preview(self, pointer: Pointer) -> Preview:
        raise NotImplementedError

    def apply(self, pointer: Pointer) -> None:
        """Commit what the gesture made, if it made anything."""
        raise NotImplementedError

    @property
    def stale(self) -> bool:
        """True when the annotation was changed by something else meanwhile."""
        return self.workspace.annotation is not self.before

    def move(self, pointer: Pointer) -> None:
        self._notice_drag(pointer)
        if self.dragged:
            self.workspace.preview(self.preview(pointer))

    def release(self, pointer: Pointer) -> bool:
        """End the gesture; False when it was a click and nothing was done."""
        self._notice_drag(pointer)
        if self.dragged:
            self.finish(pointer)
        return self.dragged

    def finish(self, pointer: Pointer) -> None:
        self.workspace.preview(None)
        if not self.stale:
            self.apply(pointer)

    def offset(self, pointer: Pointer) -> Point:
        """How far the pointer is from the start, in image pixels."""
        return (pointer.x - self.start.x, pointer.y - self.start.y)

    def _notice_drag(self, pointer: Pointer) -> None:
        dx, dy = self.offset(pointer)
        if not self.dragged and max(abs(dx), abs(dy)) >= pointer.within(self.threshold_px):
            self.dragged = True
            self.workspace.hover(None)


class BoxDrawing(Gesture):
    """A new box, or the quad with its corners, from the start to the pointer."""

    hint = "drawing_box"

    def __init__(self, workspace: Workspace, start: Pointer, kind: Kind = "box") -> None:
        super().__init__(workspace, start)
        self.kind = kind
        self.anchor = placed(workspace, start.at)
        self.id = workspace.new_id()

    @property
    def stale(self) -> bool:
        return False  # a new shape goes with any annotation

    def preview(self, pointer: Pointer) -> Preview:
        here = placed(self.workspace, pointer.at)
        shape = self._shape(here)
        return Preview(shapes=(shape,), active=here, class_name=shape.class_name)

    def apply(self, pointer: Pointer) -> None:
        shape = self._shape(placed(self.workspace, pointer.at))
        if drawable(shape.corners):
            add(self.workspace, shape)

    def _shape(self, here: Point) -> Shape:
        box = box_between(self.anchor, here)
        points = ((box.x1, box.y1), (box.x2, box.y2)) if self.kind == "box" else box.corners
        return Shape(self.id, self.kind, points, self.workspace.current_class)


class CornerMoving(Gesture):
    """A corner of a polygon or quad goes with the pointer; a middle becomes a corner first."""

    hint = "moving_corner"
    threshold_px = NUDGE_PX

    def __init__(self, workspace: Workspace, start: Pointer, found: Hit) -> None:
        super().__init__(workspace, start)
        self.shape = workspace.annotation[found.id]
        self.adds = found.part == "middle"
        self.index = found.index + self.adds
        self.points = with_corner(self.shape, found.index) if self.adds else self.shape.points

    def preview(self, pointer: Pointer) -> Preview:
        points = self._points(pointer)
        shape = self.shape.reshaped(points)
        return Preview((shape,), active=points[self.index], class_name=shape.class_name)

    def apply(self, pointer: Pointer) -> None:
        points = self._points(pointer)
        if self.shape.kind == "polygon":
            points = distinct(points)
        if len(points) >= 3 and drawable(points) and points != self.shape.points:
            after = self.before.replacing(self.shape.reshaped(points))
            self.workspace.commit(after, "add_corner" if self.adds else "move_corner")

    def _points(self, pointer: Pointer) -> Points:
        (x, y), (dx, dy) = self.points[self.index], self.offset(pointer)
        here = (x, y)
        if self.adds or (dx, dy) != (0, 0):
            here = placed(self.workspace, (x + dx, y + dy))
        return (*self.points[: self.index], here, *self.points[self.index + 1 :])


class Outline(Tool):
    """A tool that draws by clicking corner after corner; subclasses say when it is complete."""

    kind: ClassVar[Kind]
    draws = True

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.path: list[Point] = []

    @property
    def busy(self) -> bool:
        return bool(self.path)

    def end(self, pointer: Pointer) -> Point:
        """The corner that a press here would make."""
        return placed(self.workspace, pointer.at)

    def extend(self, pointer: Pointer) -> None:
        """Add the corner under the pointer, unless it is the last one again."""
        here = placed(self.workspace, pointer.at)
        if not self.path or here != self.path[-1]:
            self.path.append(here)
        self.show(pointer)

    def show(self, pointer: Pointer) -> None:
        if not self.path:
            self.workspace.hover(None)  # a digit means the class of what will be drawn
            return
        here, name = self.end(pointer), self.workspace.current_class
        rubber = (self.path[-1], here)
        self.workspace.preview(Preview((), tuple(self.path), rubber, active=here, class_name=name))

    def complete(self) -> bool:
        """Make the outline a shape; False, and nothing is done, while it has no area."""
        points = distinct(tuple(self.path))
        if len(points) < 3 or not drawable(points):
            return False
        self.cancel()
        workspace = self.workspace
        add(workspace, Shape(workspace.new_id(), self.kind, points, workspace.current_class))
        return True

    def move(self, pointer: Pointer, pressed: bool) -> None:
        self.show(pointer)

    def key(self, name: str, pointer: Pointer) -> bool:
        if not self.busy:
            return False
        if name == "back":
            self.path.pop()
            self.workspace.preview(None)
            self.show(pointer)
        return True

    def cancel(self) -> None:
        self.path.clear()
        super().cancel()


def add(workspace: Workspace, shape: Shape) -> None:
    """Commit a drawn shape and select it, so that it can be corrected at once."""
    workspace.commit(workspace.annotation.adding(shape), "draw")
    if shape.id in workspace.annotation:  # not in one that is locked
        workspace.select((shape.id,))


def with_corner(shape: Shape, index: int) -> Points:
    """The points with one more, in the middle of the edge that follows corner `index`."""
    (ax, ay), (bx, by) = shape.points[index], shape.points[(index + 1) % len(shape.points)]
    middle = ((ax + bx) / 2, (ay + by) / 2)
    return (*shape.points[: index + 1], middle, *shape.points[index + 1 :])


def distinct(points: Points) -> Points:
    """The points without those that equal the one before them, around the outline."""
    return tuple(
        p for p, before in zip(points, points[-1:] + points[:-1], strict=True) if p != before
    )


def remove_corner(workspace: Workspace, found: Hit | None) -> bool:
    """Commit the polygon without that corner; False when it is none or three are left."""
    if found is None or found.part != "corner":
        return False
    shape = workspace.annotation[found.id]
    points = shape.points[: found.index] + shape.points[found.index + 1 :]
    if shape.kind != "polygon" or len(points) < 3 or not drawable(points):
        return False
    workspace.commit(workspace.annotation.replacing(shape.reshaped(points)), "remove_corner")
    return True
