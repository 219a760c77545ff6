"""Takes all the measures of a shape or a picture, in the setting that its project gives it."""

import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b
from itertools import chain
from types import ModuleType
from typing import TYPE_CHECKING

from labeler.core import opencv
from labeler.core.annotation import Shape
from labeler.core.cameras import camera_of
from labeler.core.real_sizes import RealSizes, sizes_of
from labeler.core.rules import RULES
from labeler.core.rules.rule import Measured, View, unknown

if TYPE_CHECKING:
    from labeler.core.pixels import Pixels
    from labeler.core.project import Project

Values = Mapping[str, Measured]  # by measure

# To be raised whenever a measure gives other values than before: what is kept is then taken anew.
VERSION = 1
NOT_MEASURABLE = "not_measurable"
_STEPS = 8  # of a box's edge within a pixel


@dataclass(frozen=True)
class Setting:
    """What decides about the measures of one picture besides its pixels.

    `focal_px` is that of its camera, None without a profile; `real_sizes` are those of the classes.
    """

    focal_px: float | None = None
    real_sizes: RealSizes = field(default_factory=dict)
    model_input: int = 640

    @cached_property
    def _key(self) -> bytes:
        measures = [name for module in RULES for name in module.measures]
        return repr((VERSION, measures, self.focal_px, self.model_input)).encode()


def setting_of(project: "Project", image: str, size: tuple[int, int], video: str = "") -> Setting:
    """The setting of an image of that width and height, by its name in the dataset."""
    from labeler.core.rules.pose import focal_of

    camera = camera_of(project.cameras, image, video)
    focal_px = focal_of(camera.hfov_deg, size) if camera else None
    return Setting(focal_px, project.real_sizes, project.model_input)


def deciding(shape: Shape | None, setting: Setting) -> bytes:
    """A digest of 8 bytes of all that decides, besides the picture, what is measured of a shape,
    of the picture itself for None.

    Its class counts only by the real sizes that the class has, and the edges of a box by eighths of
    a pixel: the decimals of a txt may move them by a thousandth when it is saved and read again.
    """
    found = blake2b(setting._key, digest_size=8)
    if shape is not None:
        sizes = sizes_of(shape, setting.real_sizes)
        found.update(repr((shape.kind, shape.truncated, sizes)).encode())
        flat: Iterable[float] = chain.from_iterable(shape.points)
        if shape.kind == "box":
            flat = ((edge * _STEPS + 0.5) // 1 for edge in flat)
        found.update(struct.pack(f"<{2 * len(shape.points)}d", *flat))
    return found.digest()


def measured(view: View) -> dict[str, Measured]:
    """What every module of rules measures of a view.

    What OpenCV refuses, and what there is no memory for, is unknown and takes nothing else along.
    """
    values: dict[str, Measured] = {}
    for module in RULES:
        values.update(_by(module, view))
    return values


def _by(module: ModuleType, view: View) -> Values:
    opencv.load()
    import cv2

    try:
        found: Values = module.measured(view)
    except (MemoryError, cv2.error):
        found = dict.fromkeys(module.measures, unknown(NOT_MEASURABLE))
    return found


def failed(values: Values) -> bool:
    """True when some of them could not be taken this time."""
    return any(value.note == NOT_MEASURABLE for value in values.values())


def view_of(pixels: "Pixels", shape: Shape | None, setting: Setting) -> View:
    real_mm = sizes_of(shape, setting.real_sizes) if shape else ()
    return View(pixels, shape, setting.focal_px, real_mm, setting.model_input)


def measured_shape(pixels: "Pixels", shape: Shape, setting: Setting) -> dict[str, Measured]:
    return measured(view_of(pixels, shape, setting))


def measured_image(pixels: "Pixels", setting: Setting) -> dict[str, Measured]:
    return measured(view_of(pixels, None, setting))
