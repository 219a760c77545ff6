"""Draw a polygon, corner by corner, until it is closed."""

from labeler.core.geometry import Point, bounds
from labeler.core.hits import handle_tolerance
from labeler.tools.tool import Cursor, Outline, Pointer, Workspace

_CLOSE_PX = 2.0  # screen pixels around the first corner that close even the smallest polygon


class DrawPolygon(Outline):
    id = "draw_polygon"
    kind = "polygon"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._closing = False  # the pointer is at the first corner

    @property
    def hint(self) -> str:
        if not self.path:
            return self.id
        if self._closing:
            return "draw_polygon_close"
        return "draw_polygon_finish" if len(self.path) >= 3 else "draw_polygon_next"

    def cursor(self, pointer: Pointer) -> Cursor:
        return "point" if self._closes(pointer) else "cross"

    def end(self, pointer: Pointer) -> Point:
        self._closing = self._closes(pointer)
        return self.path[0] if self._closing else super().end(pointer)

    def press(self, pointer: Pointer) -> None:
        if not (self._closes(pointer) and self.complete()):
            self.extend(pointer)

    def double_click(self, pointer: Pointer) -> None:
        if not self.complete():
            self.extend(pointer)

    def key(self, name: str, pointer: Pointer) -> bool:
        if self.busy and name == "finish":
            self.complete()
            return True
        return super().key(name, pointer)

    def cancel(self) -> None:
        self._closing = False
        super().cancel()

    def _closes(self, pointer: Pointer) -> bool:
        if len(self.path) < 3:
            return False
        reach = max(handle_tolerance(bounds(self.path), pointer.scale), pointer.within(_CLOSE_PX))
        (x, y), (first_x, first_y) = super().end(pointer), self.path[0]
        return (x - first_x) ** 2 + (y - first_y) ** 2 <= reach**2
