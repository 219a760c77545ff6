"""The plain case of VOC to YOLO, several times as fast: a common picture, LabelImg's XML, no fault.

Whatever is not plain is left to the record, which knows every case; where this answers, the answer
is the same.
"""

import os
import struct
from collections import Counter
from dataclasses import dataclass, replace

from labeler.core.annotation import Annotation
from labeler.core.finding import LabelerError
from labeler.core.formats import voc, yolo
from labeler.core.formats.format import Frame
from labeler.core.geometry import Box

_BINARY = getattr(os, "O_BINARY", 0)
_HEADER = 8192
_MOST_PIXELS = 1 << 27
_LARGEST = 1 << 20
_MOST_OBJECTS = 1000
_FLAGS = ("truncated", "difficult", "occluded")


@dataclass(frozen=True)
class Rows:
    """The text of a txt, the picture's size, and how many flags and marks the text cannot hold."""

    text: bytes
    size: tuple[int, int]
    lost: Counter[str]


def plain_rows(image: str, xml: str, frame: Frame) -> Rows | None:
    """The rows for an image's XML; None when this is no plain case."""
    size = plain_size(image)
    text = _text(xml) if size else None
    if size is None or text is None:
        return None
    frame = replace(frame, size=size)
    parsed = voc.parse_plain(text, frame)
    if parsed is None or parsed.size != size:
        return None
    annotation = parsed.annotation
    if not _flawless(annotation, frame):
        return None
    try:
        return Rows(yolo.render(annotation, frame).encode("ascii"), size, _lost(annotation))
    except LabelerError:
        return None


def _text(path: str) -> str | None:
    data = _read(path, _LARGEST + 1)
    if data is None or len(data) > _LARGEST or data.count(b"<object") > _MOST_OBJECTS:
        return None
    if not data.isascii() or b"\0" in data or b"encoding" in data[:200]:
        return None
    return data.decode("ascii")


def _read(path: str, most: int) -> bytes | None:
    try:
        handle = os.open(path, os.O_RDONLY | _BINARY)
    except OSError:
        return None
    try:
        return os.read(handle, most)
    except OSError:
        return None
    finally:
        os.close(handle)


def _flawless(annotation: Annotation, frame: Frame) -> bool:
    """Every box in order, inside, of a listed class, and none of them twice."""
    assert frame.size is not None
    width, height = frame.size
    seen = set()
    for shape in annotation.shapes:
        if shape.kind != "box":
            return False
        (x1, y1), (x2, y2) = shape.points
        if not (0 <= x1 < x2 <= width and 0 <= y1 < y2 <= height):
            return False
        if shape.class_name not in frame.classes:
            return False
        seen.add((shape.class_name, Box(x1, y1, x2, y2)))
    return len(seen) == len(annotation.shapes)


def _lost(annotation: Annotation) -> Counter[str]:
    lost: Counter[str] = Counter()
    if annotation.verified:
        lost["verified"] = 1
    for shape in annotation.shapes:
        if shape.truncated or shape.difficult or shape.occluded:
            lost.update(flag for flag in _FLAGS if getattr(shape, flag))
        if shape.attributes or shape.grades:
            lost.update(kind for kind in ("attributes", "grades") if getattr(shape, kind))
    return lost


def plain_size(path: str) -> tuple[int, int] | None:
    """Width and height of a JPEG or PNG that is stored upright; None for any other picture."""
    data = _read(path, _HEADER)
    if data is None:
        return None
    try:
        if data.startswith(b"\xff\xd8"):
            size = _jpeg_size(data)
        elif data.startswith(b"\x89PNG\r\n\x1a\n"):
            size = _png_size(data)
        else:
            return None
    except (struct.error, IndexError):  # more header than was read
        return None
    if size is None or 0 in size or size[0] * size[1] > _MOST_PIXELS:
        return None
    return size


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    """By the segments up to the frame header; with EXIF or several pictures it is not plain."""
    at = 2
    while True:
        if data[at] != 0xFF:
            return None
        marker = data[at + 1]
        (length,) = struct.unpack_from(">H", data, at + 2)
        if marker in (0xE1, 0xE2):
            return None
        if 0xC0 <= marker <= 0xC2:
            bits, height, width, channels = struct.unpack_from(">BHHB", data, at + 4)
            return (width, height) if bits == 8 and channels in (1, 3) else None
        if marker not in (0xE0, 0xDB, 0xC4, 0xDD, 0xFE):
            return None
        at += 2 + length


def _png_size(data: bytes) -> tuple[int, int] | None:
    """By the chunks up to the pixels; one that may turn or animate the picture is not plain."""
    size, at = None, 8
    while True:
        length, kind = struct.unpack_from(">I4s", data, at)
        if kind == b"IHDR":
            size = struct.unpack_from(">II", data, at + 8)
        elif kind == b"IDAT":
            return size
        elif kind not in (b"PLTE", b"gAMA", b"sRGB", b"pHYs", b"cHRM", b"tIME", b"sBIT", b"bKGD"):
            return None
        at += 12 + length
