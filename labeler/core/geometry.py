"""Boxes, polygons and quads: area, overlap, clip, simplify, order of corners.

Coordinates are image pixels, floats, origin at the top left corner of the top left pixel, so an
image of width W spans 0..W and a pixel's own area is [x, x + 1).
"""

from collections.abc import Iterable
from typing import NamedTuple

Point = tuple[float, float]
Points = tuple[Point, ...]


class Box(NamedTuple):
    """An axis-aligned box by its edges, `x1 <= x2` and `y1 <= y2` when it is in order."""

    x1: float
    y1: float
    x2: float
    y2: float

    @property
    def width(self) -> float:
        return self.x2 - self.x1

    @property
    def height(self) -> float:
        return self.y2 - self.y1

    @property
    def area(self) -> float:
        return max(0.0, self.width) * max(0.0, self.height)

    @property
    def centre(self) -> Point:
        return ((self.x1 + self.x2) / 2, (self.y1 + self.y2) / 2)

    @property
    def corners(self) -> Points:
        """Top left, top right, bottom right, bottom left."""
        return ((self.x1, self.y1), (self.x2, self.y1), (self.x2, self.y2), (self.x1, self.y2))

    def contains(self, point: Point) -> bool:
        return self.x1 <= point[0] <= self.x2 and self.y1 <= point[1] <= self.y2

    def intersects(self, other: "Box") -> bool:
        return (
            self.x1 <= other.x2
            and other.x1 <= self.x2
            and self.y1 <= other.y2
            and other.y1 <= self.y2
        )

    def inside(self, width: float, height: float) -> bool:
        """True when no edge lies outside an image of that size."""
        return self.x1 >= 0 and self.y1 >= 0 and self.x2 <= width and self.y2 <= height


def box_between(a: Point, b: Point) -> Box:
    """The box with `a` and `b` as opposite corners, in order."""
    return Box(min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1]))


def bounds(points: Iterable[Point]) -> Box:
    """The box that encloses the points; raises ValueError when there are none."""
    xs, ys = zip(*points, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


def area(points: Points) -> float:
    """Unsigned area of a simple polygon, in square pixels (shoelace formula)."""
    total = 0.0
    previous = points[-1]
    for point in points:
        total += previous[0] * point[1] - point[0] * previous[1]
        previous = point
    return abs(total) / 2


def overlap(a: Box, b: Box) -> float:
    """Intersection over union of two boxes, 0..1."""
    width = min(a.x2, b.x2) - max(a.x1, b.x1)
    height = min(a.y2, b.y2) - max(a.y1, b.y1)
    if width <= 0 or height <= 0:
        return 0.0
    shared = width * height
    return shared / (a.area + b.area - shared)


def contains(points: Points, point: Point) -> bool:
    """True when the point lies in the polygon (even-odd rule, by ray crossing)."""
    x, y = point
    inside = False
    x1, y1 = points[-1]
    for x2, y2 in points:
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
        x1, y1 = x2, y2
    return inside


def snapped(point: Point) -> Point:
    """The nearest pixel edge, halves away from zero as a hand expects."""
    return (float(_round(point[0])), float(_round(point[1])))


def _round(value: float) -> int:
    return int(value + 0.5) if value >= 0 else -int(-value + 0.5)


def clamped(point: Point, width: float, height: float) -> Point:
    """The point moved onto an image of that size."""
    return (min(max(point[0], 0.0), width), min(max(point[1], 0.0), height))


def moved(points: Points, dx: float, dy: float) -> Points:
    return tuple((x + dx, y + dy) for x, y in points)


def distance_to_segment(point: Point, a: Point, b: Point) -> float:
    """Distance in pixels from the point to the segment a-b."""
    ax, ay = a
    dx, dy = b[0] - ax, b[1] - ay
    length = dx * dx + dy * dy
    if length == 0:
        t = 0.0
    else:
        t = min(1.0, max(0.0, ((point[0] - ax) * dx + (point[1] - ay) * dy) / length))
    return float(((ax + t * dx - point[0]) ** 2 + (ay + t * dy - point[1]) ** 2) ** 0.5)


def touches(points: Points, box: Box) -> bool:
    """True when the closed outline crosses the box or lies in it, not when it only encloses it."""
    if any(box.contains(point) for point in points):
        return True
    edges = tuple(zip(points, points[1:] + points[:1], strict=True))
    corners = box.corners
    sides = tuple(zip(corners, corners[1:] + corners[:1], strict=True))
    return any(crosses(a, b, c, d) for a, b in edges for c, d in sides)


def crosses(a: Point, b: Point, c: Point, d: Point) -> bool:
    """True when the segments a-b and c-d have a point in common and are not parallel."""
    return (
        _turn(a, b, c) * _turn(a, b, d) <= 0
        and _turn(c, d, a) * _turn(c, d, b) <= 0
        and (_turn(a, b, c) != _turn(a, b, d))
    )


def _turn(a: Point, b: Point, c: Point) -> float:
    """-1, 0 or 1: c lies right of, on or left of the line from a to b."""
    side = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
    return (side > 0) - (side < 0)


def kept_inside(box: Box, dx: float, dy: float, width: float, height: float) -> Point:
    """The move (dx, dy) shortened so that the box does not leave an image of that size.

    A box that lies outside already may come back, but goes no further out.
    """
    return (
        min(max(dx, min(0.0, -box.x1)), max(0.0, width - box.x2)),
        min(max(dy, min(0.0, -box.y1)), max(0.0, height - box.y2)),
    )


def apart(edge: float, fixed: float, before: float, limit: float) -> float:
    """Where the edge goes so that it is at least one pixel from the fixed one and within 0..limit.

    Too close, it stays on the side it was `before`, unless there is no room for it.
    """
    if abs(edge - fixed) >= 1:
        return edge
    side = 1.0 if before >= fixed else -1.0
    return fixed + side if 0 <= fixed + side <= limit else fixed - side


def drawable(points: Points) -> bool:
    """True for an outline with an area, at least one pixel wide and high."""
    box = bounds(points)
    return box.width >= 1 and box.height >= 1 and area(points) > 0
