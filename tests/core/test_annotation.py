"""Shapes, annotations and what changed between two."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labeler.core.annotation import Annotation, Answer, Change, Shape
from labeler.core.geometry import Box

BOX = Shape(1, "box", ((10, 20), (40, 30)), "car", difficult=True, attributes=(("a", "b"),))
POLYGON = Shape(2, "polygon", ((0, 0), (10, 0), (10, 10), (5, 12), (0, 10)), "car")
QUAD = Shape(3, "quad", ((5, 0), (10, 5), (5, 10), (0, 5)), "plate")


def test_bounds_corners_and_area() -> None:
    assert BOX.bounds == Box(10, 20, 40, 30)
    assert BOX.corners == ((10, 20), (40, 20), (40, 30), (10, 30))
    assert BOX.area == 300
    assert POLYGON.bounds == Box(0, 0, 10, 12)
    assert POLYGON.area == 110
    assert QUAD.corners == QUAD.points
    assert QUAD.area == 50


def test_an_inverted_box_of_a_file_keeps_its_points_and_has_bounds() -> None:
    shape = Shape(1, "box", ((40, 30), (10, 20)), "car")
    assert shape.points == ((40, 30), (10, 20))
    assert shape.bounds == Box(10, 20, 40, 30)


def test_participles_change_one_thing() -> None:
    assert BOX.moved(1, -2).points == ((11, 18), (41, 28))
    assert BOX.classed("plate") == replace(BOX, class_name="plate")
    assert BOX.numbered(9) == replace(BOX, id=9)
    assert BOX.reshaped(((0, 0), (1, 1))) == replace(BOX, points=((0, 0), (1, 1)))


def test_conversion_keeps_everything_else() -> None:
    assert BOX.converted("box") is BOX
    polygon = BOX.converted("polygon")
    assert polygon == replace(BOX, kind="polygon", points=BOX.corners)
    assert polygon.converted("box") == BOX
    assert BOX.converted("quad").points == BOX.corners
    assert POLYGON.converted("box").points == ((0, 0), (10, 12))
    assert QUAD.converted("polygon").points == QUAD.points
    assert QUAD.converted("polygon").converted("quad") == QUAD


def test_polygon_becomes_the_smallest_rectangle_around_it() -> None:
    diamond = ((50.0, 0.0), (100.0, 50.0), (75.0, 75.0), (50.0, 100.0), (0.0, 50.0))
    quad = replace(POLYGON, points=diamond).converted("quad")
    assert len(quad.points) == 4
    assert quad.area == pytest.approx(5000, rel=1e-3)


def test_annotation_updates() -> None:
    empty = Annotation()
    assert (len(empty), empty.seen, empty.next_id) == (0, False, 1)
    drawn = empty.adding(BOX, POLYGON)
    assert list(drawn) == [BOX, POLYGON]
    assert drawn.seen
    assert drawn.next_id == 3
    assert 1 in drawn
    assert 3 not in drawn
    assert drawn[2] is POLYGON
    assert drawn.get(3) is None
    moved = drawn.replacing(BOX.moved(1, 1))
    assert list(moved) == [BOX.moved(1, 1), POLYGON]
    assert drawn[1] is BOX
    assert list(drawn.removing((1, 7))) == [POLYGON]


def test_replacing_ignores_a_shape_that_is_not_there() -> None:
    assert Annotation((BOX,)).replacing(QUAD).shapes == (BOX,)


def test_review_state() -> None:
    assert Annotation().seeing() == Annotation(seen=True)
    verified = Annotation().verifying(True)
    assert verified.seen
    assert verified.verified
    assert verified.verifying(False) == Annotation(seen=True)


def test_change_says_what_differs() -> None:
    before = Annotation((BOX, POLYGON), seen=True)
    assert not Change.between(before, before)
    assert not Change.between(before, replace(before, shapes=(replace(BOX), replace(POLYGON))))
    assert Change.between(before, before.adding(QUAD)) == Change(added=frozenset({3}))
    assert Change.between(before, before.removing((1,))) == Change(removed=frozenset({1}))
    after = before.replacing(BOX.moved(1, 0))
    assert Change.between(before, after) == Change(changed=frozenset({1}))
    assert Change.between(before, replace(before, shapes=(POLYGON, BOX))) == Change(reordered=True)
    assert Change.between(before, before.verifying(True)) == Change(review=True)
    assert Change.between(Annotation(), Annotation().seeing()) == Change(review=True)


pools = st.lists(st.sampled_from(range(1, 7)), unique=True)
moves = st.lists(st.booleans(), min_size=6, max_size=6)


@given(pools, pools, moves)
def test_no_change_means_equal_and_the_other_way_round(
    old: list[int], new: list[int], shifted: list[bool]
) -> None:
    before = Annotation(tuple(BOX.numbered(id) for id in old), seen=True)
    shapes = (BOX.numbered(id).moved(float(shifted[id - 1]), 0) for id in new)
    after = Annotation(tuple(shapes), seen=True)
    change = Change.between(before, after)
    assert bool(change) == (before != after)
    assert change.added == set(new) - set(old)
    assert change.removed == set(old) - set(new)
    assert change.changed == {id for id in set(new) & set(old) if shifted[id - 1]}


def test_grades_and_attributes_do_not_show() -> None:
    graded = replace(BOX, id=9, attributes=(), grades=(Answer("size", "large"),))
    assert graded.looks_like(BOX)
    for other in (BOX.moved(1, 0), BOX.classed("bus"), replace(BOX, difficult=False)):
        assert not other.looks_like(BOX)
