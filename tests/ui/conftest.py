"""The whole window on a small dataset of drawn images, for the tests of its parts."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from labeler.app import build
from labeler.services.settings import SettingsStore
from labeler.ui.main_window import MainWindow


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    """Four images of 320 × 200 pixels."""
    folder = tmp_path / "dataset"
    folder.mkdir()
    for number in range(4):
        image = QImage(320, 200, QImage.Format.Format_RGB32)
        image.fill(QColor.fromHsv(number * 80, 90, 200))
        assert image.save(str(folder / f"image {number}.png"))
    return folder


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    """A shown window with settings of its own, in English."""
    monkeypatch.setenv("LABELER_STATE_DIR", str(tmp_path / "state"))
    store = SettingsStore(tmp_path / "config")
    store.change(language="en", theme="light")
    made = build(store)
    made.resize(1280, 800)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.translations.use("en")
    made.session.discard_unsaved()
    made.session.autosave.wait()
    made.session.history.cancel()
    made.close()
    made.session.jobs.close()
    made.session.images.close()
    made.deleteLater()


@pytest.fixture
def opened(qtbot: QtBot, window: MainWindow, dataset: Path) -> Callable[[], MainWindow]:
    """The window with the dataset open and its first picture on the canvas."""

    def open_dataset() -> MainWindow:
        window.session.open(dataset)
        qtbot.waitUntil(lambda: window.canvas.has_picture and window.session.dataset.complete)
        return window

    return open_dataset
