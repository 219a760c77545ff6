"""All measures of a shape or a picture, and what decides about them."""

import math
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import cv2
import numpy as np
import pytest

from labeler.core import measuring
from labeler.core.annotation import Shape
from labeler.core.cameras import Camera
from labeler.core.measuring import (
    Setting,
    deciding,
    failed,
    measured,
    measured_image,
    measured_shape,
    setting_of,
    view_of,
)
from labeler.core.project import Project
from labeler.core.rules import RULES
from labeler.core.rules.rule import Measured, View

BOX = Shape(1, "box", ((10.0, 20.0), (110.0, 60.0)), "plate")
QUAD = Shape(2, "quad", ((10.0, 20.0), (110.0, 22.0), (110.0, 60.0), (10.0, 58.0)), "plate")
SIZES = {"plate": ("kr_520x110",), "sign": ("600x600",)}


def picture(
    width: int = 160, height: int = 120
) -> "np.ndarray[tuple[int, ...], np.dtype[np.uint8]]":
    noise = np.random.default_rng(3).integers(0, 256, (height, width, 4), dtype=np.uint8)
    return cv2.GaussianBlur(noise, (5, 5), 0)  # type: ignore[return-value]


def module(name: str, act: object) -> ModuleType:
    made = ModuleType(name)
    made.measures = (name,)  # type: ignore[attr-defined]
    made.measured = act  # type: ignore[attr-defined]
    return made


def test_every_measure_comes_from_one_of_the_modules() -> None:
    every = {name for one in RULES for name in one.measures}
    of_shape = measured_shape(picture(), QUAD, Setting(900.0, SIZES))
    of_image = measured_image(picture(), Setting())
    assert of_shape
    assert of_image
    assert set(of_shape) | set(of_image) <= every
    assert not set(of_shape) & set(of_image)


def test_the_same_is_measured_the_same() -> None:
    setting = Setting(900.0, SIZES)
    assert measured_shape(picture(), QUAD, setting) == measured_shape(picture(), QUAD, setting)


def test_what_opencv_refuses_takes_nothing_else_along(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(view: View) -> dict[str, Measured]:
        cv2.cvtColor(np.zeros((0, 0), np.uint8), cv2.COLOR_BGR2GRAY)
        return {}

    def too_much(view: View) -> dict[str, Measured]:
        raise MemoryError

    def fine(view: View) -> dict[str, Measured]:
        return {"fine": Measured(1.0, 2.0)}

    modules = (module("refused", refused), module("too_much", too_much), module("fine", fine))
    monkeypatch.setattr(measuring, "RULES", modules)
    values = measured(view_of(picture(), BOX, Setting()))
    assert values["fine"] == Measured(1.0, 2.0)
    for name in ("refused", "too_much"):
        assert not values[name].known
        assert values[name].note == "not_measurable"
    assert failed(values)
    assert not failed({"fine": values["fine"]})


def test_a_fault_of_the_program_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(view: View) -> dict[str, Measured]:
        raise KeyError("x")

    monkeypatch.setattr(measuring, "RULES", (module("wrong", wrong),))
    with pytest.raises(KeyError):
        measured(view_of(picture(), BOX, Setting()))


def test_a_setting_has_the_camera_of_the_image() -> None:
    wide = Camera("wide", 90.0, folders=("front",))
    project = Project(Path("/set"), cameras=(wide,), real_sizes=SIZES, model_input=1280)
    seen = setting_of(project, "front/1.jpg", (1000, 500))
    # half the width is seen under half the field of view
    assert seen.focal_px == pytest.approx(500 / math.tan(math.radians(45)))
    assert (seen.real_sizes, seen.model_input) == (SIZES, 1280)
    assert setting_of(project, "back/1.jpg", (1000, 500)).focal_px is None


def test_a_view_has_the_real_sizes_of_the_shape() -> None:
    setting = Setting(900.0, SIZES, 960)
    view = view_of(picture(), BOX, setting)
    assert (view.real_mm, view.focal_px, view.model_input) == (((520, 110),), 900.0, 960)
    assert view_of(picture(), BOX.classed("dog"), setting).real_mm == ()
    assert view_of(picture(), None, setting).real_mm == ()


def test_whatever_decides_makes_a_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    setting = Setting(900.0, SIZES)
    moved, longer = BOX.moved(0.25, 0), BOX.converted("polygon")
    keys = [
        deciding(None, setting),
        deciding(BOX, setting),
        deciding(moved, setting),
        deciding(longer, setting),
        deciding(BOX.converted("quad"), setting),
        deciding(BOX.classed("sign"), setting),
        deciding(replace(BOX, truncated=True), setting),
        deciding(BOX.classed("dog"), setting),
        deciding(BOX, Setting(901.0, SIZES)),
        deciding(BOX, Setting(None, SIZES)),
        deciding(BOX, Setting(900.0, SIZES, 1280)),
    ]
    monkeypatch.setattr(measuring, "VERSION", measuring.VERSION + 1)
    keys.append(deciding(BOX, Setting(900.0, SIZES)))
    assert len(set(keys)) == len(keys)


def test_what_decides_nothing_makes_none() -> None:
    setting = Setting(900.0, {"plate": ("520x110",), "taxi": ("520x110",)})
    key = deciding(BOX, setting)
    assert deciding(BOX.numbered(7).classed("taxi"), Setting(900.0, setting.real_sizes)) == key
    assert deciding(BOX.moved(0.001, -0.001), setting) == key
    whole = Shape(1, "box", ((10, 20), (110, 60)), "plate", difficult=True, occluded=True)
    assert deciding(whole, setting) == key
