"""Cuts out of a picture what a shape marks, tight and grey."""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from labeler.core import opencv
from labeler.core.annotation import Shape
from labeler.core.geometry import Box, Point, Points, bounds

if TYPE_CHECKING:
    from labeler.core.pixels import Pixels

Region = tuple[int, int, int, int]  # x1, y1, x2, y2: whole pixels from x1 up to but without x2

_LONG = 384  # px: a crop with a side as long as this is made smaller


@dataclass(frozen=True, eq=False)
class Crop:
    """Grey pixels, H × W, and the width and height in the picture of what they show."""

    grey: "Pixels"
    width: int
    height: int


def region_of(box: Box, width: int, height: int) -> Region | None:
    """The pixels of a box in a picture of that size, its edges rounded to the nearest pixel edge.

    At least one pixel wide and high; None for a box that lies outside or is no box.
    """
    if not all(math.isfinite(edge) for edge in box):
        return None
    across, down = _span(box.x1, box.x2, width), _span(box.y1, box.y2, height)
    return (across[0], down[0], across[1], down[1]) if across and down else None


def _span(low: float, high: float, length: int) -> tuple[int, int] | None:
    low, high = max(0.0, low), min(float(length), high)
    if low >= high:
        return None
    first = min(math.floor(low + 0.5), length - 1)
    return first, max(first + 1, math.floor(high + 0.5))


def grown(region: Region, margin: int, width: int, height: int) -> Region:
    """The region and so many pixels around it, as far as the picture goes."""
    x1, y1, x2, y2 = region
    x1, y1 = max(0, x1 - margin), max(0, y1 - margin)
    return x1, y1, min(width, x2 + margin), min(height, y2 + margin)


def crop_of(pixels: "Pixels", shape: Shape | None) -> Crop | None:
    """What the shape marks, or the whole picture; None when nothing of it is on the picture.

    A quad is turned face-on by a perspective warp to its own size (the mean length of its opposite
    sides). One that reaches over the edge of the picture or is not convex, and every other shape,
    is cut by its bounds, clipped to the picture: nothing is ever made up around it. A crop that is
    384 or more pixels long is halved, again and again, until it is shorter.
    """
    height, width = pixels.shape[:2]
    region = (0, 0, width, height) if shape is None else region_of(shape.bounds, width, height)
    if region is None:
        return None
    if shape is not None and shape.kind == "quad":
        corners = upright_corners(shape.points)
        if corners and _inside(corners, width, height):
            return _rectified(pixels, region, corners)
    x1, y1, x2, y2 = region
    return Crop(_reduced(pixels[y1:y2, x1:x2], max(x2 - x1, y2 - y1)), x2 - x1, y2 - y1)


def grey_of(pixels: "Pixels") -> "Pixels":
    """H × W × 3 or 4 (blue, green, red) as H × W, by the luma weights of ITU-R BT.601."""
    opencv.load()
    import cv2
    import numpy as np

    code = cv2.COLOR_BGR2GRAY if pixels.shape[2] == 3 else cv2.COLOR_BGRA2GRAY
    return np.asarray(cv2.cvtColor(pixels, code), np.uint8)


def upright_corners(points: Points) -> Points | None:
    """The corners of a quad as it is seen: top left, top right, bottom right, bottom left.

    Top is the side that runs most to the right when the corners go clockwise, so a plate turned by
    less than 45° has its long side on top, wherever the drawing of it began. None for corners that
    make no convex outline.
    """
    if len(points) != 4 or not all(math.isfinite(v) for point in points for v in point):
        return None
    turns = [_turn(points[i - 1], points[i], points[(i + 1) % 4]) for i in range(4)]
    if not (min(turns) > 0 or max(turns) < 0):
        return None
    clockwise = points if turns[0] > 0 else points[::-1]
    start = max(range(4), key=lambda i: _rightward(clockwise, i) - _rightward(clockwise, i + 2))
    return clockwise[start:] + clockwise[:start]


def _turn(a: Point, b: Point, c: Point) -> float:
    """Positive where the way from a over b to c turns clockwise on the screen."""
    return (b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0])


def _rightward(points: Points, index: int) -> float:
    """The cosine of the angle between the side that begins at this corner and the x axis."""
    a, b = points[index % 4], points[(index + 1) % 4]
    return (b[0] - a[0]) / math.dist(a, b)


def _inside(points: Points, width: int, height: int) -> bool:
    """True when no corner lies more than half a pixel outside a picture of that size."""
    x1, y1, x2, y2 = bounds(points)
    return x1 >= -0.5 and y1 >= -0.5 and x2 <= width + 0.5 and y2 <= height + 0.5


def _reduced(pixels: "Pixels", longer: int) -> "Pixels":
    """Grey pixels, halved for a crop whose longer side takes so many of them.

    The last row and column go where their number is odd: to halve an even number is fast.
    """
    opencv.load()
    import cv2
    import numpy as np

    for _ in range(_halvings(longer, *pixels.shape[:2])):
        height, width = pixels.shape[0] // 2, pixels.shape[1] // 2
        even = pixels[: 2 * height, : 2 * width]
        pixels = np.asarray(
            cv2.resize(even, (width, height), interpolation=cv2.INTER_AREA), np.uint8
        )
    return grey_of(pixels)


def _halvings(longer: int, height: int, width: int) -> int:
    times = 0
    while longer >= _LONG << times and min(height, width) >> (times + 1):
        times += 1
    return times


def _rectified(pixels: "Pixels", region: Region, corners: Points) -> Crop:
    opencv.load()
    import cv2
    import numpy as np

    a, b, c, d = corners
    width = max(1, round((math.dist(a, b) + math.dist(d, c)) / 2))
    height = max(1, round((math.dist(a, d) + math.dist(b, c)) / 2))
    x1, y1, x2, y2 = grown(region, 2, pixels.shape[1], pixels.shape[0])  # what the warp reaches
    longer = max(width, height)
    around = _reduced(pixels[y1:y2, x1:x2], longer)
    scale = 0.5 ** _halvings(longer, y2 - y1, x2 - x1)
    size = max(1, round(width * scale)), max(1, round(height * scale))
    # OpenCV counts from the middle of a pixel, shapes from its edge
    source = (np.array(corners) - (x1, y1)) * scale - 0.5
    target = np.array(((0, 0), (size[0], 0), size, (0, size[1]))) - 0.5
    warp = cv2.getPerspectiveTransform(source.astype(np.float32), target.astype(np.float32))
    face = cv2.warpPerspective(
        around, warp, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    return Crop(np.asarray(face, np.uint8), width, height)
