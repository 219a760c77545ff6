"""The line of the video pane that says what the frame in hand brings."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from labeler.core.annotation import Shape
from labeler.core.geometry import Points, bounds
from labeler.core.video.select import Choice
from labeler.services.edits import add_shapes
from labeler.ui.main_window import MainWindow
from tests.drives import Drive, drive, photograph

Opened = Callable[[int], tuple[MainWindow, Drive]]
PREFIX = "Brings what the rules lack: "


@pytest.fixture
def on_drive(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Opened:
    """The window with a video beside so many labelled stills."""
    monkeypatch.setenv("LABELER_CACHE_DIR", str(tmp_path / "cache"))

    def open_it(stills: int) -> tuple[MainWindow, Drive]:
        folder = tmp_path / "plates"
        folder.mkdir()
        photograph(folder, stills)
        video = drive(folder / "drive.mkv", 20)
        window.session.open(video.path)
        qtbot.waitUntil(lambda: window.session.frames.name != "")
        return window, video

    return open_it


def fills(window: MainWindow) -> str:
    assert window.video.pane is not None
    return window.video.pane.fills.text()


def at(qtbot: QtBot, window: MainWindow, frame: int) -> None:
    window.footage.go(frame)
    qtbot.waitUntil(
        lambda: window.footage.shown_index == frame and window.session.frames.name != ""
    )


def draw(window: MainWindow, corners: Points) -> None:
    box = bounds(corners)
    shape = Shape(1, "box", ((box.x1, box.y1), (box.x2, box.y2)), "plate")
    add_shapes(window.session.workspace, [shape], "draw")


def test_a_frame_without_shapes_brings_nothing(qtbot: QtBot, on_drive: Opened) -> None:
    window, _ = on_drive(3)
    qtbot.wait(100)
    assert fills(window) == ""
    assert window.video.pane is not None
    assert not window.video.pane.fills.isVisible()


def test_drawn_shapes_bring_their_grades(qtbot: QtBot, on_drive: Opened) -> None:
    window, video = on_drive(3)
    at(qtbot, window, 2)
    draw(window, video.corners[2])
    wanted = "Sharpness: blurred (1 of 30)"
    qtbot.waitUntil(lambda: wanted in fills(window), timeout=20_000)
    assert fills(window).startswith(PREFIX)
    assert fills(window).count(" of ") == 3  # no more are named
    at(qtbot, window, 10)
    qtbot.waitUntil(lambda: fills(window) == "")
    draw(window, video.corners[10])
    qtbot.waitUntil(lambda: "of 30" in fills(window), timeout=20_000)
    assert "blurred" not in fills(window)
    window.session.autosave.wait()


def test_a_proposed_frame_brings_what_it_is_proposed_for(qtbot: QtBot, on_drive: Opened) -> None:
    window, _ = on_drive(3)
    blurred = Choice(2, 0, "quota-blur", 10.0, 20.0)
    window.footage.propose([blurred, Choice(10, 0, "sharp", 90.0, 120.0)])
    at(qtbot, window, 2)
    said = f"{PREFIX}Sharpness: blurred (0 of 30) · Standard brightness: dark (0 of 30)"
    qtbot.waitUntil(lambda: fills(window) == said, timeout=20_000)
    at(qtbot, window, 10)
    assert "Sharpness: sharp (" in fills(window)
    assert window.video.pane is not None
    assert window.video.pane.fills.isVisible()
    at(qtbot, window, 11)
    assert fills(window) == ""
    assert window.video.pane.fills.isVisible()  # the picture does not jump


def test_what_is_full_is_not_named(qtbot: QtBot, on_drive: Opened) -> None:
    window, _ = on_drive(32)
    window.footage.propose([Choice(10, 0, "sharp", 90.0, 120.0)])
    at(qtbot, window, 10)
    qtbot.waitUntil(lambda: "Standard brightness" in fills(window), timeout=30_000)
    assert "Sharpness" not in fills(window)


def test_it_follows_the_language(qtbot: QtBot, on_drive: Opened) -> None:
    window, _ = on_drive(2)
    window.footage.propose([Choice(2, 0, "quota-blur", 10.0, 120.0)])
    at(qtbot, window, 2)
    qtbot.waitUntil(lambda: "blurred" in fills(window), timeout=20_000)
    window.translations.use("ko")
    qtbot.waitUntil(lambda: "흐릿함" in fills(window))
