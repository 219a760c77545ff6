"""How sharp an object is: whether fine detail is left in every direction, whatever its size."""

from math import hypot, sqrt
from statistics import NormalDist
from typing import TYPE_CHECKING, Any

from labeler.core import opencv
from labeler.core.crops import Crop, crop_of, grey_of, grown, region_of
from labeler.core.rules.rule import Grade, Measured, Rule, View, unknown

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from labeler.core.pixels import Pixels

SHARPNESS = Rule(
    "sharpness",
    (Grade("unreadable", accepted=False), Grade("blurred"), Grade("soft"), Grade("sharp")),
    measure="sharpness",
    limits=(2.0, 5.0, 7.5),
)

presets: tuple[Rule, ...] = (SHARPNESS,)
measures: tuple[str, ...] = ("sharpness",)

_DIAGONAL = 98.0  # px: every crop is brought to this size; a European plate is 96 px wide then
_WINDOW = 16  # px at that size: where the contrast is looked for, wider than a stroke
_MIN_WIDTH = 40  # px: below, letters are gone before any blur
_MIN_HEIGHT = 6  # px
_LONGEST = 6  # times its shorter side: a longer object is brought to the size of one so long
_CONTRAST = 25.0  # grey levels squared: fainter contrast than 5 levels counts less and less
_LEAST = 0.02  # of the value: what another way to resample changes

_QUANTILE = 0.25  # of the noise responses: texture reaches only the upper ones
_TILE, _TILES = 32, 4  # px, and how many of them along a side that is longer
_MARGIN = 16  # px around the object where its noise is looked for, at least


def measured(view: View) -> dict[str, Measured]:
    """The sharpness of the view's shape; nothing for a picture."""
    if view.shape is None:
        return {}
    crop = crop_of(view.pixels, view.shape)
    if crop is None:
        return {"sharpness": unknown("outside")}
    if crop.width < _MIN_WIDTH or crop.height < _MIN_HEIGHT:
        return {"sharpness": unknown("too_small")}
    return {"sharpness": sharpness_of(crop, _noise_around(view))}


def sharpness_of(crop: Crop, noise: float) -> Measured:
    """The sharpness S of a crop whose pixels have noise of that standard deviation.

    The crop is resized to a diagonal of 98 pixels, which makes a plate of 520 × 110 mm 96 pixels
    wide, so that S does not change with the size (measured on rendered plates 60 to 400 px wide: by
    10 %), nor much with a roll in its box. S compares the energy of the gradient with that of the
    contrast:

        A = mean(gx²) − 12σ², B = mean(gy²) − 12σ², C = mean(gx·gy)   (Sobel 3 × 3)
        λ = (A + B)/2 − √(((A − B)/2)² + C²)
        S = λ / (max(V − σ², 1) + 25)

    λ is the lesser eigenvalue of the structure tensor (Förstner and Gülch 1987): motion blur leaves
    detail in one direction and takes it in the other. 12 is the sum of the squares of Sobel's
    weights, σ what is left of the noise after the resizing. V is the mean variance in windows of
    16 × 16 pixels and not that of the crop: the box of a tilted plate holds dark bodywork beside a
    bright plate, and that contrast says nothing of its letters.

    The interval is what the box being off by one pixel changes. Where much of the gradient's energy
    is noise, 24σ² > 0.3 (A + B), nothing is said.
    """
    fields = _fields(crop)
    scale = _scale(crop.width, crop.height)
    noise *= _noise_kept(scale)
    across, down, _, _ = fields.mean(axis=(1, 2)).tolist()
    if 24 * noise**2 > 0.3 * (across + down - 24 * noise**2):
        return unknown("noisy")
    value = _sharpness(fields, noise)
    spread = max(_LEAST * value, _change_by_a_pixel(fields, noise, value, scale))
    return Measured(max(0.0, value - spread), value + spread)


def _scale(width: int, height: int) -> float:
    return _DIAGONAL / min(hypot(width, height), _LONGEST * min(width, height))


