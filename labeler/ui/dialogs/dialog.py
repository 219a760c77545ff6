"""What every dialog shares: its words follow the language, and it stays on the screen."""

import re

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QDialog, QWidget


class Dialog(QDialog):
    """Deleted when closed; `retranslate` puts the words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._built = False

    def retranslate(self) -> None:
        """Put every text in the language of now."""

    def begin(self, width: int, height: int) -> None:
        """Called once all widgets are there."""
        self._built = True
        self.retranslate()
        screen = self.screen().availableSize()
        self.resize(min(width, screen.width() - 40), min(height, screen.height() - 60))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self._built:
            self.retranslate()


def without_mnemonic(title: str) -> str:
    """A menu's title without its Alt key: `&File` and `파일(&F)` lose it."""
    return re.sub(r"\s*\(&.\)", "", title).replace("&", "")
