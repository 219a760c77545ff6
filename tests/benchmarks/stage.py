"""The real window for a benchmark: opened, waited for until painted, walked and dragged in."""

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QObject, QPointF, Qt, QTimer
from PySide6.QtGui import QImage, QMouseEvent
from PySide6.QtWidgets import QApplication

from labeler import app
from labeler.services.garbage import Garbage

_PAINTED = QEvent.Type(QEvent.registerEventType())
_WAITING = QEventLoop.ProcessEventsFlag.WaitForMoreEvents
_LEFT, _NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton


class Stage(QObject):
    """A window of 1600 × 1000 that tells when a picture has been painted."""

    def __init__(self) -> None:
        super().__init__()
        self.window = app.build()
        self.session, self.canvas = self.window.session, self.window.canvas
        self.full = False  # the picture that came last is the whole one
        self._came = False
        self._painted = False
        self._painted_at = 0.0
        self.session.picture_ready.connect(self._on_picture_ready)
        self.canvas.viewport().installEventFilter(self)
        garbage = Garbage(QApplication.instance())
        self.window.usable = lambda: app._begin(self.window, garbage, None, False)
        self.window.resize(1600, 1000)
        self.window.show()
        self.settle(1.0)

    def _on_picture_ready(self, image: QImage, full: bool) -> None:
        self._came, self.full, self._painted = True, full, False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and self._came:
            QApplication.postEvent(self, QEvent(_PAINTED))  # comes when all is painted
        return False

    def customEvent(self, event: QEvent) -> None:
        self._painted, self._painted_at = self._came, time.perf_counter()

    @staticmethod
    def settle(seconds: float) -> None:
        """Let everything happen that wants to for that long."""
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            QApplication.processEvents()
            time.sleep(0.001)

    @staticmethod
    def until(holds: Callable[[], bool], patience_s: float = 60) -> None:
        """Sleeps between events, as the program does: a loop that spins would take a core."""
        end = QTimer(singleShot=True, interval=round(patience_s * 1000))
        end.start()
        while not holds():
            QApplication.processEvents(_WAITING)
            if not end.isActive():
                raise TimeoutError

    def painted_ms(
        self,
        act: Callable[[], object],
        full: bool = False,
        when: Callable[[], bool] = lambda: True,
    ) -> float:
        """From an act until the next picture (the `full` one, one `when` it holds) is painted."""
        self._came = self._painted = self.full = False
        begin = time.perf_counter()
        act()
        self.until(lambda: self._painted and (self.full or not full) and when())
        return (self._painted_at - begin) * 1000

    def open(self, folder: Path) -> None:
        """Open a folder and wait until its list is complete and everything is quiet."""
        self.painted_ms(lambda: self.session.open(folder))
        self.until(lambda: self.session.dataset is not None and self.session.dataset.complete)
        self.settle(1.0)

    def mouse(self, kind: QEvent.Type, at: QPointF) -> None:
        """A mouse event on the canvas, and all that follows from it, painting too."""
        button = _NONE if kind is QEvent.Type.MouseMove else _LEFT
        held = _NONE if kind is QEvent.Type.MouseButtonRelease else _LEFT
        viewport = self.canvas.viewport()
        event = QMouseEvent(
            kind, at, QPointF(viewport.mapToGlobal(at)), button, held, Qt.KeyboardModifier(0)
        )
        QApplication.sendEvent(viewport, event)
        QApplication.processEvents()

    def close(self) -> None:
        self.window.close()
        self.settle(0.2)


def resident_mb() -> float:
    """Memory of this process, as the system counts it."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise OSError("/proc/self/status has no VmRSS")
