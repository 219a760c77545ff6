"""Turns the pixels of a picture file upright for good, for trainers that ignore its orientation."""

import re
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from labeler.core import exif, opencv
from labeler.core.finding import LabelerError
from labeler.core.headers import Header, Info, opened, quiet, read_bytes, read_header
from labeler.core.pixels import upright

if TYPE_CHECKING:
    from PIL.Image import Image as Pillow


def baked(path: Path) -> bytes:
    """The file encoded anew with its pixels upright and orientation 1, its metadata kept.

    Without loss for PNG, TIFF and WebP; JPEG in quality 97 without colour subsampling. The bytes
    of the file itself when it lies upright already. Raises LabelerError.
    """
    data = read_bytes(path)
    header = read_header(BytesIO(data), path)
    if header.info.orientation == 1:
        return data
    try:
        done = None if _has_frames(data, header) else _baked(data, header)
        after = read_header(BytesIO(done), path).info if done else None
    except Exception as error:  # whatever a decoder throws at broken bytes, the file is to blame
        raise LabelerError("picture_damaged", path, format=header.info.format) from error
    before = header.info
    expected = Info(before.width, before.height, 1, before.depth, after.format if after else "")
    if done is None or after != expected:
        raise LabelerError("cannot_bake", path, format=before.format)
    return done


def _has_frames(data: bytes, header: Header) -> bool:
    """True when more than one frame would be lost; the second one of an MPO file is a depth map."""
    image = opened(BytesIO(data))
    with quiet():
        return header.info.format != "MPO" and getattr(image, "n_frames", 1) > 1


def _baked(data: bytes, header: Header) -> bytes:
    if header.bits > 8 and header.info.depth == 3:
        return _baked_deep(data, header)
    image = opened(BytesIO(data))
    settings = _settings(image, header)
    if header.info.format == "TIFF":
        image.load()  # Pillow turns it
    else:
        image = _transposed(image, header.info.orientation)
    out = BytesIO()
    format = "JPEG" if header.info.format == "MPO" else header.info.format
    image.save(out, format, **settings)
    return out.getvalue()


def _baked_deep(data: bytes, header: Header) -> bytes:
    """Pillow would make 8 bits of a channel of 16."""
    opencv.load()
    import cv2
    import numpy as np

    pixels = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
    if pixels is None:
        raise ValueError("not decoded")
    if header.info.format != "TIFF":
        pixels = upright(pixels, header.info.orientation)
    return cv2.imencode(".tif" if header.info.format == "TIFF" else ".png", pixels)[1].tobytes()


def _settings(image: "Pillow", header: Header) -> dict[str, Any]:
    info = image.info
    kept = {key: info[key] for key in ("icc_profile", "dpi", "comment") if info.get(key)}
    if "exif" in info and header.info.format != "TIFF":
        kept["exif"] = exif.straightened(info["exif"])
    if "xmp" in info:
        kept["xmp"] = _straightened_xmp(info["xmp"])
    match header.info.format:
        case "JPEG" | "MPO":
            kept |= {"quality": 97, "subsampling": 0}
        case "WEBP":
            kept |= {"lossless": True, "exact": True}
        case "TIFF":
            tags = image.tag_v2  # type: ignore[attr-defined]
            kept |= {"tiffinfo": {0x0112: 1}, "compression": info.get("compression", "raw")}
            kept["tiffinfo"] |= {tag: tags[tag] for tag in _TIFF_TEXTS if tag in tags}
    return kept


# description, make, model, software, date, artist, copyright
_TIFF_TEXTS = (270, 271, 272, 305, 306, 315, 33432)


def _straightened_xmp(xmp: bytes) -> bytes:
    for pattern in (rb'(tiff:Orientation=")\d(")', rb"(<tiff:Orientation>)\d(</tiff:Orientation>)"):
        xmp = re.sub(pattern, rb"\g<1>1\g<2>", xmp)
    return xmp


def _transposed(image: "Pillow", orientation: int) -> "Pillow":
    from PIL import Image

    turn = Image.Transpose
    return image.transpose(
        {
            2: turn.FLIP_LEFT_RIGHT,
            3: turn.ROTATE_180,
            4: turn.FLIP_TOP_BOTTOM,
            5: turn.TRANSPOSE,
            6: turn.ROTATE_270,
            7: turn.TRANSVERSE,
            8: turn.ROTATE_90,
        }[orientation]
    )
