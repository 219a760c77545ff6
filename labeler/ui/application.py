"""The one QApplication: hears what the desktop asks an already running program to open."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication


class Application(QApplication):
    """macOS does not start a program with the path that was dropped on it: it sends an event."""

    asked_to_open = Signal(object)  # Path

    def __init__(self, arguments: Sequence[str]) -> None:
        super().__init__(list(arguments))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FileOpen and isinstance(event, QFileOpenEvent):
            if event.file():
                self.asked_to_open.emit(Path(event.file()))
            return True
        return super().event(event)
