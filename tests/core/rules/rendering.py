"""Rendered number plates whose distance, angles, blur and light are known exactly.

`rendered(Plate(distance_m=8, yaw=30, blur_px=1.5))` gives the picture and the true corners.
"""

from dataclasses import dataclass, replace
from math import cos, radians, sin
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from labeler.core.annotation import Kind, Shape
from labeler.core.geometry import Points, bounds

Pixels = NDArray[np.uint8]
Floats = NDArray[np.float64]

_FINE = 4  # the plate is drawn so many times larger and then averaged: its edges are smooth


@dataclass(frozen=True, slots=True)
class Plate:
    """A plate before a camera, and what the light, the lens and the sensor do to it.

    The angles are in degrees and relative to the line of sight to the plate's centre, which lies
    `distance_m` away: seen from the plate, the camera is `yaw` to the side and `pitch` up or down,
    whatever the roll. `at` is where the centre appears, in parts of the picture's width and height.
    Motion goes along `motion_deg`, 0 is horizontal. Levels are those of 8 bits; the contrast is
    about the level 128, `brightness` is added after it, noise comes last.
    """

    width_mm: float = 520
    height_mm: float = 110
    distance_m: float = 4.0
    yaw: float = 0.0
    pitch: float = 0.0
    roll: float = 0.0
    at: tuple[float, float] = (0.5, 0.5)
    focal_px: float = 1000.0
    picture_size: tuple[int, int] = (640, 480)
    blur_px: float = 0.0  # standard deviation of a Gaussian
    motion_px: float = 0.0  # length of the path
    motion_deg: float = 0.0
    contrast: float = 1.0
    brightness: float = 0.0
    noise: float = 0.0  # standard deviation of each channel
    background: int = 110
    seed: int = 0  # of the glyphs and the noise

    def as_wide_as(self, width_px: float) -> "Plate":
        """The plate at the distance at which it is so wide when it faces the camera."""
        return replace(self, distance_m=self.focal_px * self.width_mm / width_px / 1000)

    @property
    def tilt(self) -> float:
        """Degrees between the plate's normal and the line of sight."""
        return float(np.degrees(np.arccos(cos(radians(self.yaw)) * cos(radians(self.pitch)))))

    @property
    def corners(self) -> Points:
        """Where its top left, top right, bottom right and bottom left corner appear, exactly."""
        x, y = self.width_mm / 2000, self.height_mm / 2000
        flat = np.array([(-x, -y, 0), (x, -y, 0), (x, y, 0), (-x, y, 0)])
        sight = _line_of_sight(self)
        placed = (flat @ _turned(self).T) @ _facing(sight).T + sight * self.distance_m
        centre = np.array(self.picture_size) / 2
        return tuple(
            (float(px), float(py))
            for px, py in placed[:, :2] / placed[:, 2:] * self.focal_px + centre
        )


@dataclass(frozen=True, eq=False)
class Rendered:
    """A picture, H × W × 3 (blue, green, red), and the truth about the plate on it."""

    pixels: Pixels
    corners: Points
    plate: Plate

    def shape(self, kind: Kind = "quad") -> Shape:
        """The plate as it would be marked: by its corners, or by the box around them."""
        if kind != "box":
            return Shape(1, kind, self.corners, "plate")
        box = bounds(self.corners)
        return Shape(1, kind, ((box.x1, box.y1), (box.x2, box.y2)), "plate")


def rendered(plate: Plate) -> Rendered:
    """The picture that the camera takes of the plate; the same plate gives the same picture."""
    width, height = plate.picture_size
    picture = np.full((height, width, 3), plate.background, np.float32)
    _put(picture, plate)
    if plate.blur_px:
        picture = np.asarray(cv2.GaussianBlur(picture, (0, 0), plate.blur_px), np.float32)
    if plate.motion_px:
        kernel = _path(plate.motion_px, plate.motion_deg)
        picture = np.asarray(
            cv2.filter2D(picture, -1, kernel, borderType=cv2.BORDER_REPLICATE), np.float32
        )
    picture = (picture - 128) * plate.contrast + 128 + plate.brightness
    if plate.noise:
        noise = np.random.default_rng(plate.seed).standard_normal(picture.shape, np.float32)
        picture = np.clip(picture, 0, 255) + noise * plate.noise
    return Rendered(np.clip(picture + 0.5, 0, 255).astype(np.uint8), plate.corners, plate)


def _line_of_sight(plate: Plate) -> Floats:
    """The direction in which the centre appears, of length 1: x right, y down, z forward."""
    (width, height), (x, y) = plate.picture_size, plate.at
    ray = np.array([(x - 0.5) * width / plate.focal_px, (y - 0.5) * height / plate.focal_px, 1.0])
    return np.asarray(ray / np.linalg.norm(ray))


