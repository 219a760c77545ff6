"""What lies under a point: a handle of the selected shape, or a body, smallest first.

Bounds are kept as arrays, sorted by area, for the shapes asked about last: pointer moves ask about
the same ones again and again. Exact tests run only on the few whose bounds are near the point.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from labeler.core.annotation import Annotation, Shape
from labeler.core.geometry import (
    Box,
    Point,
    Points,
    contains,
    distance_to_segment,
    touches,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

Part = Literal["body", "corner", "edge", "middle"]

GRAB_PX = 6.0  # screen pixels around a corner or edge in which it is grabbed
NEAR_PX = 4.0  # screen pixels beside an outline in which a click still means the shape

_BOX_PARTS: dict[tuple[int, int], tuple[Part, int]] = {
    (-1, -1): ("corner", 0),
    (1, -1): ("corner", 1),
    (1, 1): ("corner", 2),
    (-1, 1): ("corner", 3),
    (0, -1): ("edge", 0),
    (1, 0): ("edge", 1),
    (0, 1): ("edge", 2),
    (-1, 0): ("edge", 3),
}


@dataclass(frozen=True, slots=True)
class Hit:
    """A part of a shape.

    `index` counts a box's corners from the top left clockwise and its edges from the top clockwise,
    other corners as the points do, and a middle by the corner before it.
    """

    id: int
    part: Part = "body"
    index: int = 0


def handle_tolerance(box: Box, scale: float) -> float:
    """How far a handle reaches into a shape with these bounds, in image pixels.

    It is also half the side of the painted handle at most: a quarter of the shorter side, so
    that half of the shape is left to take hold of.
    """
    return min(GRAB_PX / scale, max(0.0, min(box.width, box.height)) / 4)


def under(annotation: Annotation, point: Point, tolerance: float = 0.0) -> tuple[int, ...]:
    """Ids of the shapes at the point, smallest first.

    After those that contain the point come those whose outline is within `tolerance` (image
    pixels). A shape narrower than twice the tolerance counts as that wide.
    """
    return tuple(_under(annotation, point, tolerance))


def smallest(annotation: Annotation, point: Point, tolerance: float = 0.0) -> int | None:
    """The first of `under`, found without testing the others."""
    return next(_under(annotation, point, tolerance), None)


def _under(
    annotation: Annotation, point: Point, tolerance: float, among: frozenset[int] | None = None
) -> Iterator[int]:
    index = _index_of(annotation.shapes)
    rest: list[Shape] = []
    for row in index.near(point, tolerance):
        shape = annotation.shapes[row]
        if among is not None and shape.id not in among:
            continue
        if _owns(shape, Box(*index.edges[row].tolist()), point, tolerance):
            yield shape.id
        else:
            rest.append(shape)
    for shape in rest:
        if shape.kind == "box" or _distance(shape.points, point) <= tolerance:
            yield shape.id


def touching(annotation: Annotation, box: Box) -> tuple[int, ...]:
    """Ids of the shapes that the box crosses or encloses; not of one that encloses the box."""
    index = _index_of(annotation.shapes)
    rows = (annotation.shapes[row] for row in index.meeting(box))
    return tuple(shape.id for shape in rows if touches(shape.corners, box))


def hit(
    annotation: Annotation, selection: Iterable[int], point: Point, tolerance: float
) -> Hit | None:
    """What a press at the point takes hold of, or None on empty ground.

    `tolerance` is `GRAB_PX` screen pixels in image pixels. First a handle of the selected shape
    when there is just one, then the body of a selected shape, then of the smallest.
    """
    chosen = frozenset(selection)
    if len(chosen) == 1 and (shape := annotation.get(next(iter(chosen)))) is not None:
        part = handle(shape, point, tolerance)
        if part is not None:
            return part
    near = tolerance * NEAR_PX / GRAB_PX
    first = next(_under(annotation, point, near, chosen), None) if chosen else None
    if first is None:
        first = smallest(annotation, point, near)
    return None if first is None else Hit(first)


def handle(shape: Shape, point: Point, tolerance: float) -> Hit | None:
    """The handle of the shape at the point; `tolerance` as for `hit`."""
    if shape.kind == "box":
        return _box_handle(shape.id, shape.bounds, point, tolerance)
    return corner(shape, point, tolerance) or middle(shape, point, tolerance)


def corner(shape: Shape, point: Point, tolerance: float) -> Hit | None:
    """The nearest corner of a polygon or quad within reach of the point."""
    index = _nearest(shape.points, point, _reach(shape, point, tolerance))
    return None if index is None else Hit(shape.id, "corner", index)


def middle(shape: Shape, point: Point, tolerance: float) -> Hit | None:
    """The nearest midpoint within reach, of a polygon's edges that are long enough to have one."""
    reach = _reach(shape, point, tolerance)
    places = middles(shape, tolerance)
    index = _nearest(tuple(place for _, place in places), point, reach)
    return None if index is None else Hit(shape.id, "middle", places[index][0])


