"""The commands of the shape menu: kind, marks, order, and moving by keys."""

from dataclasses import replace

from labeler.core.annotation import Kind, Shape
from labeler.core.geometry import Points, kept_inside
from labeler.ui.commands.group import Commands


class ShapeCommands(Commands):
    """What the selected shapes are and where."""

    def to_box(self) -> None:
        self._convert("box")

    def to_polygon(self) -> None:
        self._convert("polygon")

    def to_quad(self) -> None:
        self._convert("quad")

    def _convert(self, kind: Kind) -> None:
        self._replace([s.converted(kind) for s in self.workspace.selected], "convert")

    def difficult(self) -> None:
        on = not all(s.difficult for s in self.workspace.selected)
        self._replace([replace(s, difficult=on) for s in self.workspace.selected], "difficult")

    def truncated(self) -> None:
        on = not all(s.truncated for s in self.workspace.selected)
        self._replace([replace(s, truncated=on) for s in self.workspace.selected], "truncated")

    def occluded(self) -> None:
        on = not all(s.occluded for s in self.workspace.selected)
        self._replace([replace(s, occluded=on) for s in self.workspace.selected], "occluded")

    def _replace(self, shapes: list[Shape], action: str, merge: str = "") -> None:
        if shapes:
            self.workspace.commit(self.workspace.annotation.replacing(*shapes), action, merge)

    # --- order

    def raise_shape(self) -> None:
        self._reorder(_raised(self.workspace.annotation.shapes, self.workspace.selection))

    def lower_shape(self) -> None:
        turned = self.workspace.annotation.shapes[::-1]
        self._reorder(_raised(turned, self.workspace.selection)[::-1])

    def _reorder(self, shapes: tuple[Shape, ...]) -> None:
        after = replace(self.workspace.annotation, shapes=shapes, seen=True)
        self.workspace.commit(after, "order")

    # --- by keys

    def nudge_left(self) -> None:
        self._nudge(-1, 0)

    def nudge_right(self) -> None:
        self._nudge(1, 0)

    def nudge_up(self) -> None:
        self._nudge(0, -1)

    def nudge_down(self) -> None:
        self._nudge(0, 1)

    def far_left(self) -> None:
        self._nudge(-10, 0)

    def far_right(self) -> None:
        self._nudge(10, 0)

    def far_up(self) -> None:
        self._nudge(0, -10)

    def far_down(self) -> None:
        self._nudge(0, 10)

    def _nudge(self, dx: float, dy: float) -> None:
        width, height = self.workspace.image_size
        moved = [
            s.moved(*kept_inside(s.bounds, dx, dy, width, height)) for s in self.workspace.selected
        ]
        self._replace(moved, "move", self._merge("nudge"))

    def narrower(self) -> None:
        self._stretch(-1, 0)

    def wider(self) -> None:
        self._stretch(1, 0)

    def shorter(self) -> None:
        self._stretch(0, -1)

    def taller(self) -> None:
        self._stretch(0, 1)

    def _stretch(self, dx: float, dy: float) -> None:
        size = self.workspace.image_size
        stretched = [s.reshaped(_stretched(s, dx, dy, *size)) for s in self.workspace.selected]
        self._replace(stretched, "resize", self._merge("stretch"))

    def _merge(self, what: str) -> str:
        return f"{what} {sorted(self.workspace.selection)}"


def _raised(shapes: tuple[Shape, ...], ids: frozenset[int]) -> tuple[Shape, ...]:
    """The shapes with each chosen one exchanged with the next that is not chosen."""
    order = list(shapes)
    for at in range(len(order) - 2, -1, -1):
        if order[at].id in ids and order[at + 1].id not in ids:
            order[at], order[at + 1] = order[at + 1], order[at]
    return tuple(order)


def _stretched(shape: Shape, dx: float, dy: float, width: float, height: float) -> Points:
    """The points with the right and bottom edge moved, one pixel wide at least, inside."""
    box = shape.bounds
    wide = min(max(box.width + dx, min(1.0, box.width)), max(width - box.x1, box.width))
    high = min(max(box.height + dy, min(1.0, box.height)), max(height - box.y1, box.height))
    across = wide / box.width if box.width else 1.0
    down = high / box.height if box.height else 1.0
    return tuple(
        (round(box.x1 + (x - box.x1) * across, 3), round(box.y1 + (y - box.y1) * down, 3))
        for x, y in shape.points
    )
