"""Crops are tight, upright and never padded."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from labeler.core.annotation import Kind, Shape
from labeler.core.crops import crop_of, grown, region_of, upright_corners
from labeler.core.geometry import Box, Points

PICTURE = np.random.default_rng(0).integers(0, 256, (60, 80, 3), dtype=np.uint8)
SQUARE: Points = ((10.0, 10.0), (50.0, 12.0), (49.0, 30.0), (11.0, 28.0))


def shape(kind: Kind, points: Points) -> Shape:
    return Shape(1, kind, points, "plate")


@pytest.mark.parametrize(
    ("box", "region"),
    [
        (Box(10, 20, 30, 40), (10, 20, 30, 40)),
        (Box(10.4, 20.5, 30.4, 40.5), (10, 21, 30, 41)),
        (Box(-5, -5, 300, 400), (0, 0, 80, 60)),
        (Box(10.2, 10.2, 10.3, 10.3), (10, 10, 11, 11)),
        (Box(79.8, 59.9, 90, 90), (79, 59, 80, 60)),
        (Box(80, 10, 90, 20), None),
        (Box(-9, 10, 0, 20), None),
        (Box(float("nan"), 1, 2, 3), None),
        (Box(0, 0, float("inf"), 3), None),
    ],
)
def test_a_region_is_whole_pixels_of_the_picture(box: Box, region: tuple[int, ...] | None) -> None:
    assert region_of(box, 80, 60) == region


def test_a_region_grows_as_far_as_the_picture_goes() -> None:
    assert grown((3, 10, 70, 50), 5, 80, 60) == (0, 5, 75, 55)
    assert grown((3, 10, 70, 50), 50, 80, 60) == (0, 0, 80, 60)


@pytest.mark.parametrize("turns", range(4))
@pytest.mark.parametrize("back", [False, True])
def test_corners_are_upright_wherever_the_drawing_began(turns: int, back: bool) -> None:
    drawn = SQUARE[turns:] + SQUARE[:turns]
    assert upright_corners(drawn[::-1] if back else drawn) == SQUARE


def test_a_plate_on_its_way_to_upright_keeps_its_long_side_on_top() -> None:
    down = ((20.0, 10.0), (60.0, 45.0), (54.0, 52.0), (14.0, 17.0))  # 41° to the right
    up = ((14.0, 45.0), (54.0, 10.0), (60.0, 17.0), (20.0, 52.0))
    for corners in (down, up):
        assert upright_corners(corners[2:] + corners[:2]) == corners


@pytest.mark.parametrize(
    "points",
    [
        (SQUARE[0], SQUARE[2], SQUARE[1], SQUARE[3]),  # crossed
        ((0.0, 0.0), (10.0, 0.0), (3.0, 3.0), (0.0, 10.0)),  # a dent
        ((0.0, 0.0), (10.0, 0.0), (20.0, 0.0), (30.0, 0.0)),
        ((0.0, 0.0), (0.0, 0.0), (20.0, 0.0), (0.0, 20.0)),
        (*SQUARE[:3], (float("nan"), 3.0)),
        SQUARE[:3],
    ],
)
def test_what_is_no_convex_outline_has_no_corners(points: Points) -> None:
    assert upright_corners(points) is None


def test_a_quad_along_the_pixels_is_the_box() -> None:
    box = crop_of(PICTURE, shape("box", ((10.0, 20.0), (50.0, 40.0))))
    quad = crop_of(PICTURE, shape("quad", Box(10, 20, 50, 40).corners))
    assert box is not None
    assert quad is not None
    assert (quad.width, quad.height) == (box.width, box.height) == (40, 20)
    assert np.array_equal(box.grey, quad.grey)


def test_a_quad_is_turned_upright() -> None:
    picture = np.zeros((100, 100, 3), np.uint8)
    picture[:, 50:] = 200  # left dark, right bright; seen rolled by 90°: below dark, above bright
    turned = crop_of(
        picture, shape("quad", ((30.0, 40.0), (70.0, 36.0), (72.0, 60.0), (32.0, 64.0)))
    )
    assert turned is not None
    assert turned.grey.shape == (turned.height, turned.width) == (24, 40)
    assert turned.grey[:, :15].max() < 20
    assert turned.grey[:, 25:].min() > 180


def test_a_quad_over_the_edge_is_cut_not_padded() -> None:
    crop = crop_of(
        PICTURE, shape("quad", ((-10.0, 10.0), (30.0, 12.0), (30.0, 30.0), (-10.0, 28.0)))
    )
    assert crop is not None
    assert (crop.width, crop.height) == (30, 20)


def test_a_polygon_is_cut_by_its_bounds_and_an_inverted_box_as_it_lies() -> None:
    polygon = crop_of(PICTURE, shape("polygon", ((10.0, 10.0), (30.0, 10.0), (20.0, 40.0))))
    box = crop_of(PICTURE, shape("box", ((30.0, 40.0), (10.0, 10.0))))
    assert polygon is not None
    assert box is not None
    assert np.array_equal(polygon.grey, box.grey)
    assert box.grey.shape == (30, 20)


@pytest.mark.parametrize("kind", ["box", "quad"])
def test_a_large_crop_is_made_smaller_and_still_tells_its_size(kind: Kind) -> None:
    picture = np.full((701, 1601, 4), 90, np.uint8)
    points = ((0.0, 0.0), (1601.0, 701.0))
    crop = crop_of(picture, shape(kind, points if kind == "box" else Box(0, 0, 1601, 701).corners))
    assert crop is not None
    assert (crop.width, crop.height) == (1601, 701)
    assert 192 <= crop.grey.shape[1] < 384
    assert crop.grey.shape[1] / crop.grey.shape[0] == pytest.approx(1601 / 701, rel=0.02)
    assert np.all(crop.grey == 90)


def test_the_whole_picture_is_a_crop_too() -> None:
    crop = crop_of(PICTURE, None)
    assert crop is not None
    assert (crop.width, crop.height) == (80, 60)


corner = st.tuples(st.floats(-200, 200), st.floats(-200, 200))


@given(st.sampled_from(["box", "quad", "polygon"]), st.lists(corner, min_size=4, max_size=4))
def test_any_outline_gives_pixels_of_the_picture_or_none(
    kind: Kind, points: list[tuple[float, float]]
) -> None:
    crop = crop_of(PICTURE, shape(kind, tuple(points[: 2 if kind == "box" else 4])))
    if crop is not None:
        assert crop.grey.size
        assert crop.width >= 1
        assert crop.height >= 1
