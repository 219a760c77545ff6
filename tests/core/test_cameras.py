"""Which camera took an image, and what objects really measure."""

from dataclasses import replace

import pytest

from labeler.core.annotation import Shape
from labeler.core.cameras import Camera, camera_of
from labeler.core.real_sizes import ATTRIBUTE, PLATES, size_mm, sizes_of

GENERAL = Camera("any", 60)
DASH = Camera("dash", 120, videos=("ride", "ride 2"))
YARD = Camera("yard", 90, folders=("yard",))
GATE = Camera("gate", 45, folders=("yard/gate/", "other"))
ALL = (GENERAL, DASH, YARD, GATE)


@pytest.mark.parametrize(
    ("image", "video", "name"),
    [
        ("1.png", "", "any"),
        ("yard/1.png", "", "yard"),
        ("yard/gate/1.png", "", "gate"),
        ("yard/gate/deep/1.png", "", "gate"),
        ("yard/gates/1.png", "", "yard"),
        ("yard2/1.png", "", "any"),
        ("yard", "", "any"),
        ("a/yard/1.png", "", "any"),
        ("other/1.png", "", "gate"),
        ("1.png", "ride", "dash"),
        ("yard/gate/1.png", "ride 2", "dash"),
        ("yard/1.png", "unknown", "yard"),
    ],
)
def test_by_video_then_by_the_deepest_folder_then_any(image: str, video: str, name: str) -> None:
    for cameras in (ALL, tuple(reversed(ALL))):
        found = camera_of(cameras, image, video)
        assert found is not None
        assert found.name == name


def test_no_camera_is_none() -> None:
    assert camera_of((), "1.png") is None
    assert camera_of((DASH, YARD), "1.png") is None
    assert camera_of((DASH,), "1.png", "") is None


def test_of_two_that_fit_as_well_the_first_is_taken() -> None:
    assert camera_of((replace(GENERAL, name="first"), GENERAL), "1.png") == replace(
        GENERAL, name="first"
    )


@pytest.mark.parametrize("text", ["520x110", "520×110", " 520 x 110 ", "520*110", "520.0X110.000"])
def test_sides(text: str) -> None:
    assert size_mm(text) == (520, 110)


@pytest.mark.parametrize(
    "text", ["", "520", "520x", "x110", "0x110", "-5x3", "520x110x3", "nanx1", "1e3x5", "korea"]
)
def test_what_is_no_size(text: str) -> None:
    assert size_mm(text) is None


def test_plates_by_their_ids() -> None:
    for id, size in PLATES.items():
        assert size_mm(f" {id} ") == size


def test_the_shapes_own_size_comes_before_that_of_its_class() -> None:
    plate = Shape(1, "box", ((0, 0), (1, 1)), "plate")
    sizes = {"plate": ("kr_520x110", "520x110", "kr_335x170", "nonsense")}
    assert sizes_of(plate, sizes) == ((520, 110), (335, 170))
    assert sizes_of(plate.classed("car"), sizes) == ()
    own = replace(plate, attributes=((ATTRIBUTE, "us_305x152"),))
    assert sizes_of(own, sizes) == ((305, 152),)
    wrong = replace(plate, attributes=((ATTRIBUTE, "?"),))
    assert sizes_of(wrong, sizes) == ((520, 110), (335, 170))
