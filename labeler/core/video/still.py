"""A frame as the bytes of an image file, and whether an image file shows a frame."""

from pathlib import Path
from typing import TYPE_CHECKING

from labeler.core import opencv
from labeler.core.finding import LabelerError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]

_QUALITY = 95
_ALIKE = 0.5  # grey levels, on average, between two encoders' JPEG of one picture


def encoded(pixels: "Pixels", suffix: str, path: Path | None = None) -> bytes:
    """JPEG of quality 95 without subsampling of colours, or PNG, of BGR pixels.

    The same pixels give the same bytes. Raises LabelerError("cannot_write").
    """
    opencv.load()
    import cv2

    quality = (cv2.IMWRITE_JPEG_QUALITY, _QUALITY)
    sampling = (cv2.IMWRITE_JPEG_SAMPLING_FACTOR, cv2.IMWRITE_JPEG_SAMPLING_FACTOR_444)
    try:
        # PNG as OpenCV has it by itself: whatever it is told makes it slower
        done, data = cv2.imencode(suffix, pixels, () if suffix == ".png" else quality + sampling)
    except cv2.error as error:
        raise LabelerError("cannot_write", path, reason=error.err) from error
    if not done:
        raise LabelerError("cannot_write", path, reason=suffix)
    return data.tobytes()


def shows(there: bytes, data: bytes) -> bool:
    """True when an image file is this picture: the same bytes, or as another encoder writes it.

    `data` is what `encoded` gave; a PNG must have the very same pixels.
    """
    if there == data:
        return True
    opencv.load()
    import cv2
    import numpy as np

    try:
        one, other = (
            cv2.imdecode(np.frombuffer(each, np.uint8), cv2.IMREAD_COLOR) for each in (there, data)
        )
        if one is None or other is None or one.shape != other.shape:
            return False
        difference = float(cv2.absdiff(one, other).mean())
    except cv2.error:
        return False
    return difference <= (0.0 if data.startswith(b"\x89PNG") else _ALIKE)
