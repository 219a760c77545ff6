"""The real window on the X server of the run, over a dataset made for the story."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from labeler.ui.main_window import MainWindow
from tests.stories.hand import Hand


@pytest.fixture(autouse=True)
def _real_screen(qapp: QApplication) -> None:
    if qapp.platformName() != "xcb" or not os.environ.get("DISPLAY"):
        pytest.skip("needs a real X server: bash packaging/test.sh starts one")


@pytest.fixture
def scenes(tmp_path: Path) -> Path:
    """Twenty images of 640 × 400 with something to mark, and three classes."""
    folder = tmp_path / "장면"
    folder.mkdir()
    for number in range(20):
        picture = np.full((400, 640, 3), (96, 92, 88), np.uint8)
        cv2.rectangle(picture, (100, 120), (240, 200), (60, 60, 160), -1)
        cv2.rectangle(picture, (400, 200), (560, 320), (160, 90, 60), -1)
        cv2.putText(picture, str(number), (20, 40), 0, 1, (230, 230, 230), 2)
        (folder / f"{number:02d}.png").write_bytes(cv2.imencode(".png", picture)[1].tobytes())
    (folder / "classes.txt").write_text("plate\ncar\nbus\n")
    return folder


@pytest.fixture
def hand(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[Path], Hand]]:
    """Opens the program on a folder or a video and returns a hand that drives it."""
    from labeler.app import build

    monkeypatch.setenv("LABELER_CONFIG_DIR", str(tmp_path / "config"))
    windows: list[MainWindow] = []

    def open_it(folder: Path) -> Hand:
        window = build()
        windows.append(window)
        window.resize(1280, 800)
        window.show()
        qtbot.waitExposed(window)
        hand = Hand(window)
        window.session.open(folder)
        hand.until(lambda: window.session.document is not None and window.canvas.has_picture)
        return hand

    yield open_it
    for window in windows:
        window.close()
        window.session.close()
        window.session.images.close()
        window.session.jobs.close()
        window.deleteLater()
