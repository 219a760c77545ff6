"""Opening folders and walking through them in the real window."""

import statistics
import time
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
from PySide6.QtCore import Qt, QTimer

from tests.benchmarks import made
from tests.benchmarks.row import Row, median_ms, row
from tests.benchmarks.stage import Stage, resident_mb

_PAUSE_S = 0.25  # a walking pace
_TICK_MS = 5  # something that wants an answer comes this often


def opening(folder: Path) -> Iterator[Row]:
    """A folder of 100,000 images: first picture, the list, answering meanwhile, the next."""
    images = made.many_images(folder / "many", 100_000)
    stage = Stage()
    gaps, last = [0.0], [time.perf_counter()]

    def tick() -> None:
        now = time.perf_counter()
        gaps.append((now - last[0]) * 1000 - _TICK_MS)
        last[0] = now

    timer = QTimer(stage, interval=_TICK_MS, timerType=Qt.TimerType.PreciseTimer)
    timer.timeout.connect(tick)
    timer.start()
    last[0] = begin = time.perf_counter()
    first = stage.painted_ms(lambda: stage.session.open(images))
    yield row("100,000 images: first picture painted", first, at_most=250)
    session = stage.session
    stage.until(lambda: session.dataset is not None and session.dataset.complete)
    complete = (time.perf_counter() - begin) * 1000
    yield row("100,000 images: list complete in the window", complete, at_most=600)
    stage.settle(3.0)
    timer.stop()
    yield row("100,000 images: longest time without an answer", max(gaps), at_most=50)
    stage.settle(1.0)
    yield row("100,000 images: next image", _walked(stage, 20), at_most=5)
    stage.close()


def _walked(stage: Stage, images: int) -> float:
    """The median from one step to the picture painted, at a walking pace, in ms."""
    taken = []
    for _ in range(images):
        stage.settle(_PAUSE_S)
        taken.append(stage.painted_ms(lambda: stage.session.step(1), full=True))
    return statistics.median(taken)


def _folder_of(folder: Path, width: int, height: int, count: int) -> Path:
    """`count` images of that size with 20 boxes each, one content under many names."""
    folder.mkdir()
    made.class_file(folder)
    original = made.photo(folder / "image_0.jpg", width, height)
    for number in range(count):
        image = folder / f"image_{number}.jpg"
        if number:
            image.hardlink_to(original)
        made.label(image, width, height, 20)
    return folder


def _decode_ms(image: Path, times: int = 9) -> float:
    data = np.frombuffer(image.read_bytes(), np.uint8)
    return median_ms(lambda: cv2.imdecode(data, cv2.IMREAD_COLOR), times)


def _held_down(stage: Stage, images: Path) -> tuple[float, float]:
    """The mean from picture to picture, each shown once, and what decoding one takes meanwhile."""
    held, decode = [], []
    for _ in range(4):
        stage.settle(_PAUSE_S)
        decode.append(_decode_ms(images / "image_0.jpg"))
        steps = [stage.painted_ms(lambda: stage.session.step(1), full=True) for _ in range(20)]
        held.append(statistics.mean(steps[3:]))  # the first were decoded before
    return statistics.median(held), statistics.median(decode)


def walking_1080p(folder: Path) -> Iterator[Row]:
    """200 images of 1920 × 1080 with 20 boxes each: walking, the key held down, memory."""
    images = _folder_of(folder / "images", 1920, 1080, 200)
    decode = _decode_ms(images / "image_0.jpg")
    stage = Stage()
    stage.open(images)
    floor_is = "cv2.imdecode"
    pace = _walked(stage, 20)
    yield row("1080p, 20 boxes: next image", pace, floor=decode, floor_is=floor_is, at_most=5)
    held, decode = _held_down(stage, images)
    yield row(
        "1080p, 20 boxes: next image, key held down", held,
        floor=decode, floor_is=floor_is, floors=1.25,
    )  # fmt: skip
    while stage.session.step(1):
        stage.settle(0.03)
    stage.settle(1.0)
    yield row("1080p: memory after 200 images", resident_mb(), "MB", at_most=200)
    stage.close()


def walking_12mp(folder: Path) -> Iterator[Row]:
    """60 images of 4000 × 3000: walking, a jump, memory."""
    images = _folder_of(folder / "images", 4000, 3000, 60)
    decode = _decode_ms(images / "image_0.jpg")
    stage = Stage()
    stage.open(images)
    floor_is = "cv2.imdecode"
    pace = _walked(stage, 12)
    yield row("12 MP: next image", pace, floor=decode, floor_is=floor_is, at_most=8)
    sharp, full, floors = [], [], []
    for index in (40, 20, 50, 30, 10, 45, 25):
        stage.settle(0.8)
        floors.append(_decode_ms(images / "image_0.jpg", 3))
        begin = time.perf_counter()
        sharp.append(stage.painted_ms(lambda index=index: stage.session.show(index)))  # type: ignore[misc]
        if not stage.full:
            stage.painted_ms(lambda: None, full=True)
        full.append((time.perf_counter() - begin) * 1000)
    yield row("12 MP: a jump, first sight", statistics.median(sharp), at_most=40)
    yield row(
        "12 MP: a jump, whole picture", statistics.median(full),
        floor=statistics.median(floors), floor_is=floor_is, floors=1.3,
    )  # fmt: skip
    while stage.session.step(1):
        stage.settle(0.1)
    stage.settle(1.0)
    yield row("12 MP: memory after the walk", resident_mb(), "MB", at_most=450)
    stage.close()
