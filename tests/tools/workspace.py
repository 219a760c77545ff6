"""A workspace in plain memory, so that tools are tested without Qt, and a hand to work it."""

from collections.abc import Iterable

from labeler.core.annotation import Annotation, Shape
from labeler.core.geometry import Points
from labeler.tools.tool import Pointer, Preview, Tool


class FakeWorkspace:
    """Keeps what tools commit, preview, select and hover."""

    def __init__(
        self, *shapes: Shape, size: tuple[int, int] = (200, 100), snapping: bool = True
    ) -> None:
        self.annotation = Annotation(shapes)
        self.selection: frozenset[int] = frozenset()
        self.image_size = size
        self.current_class = "plate"
        self.snapping = snapping
        self.editable = True
        self.commits: list[str] = []
        self.previewed: Preview | None = None
        self.previews: list[Preview | None] = []
        self.hovered: int | None = None
        self._last_id = self.annotation.next_id - 1

    def preview(self, preview: Preview | None) -> None:
        self.previewed = preview
        self.previews.append(preview)

    def commit(self, after: Annotation, action: str, merge: str = "") -> None:
        if self.editable and after != self.annotation:
            self.annotation = after
            self.commits.append(action)

    def select(self, ids: Iterable[int]) -> None:
        self.selection = frozenset(ids)

    def hover(self, id: int | None) -> None:
        self.hovered = id

    def new_id(self) -> int:
        self._last_id += 1
        return self._last_id


class Hand:
    """Presses, moves and releases on a tool as the view does, coordinates in image pixels."""

    def __init__(self, tool: Tool, scale: float = 1.0) -> None:
        self.tool = tool
        self.scale = scale

    def at(self, x: float, y: float, **held: bool) -> Pointer:
        return Pointer(x, y, self.scale, **held)

    def hover(self, x: float, y: float, **held: bool) -> None:
        self.tool.move(self.at(x, y, **held), False)

    def press(self, x: float, y: float, **held: bool) -> None:
        self.hover(x, y, **held)
        self.tool.press(self.at(x, y, **held))

    def move(self, x: float, y: float, **held: bool) -> None:
        self.tool.move(self.at(x, y, **held), True)

    def release(self, x: float, y: float, **held: bool) -> None:
        self.tool.release(self.at(x, y, **held))

    def click(self, x: float, y: float, **held: bool) -> None:
        self.press(x, y, **held)
        self.release(x, y, **held)

    def double_click(self, x: float, y: float) -> None:
        self.click(x, y)
        self.tool.double_click(self.at(x, y))
        self.release(x, y)

    def drag(self, start: tuple[float, float], *way: tuple[float, float], **held: bool) -> None:
        self.press(*start, **held)
        for point in way:
            self.move(*point, **held)
        self.release(*way[-1], **held)


def box(id: int, x1: float, y1: float, x2: float, y2: float, class_name: str = "car") -> Shape:
    return Shape(id, "box", ((x1, y1), (x2, y2)), class_name)


def polygon(id: int, *points: tuple[float, float]) -> Shape:
    return Shape(id, "polygon", points, "car")


def quad(id: int, *points: tuple[float, float]) -> Shape:
    return Shape(id, "quad", points, "car")


def points_of(workspace: FakeWorkspace, id: int) -> Points:
    return workspace.annotation[id].points
