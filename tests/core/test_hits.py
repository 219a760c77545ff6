"""What lies under a point, against asking every shape in turn."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labeler.core.annotation import Annotation, Shape
from labeler.core.geometry import Box, Point, box_between, contains, touches
from labeler.core.hits import (
    GRAB_PX,
    Hit,
    corner,
    handle_tolerance,
    hit,
    middle,
    middles,
    smallest,
    touching,
    under,
)

whole = st.integers(0, 40).map(float)
points = st.tuples(whole, whole)


def box(id: int, x1: float, y1: float, x2: float, y2: float) -> Shape:
    return Shape(id, "box", ((x1, y1), (x2, y2)), "car")


drawn = st.one_of(
    st.tuples(points, points).map(lambda p: Shape(0, "box", p, "car")),
    st.lists(points, min_size=3, max_size=6).map(lambda p: Shape(0, "polygon", tuple(p), "car")),
)
annotations = st.lists(drawn, max_size=8).map(
    lambda shapes: Annotation(tuple(s.numbered(id) for id, s in enumerate(shapes, 1)))
)


@given(annotations, points)
def test_under_is_every_shape_that_contains_the_point_smallest_first(
    annotation: Annotation, point: Point
) -> None:
    found = under(annotation, point)
    expected = {
        s.id
        for s in annotation
        if (s.bounds.contains(point) if s.kind == "box" else contains(s.points, point))
    }
    assert expected <= set(found)  # and those with the point on their outline
    areas = [annotation[id].area for id in found if id in expected]
    assert areas == sorted(areas)
    assert smallest(annotation, point) == (found[0] if found else None)


@given(annotations, points, points)
def test_touching_is_every_shape_that_touches(annotation: Annotation, a: Point, b: Point) -> None:
    frame = box_between(a, b)
    expected = {s.id for s in annotation if touches(s.corners, frame)}
    assert set(touching(annotation, frame)) == expected


@given(st.lists(st.tuples(annotations, points), min_size=2, max_size=5))
def test_one_index_serves_annotations_in_any_order(asked: list[tuple[Annotation, Point]]) -> None:
    alone = [set(under(Annotation((*a.shapes,)), point, 2)) for a, point in asked]
    assert [set(under(a, point, 2)) for a, point in asked] == alone
    for annotation, point in asked:
        shifted = annotation.replacing(*(s.moved(1, 0) for s in annotation.shapes[::2]))
        fresh = Annotation(tuple(s.moved(0, 0) for s in shifted))
        assert under(shifted, point, 2) == under(fresh, point, 2)


def test_equal_shapes_are_found_from_the_top() -> None:
    annotation = Annotation((box(1, 0, 0, 10, 10), box(2, 0, 0, 10, 10)))
    assert under(annotation, (5, 5)) == (2, 1)


def test_beside_the_outline_counts_after_inside() -> None:
    annotation = Annotation((box(1, 0, 0, 100, 100), box(2, 40, 40, 60, 60)))
    assert under(annotation, (63, 50), 4) == (1, 2)
    assert under(annotation, (103, 50), 4) == (1,)
    assert under(annotation, (105, 50), 4) == ()


def test_a_tiny_shape_is_as_wide_as_a_finger_needs() -> None:
    annotation = Annotation((box(1, 0, 0, 100, 100), box(2, 50, 50, 52, 51)))
    assert smallest(annotation, (54, 50.5), 4) == 2
    assert smallest(annotation, (57, 50.5), 4) == 1


def test_points_in_the_bounds_of_a_polygon_are_not_in_it() -> None:
    annotation = Annotation((Shape(1, "polygon", ((0, 0), (100, 0), (0, 100)), "car"),))
    assert smallest(annotation, (30, 30), 4) == 1
    assert smallest(annotation, (90, 90), 4) is None
    assert smallest(annotation, (52, 52), 4) == 1


def test_handles_only_of_the_one_selected_shape() -> None:
    annotation = Annotation((box(1, 10, 10, 60, 60), box(2, 30, 30, 90, 90)))
    assert hit(annotation, (1,), (10, 10), GRAB_PX) == Hit(1, "corner", 0)
    assert hit(annotation, (), (10, 10), GRAB_PX) == Hit(1)
    assert hit(annotation, (1, 2), (10, 10), GRAB_PX) == Hit(1)
    assert hit(annotation, (2,), (45, 45), GRAB_PX) == Hit(2)
    assert hit(annotation, (), (45, 45), GRAB_PX) == Hit(1)
    assert hit(annotation, (9,), (45, 45), GRAB_PX) == Hit(1)
    assert hit(annotation, (1,), (5, 80), GRAB_PX) is None


BOX_PARTS = [
    ((10, 10), Hit(1, "corner", 0)),
    ((60, 10), Hit(1, "corner", 1)),
    ((60, 60), Hit(1, "corner", 2)),
    ((10, 60), Hit(1, "corner", 3)),
    ((35, 7), Hit(1, "edge", 0)),
    ((62, 35), Hit(1, "edge", 1)),
    ((20, 58), Hit(1, "edge", 2)),
    ((12, 35), Hit(1, "edge", 3)),
    ((35, 35), Hit(1)),
    ((3, 35), None),
]


@pytest.mark.parametrize(("point", "expected"), BOX_PARTS)
def test_parts_of_a_box(point: Point, expected: Hit | None) -> None:
    assert hit(Annotation((box(1, 10, 10, 60, 60),)), (1,), point, GRAB_PX) == expected


@pytest.mark.parametrize("scale", [0.5, 1.0, 2.0, 8.0])
@pytest.mark.parametrize(("width", "height"), [(12, 8), (200, 8), (3, 2), (60, 60)])
def test_half_of_every_box_is_body_and_every_handle_can_be_reached(
    width: float, height: float, scale: float
) -> None:
    annotation = Annotation((box(1, 100, 100, 100 + width, 100 + height),))
    reach = GRAB_PX / scale
    for fx in (0.26, 0.5, 0.74):
        for fy in (0.26, 0.5, 0.74):
            inner = (100 + fx * width, 100 + fy * height)
            if max(width, height) * scale <= 12:
                assert hit(annotation, (1,), inner, reach) == Hit(1)
    assert hit(annotation, (1,), (100 + width / 2, 100 + height / 2), reach) == Hit(1)
    parts = set()
    for x in (100, 100 + width / 2, 100 + width):
        for y in (100, 100 + height / 2, 100 + height):
            found = hit(annotation, (1,), (x, y), reach)
            assert found is not None
            parts.add((found.part, found.index))
    assert len(parts) == 9


def test_handle_tolerance_is_constant_on_screen_until_the_shape_is_small() -> None:
    assert handle_tolerance(Box(0, 0, 100, 100), 1) == GRAB_PX
    assert handle_tolerance(Box(0, 0, 100, 100), 4) == GRAB_PX / 4
    assert handle_tolerance(Box(0, 0, 12, 8), 1) == 2
    assert handle_tolerance(Box(0, 0, 12, 8), 10) == GRAB_PX / 10
    assert handle_tolerance(Box(5, 5, 5, 9), 1) == 0


def test_corners_and_middles_of_a_polygon() -> None:
    shape = Shape(1, "polygon", ((10, 10), (90, 10), (50, 90)), "car")
    assert corner(shape, (92, 8), GRAB_PX) == Hit(1, "corner", 1)
    assert corner(shape, (50, 50), GRAB_PX) is None
    assert middle(shape, (30, 50), GRAB_PX) == Hit(1, "middle", 2)
    assert middles(shape, GRAB_PX) == ((0, (50, 10)), (1, (70, 50)), (2, (30, 50)))
    annotation = Annotation((shape,))
    assert hit(annotation, (1,), (50, 12), GRAB_PX) == Hit(1, "middle", 0)
    assert hit(annotation, (1,), (50, 40), GRAB_PX) == Hit(1)


def test_short_edges_and_quads_have_no_middles() -> None:
    short = Shape(1, "polygon", ((0, 0), (100, 0), (100, 8), (0, 90)), "car")
    assert [index for index, _ in middles(short, GRAB_PX)] == [0, 2, 3]
    quad = Shape(1, "quad", ((0, 0), (100, 0), (100, 90), (0, 90)), "car")
    assert middles(quad, GRAB_PX) == ()
    assert corner(quad, (100, 90), GRAB_PX) == Hit(1, "corner", 2)
