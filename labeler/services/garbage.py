"""Looks for garbage on the main thread only: a widget that another thread frees takes Qt with it.

Python looks for reference cycles on whichever thread happens to allocate. When that is a job and
a cycle holds Qt objects, they are destroyed off their thread, which Qt does not survive.
"""

import gc

from PySide6.QtCore import QObject, QTimer

_INTERVAL_MS = 500


class Garbage(QObject):
    """Takes over from Python's own search, as long as it lives."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=_INTERVAL_MS)
        self._timer.timeout.connect(self._on_timeout)

    def start(self) -> None:
        """Begin to look; what was made so far stays for good and is not looked at again."""
        gc.freeze()
        self._timer.start()

    def _on_timeout(self) -> None:
        """The oldest generation that has grown past its threshold, as Python does it."""
        counts, thresholds = gc.get_count(), gc.get_threshold()
        for generation in (2, 1, 0):
            if counts[generation] > max(thresholds[generation], 1):
                gc.collect(generation)
                return
