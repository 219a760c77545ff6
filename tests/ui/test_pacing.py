"""A key held down shows each image; a key pressed steps at once."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from labeler.ui.main_window import MainWindow

Opened = Callable[[], MainWindow]


def next_key(window: MainWindow, repeats: bool, kind: QEvent.Type | None = None) -> None:
    """What a keyboard sends for D, and the action that Qt runs for it."""
    kind = kind or QEvent.Type.ShortcutOverride
    event = QKeyEvent(kind, Qt.Key.Key_D, Qt.KeyboardModifier.NoModifier, "d", repeats)
    QApplication.sendEvent(window.canvas, event)
    if kind == QEvent.Type.ShortcutOverride:
        window.run("next_image")


def test_pressed_keys_step_at_once_and_each_counts(opened: Opened) -> None:
    window = opened()
    for number in range(3):
        assert window.session.index == number
        next_key(window, repeats=False)
    assert window.session.index == 3


def test_a_held_key_waits_for_the_picture_and_one_step_is_kept(
    qtbot: QtBot, opened: Opened
) -> None:
    window = opened()
    window.run("forward_ten")
    window.run("first_image")
    next_key(window, repeats=False)
    seen = [window.session.index]
    window.session.shown.connect(lambda: seen.append(window.session.index))
    for _ in range(5):
        next_key(window, repeats=True)
    assert seen == [1]
    qtbot.waitUntil(lambda: seen == [1, 2], timeout=3000)
    qtbot.wait(100)
    assert seen == [1, 2]
    next_key(window, repeats=True)
    assert seen == [1, 2, 3]


def test_no_step_waits_when_the_key_is_released(qtbot: QtBot, opened: Opened) -> None:
    window = opened()
    window.run("previous_image")
    next_key(window, repeats=False)
    next_key(window, repeats=True)
    next_key(window, repeats=False, kind=QEvent.Type.KeyRelease)
    qtbot.wait(150)
    assert window.session.index == 1
    next_key(window, repeats=False)
    assert window.session.index == 2


def test_a_held_key_goes_past_what_has_no_picture(qtbot: QtBot, opened: Opened) -> None:
    window = opened()
    dataset = window.session.dataset
    assert dataset is not None
    dataset.path(dataset.images[1]).write_bytes(b"no picture")
    window.session.refresh()
    qtbot.waitUntil(lambda: window.session.index == 0)
    next_key(window, repeats=False)
    for _ in range(2):
        next_key(window, repeats=True)
    qtbot.waitUntil(lambda: window.session.index >= 2, timeout=3000)
