"""How bright an object or a picture is, and whether glare or lack of contrast hides it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from labeler.core import opencv
from labeler.core.crops import Region, crop_of, grey_of, grown, region_of
from labeler.core.rules.rule import Grade, Measured, Rule, View, unknown

if TYPE_CHECKING:
    from labeler.core.pixels import Pixels

BRIGHTNESS = Rule(
    "brightness",
    (
        Grade("dark"),
        Grade("normal"),
        Grade("bright"),
        Grade("glare", accepted=False),
        Grade("flat", accepted=False),
    ),
    measure="brightness",
    limits=(45.0, 225.0),
)

ENVIRONMENT = Rule(
    "environment",
    (Grade("indoor"), Grade("sunny"), Grade("overcast"), Grade("night")),
    of="image",
    on_failure="none",
)

IMAGE_BRIGHTNESS = Rule(
    "image_brightness",
    (
        Grade("dark"),
        Grade("dim"),
        Grade("normal"),
        Grade("bright"),
        Grade("glare", accepted=False),
        Grade("flat", accepted=False),
    ),
    measure="image_brightness",
    # 7 night drives: 36 to 56, 90 photos by day: 65 to 155
    limits=(30.0, 60.0, 180.0),
    of="image",
    by="environment",
    accepts_by={
        "indoor": frozenset(("dim", "normal")),
        "sunny": frozenset(("normal", "bright")),
        "overcast": frozenset(("dim", "normal")),
        "night": frozenset(("dark", "dim")),
    },
)

presets: tuple[Rule, ...] = (BRIGHTNESS, ENVIRONMENT, IMAGE_BRIGHTNESS)
measures: tuple[str, ...] = ("brightness", "image_brightness")

_BLACK, _WHITE = 8, 250  # levels up to and from which a pixel is clipped
_GLARE = 0.25  # of the pixels: white plates that can be read have 0.21, skies on good photos 0.22
_FLAT = 40.0  # levels: the faintest plate that can be read has 48
_MIN_SIDE = 8  # px: of fewer no one can say that contrast is missing
_BACKLIGHT = 60.0  # levels: of 116 plates in ordinary light none has more than 50
_EXACT = 2.0  # levels
_FEW = 1 << 17  # pixels that say enough of a picture


@dataclass(frozen=True, slots=True)
class Statistics:
    """What the grey levels, 0..255, of a crop or picture say.

    `low` and `high` are the 5th and the 95th percentile; `black` and `white` the shares, 0..1, of
    pixels of 8 or less and of 250 or more; `backlight` is by how much the mean of a ring around the
    crop exceeds that of the crop, 0 where there is no ring.
    """

    mean: float
    low: float
    high: float
    black: float
    white: float
    backlight: float = 0.0

    @property
    def range(self) -> float:
        return self.high - self.low


def measured(view: View) -> dict[str, Measured]:
    """The brightness of the view's shape, or of the picture."""
    if view.shape is None:
        return {"image_brightness": _measured(statistics_of(_thinned(view.pixels)), _EXACT)}
    crop, region = crop_of(view.pixels, view.shape), region_of(view.shape.bounds, *view.size)
    if crop is None or region is None:
        return {"brightness": unknown("outside")}
    statistics = statistics_of(crop.grey, _around(view.pixels, region))
    side = min(crop.width, crop.height)
    exact = max(_EXACT, statistics.range / side)
    return {"brightness": _measured(statistics, exact, side >= _MIN_SIDE)}


def statistics_of(grey: "Pixels", around: float | None = None) -> Statistics:
    """Of grey pixels, H × W; `around` is the mean level of what lies around them."""
    opencv.load()
    import cv2
    import numpy as np

    counts = cv2.calcHist([grey], [0], None, [256], [0, 256]).ravel()
    total = grey.shape[0] * grey.shape[1]
    mean = float(counts @ np.arange(256)) / total
    low, high = np.searchsorted(np.cumsum(counts, dtype=np.float64), (0.05 * total, 0.95 * total))
    return Statistics(
        mean=mean,
        low=float(low),
        high=float(high),
        black=float(counts[: _BLACK + 1].sum()) / total,
        white=float(counts[_WHITE:].sum()) / total,
        backlight=0.0 if around is None else around - mean,
    )


def _measured(statistics: Statistics, exact: float, can_be_flat: bool = True) -> Measured:
    """The mean, as exact as the box that was drawn: one pixel off, a crop gains or loses a row.

    Glare wins over flat, and either over what the mean says. A black frame is flat, not dark: where
    dark is accepted, at night, something must still be seen.
    """
    mean = statistics.mean
    grade = ""
    if statistics.white > _GLARE:
        grade = "glare"
    elif can_be_flat and statistics.range < _FLAT:
        grade = "flat"
    note = "backlight" if statistics.backlight > _BACKLIGHT else ""
    return Measured(max(0.0, mean - exact), min(255.0, mean + exact), note, grade)


def _thinned(pixels: "Pixels") -> "Pixels":
    """A picture in grey, evenly thinned to some 130,000 pixels."""
    opencv.load()
    import cv2
    import numpy as np

    height, width = pixels.shape[:2]
    step = max(1.0, (height * width / _FEW) ** 0.5)
    if step > 1:
        size = (max(1, round(width / step)), max(1, round(height / step)))
        pixels = np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_NEAREST), np.uint8)
    return grey_of(pixels)


def _around(pixels: "Pixels", region: Region) -> float | None:
    """The mean level of a ring half as wide as the region's shorter side; None without a ring."""
    opencv.load()
    import cv2

    x1, y1, x2, y2 = region
    margin = max(4, min(x2 - x1, y2 - y1) // 2)
    left, top, right, bottom = grown(region, margin, pixels.shape[1], pixels.shape[0])
    sides = (
        pixels[top:y1, left:right],
        pixels[y2:bottom, left:right],
        pixels[y1:y2, left:x1],
        pixels[y1:y2, x2:right],
    )
    total, count = 0.0, 0
    for side in sides:
        if side.size:
            blue, green, red, _ = cv2.mean(side)
            size = side.shape[0] * side.shape[1]
            total += size * (0.114 * blue + 0.587 * green + 0.299 * red)
            count += size
    return total / count if count else None
