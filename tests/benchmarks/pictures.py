"""Decoding pictures."""

from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np

from labeler.core.pictures import decode
from tests.benchmarks import made
from tests.benchmarks.row import Row, medians_ms, row


def decoding(folder: Path) -> Iterator[Row]:
    for name, width, height, cold_ms in (("1080p", 1920, 1080, None), ("12 MP", 4000, 3000, 40)):
        path = made.photo(folder / f"{width}.jpg", width, height)

        def plain(path: Path = path) -> object:
            return cv2.imdecode(np.frombuffer(path.read_bytes(), np.uint8), cv2.IMREAD_COLOR)

        def whole(path: Path = path) -> object:
            return decode(path)

        def reduced(path: Path = path) -> object:
            return decode(path, 4)

        full, quarter, floor = medians_ms(whole, reduced, plain, times=11)
        yield row(
            f"decode {name} JPEG", full, floor=floor, floor_is="read, cv2.imdecode", floors=1.3
        )
        if cold_ms:
            yield row(
                f"decode {name} JPEG at a quarter, the first sight", quarter,
                floor=floor, floor_is="read, cv2.imdecode", at_most=cold_ms,
            )  # fmt: skip
