"""Walking for hours: memory stays flat."""

import gc
import os
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from labeler.services.session import Session
from tests.services.conftest import draw

Opened = Callable[[Path], Session]


def resident_mb() -> float:
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def _walk(session: Session, qtbot: QtBot, steps: int) -> None:
    for step in range(steps):
        if not session.step(1):
            session.show(0)
        qtbot.waitUntil(lambda: session.images.get(session.path) is not None)
        if step % 5 == 0:
            draw(session, step % 200)
    session.autosave.wait()


def _soak(opened: Opened, folder: Path, qtbot: QtBot, images: int, steps: int) -> None:
    picture = np.random.default_rng(1).integers(0, 255, (270, 480, 3), np.uint8)
    data = cv2.imencode(".jpg", picture)[1].tobytes()
    for number in range(images):
        (folder / f"w{number:05d}.jpg").write_bytes(data)
    session = opened(folder)
    _walk(session, qtbot, steps // 2)
    first = resident_mb()
    _walk(session, qtbot, steps // 2)
    last = resident_mb()
    print(f"{steps} images walked: {first:.0f} MB half-way, {last:.0f} MB at the end")
    assert last <= first * 1.1


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="reads /proc")
def test_walking_six_hundred_images_keeps_memory_flat(
    opened: Opened, folder: Path, qtbot: QtBot
) -> None:
    _soak(opened, folder, qtbot, images=200, steps=600)


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="reads /proc")
def test_walking_ten_thousand_images_keeps_memory_flat(
    opened: Opened, folder: Path, qtbot: QtBot
) -> None:
    _soak(opened, folder, qtbot, images=1000, steps=10_000)