def _facing(sight: Floats) -> Floats:
    """The shortest rotation that brings the camera's axis onto the line of sight."""
    x, y, z = sight
    k = 1 / (1 + z)
    return np.array([[1 - k * x * x, -k * x * y, x], [-k * x * y, 1 - k * y * y, y], [-x, -y, z]])


def _turned(plate: Plate) -> Floats:
    """The plate's rotation relative to one that faces the camera: by yaw, then pitch, then roll."""
    a, b, c = radians(plate.yaw), radians(plate.pitch), radians(plate.roll)
    yaw = np.array([[cos(a), 0, sin(a)], [0, 1, 0], [-sin(a), 0, cos(a)]])
    pitch = np.array([[1, 0, 0], [0, cos(b), -sin(b)], [0, sin(b), cos(b)]])
    roll = np.array([[cos(c), -sin(c), 0], [sin(c), cos(c), 0], [0, 0, 1]])
    return np.asarray(roll @ pitch @ yaw)


def _put(picture: NDArray[np.float32], plate: Plate) -> None:
    """Draw the plate finely over the part of the picture that it covers, and average."""
    height, width = picture.shape[:2]
    box = bounds(plate.corners)
    x1, y1 = max(0, int(box.x1) - 1), max(0, int(box.y1) - 1)
    x2, y2 = min(width, int(box.x2) + 2), min(height, int(box.y2) + 2)
    if x1 >= x2 or y1 >= y2:
        return
    face = _face(plate, max(box.width, box.height * plate.width_mm / plate.height_mm) * _FINE)
    high, wide = face.shape[:2]
    drawn = [((x - x1) * _FINE, (y - y1) * _FINE) for x, y in plate.corners]
    half = 0.5  # OpenCV counts from the middle of a pixel, the corners from its edge
    warp = cv2.getPerspectiveTransform(
        np.array([(0, 0), (wide, 0), (wide, high), (0, high)], np.float32) - half,
        np.array(drawn, np.float32) - half,
    )
    fine = np.full(((y2 - y1) * _FINE, (x2 - x1) * _FINE, 3), plate.background, np.float32)
    cv2.warpPerspective(
        face,
        warp,
        (fine.shape[1], fine.shape[0]),
        dst=fine,
        flags=cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_TRANSPARENT,
    )
    picture[y1:y2, x1:x2] = cv2.resize(fine, (x2 - x1, y2 - y1), interpolation=cv2.INTER_AREA)


def _face(plate: Plate, width: float) -> NDArray[np.float32]:
    """The plate seen from the front, about so many pixels wide: white, a dark rim, dark glyphs."""
    high = 400
    wide = round(high * plate.width_mm / plate.height_mm)
    face = np.full((high, wide, 3), (215, 220, 222), np.uint8)
    cv2.rectangle(face, (12, 12), (wide - 13, high - 13), (45, 40, 40), 10)
    random = np.random.default_rng(plate.seed)
    count = max(2, round(wide / (high * 0.55)) - 1)
    step = (wide - 100) / count
    for number in range(count):
        _glyph(face, random, 50 + number * step + step * 0.14, step * 0.72)
    scale = min(1.0, max(width, 16) / wide)  # finer than needed, it would alias
    size = (max(8, round(wide * scale)), max(8, round(high * scale)))
    return np.asarray(cv2.resize(face, size, interpolation=cv2.INTER_AREA), np.float32)


def _glyph(face: Pixels, random: np.random.Generator, left: float, width: float) -> None:
    """Some of the strokes between six points, two by three, as in digits and letters."""
    high = face.shape[0]
    nodes = [
        (round(left + width * c), round(high * (0.22 + 0.28 * r))) for r in range(3) for c in (0, 1)
    ]
    strokes = [(0, 1), (2, 3), (4, 5), (0, 2), (2, 4), (1, 3), (3, 5), (0, 3), (2, 5), (1, 2)]
    for stroke in random.choice(len(strokes), 6, replace=False):
        a, b = strokes[stroke]
        cv2.line(face, nodes[a], nodes[b], (45, 40, 40), 34, cv2.LINE_AA)


def _path(length: float, degrees: float) -> NDArray[np.float32]:
    """The kernel of a straight motion of so many pixels at even speed; its sum is 1."""
    reach = int(np.ceil(length / 2)) + 1
    kernel: NDArray[Any] = np.zeros((2 * reach + 1, 2 * reach + 1), np.float32)
    along = np.linspace(-length / 2, length / 2, int(8 * length) + 2)
    xs = reach + along * cos(radians(degrees))
    ys = reach + along * sin(radians(degrees))
    left, top = np.floor(xs).astype(int), np.floor(ys).astype(int)
    for dx, dy in ((0, 0), (1, 0), (0, 1), (1, 1)):
        share = (1 - abs(xs - left - dx)) * (1 - abs(ys - top - dy))
        np.add.at(kernel, (top + dy, left + dx), share)
    return np.asarray(kernel / kernel.sum(), np.float32)
