"""Brightness is that of what the shape marks; glare and want of contrast are told from dark."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from labeler.core.annotation import Answer, Kind, Shape
from labeler.core.geometry import Points
from labeler.core.rules.brightness import (
    BRIGHTNESS,
    ENVIRONMENT,
    IMAGE_BRIGHTNESS,
    Statistics,
    measured,
    measures,
    presets,
    statistics_of,
)
from labeler.core.rules.rule import Judgement, Measured, View, judge
from tests.core.rules.rendering import Pixels, Plate, rendered

PLATE = Plate().as_wide_as(200)
BOX: Points = ((40.0, 40.0), (140.0, 70.0))


def picture(level: int, size: tuple[int, int] = (180, 120), channels: int = 3) -> Pixels:
    return np.full((size[1], size[0], channels), level, np.uint8)


def of(pixels: Pixels, points: Points = BOX, kind: Kind = "box") -> Measured:
    found = measured(View(pixels, Shape(1, kind, points, "plate")))
    assert set(found) == {"brightness"}
    return found["brightness"]


def of_picture(pixels: Pixels) -> Measured:
    found = measured(View(pixels))
    assert set(found) == {"image_brightness"}
    return found["image_brightness"]


def judged(value: Measured) -> Judgement:
    return judge(BRIGHTNESS, {"brightness": value})


def judged_picture(value: Measured, environment: str) -> Judgement:
    return judge(IMAGE_BRIGHTNESS, {"image_brightness": value}, condition=environment)


def striped(dark: int, bright: int, size: tuple[int, int] = (180, 120)) -> Pixels:
    """Half of the columns of each level, so that neither black nor white is a flat area."""
    pixels = picture(dark, size)
    pixels[:, ::2] = bright
    return pixels


def test_the_rules_are_about_what_is_measured() -> None:
    assert presets == (BRIGHTNESS, ENVIRONMENT, IMAGE_BRIGHTNESS)
    assert {rule.measure for rule in presets if rule.measure} == set(measures)
    assert ENVIRONMENT.id == IMAGE_BRIGHTNESS.by
    assert set(IMAGE_BRIGHTNESS.accepts_by) == {grade.id for grade in ENVIRONMENT.grades}
    known = {grade.id for grade in IMAGE_BRIGHTNESS.grades}
    assert all(accepted < known for accepted in IMAGE_BRIGHTNESS.accepts_by.values())
    for rule in (BRIGHTNESS, IMAGE_BRIGHTNESS):
        assert [grade.id for grade in rule.grades[len(rule.limits) + 1 :]] == ["glare", "flat"]


def test_statistics_are_those_of_the_pixels() -> None:
    grey = np.random.default_rng(0).integers(0, 256, (100, 90)).astype(np.uint8)
    found = statistics_of(grey, around=200.0)
    assert found.mean == pytest.approx(grey.mean())
    assert found.low == pytest.approx(np.percentile(grey, 5), abs=1)
    assert found.high == pytest.approx(np.percentile(grey, 95), abs=1)
    assert found.range == found.high - found.low
    assert found.black == pytest.approx((grey <= 8).mean())
    assert found.white == pytest.approx((grey >= 250).mean())
    assert found.backlight == pytest.approx(200 - grey.mean())
    assert statistics_of(grey).backlight == 0


@pytest.mark.parametrize(("level", "expected"), [(0, (1.0, 0.0)), (8, (1.0, 0.0)), (9, (0.0, 0.0))])
def test_clipped_is_8_and_less(level: int, expected: tuple[float, float]) -> None:
    found = statistics_of(np.full((10, 10), level, np.uint8))
    assert (found.black, found.white) == expected
    assert found == Statistics(level, level, level, *expected)


def test_clipped_is_250_and_more() -> None:
    assert statistics_of(np.full((10, 10), 249, np.uint8)).white == 0
    assert statistics_of(np.full((10, 10), 250, np.uint8)).white == 1


def test_only_what_is_marked_counts() -> None:
    pixels = picture(0)
    pixels[40:70, 40:140] = striped(80, 180, (100, 30))
    value = of(pixels)
    assert value.low < 130 < value.high
    assert value.middle == pytest.approx(130, abs=0.5)


@pytest.mark.parametrize("channels", [3, 4])
def test_colours_are_weighed_as_the_eye_does(channels: int) -> None:
    pixels = picture(255, channels=channels)
    pixels[..., :3] = (250, 0, 0)  # blue looks dark
    assert of(pixels).middle == pytest.approx(0.114 * 250, abs=1)
    assert of_picture(pixels).middle == pytest.approx(0.114 * 250, abs=1)


@pytest.mark.parametrize(
    ("dark", "bright", "grade", "verdict"),
    [
        (5, 60, "dark", "pass"),
        (60, 180, "normal", "pass"),
        (205, 249, "bright", "pass"),
        (100, 252, "glare", "fail"),
        (240, 255, "glare", "fail"),  # flat as well: glare is why
        (120, 150, "flat", "fail"),
        (0, 0, "flat", "fail"),
        (255, 255, "glare", "fail"),
    ],
)
def test_the_grade_of_an_object(dark: int, bright: int, grade: str, verdict: str) -> None:
    found = judged(of(striped(dark, bright)))
    assert (found.grade, found.verdict) == (grade, verdict)


def test_a_value_at_a_limit_is_not_certain() -> None:
    found = judged(of(striped(5, 86)))
    assert (found.grade, found.verdict) == ("", "pass")  # dark or normal: both are accepted


def test_some_white_is_no_glare() -> None:
    pixels = striped(60, 180)
    pixels[40:46, 40:140] = 255  # a fifth of the box
    assert of(pixels).grade == ""
    pixels[40:49, 40:140] = 255
    assert of(pixels).grade == "glare"


@pytest.mark.parametrize("shift", [-90, -40, 0, 30])
def test_brightness_follows_the_light(shift: float) -> None:
    usual, other = rendered(PLATE), rendered(replace(PLATE, brightness=shift, contrast=0.5))
    plain = rendered(replace(PLATE, contrast=0.5))
    assert of(other.pixels, other.corners, "quad").middle == pytest.approx(
        of(plain.pixels, plain.corners, "quad").middle + shift, abs=3
    )
    assert judged(of(usual.pixels, usual.corners, "quad")).grade == "normal"


def test_a_dark_plate_before_a_bright_scene_has_the_light_behind_it() -> None:
    dark = rendered(replace(PLATE, brightness=-100, background=255)).pixels
    dark[dark.min(axis=2) > 150] = 220
    shape = rendered(PLATE).shape("box")
    assert measured(View(dark, shape))["brightness"].note == "backlight"
    assert of(rendered(PLATE).pixels, shape.points).note == ""


def test_the_ring_is_what_lies_around() -> None:
    pixels = picture(30)
    pixels[25:85, 25:155] = 200  # the ring of 15 px around the box
    pixels[40:70, 40:140] = striped(100, 160, (100, 30))
    assert of(pixels).note == "backlight"
    pixels[25:85, 25:155] = 180
    pixels[40:70, 40:140] = striped(100, 160, (100, 30))
    assert of(pixels).note == ""


def test_a_box_over_the_whole_picture_has_no_ring() -> None:
    value = of(striped(60, 180), ((-5.0, -5.0), (300.0, 300.0)))
    assert (value.middle, value.note) == (pytest.approx(120, abs=0.5), "")


def test_the_value_is_less_exact_for_a_small_box() -> None:
    pixels = striped(60, 180)
    small, large = (
        of(pixels, ((40.0, 40.0), (60.0, 46.0))),
        of(pixels, ((10.0, 5.0), (170.0, 115.0))),
    )
    assert small.high - small.low > 4 * (large.high - large.low)
    assert large.high - large.low == pytest.approx(4)


def test_a_few_pixels_are_not_flat() -> None:
    assert of(picture(120), ((40.0, 40.0), (60.0, 47.0))).grade == ""
    assert of(picture(120), ((40.0, 40.0), (60.0, 48.0))).grade == "flat"


@pytest.mark.parametrize(
    ("dark", "bright", "grade", "accepted"),
    [
        (0, 50, "dark", {"night"}),
        (5, 90, "dim", {"night", "indoor", "overcast"}),
        (30, 200, "normal", {"indoor", "sunny", "overcast"}),
        (170, 245, "bright", {"sunny"}),
        (100, 255, "glare", set()),
        (100, 120, "flat", set()),
        (0, 0, "flat", set()),  # a black frame shows nothing, at night too
    ],
)
def test_what_the_environment_accepts(
    dark: int, bright: int, grade: str, accepted: set[str]
) -> None:
    value = of_picture(striped(dark, bright, (1000, 700)))
    for environment in IMAGE_BRIGHTNESS.accepts_by:
        found = judged_picture(value, environment)
        assert found.grade == grade
        assert found.verdict == ("pass" if environment in accepted else "fail")
    if accepted:
        assert judged_picture(value, "").verdict == "unsure"


def test_the_environment_is_only_answered() -> None:
    assert judge(ENVIRONMENT, {}).verdict == "unsure"
    night = judge(ENVIRONMENT, {}, Answer("environment", "night", by_hand=True))
    assert (night.grade, night.verdict) == ("night", "pass")


@pytest.mark.parametrize("size", [(1, 1), (1, 900), (640, 480), (4001, 1501)])
def test_a_large_picture_is_thinned_evenly(size: tuple[int, int]) -> None:
    width, height = size
    ramp = np.linspace(0, 200, width * height).reshape(height, width, 1)
    value = of_picture(ramp.astype(np.uint8).repeat(3, 2))
    assert value.middle == pytest.approx(ramp.mean(), abs=1.2)


@pytest.mark.parametrize(
    "points",
    [
        ((10.0, 10.0), (10.0, 10.0)),
        ((400.0, 10.0), (600.0, 40.0)),
        ((-90.0, 10.0), (-10.0, 40.0)),
        ((math.nan, 10.0), (90.0, 40.0)),
    ],
)
def test_what_is_not_on_the_picture_has_no_brightness(points: Points) -> None:
    value = of(picture(120), points)
    assert (value.known, value.note) == (False, "outside")


PICTURE = rendered(replace(PLATE, noise=4)).pixels
value = st.floats(-100, 800) | st.integers(-100, 800).map(float)


@given(
    st.sampled_from(["box", "quad", "polygon"]),
    st.lists(st.tuples(value, value), min_size=4, max_size=4),
)
def test_any_outline_gives_a_level_or_says_why_not(
    kind: Kind, points: list[tuple[float, float]]
) -> None:
    found = of(PICTURE, tuple(points[: 2 if kind == "box" else 4]), kind)
    if found.known:
        assert 0 <= found.low <= found.high <= 255
        assert found.grade in ("", "glare", "flat")
    else:
        assert found.note == "outside"
