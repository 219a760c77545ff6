"""Sizes of objects and of pictures."""

from dataclasses import replace

import numpy as np
import pytest

from labeler.core.annotation import Shape
from labeler.core.rules import image_size, size
from labeler.core.rules.rule import View, judge


def view(width: int, height: int, high: float | None = None, model_input: int = 640) -> View:
    pixels = np.broadcast_to(np.zeros(3, np.uint8), (height, width, 3))
    shape = None if high is None else Shape(1, "box", ((10, 10), (50, 10 + high)), "plate")
    return View(pixels, shape, model_input=model_input)


def test_size_is_the_height_at_the_models_input() -> None:
    found = size.measured(view(1920, 1080, 60))["size"]
    assert (found.low, found.high) == pytest.approx((59 / 3, 61 / 3))
    assert size.measured(view(1080, 1920, 60))["size"] == found
    assert size.measured(view(1920, 1080, 60, 1920))["size"].middle == pytest.approx(60)


def test_size_of_other_outlines_is_that_of_their_bounds() -> None:
    seen = view(640, 480, 1)
    quad = Shape(1, "quad", ((10, 10), (60, 5), (62, 30), (9, 35)), "plate")
    assert size.measured(replace(seen, shape=quad))["size"].middle == 30
    inverted = Shape(1, "box", ((60, 40), (10, 10)), "plate")
    assert size.measured(replace(seen, shape=inverted))["size"].middle == 30


@pytest.mark.parametrize(
    ("high", "grade", "verdict"),
    [
        (5, "tiny", "fail"),
        (8, "", "unsure"),
        (12, "small", "pass"),
        (16, "", "pass"),
        (24, "medium", "pass"),
        (50, "large", "pass"),
        (90, "very_large", "pass"),
    ],
)
def test_grades_of_size(high: float, grade: str, verdict: str) -> None:
    judged = judge(size.SIZE, size.measured(view(640, 480, high)))
    assert (judged.grade, judged.verdict) == (grade, verdict)


@pytest.mark.parametrize("high", [0.0, 0.5, float("inf"), float("nan")])
def test_any_height_gives_something_finite_or_nothing(high: float) -> None:
    found = size.measured(view(640, 480, high))["size"]
    assert (0 <= found.low <= found.high and found.known) or found.note == "degenerate"


@pytest.mark.parametrize(
    ("width", "height", "grade", "verdict"),
    [
        (600, 400, "small", "fail"),
        (640, 480, "standard", "pass"),
        (480, 1920, "standard", "pass"),
        (4096, 3000, "large", "pass"),
    ],
)
def test_image_size_is_the_longer_side(width: int, height: int, grade: str, verdict: str) -> None:
    found = image_size.measured(view(width, height))
    assert found["image_size"].low == found["image_size"].high == max(width, height)
    judged = judge(image_size.IMAGE_SIZE, found)
    assert (judged.grade, judged.verdict) == (grade, verdict)


def test_each_measures_only_its_own() -> None:
    assert size.measured(view(640, 480)) == {}
    assert image_size.measured(view(640, 480, 20)) == {}
