"""What a tool is: it turns pointer gestures, already in image pixels, into a new Annotation."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Literal, Protocol

from labeler.core.annotation import Annotation, Shape
from labeler.core.geometry import Box, Point, Points

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
    def double_click(self, pointer: Pointer) -> None: ...

    def key(self, name: str, pointer: Pointer) -> bool:
        """Answer to Enter ("finish"), Backspace ("back"), Delete ("delete"), Tab ("cycle").

        True when the tool used it; otherwise the window's own action runs.
        """
        return False

    def cancel(self) -> None:
        """Drop the gesture: called on Escape and before undo, another tool or another image."""
        self.workspace.preview(None)
