"""Small videos made for tests, whose frames show their own number."""

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import cv2
import numpy as np
from numpy.typing import NDArray

_BITS = 12
_BASE = Fraction(1, 1000)


def picture(number: int, size: tuple[int, int] = (320, 180)) -> NDArray[np.uint8]:
    """BGR: a pattern that moves with the number, and below it the number in twelve squares."""
    width, height = size
    drawn = np.full((height, width, 3), (90, 110, 80), np.uint8)
    x = (number * 7) % width
    cv2.rectangle(drawn, (x, height // 5), (x + width // 6, height // 2), (40, 60, 200), -1)
    side = width // _BITS
    for bit in range(_BITS):
        level = 235 if number >> bit & 1 else 20
        cv2.rectangle(
            drawn, (bit * side, height - side), ((bit + 1) * side - 1, height), [level] * 3, -1
        )
    return drawn


def number_in(pixels: NDArray[np.uint8]) -> int:
    """The number that a frame shows; the squares survive compression."""
    height, width = pixels.shape[:2]
    side = width // _BITS
    grey = pixels[height - side : height, :, :3].mean(axis=2)
    levels = [
        grey[side // 4 : -side // 4, bit * side + side // 4 : (bit + 1) * side - side // 4].mean()
        for bit in range(_BITS)
    ]
    return sum(1 << bit for bit, level in enumerate(levels) if level > 128)


def clip(
    path: Path,
    count: int = 60,
    *,
    size: tuple[int, int] = (320, 180),
    rate: int = 25,
    gop: int = 12,
    codec: str = "libx264",
    times_ms: Sequence[int] | None = None,
    streams: int = 1,
    options: dict[str, str] | None = None,
) -> Path:
    """Write a video of so many frames; stream k shows numbers that are 1000 k greater.

    `times_ms` are the presentation times of the frames, for a variable rate.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    plain = {"sc_threshold": "0"}  # keyframes only where `gop` says so
    with av.open(str(path), "w") as out:
        made: list[Any] = []
        for _ in range(streams):
            stream: Any = out.add_stream(codec, rate=rate, options=plain | (options or {}))
            stream.width, stream.height = size
            stream.pix_fmt = "yuv420p"
            stream.gop_size = gop
            stream.codec_context.time_base = _BASE
            stream.time_base = _BASE
            made.append(stream)
        for number in range(count):
            at = times_ms[number] if times_ms is not None else round(number * 1000 / rate)
            for place, stream in enumerate(made):
                shown = picture(number + 1000 * place, size)
                frame = av.VideoFrame.from_ndarray(shown, format="bgr24")
                frame.pts, frame.time_base = at, _BASE
                out.mux(stream.encode(frame))
        for stream in made:
            out.mux(stream.encode(None))
    return path
