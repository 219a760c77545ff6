"""What is known of a picture file before it is decoded: that it is one, its size, how it lies."""

import errno
import os
import stat
import struct
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

from labeler.core import exif
from labeler.core.finding import LabelerError

if TYPE_CHECKING:
    from PIL.Image import Image as Pillow

# 16,384 × 16,384: the pixels then take 1 GiB in memory, and as much again while they are decoded
MAX_PIXELS = 2**28
_MAX_RAW_BYTES = 2**30
_MAX_FILE_BYTES = 2**31
_PLUGINS = ["Jpeg", "Mpo", "Png", "Bmp", "Gif", "Tiff", "WebP", "Avif", "Ppm", "Jpeg2K"]
_FORMATS = ("JPEG", "PNG", "BMP", "DIB", "GIF", "TIFF", "WEBP", "AVIF", "PPM", "JPEG2000")
_ALPHA_MODES = frozenset(("RGBA", "LA", "PA", "RGBa", "La"))
_KNOWN_UNREADABLE = {
    b"ftypheic": "HEIC", b"ftypheix": "HEIC", b"ftypmif1": "HEIF", b"ftypmsf1": "HEIF",
    b"ftyphevc": "HEIC", b"JXL \r\n\x87\n": "JPEG XL", b"8BPS": "PSD", b"%PDF": "PDF",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Info:
    """What the header of a picture says.

    `width` and `height` are upright; `orientation` (1..8) is what was applied to get there;
    `depth` is the number of channels as VOC files give it: 1 for grey, 3 for colour.
    """

    width: int
    height: int
    orientation: int
    depth: int
    format: str


@dataclass(frozen=True, slots=True)
class Header:
    info: Info
    mode: str
    bits: int
    transparent: bool

    def fits_in(self, size: int) -> bool:
        """False when a file of that size cannot hold so many pixels, whatever they are.

        Deflate packs 1032 bytes in one at most; JPEG spends a bit on a block of 64, more or less.
        """
        pixels = self.info.width * self.info.height
        slack = pixels - 2**20
        if self.info.format == "PNG":
            channels = {"RGB": 3, "RGBA": 4, "LA": 2}.get(self.mode)
            bits = channels * self.bits if channels else 1
            return slack * bits / 8 <= 1032 * size
        return slack <= 1024 * size if self.info.format in ("JPEG", "MPO") else True

    @property
    def stored(self) -> tuple[int, int]:
        size = self.info.width, self.info.height
        return size[::-1] if exif.swaps_sides(self.info.orientation) else size


# --- the file -------------------------------------------------------------------------------------


def check_file(path: Path) -> os.stat_result:
    """Refuses what is not a plain file with something in it: opening a pipe would wait for ever."""
    try:
        found = os.stat(path)
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from error
    if not stat.S_ISREG(found.st_mode):
        raise LabelerError("not_a_file", path)
    if found.st_size == 0:
        raise LabelerError("picture_empty", path)
    return found


def read_bytes(path: Path) -> bytes:
    size = check_file(path).st_size
    try:
        with open(path, "rb") as file:
            if size > _MAX_FILE_BYTES:
                raise too_large(path, read_header(file, path).info)
            return file.read()
    except OSError as error:
        raise unreadable(path, error) from error


def unreadable(path: Path, error: Exception) -> LabelerError:
    gone = isinstance(error, OSError) and error.errno in (errno.ENOENT, errno.ENOTDIR)
    if gone:
        return LabelerError("picture_missing", path)
    reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return LabelerError("cannot_read", path, reason=reason)


def too_large(path: Path, info: Info) -> LabelerError:
    return LabelerError("picture_too_large", path, width=info.width, height=info.height)


# --- the header -----------------------------------------------------------------------------------

_pillow_ready = False
_warnings_lock = threading.Lock()


def _load_pillow() -> None:
    """Only the decoders for pictures: Pillow's others run Ghostscript, or take long to import."""
    global _pillow_ready
    if _pillow_ready:
        return
    from importlib import import_module

    for plugin in _PLUGINS:  # each registers itself by being imported
        import_module(f"PIL.{plugin}ImagePlugin")
    _pillow_ready = True


@contextmanager
def quiet() -> Iterator[None]:
    """Without Pillow's warnings about odd metadata; one thread at a time, for they are global."""
    with _warnings_lock, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def opened(file: IO[bytes], limited: bool = True) -> "Pillow":
    """Not decoded yet. Pillow warns from its limit on, and refuses twice as much."""
    _load_pillow()
    from PIL import Image

    with quiet():
        Image.MAX_IMAGE_PIXELS = MAX_PIXELS // 2 if limited else None
        return Image.open(file, formats=_FORMATS)


def read_header(file: IO[bytes], path: Path) -> Header:
    """What Pillow makes of the file; raises LabelerError when that is nothing, or far too much."""
    try:
        header = _described(opened(file))
    except Exception as error:
        if type(error).__name__ == "DecompressionBombError":
            raise _refused(file, path) from error
        raise _not_opened(file, path) from error
    width, height = header.stored
    if width < 1 or height < 1:
        raise LabelerError("picture_damaged", path, format=header.info.format)
    raw = width * height * max(1, header.bits // 8) * (1 if header.info.depth == 1 else 4)
    if width * height > MAX_PIXELS or raw > _MAX_RAW_BYTES:
        raise too_large(path, header.info)
    return header


def _refused(file: IO[bytes], path: Path) -> LabelerError:
    """With the size that made Pillow refuse. A frame of a GIF file may be larger than its header
    says, and Pillow takes memory for it when it opens the file."""
    file.seek(0)
    try:
        if file.read(4) == b"GIF8":
            width, height = _gif_size(file)
            return too_large(path, Info(width, height, 1, 3, "GIF"))
        file.seek(0)
        return too_large(path, _described(opened(file, limited=False)).info)
    except Exception:
        return _not_opened(file, path)


def _gif_size(file: IO[bytes]) -> tuple[int, int]:
    """Of the screen and its first frame together."""
    file.seek(6)
    width, height, flags = struct.unpack("<HHBxx", file.read(7))
    if flags & 0x80:
        file.seek(3 << ((flags & 7) + 1), os.SEEK_CUR)  # colours
    while file.read(1) == b"!":  # extensions: a label, then blocks up to an empty one
        file.read(1)
        while (length := file.read(1)) not in (b"", b"\0"):
            file.seek(length[0], os.SEEK_CUR)
    x, y, frame_width, frame_height = struct.unpack("<HHHH", file.read(8))
    return max(width, x + frame_width), max(height, y + frame_height)


def _not_opened(file: IO[bytes], path: Path) -> LabelerError:
    file.seek(0)
    start = file.read(16)
    for mark, format in _KNOWN_UNREADABLE.items():
        if mark in start:
            return LabelerError("picture_unsupported", path, format=format)
    for mark, format in ((b"\x89PNG", "PNG"), (b"\xff\xd8\xff", "JPEG"), (b"GIF8", "GIF")):
        if start.startswith(mark):
            return LabelerError("picture_damaged", path, format=format)
    return LabelerError("not_a_picture", path)


def _described(image: "Pillow") -> Header:
    orientation = _orientation(image)
    width, height = image.size
    format = image.format or ""
    if exif.swaps_sides(orientation) and format != "TIFF":  # Pillow turns a TIFF file by itself
        width, height = height, width
    grey = image.mode in ("1", "L", "LA", "La", "I", "F") or image.mode.startswith("I;")
    return Header(
        info=Info(width, height, orientation, 1 if grey else 3, format),
        mode=image.mode,
        bits=_bits(image),
        transparent=image.mode in _ALPHA_MODES or "transparency" in image.info,
    )


def _orientation(image: "Pillow") -> int:
    if image.format == "TIFF":
        value = image.tag_v2.get(0x0112, 1)  # type: ignore[attr-defined]
        return value if isinstance(value, int) and 1 <= value <= 8 else 1
    block = image.info.get("exif", b"")
    if image.format == "WEBP" and block.startswith(b"Exif"):
        return 1
    return exif.orientation(block) if image.format in ("JPEG", "MPO", "PNG", "WEBP") else 1


def _bits(image: "Pillow") -> int:
    """Bits of a channel, at least 8; Pillow calls a 48-bit picture RGB, its raw mode tells."""
    if image.mode in ("I", "F"):
        return 16 if image.format in ("PNG", "PPM") else 32
    tiles = getattr(image, "tile", None)
    raw = str(tiles[0][3]) if tiles else ""
    return 16 if image.mode.startswith("I;16") or ";16" in raw else 8
