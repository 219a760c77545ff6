"""A hand on mouse and keyboard: moves them through the X server and counts its movements."""

import subprocess
import time
from collections import Counter
from collections.abc import Callable

from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from labeler.core.geometry import Point
from labeler.ui.main_window import MainWindow

# Motor seconds of each movement: a key, moving the pointer, a click, a drag.
_SECONDS = {"K": 0.2, "P": 1.1, "C": 0.2, "D": 1.3}


class Hand:
    """Counts K keys, P pointer moves, B button presses (C of them clicks), D drags."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.counts: Counter[str] = Counter()
        self.turn_to(window)

    def key(self, *names: str) -> None:
        for name in names:
            self.counts["K"] += 1
            self._xdotool("key", "--clearmodifiers", name)
        self.settle()

    def type(self, text: str) -> None:
        self._xdotool("type", "--delay", "15", text)
        self.settle()

    def point(self, at: Point) -> None:
        """Move the pointer to a point of the image."""
        self.counts["P"] += 1
        self._move(at)
        self.settle()

    def click(self, at: Point, *held: str, times: int = 1) -> None:
        self.counts.update(P=1, B=times, C=times)
        self._move(at)
        with_keys = [word for key in held for word in ("keydown", key)]
        let_go = [word for key in held for word in ("keyup", key)]
        clicks = ["click", "--repeat", str(times), "--delay", "40", "1"]
        self._xdotool(*with_keys, *clicks, *let_go)
        self.settle()

    def drag(self, start: Point, end: Point, *held: str) -> None:
        """Press at one point of the image, move to another, let go."""
        self.counts.update(P=1, B=1, D=1)
        self._move(start)
        for key in held:
            self._xdotool("keydown", key)
        self._xdotool("mousedown", "1")
        self.settle()
        middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
        for at in (middle, end):
            self._move(at)
            self.settle()
        self._xdotool("mouseup", "1")
        for key in held:
            self._xdotool("keyup", key)
        self.settle()

    def press_on(self, widget_point: QPoint, times: int = 1) -> None:
        """Click a point of the screen: a button, a row of a list."""
        self.counts.update(P=1, B=times, C=times)
        x, y = str(widget_point.x()), str(widget_point.y())
        clicks = ["click", "--repeat", str(times), "--delay", "40", "1"]
        self._xdotool("mousemove", "--sync", x, y, *clicks)
        self.settle()

    def turn_to(self, window: QWidget) -> None:
        """Type into this window from now on, as a window manager would have it after a click."""
        self._xdotool("windowfocus", "--sync", str(int(window.winId())))
        self.settle()

    def drag_across(self, *points: QPoint) -> None:
        """Press at the first point of the screen, move to the others, let go."""
        self.counts.update(P=1, B=1, D=1)
        for number, at in enumerate(points):
            self._xdotool("mousemove", "--sync", str(at.x()), str(at.y()))
            if not number:
                self._xdotool("mousedown", "1")
            self.settle()
        self._xdotool("mouseup", "1")
        self.settle()

    @property
    def motor_seconds(self) -> float:
        return sum(_SECONDS[name] * count for name, count in self.counts.items() if name != "B")

    @property
    def tally(self) -> str:
        return " ".join(f"{self.counts[name]}{name}" for name in "KBDP")

    def begin(self) -> None:
        """Count from here."""
        self.counts.clear()

    def until(self, holds: Callable[[], bool], timeout_s: float = 5.0) -> None:
        """Let the program work until something holds; fails when it never does."""
        end = time.monotonic() + timeout_s
        while not holds():
            assert time.monotonic() < end, "waited in vain"
            QTest.qWait(5)

    def settle(self) -> None:
        """Let the X server deliver and the program answer."""
        QTest.qWait(25)
        QApplication.processEvents()

    def _move(self, at: Point) -> None:
        canvas = self.window.canvas
        where = canvas.viewport().mapToGlobal(canvas.to_widget(at))
        self._xdotool("mousemove", str(where.x()), str(where.y()))

    @staticmethod
    def _xdotool(*words: str) -> None:
        subprocess.run(["xdotool", *words], check=True, timeout=10)