def middles(shape: Shape, tolerance: float) -> tuple[tuple[int, Point], ...]:
    """The midpoints a polygon shows: the corner before each, and its place.

    An edge so short that its handles would cover each other has none.
    """
    if shape.kind != "polygon":
        return ()
    least = (4 * min(tolerance, _quarter(shape.bounds))) ** 2
    pairs = zip(shape.points, shape.points[1:] + shape.points[:1], strict=True)
    return tuple(
        (index, ((ax + bx) / 2, (ay + by) / 2))
        for index, ((ax, ay), (bx, by)) in enumerate(pairs)
        if (bx - ax) ** 2 + (by - ay) ** 2 >= least
    )


def _box_handle(id: int, box: Box, point: Point, tolerance: float) -> Hit | None:
    across = _side(point[0], box.x1, box.x2, tolerance)
    down = _side(point[1], box.y1, box.y2, tolerance)
    if across is None or down is None or (across, down) == (0, 0):
        return None
    return Hit(id, *_BOX_PARTS[across, down])


def _side(value: float, low: float, high: float, tolerance: float) -> int | None:
    """-1 at the low edge, 1 at the high edge, 0 between them, None beyond both.

    A handle reaches a quarter into a small shape, yet half the tolerance out of it.
    """
    inner = min(tolerance, (high - low) / 4)
    outer = max(inner, tolerance / 2)
    if not low - outer <= value <= high + outer:
        return None
    return -1 if value <= low + inner else int(value >= high - inner)


def _reach(shape: Shape, point: Point, tolerance: float) -> float:
    inner = min(tolerance, _quarter(shape.bounds))
    return inner if contains(shape.points, point) else max(inner, tolerance / 2)


def _quarter(box: Box) -> float:
    return min(box.width, box.height) / 4


def _nearest(points: Points, point: Point, reach: float) -> int | None:
    """Index of the point nearest to `point` and within `reach` of it."""
    x, y = point
    best, least = None, reach * reach
    for index, (px, py) in enumerate(points):
        distance = (px - x) ** 2 + (py - y) ** 2
        if distance <= least and (best is None or distance < least):
            best, least = index, distance
    return best


def _owns(shape: Shape, box: Box, point: Point, tolerance: float) -> bool:
    if min(box.width, box.height) < 2 * tolerance:
        return _fattened(box, tolerance).contains(point)
    return box.contains(point) and (shape.kind == "box" or contains(shape.points, point))


def _fattened(box: Box, tolerance: float) -> Box:
    """The box, each side at least twice the tolerance long."""
    dx = max(0.0, tolerance - box.width / 2)
    dy = max(0.0, tolerance - box.height / 2)
    return Box(box.x1 - dx, box.y1 - dy, box.x2 + dx, box.y2 + dy)


def _distance(points: Points, point: Point) -> float:
    pairs = zip(points, points[1:] + points[:1], strict=True)
    return min(distance_to_segment(point, a, b) for a, b in pairs)


@dataclass(frozen=True, eq=False)
class _Index:
    """Edges (n, 4) and area of every shape, in the annotation's order."""

    shapes: tuple[Shape, ...]
    edges: "NDArray[Any]"
    areas: "NDArray[Any]"

    @cached_property
    def _sorted(self) -> "tuple[NDArray[Any], ...]":
        """x1, y1, x2, y2 and row, smallest area first and the upper one of equals."""
        import numpy as np

        rows = np.lexsort((-np.arange(len(self.areas)), self.areas))
        return (*(np.ascontiguousarray(column) for column in self.edges[rows].T), rows)

    @cached_property
    def places(self) -> dict[int, int]:
        return {shape.id: row for row, shape in enumerate(self.shapes)}

    def near(self, point: Point, tolerance: float) -> Iterator[int]:
        """Rows whose bounds are within the tolerance of the point, smallest first."""
        (x, y), t = point, tolerance
        return self.meeting(Box(x - t, y - t, x + t, y + t))

    def meeting(self, box: Box) -> Iterator[int]:
        """Rows whose bounds meet the box, smallest first."""
        x1, y1, x2, y2, rows = self._sorted
        found = (x1 <= box.x2) & (x2 >= box.x1) & (y1 <= box.y2) & (y2 >= box.y1)
        return iter(rows[found.nonzero()[0]].tolist())


_latest: _Index | None = None


def _index_of(shapes: tuple[Shape, ...]) -> _Index:
    """The index of these shapes; what is still the same object as last time is not measured again.

    Kept by identity, one at a time: hashing an annotation would cost more than the question.
    """
    global _latest
    known = _latest
    if known is None or known.shapes is not shapes:
        known = _latest = _measured(shapes, known)
    return known


def _measured(shapes: tuple[Shape, ...], known: _Index | None) -> _Index:
    import numpy as np

    edges = np.empty((len(shapes), 4))
    areas = np.empty(len(shapes))
    old: list[int] = []
    kept: list[int] = []
    for row, shape in enumerate(shapes):
        place = known.places.get(shape.id) if known else None
        if known is not None and place is not None and known.shapes[place] is shape:
            old.append(place)
            kept.append(row)
        else:
            edges[row] = shape.bounds
            areas[row] = shape.area
    if known is not None and kept:
        edges[kept] = known.edges[old]
        areas[kept] = known.areas[old]
    return _Index(shapes, edges, areas)
