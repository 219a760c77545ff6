"""Sharpness falls with every blur, at every size, and noise is not taken for it."""

import math
from dataclasses import replace
from itertools import pairwise

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from labeler.core.annotation import Kind, Shape
from labeler.core.geometry import Points
from labeler.core.rules.rule import Measured, View, grades_of, judge
from labeler.core.rules.sharpness import SHARPNESS, measured, measures, noise_of, presets
from tests.core.rules.rendering import Pixels, Plate, rendered

WIDTHS = (40, 60, 80, 100, 150, 200, 300, 400)
GRADES = [grade.id for grade in SHARPNESS.grades]


def plate(width: float, **other: float) -> Plate:
    """A plate so wide, as a good lens shows it: the blur of 0.6 px is the sensor's own."""
    return replace(Plate().as_wide_as(width), **{"blur_px": 0.6, **other})  # type: ignore[arg-type]


def sharpness(plate: Plate, kind: Kind = "box") -> Measured:
    picture = rendered(plate)
    return measured(View(picture.pixels, picture.shape(kind)))["sharpness"]


def grade(value: Measured) -> set[str]:
    assert value.known
    return set(grades_of(SHARPNESS, value, SHARPNESS.limits))


def of(pixels: Pixels, points: Points, kind: Kind = "box") -> Measured:
    return measured(View(pixels, Shape(1, kind, points, "plate")))["sharpness"]


def test_the_rule_is_about_what_is_measured() -> None:
    assert presets == (SHARPNESS,)
    assert measures == (SHARPNESS.measure,)
    assert GRADES == ["unreadable", "blurred", "soft", "sharp"]
    assert SHARPNESS.accepted == {"blurred", "soft", "sharp"}
    assert measured(View(rendered(plate(100)).pixels)) == {}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("kind", ["box", "quad"])
def test_sharpness_falls_with_blur(width: int, kind: Kind) -> None:
    width = max(width, 41)  # a quad that is not quite 40 px wide is too small
    blurs = [width * share for share in (0.0025, 0.0075, 0.0125, 0.02, 0.03, 0.04, 0.06)]
    values = [sharpness(plate(width, blur_px=blur), kind) for blur in blurs]
    assert all(value.known for value in values)
    middles = [value.middle for value in values]
    assert all(more > less for more, less in pairwise(middles))
    assert grade(values[-1]) == {"unreadable"}


@pytest.mark.parametrize("share", [0.01, 0.02, 0.03, 0.04])
def test_the_same_blur_of_a_plate_is_as_sharp_at_every_size(share: float) -> None:
    values = [sharpness(plate(width, blur_px=width * share)).middle for width in WIDTHS[1:]]
    assert max(values) / min(values) < 1.15


@pytest.mark.parametrize("width", [60, 80, 100, 120])
@pytest.mark.parametrize("angle", [0, 20, 45, 70, 90, 110, 135, 160])
def test_motion_in_any_direction_is_caught(width: int, angle: int) -> None:
    for seed in range(3):
        still = sharpness(plate(width, seed=seed))
        moving = sharpness(plate(width, seed=seed, motion_px=13, motion_deg=angle))
        assert still.high >= SHARPNESS.limits[2]
        assert moving.middle < SHARPNESS.limits[1]
        assert moving.middle < still.middle / 2


@pytest.mark.parametrize("width", [100, 150, 200, 300])
def test_a_plate_that_moves_sideways_is_blurred_where_it_was_sharp(width: int) -> None:
    assert grade(sharpness(plate(width))) == {"sharp"}
    assert sharpness(plate(width, motion_px=13)).middle < SHARPNESS.limits[1]


@pytest.mark.parametrize("width", [50, 80, 100, 150, 200, 400])
@pytest.mark.parametrize("share", [0.02, 0.03, 0.04, 0.06])
@pytest.mark.parametrize("noise", [2, 5, 10])
def test_noise_makes_no_blurred_plate_sharp(width: int, share: float, noise: int) -> None:
    clean = sharpness(plate(width, blur_px=width * share, contrast=0.8))
    noisy = sharpness(plate(width, blur_px=width * share, contrast=0.8, noise=noise))
    if noisy.known:
        assert noisy.middle == pytest.approx(clean.middle, rel=0.15, abs=0.2)
    else:
        assert noisy.note == "noisy"


def test_a_sharp_plate_stays_sharp_in_noise() -> None:
    for noise in (2, 5, 10):
        assert grade(sharpness(plate(120, noise=noise, contrast=0.8))) == {"sharp"}


def test_noise_alone_is_nothing_to_judge() -> None:
    noise = np.random.default_rng(0).normal(128, 10, (200, 300, 1)).repeat(3, 2).astype(np.uint8)
    value = of(noise, ((100.0, 80.0), (200.0, 110.0)))
    assert (value.known, value.note) == (False, "noisy")
    assert judge(SHARPNESS, {"sharpness": value}).verdict == "unsure"


