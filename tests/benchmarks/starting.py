"""From the start of the process to a window that has been painted."""

import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.row import Row, row

_EMPTY = """
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        print("painted", flush=True)
application = QApplication([])
window = Window()
window.resize(1440, 900)
window.show()
application.exec()
"""
_LABELER = """
from labeler import app
app._begin = lambda *usable: print("painted", flush=True)
app.run()
"""


def _started_ms(program: str) -> float:
    begin = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert process.stdout is not None
    with process:
        answer = process.stdout.readline()
        taken = (time.perf_counter() - begin) * 1000
        process.kill()
    assert answer == b"painted\n"
    return taken


def starting(folder: Path) -> Iterator[Row]:
    """Warm, as at the second start, in turns with an empty window."""
    _started_ms(_EMPTY), _started_ms(_LABELER)
    taken = [(_started_ms(_LABELER), _started_ms(_EMPTY)) for _ in range(9)]
    work, floor = (statistics.median(column) for column in zip(*taken, strict=True))
    yield row(
        "start to a usable window", work,
        floor=floor, floor_is="Python, QtWidgets, an empty window", floors=1.5, at_most=310,
    )  # fmt: skip