def _fields(crop: Crop) -> "NDArray[Any]":
    """gx², gy², gx·gy and the local variance of the crop at its standard size: 4 × H × W."""
    opencv.load()
    import cv2
    import numpy as np

    rows, columns = crop.grey.shape
    scale = _scale(columns, rows)
    size = (max(3, round(columns * scale)), max(3, round(rows * scale)))
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    grey = np.asarray(cv2.resize(crop.grey.astype(np.float32), size, interpolation=how))
    gx, gy = (cv2.Sobel(grey, cv2.CV_32F, dx, 1 - dx, ksize=3) for dx in (1, 0))
    grey -= grey.mean()  # the difference of two large squares would lose its digits
    window = (min(_WINDOW, size[0]), min(_WINDOW, size[1]))
    mean, square = (
        np.asarray(cv2.boxFilter(of, cv2.CV_32F, window, borderType=cv2.BORDER_REFLECT))
        for of in (grey, grey * grey)
    )
    return np.stack((gx * gx, gy * gy, gx * gy, np.maximum(square - mean * mean, 0)))


def _sharpness(fields: "NDArray[Any]", noise: float) -> float:
    a, b, c, variance = fields.mean(axis=(1, 2)).tolist()
    least = (a + b) / 2 - 12 * noise**2 - (((a - b) / 2) ** 2 + c**2) ** 0.5
    return float(max(0.0, least) / (max(variance - noise**2, 1.0) + _CONTRAST))


def _change_by_a_pixel(fields: "NDArray[Any]", noise: float, value: float, scale: float) -> float:
    """How much the sharpness differs, at most, without the outermost pixels of one side or all.

    `scale` is how large a pixel of the picture is in the fields.
    """
    cut = max(1, round(scale))
    rows, columns = slice(cut, -cut), slice(cut, -cut)
    if min(fields.shape[1:]) <= 2 * cut:
        return value
    inner = (
        fields[:, cut:],
        fields[:, :-cut],
        fields[:, :, cut:],
        fields[:, :, :-cut],
        fields[:, rows, columns],
    )
    most: float = max(abs(_sharpness(part, noise) - value) for part in inner)
    return most * scale / cut


def _noise_kept(scale: float) -> float:
    """The part of white noise that is left in the gradient of a crop resized by that factor.

    Measured with noise alone: its energy 12σ² grows by a tenth where the crop is enlarged, and
    falls a little more than with the area where it is made smaller.
    """
    return sqrt(1.1) if scale >= 1 else scale * sqrt(1 - 0.35 * scale)


def _noise_around(view: View) -> float:
    """The noise of the picture at the shape, looked for in wider surroundings.

    On a sharp plate of 60 pixels no place is flat: its own texture would pass for noise.
    """
    assert view.shape is not None
    region = region_of(view.shape.bounds, *view.size)
    if region is None:
        return 0.0
    margin = max(_MARGIN, region[3] - region[1])
    x1, y1, x2, y2 = grown(region, margin, *view.size)
    return noise_of(view.pixels[y1:y2, x1:x2])


def noise_of(pixels: "Pixels") -> float:
    """The standard deviation of the noise in a picture's grey levels, 0 where it cannot be told.

    Immerkær's kernel (1996), blind to flat, sloping and straight upright or level edges; but the
    lower quartile of its responses instead of their mean, which texture would raise. A large
    picture is looked at in 16 tiles. Pixels that are nearly black or white are left out: clipping
    hides noise.
    """
    opencv.load()
    import cv2
    import numpy as np

    rows, columns = _runs(pixels.shape[0]), _runs(pixels.shape[1])
    strips = np.concatenate([pixels[run] for run in rows])
    grey = grey_of(np.concatenate([strips[:, run] for run in columns], axis=1))
    kernel = np.array(((1, -2, 1), (-2, 4, -2), (1, -2, 1)), np.float32)
    response = np.abs(cv2.filter2D(grey, cv2.CV_16S, kernel))
    kept = (grey > 4) & (grey < 251) & _inner(rows)[:, np.newaxis] & _inner(columns)
    found = response[kept]
    if found.size < 64:
        return 0.0
    place = int(found.size * _QUANTILE)
    level = float(np.partition(found, place)[place])
    return level / 6 / NormalDist().inv_cdf((1 + _QUANTILE) / 2)


def _runs(length: int) -> list[slice]:
    """Which of so many rows or columns are looked at: all of a few, four runs of many."""
    if length <= _TILE * _TILES:
        return [slice(0, length)]
    starts = [number * (length - _TILE) // (_TILES - 1) for number in range(_TILES)]
    return [slice(start, start + _TILE) for start in starts]


def _inner(runs: list[slice]) -> "NDArray[Any]":
    """False for the first and the last of each run: beside them lies another run, or nothing."""
    import numpy as np

    inner = [np.ones(run.stop - run.start, bool) for run in runs]
    for run in inner:
        run[[0, -1]] = False
    return np.concatenate(inner)
