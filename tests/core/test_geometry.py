"""Geometry against other ways to say the same."""

import cv2
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from labeler.core.geometry import (
    Box,
    Point,
    Points,
    apart,
    area,
    bounds,
    box_between,
    clamped,
    contains,
    crosses,
    distance_to_segment,
    drawable,
    kept_inside,
    moved,
    overlap,
    snapped,
    touches,
)

numbers = st.floats(-1000, 1000, allow_nan=False)
whole = st.integers(-20, 20).map(float)
points = st.tuples(whole, whole)
boxes = st.builds(box_between, points, points)
outlines = st.lists(points, min_size=3, max_size=8).map(tuple)


def test_box_knows_its_sides() -> None:
    box = Box(10, 20, 40, 30)
    assert (box.width, box.height, box.area, box.centre) == (30, 10, 300, (25, 25))
    assert box.corners == ((10, 20), (40, 20), (40, 30), (10, 30))
    assert box.inside(40, 30)
    assert not box.inside(39, 30)
    assert not Box(-1, 0, 5, 5).inside(40, 30)
    assert Box(40, 20, 10, 30).area == 0


@given(points, points)
def test_box_between_is_in_order_and_holds_both(a: Point, b: Point) -> None:
    box = box_between(a, b)
    assert box.x1 <= box.x2
    assert box.y1 <= box.y2
    assert box.contains(a)
    assert box.contains(b)
    assert box == bounds((a, b))


def test_bounds_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="unpack"):
        bounds(())


@given(outlines)
def test_area_is_that_of_opencv(outline: Points) -> None:
    expected = cv2.contourArea(np.array(outline, np.float32))
    assert area(outline) == pytest.approx(expected, abs=1e-3)
    assert area(outline[::-1]) == pytest.approx(area(outline))


@given(boxes, boxes)
def test_overlap_is_the_share_of_common_pixels(a: Box, b: Box) -> None:
    grid = np.zeros((2, 40, 40), bool)
    for layer, box in zip(grid, (a, b), strict=True):
        x1, y1, x2, y2 = (int(edge) + 20 for edge in box)
        layer[y1:y2, x1:x2] = True
    union = (grid[0] | grid[1]).sum()
    expected = (grid[0] & grid[1]).sum() / union if union else 0.0
    assert overlap(a, b) == pytest.approx(expected)
    assert overlap(a, b) == overlap(b, a)


@given(outlines, points)
def test_contains_agrees_with_opencv_where_it_is_simple(outline: Points, point: Point) -> None:
    curve = cv2.convexHull(np.array(outline, np.float32))
    hull = tuple((float(x), float(y)) for ((x, y),) in curve)
    side = cv2.pointPolygonTest(curve, point, False)
    assume(side != 0 and len(hull) >= 3)
    assert contains(hull, point) == (side > 0)


@pytest.mark.parametrize(
    ("value", "expected"),
    [(0.49, 0), (0.5, 1), (1.5, 2), (2.5, 3), (-0.5, -1), (-0.49, 0), (-1.2, -1), (7, 7)],
)
def test_snapped_goes_to_the_nearest_pixel_edge(value: float, expected: float) -> None:
    assert snapped((value, value)) == (expected, expected)


@given(numbers, numbers)
def test_clamped_is_on_the_image_and_leaves_what_is(x: float, y: float) -> None:
    here = clamped((x, y), 100, 50)
    assert Box(0, 0, 100, 50).contains(here)
    if Box(0, 0, 100, 50).contains((x, y)):
        assert here == (x, y)


def test_moved_shifts_every_point() -> None:
    assert moved(((1, 2), (3, 4)), 10, -1) == ((11, 1), (13, 3))


@given(points, points, points)
def test_distance_to_segment_is_that_to_its_nearest_point(a: Point, b: Point, p: Point) -> None:
    steps = np.linspace(0, 1, 401)[:, None]
    line = np.array(a) + steps * (np.array(b) - np.array(a))
    nearest = float(np.hypot(*(line - np.array(p)).T).min())
    length = float(np.hypot(a[0] - b[0], a[1] - b[1]))
    distance = distance_to_segment(p, a, b)
    assert distance <= nearest + 1e-9
    assert nearest <= distance + length / 400 + 1e-9


def test_crossing_segments() -> None:
    assert crosses((0, 0), (10, 10), (0, 10), (10, 0))
    assert crosses((0, 0), (10, 0), (5, 0), (5, 5))
    assert not crosses((0, 0), (10, 0), (5, 1), (5, 5))
    assert not crosses((0, 0), (10, 0), (0, 1), (10, 1))


TRIANGLE = ((10.0, 10.0), (50.0, 10.0), (30.0, 50.0))


@pytest.mark.parametrize(
    ("box", "expected"),
    [
        (Box(0, 0, 100, 100), True),  # encloses it
        (Box(25, 20, 35, 30), False),  # within it
        (Box(0, 20, 100, 22), True),  # lies across
        (Box(29, 40, 31, 60), True),  # at a corner
        (Box(10, 40, 14, 50), False),  # in its bounds only
        (Box(60, 60, 70, 70), False),
    ],
)
def test_touches(box: Box, expected: bool) -> None:
    assert touches(TRIANGLE, box) == expected


@given(boxes, numbers, numbers)
def test_kept_inside_never_goes_further_out(box: Box, dx: float, dy: float) -> None:
    x, y = kept_inside(box, dx, dy, 16, 12)
    assert min(0, box.x1) <= box.x1 + x or x >= 0
    assert box.x2 + x <= max(16, box.x2) + 1e-9
    assert box.y2 + y <= max(12, box.y2) + 1e-9
    assert abs(x) <= abs(dx)
    assert abs(y) <= abs(dy)
    if box.inside(16, 12):
        there = Box(box.x1 + dx, box.y1 + dy, box.x2 + dx, box.y2 + dy)
        assert (x, y) == pytest.approx((dx, dy), abs=1e-9) or not there.inside(16, 12)


@pytest.mark.parametrize(
    ("edge", "fixed", "before", "expected"),
    [
        (30, 20, 40, 30),  # far enough
        (20, 20, 40, 21),  # as near as it may
        (19.5, 20, 40, 21),
        (10, 20, 40, 10),  # beyond: flipped
        (100, 100, 40, 99),
        (0, 0, 40, 1),
        (100, 100, 100, 99),  # no room on its own side
    ],
)
def test_apart(edge: float, fixed: float, before: float, expected: float) -> None:
    assert apart(edge, fixed, before, 100) == expected


def test_drawable() -> None:
    assert drawable(((0, 0), (1, 0), (0, 1)))
    assert not drawable(((0, 0), (0.5, 0), (0, 5)))
    assert not drawable(((0, 0), (5, 5), (9, 9)))
