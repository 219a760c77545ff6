"""Arrays of pixels: turned upright, made smaller, made opaque and 8 bits deep for the screen."""

from typing import TYPE_CHECKING, Any

from labeler.core import opencv

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]

_GREY = 128  # behind transparent pixels
_BAND = 1 << 20  # pixels worked on at a time, so that a big picture needs no big temporaries


def upright(pixels: "NDArray[Any]", orientation: int) -> "NDArray[Any]":
    if orientation == 1:
        return pixels
    import cv2

    match orientation:
        case 2:
            return cv2.flip(pixels, 1)
        case 3:
            return cv2.rotate(pixels, cv2.ROTATE_180)
        case 4:
            return cv2.flip(pixels, 0)
        case 5:
            return cv2.transpose(pixels)
        case 6:
            return cv2.rotate(pixels, cv2.ROTATE_90_CLOCKWISE)
        case 7:
            return cv2.flip(cv2.transpose(pixels), -1)
        case _:
            return cv2.rotate(pixels, cv2.ROTATE_90_COUNTERCLOCKWISE)


def reduced(pixels: "NDArray[Any]", reduce: int) -> "NDArray[Any]":
    opencv.load()
    import cv2
    import numpy as np

    height, width = pixels.shape[:2]
    if pixels.dtype not in (np.uint8, np.uint16, np.float32):
        pixels = pixels.astype(np.float32)
    size = (-(-width // reduce), -(-height // reduce))
    return cv2.resize(np.ascontiguousarray(pixels), size, interpolation=cv2.INTER_AREA)


def blank(width: int, height: int) -> "Pixels":
    import numpy as np

    return np.empty((height, width, 4), np.uint8)


def opaque(pixels: "NDArray[Any]", out: "Pixels") -> "Pixels":
    """The pixels, of whatever depth and channels, put into `out` as BGRA without transparency."""
    opencv.load()
    import cv2
    import numpy as np

    if pixels.dtype == np.uint8 and pixels.ndim == 3 and pixels.shape[2] == 3:
        return _same(cv2.cvtColor(pixels, cv2.COLOR_BGR2BGRA, dst=out), out)
    if pixels.ndim == 2:
        pixels = pixels[:, :, np.newaxis]
    low, high = (0.0, 255.0) if pixels.dtype == np.uint8 else _range(pixels)
    rows = max(1, _BAND // max(1, pixels.shape[1]))
    for top in range(0, pixels.shape[0], rows):
        _blend(pixels[top : top + rows], out[top : top + rows], low, high)
    return out


def _same(result: "NDArray[Any]", out: "Pixels") -> "Pixels":
    if result is not out and result.ctypes.data != out.ctypes.data:
        out[...] = result
    return out


def _range(pixels: "NDArray[Any]") -> tuple[float, float]:
    """The values to show as black and white: of a deep picture, half a per cent from its ends."""
    import numpy as np

    step = max(1, int((pixels.shape[0] * pixels.shape[1] / _BAND) ** 0.5))
    colours = pixels[::step, ::step, : 1 if pixels.shape[2] < 3 else 3]
    values = colours[np.isfinite(colours)]
    if not values.size:
        return 0.0, 1.0
    low, high = (float(v) for v in np.percentile(values, (0.5, 99.5)))
    if high <= low:  # one colour nearly everywhere
        low, high = float(values.min()), float(values.max())
    return (low, high) if high > low else (min(0.0, low), max(255.0, high))


def _blend(pixels: "NDArray[Any]", out: "Pixels", low: float, high: float) -> None:
    import numpy as np

    channels = pixels.shape[2]
    colour: NDArray[Any] = pixels[:, :, : 1 if channels < 3 else 3]
    if pixels.dtype != np.uint8:
        scaled = (colour.astype(np.float32) - low) * (255.0 / (high - low))
        colour = np.clip(np.nan_to_num(scaled), 0, 255).astype(np.uint8)
    if channels in (2, 4):
        alpha = pixels[:, :, -1:].astype(np.float32)
        alpha /= 255.0 if pixels.dtype == np.uint8 else 65535.0
        colour = (colour * alpha + _GREY * (1 - alpha) + 0.5).astype(np.uint8)
    out[:, :, :3] = colour
    out[:, :, 3] = 255
