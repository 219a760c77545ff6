"""Decodes any image upright, and tells its size without decoding.

There is one coordinate frame: the picture as `cv2.imread` gives it, which is what Ultralytics
trains on. OpenCV 5 applies the EXIF orientation of JPEG, PNG (eXIf chunk), WebP (a block without
the "Exif" prefix) and TIFF, and neither XMP orientation nor the turn of an AVIF file; so does this
module, whatever the version of OpenCV. OpenCV reads what it reads well, Pillow the rest.
"""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from labeler.core import opencv
from labeler.core.baking import baked as baked
from labeler.core.exif import turned as turned
from labeler.core.finding import LabelerError
from labeler.core.headers import MAX_PIXELS as MAX_PIXELS
from labeler.core.headers import (
    Header,
    Info,
    check_file,
    opened,
    read_bytes,
    read_header,
    too_large,
    unreadable,
)
from labeler.core.pixels import blank, opaque, reduced, upright

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PIL.Image import Image as Pillow

    from labeler.core.pixels import Pixels

# Pillow holds a picture several times while it converts it
_MAX_PILLOW_PIXELS = MAX_PIXELS // 4

Reduce = Literal[1, 2, 4, 8]

# fmt: off
IMAGE_SUFFIXES = frozenset((
    ".jpg", ".jpeg", ".jpe", ".jfif", ".mpo", ".png", ".apng", ".bmp", ".dib", ".gif", ".tif",
    ".tiff", ".webp", ".avif", ".jp2", ".j2k", ".ppm", ".pgm", ".pbm", ".pnm",
    ".heic", ".heif",  # not decodable: to be seen as such, not to be missing
))
# fmt: on


def probe(path: Path) -> Info:
    """Size and orientation from the header alone; raises LabelerError."""
    check_file(path)
    try:
        with open(path, "rb") as file:
            return read_header(file, path).info
    except OSError as error:
        raise unreadable(path, error) from error


def decode(
    path: Path,
    reduce: Reduce = 1,
    into: "Callable[[int, int], Pixels] | None" = None,
) -> "Pixels":
    """The picture upright: height × width × 4, blue green red and 255, the memory of Format_RGB32.

    `reduce` gives a half, a quarter or an eighth of each side (rounded up), much faster for JPEG.
    `blank(width, height)` may provide the array that the pixels are put in.
    Raises LabelerError: picture_missing, not_a_file, picture_empty, cannot_read, not_a_picture,
    picture_unsupported, picture_damaged, picture_too_large.
    """
    data = read_bytes(path)
    header = read_header(BytesIO(data), path)
    if not header.fits_in(len(data)):  # before memory is taken for it
        raise LabelerError("picture_damaged", path, format=header.info.format)
    try:
        return _decoded(data, header, reduce, into or blank)
    except LabelerError:
        raise
    except MemoryError as error:
        raise too_large(path, header.info) from error
    except Exception as error:  # whatever a decoder throws at broken bytes, the file is to blame
        raise LabelerError("picture_damaged", path, format=header.info.format) from error


# --- the pixels -----------------------------------------------------------------------------------


def _decoded(
    data: bytes, header: Header, reduce: Reduce, blank: "Callable[[int, int], Pixels]"
) -> "Pixels":
    pixels = _by_opencv(data, header, reduce)
    if pixels is None:
        if header.info.width * header.info.height > _MAX_PILLOW_PIXELS:
            raise MemoryError
        pixels = _by_pillow(data, header)
    elif header.info.format != "TIFF":  # OpenCV turns a TIFF file whatever it is told
        pixels = upright(pixels, header.info.orientation)
    info = header.info
    if reduce > 1 and pixels.shape[:2] == (info.height, info.width):
        pixels = reduced(pixels, reduce)
    expected = (-(-info.height // reduce), -(-info.width // reduce))
    if pixels.shape[:2] != expected:
        raise ValueError(f"decoded to {pixels.shape[:2]}, announced as {expected}")
    return opaque(pixels, blank(expected[1], expected[0]))


def _by_opencv(data: bytes, header: Header, reduce: Reduce) -> "NDArray[Any] | None":
    """As stored (TIFF: upright), grey, BGR or BGRA of any depth; None when OpenCV cannot."""
    flags = _flags(header, reduce)
    if flags is None or (header.info.format == "PNG" and not _is_sound_png(data)):
        return None
    opencv.load()
    import cv2
    import numpy as np

    try:
        return cv2.imdecode(np.frombuffer(data, np.uint8), flags)
    except cv2.error:
        return None


def _is_sound_png(data: bytes) -> bool:
    """False for an animation, on which OpenCV 5.0 may crash when it is broken, and for a chunk that
    is longer than the file, for which it takes gigabytes."""
    at = 8
    while at + 12 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        name = data[at + 4 : at + 8]
        if name in (b"acTL", b"fcTL", b"fdAT") or at + 12 + length > len(data):
            return False
        if name == b"IEND":
            return True
        at += 12 + length
    return False


def _flags(header: Header, reduce: Reduce) -> int | None:
    """How OpenCV should read it; None for what it gets wrong or not every version reads."""
    opencv.load()
    import cv2

    format, mode = header.info.format, header.mode
    if format in ("GIF", "AVIF") or mode == "LAB" or (header.transparent and mode in ("1", "L")):
        return None
    if format in ("JPEG", "MPO"):
        reduced = {
            1: cv2.IMREAD_COLOR,
            2: cv2.IMREAD_REDUCED_COLOR_2,
            4: cv2.IMREAD_REDUCED_COLOR_4,
            8: cv2.IMREAD_REDUCED_COLOR_8,
        }
        return reduced[reduce] | cv2.IMREAD_IGNORE_ORIENTATION
    if header.bits > 8 or header.transparent:
        return cv2.IMREAD_UNCHANGED  # ignores the orientation as well
    return cv2.IMREAD_COLOR | cv2.IMREAD_IGNORE_ORIENTATION


def _by_pillow(data: bytes, header: Header) -> "NDArray[Any]":
    """Upright, grey or BGR(A) of any depth."""
    import numpy as np

    image = opened(BytesIO(data))
    image.load()
    if header.bits > 8 and (image.mode in ("I", "F") or image.mode.startswith("I;16")):
        pixels: NDArray[Any] = np.asarray(image)
    else:
        pixels = np.asarray(_coloured(image, header))
        pixels = pixels[:, :, [2, 1, 0, 3]] if pixels.shape[2] == 4 else pixels[:, :, ::-1]
    return pixels if header.info.format == "TIFF" else upright(pixels, header.info.orientation)


def _coloured(image: "Pillow", header: Header) -> "Pillow":
    if image.mode == "LAB":
        from PIL import ImageCms

        lab, rgb = ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB")
        done = ImageCms.profileToProfile(image, lab, rgb, outputMode="RGB")
        assert done is not None
        return done
    return image.convert("RGBA" if header.transparent else "RGB")