@pytest.mark.parametrize("level", [1.0, 3.0, 5.0, 10.0])
def test_noise_is_measured(level: float) -> None:
    noise = np.random.default_rng(0).normal(128, level, (100, 100, 1))
    assert noise_of(noise.round().repeat(3, 2).astype(np.uint8)) == pytest.approx(level, rel=0.2)
    large = np.random.default_rng(0).normal(128, level, (1000, 900, 1))
    assert noise_of(large.round().repeat(3, 2).astype(np.uint8)) == pytest.approx(level, rel=0.2)


@pytest.mark.parametrize("width", [60, 100, 200])
def test_the_texture_of_a_plate_is_no_noise(width: int) -> None:
    assert noise_of(rendered(replace(plate(width), picture_size=(2 * width, width))).pixels) < 1


def test_a_rolled_plate_is_nearly_as_sharp_by_its_box_as_by_its_corners() -> None:
    for roll in (0, 10, 20):
        tilted = plate(120, blur_px=1.2, roll=roll)
        assert sharpness(tilted, "box").middle == pytest.approx(
            sharpness(tilted, "quad").middle, rel=0.25
        )


@pytest.mark.parametrize("width", [80, 120, 200])
def test_box_and_quad_of_a_plate_that_faces_the_camera_agree(width: int) -> None:
    facing = plate(width)
    box, quad = sharpness(facing, "box"), sharpness(facing, "quad")
    assert quad.middle == pytest.approx(box.middle, rel=0.08)


@pytest.mark.parametrize("width", [60, 100, 200])
def test_the_interval_holds_what_a_pixel_changes(width: int) -> None:
    picture = rendered(plate(width, blur_px=width * 0.01))
    (x1, y1), (x2, y2) = picture.shape("box").points
    middle = of(picture.pixels, ((x1, y1), (x2, y2)))
    moved = [
        of(picture.pixels, ((x1 + a, y1 + b), (x2 + c, y2 + d))).middle
        for a in (0, 1)
        for b in (0, 1)
        for c in (-1, 0)
        for d in (-1, 0)
    ]
    inside = [middle.low * 0.97 <= value <= middle.high * 1.03 for value in moved]
    assert sum(inside) >= 14
    assert middle.high - middle.low < 0.5 * middle.middle


@pytest.mark.parametrize(
    ("points", "note"),
    [
        (((10.0, 10.0), (49.0, 30.0)), "too_small"),
        (((10.0, 10.0), (11.0, 11.0)), "too_small"),
        (((10.0, 10.0), (10.1, 90.0)), "too_small"),
        (((10.0, 10.0), (90.0, 12.0)), "too_small"),
        (((10.0, 10.0), (10.0, 10.0)), "outside"),
        (((150.0, 10.0), (250.0, 40.0)), "too_small"),  # 30 px of it are on the picture
        (((400.0, 10.0), (600.0, 40.0)), "outside"),
        (((-90.0, 10.0), (-10.0, 40.0)), "outside"),
        (((math.nan, 10.0), (90.0, 40.0)), "outside"),
    ],
)
def test_what_cannot_be_judged(points: Points, note: str) -> None:
    pixels = np.random.default_rng(0).integers(0, 256, (120, 180, 3), dtype=np.uint8)
    value = of(pixels, points)
    assert (value.known, value.note) == (False, note)


@pytest.mark.parametrize("level", [0, 127, 255])
@pytest.mark.parametrize("channels", [3, 4])
def test_one_colour_has_no_detail(level: int, channels: int) -> None:
    pixels = np.full((120, 180, channels), level, np.uint8)
    value = of(pixels, ((20.0, 20.0), (120.0, 50.0)))
    assert (value.low, value.high) == pytest.approx((0, 0), abs=1e-6)
    assert judge(SHARPNESS, {"sharpness": value}).verdict == "fail"


def test_light_and_contrast_do_not_sharpen() -> None:
    usual = sharpness(plate(120, blur_px=2.0)).middle
    for other in ({"contrast": 0.5}, {"brightness": -60.0, "contrast": 0.6}, {"background": 20}):
        assert sharpness(plate(120, blur_px=2.0, **other)).middle < usual * 1.2


def test_a_picture_made_larger_is_no_sharper() -> None:
    picture = rendered(plate(60, blur_px=1.5))
    larger = np.asarray(cv2.resize(picture.pixels, None, fx=4, fy=4), np.uint8)
    (x1, y1), (x2, y2) = picture.shape("box").points
    enlarged = of(larger, ((4 * x1, 4 * y1), (4 * x2, 4 * y2)))
    assert enlarged.middle < sharpness(plate(60, blur_px=1.5)).middle * 1.1


PICTURE = rendered(plate(200, noise=4)).pixels
value = st.floats(-100, 800) | st.integers(-100, 800).map(float)


@given(
    st.sampled_from(["box", "quad", "polygon"]),
    st.lists(st.tuples(value, value), min_size=4, max_size=4),
)
def test_any_outline_gives_a_number_or_says_why_not(
    kind: Kind, points: list[tuple[float, float]]
) -> None:
    found = of(PICTURE, tuple(points[: 2 if kind == "box" else 4]), kind)
    if found.known:
        assert 0 <= found.low <= found.high < 1000
    else:
        assert found.note in ("too_small", "outside", "noisy")
        assert (found.low, found.high) == (-math.inf, math.inf)
