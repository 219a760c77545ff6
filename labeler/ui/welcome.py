"""The page before anything is open: open a folder, try the sample, go on with a recent folder."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from labeler.services.settings import SettingsStore
from labeler.ui import theme

_WIDTH = 460
_RECENT = 5


class Welcome(QWidget):
    """What a person sees first."""

    asked = Signal(str)  # id of an action
    chosen = Signal(object)  # Path of a recent folder

    def __init__(self, settings: SettingsStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.title, self.lead, self.drop = QLabel(self), QLabel(self), QLabel(self)
        self.open_folder, self.open_sample = QPushButton(self), QPushButton(self)
        self.recent_title = QLabel(self)
        self.recent: list[QToolButton] = []
        self._build()
        settings.recent_changed.connect(self._fill_recent)
        self._fill_recent()
        self.retranslate()

    def _build(self) -> None:
        self.title.setProperty("role", "title")
        for label in (self.lead, self.drop, self.recent_title):
            label.setProperty("role", "quiet")
            label.setWordWrap(True)
        self.open_folder.setDefault(True)
        self.open_folder.setIcon(theme.plain_icon("open_folder", theme.colors().on_accent, 18))
        self.open_sample.setIcon(theme.icon("sample"))
        for button, id in ((self.open_folder, "open_folder"), (self.open_sample, "open_sample")):
            button.setMinimumHeight(38)
            button.setIconSize(QSize(18, 18))
            button.clicked.connect(partial(self.asked.emit, id))
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addWidget(self.open_folder)
        buttons.addWidget(self.open_sample)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        column = QVBoxLayout()
        column.setSpacing(6)
        for part in (self.title, self.lead):
            column.addWidget(part)
        column.addSpacing(14)
        column.addLayout(buttons)
        column.addWidget(self.drop)
        column.addSpacing(18)
        column.addWidget(self._line())
        column.addWidget(self.recent_title)
        column.addLayout(self._list)
        page = QWidget(self)
        page.setFixedWidth(_WIDTH)
        page.setLayout(column)
        middle = QVBoxLayout(self)
        middle.addStretch(2)
        middle.addWidget(page, 0, Qt.AlignmentFlag.AlignHCenter)
        middle.addStretch(3)

    def _line(self) -> QFrame:
        self.line = QFrame(self)
        self.line.setFrameShape(QFrame.Shape.HLine)
        self.line.setFixedHeight(1)
        return self.line

    def _fill_recent(self) -> None:
        for button in self.recent:
            self._list.removeWidget(button)
            button.deleteLater()
        self.recent = [self._recent_button(path) for path in self._settings.recent[:_RECENT]]
        for button in self.recent:
            self._list.addWidget(button)
        self.recent_title.setVisible(bool(self.recent))
        self.line.setVisible(bool(self.recent))

    def _recent_button(self, path: Path) -> QToolButton:
        button = QToolButton(self)
        button.setAutoRaise(True)
        button.setIcon(theme.icon("recent"))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        room = _WIDTH - 60
        words = f"{path.name or path}   {_home(path.parent)}"
        elided = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room)
        button.setText(elided.replace("&", "&&"))
        button.setToolTip(str(path))
        button.clicked.connect(partial(self.chosen.emit, path))
        return button

    def retranslate(self) -> None:
        self.title.setText(self.tr("Labeler"))
        self.lead.setText(
            self.tr("Draw boxes and polygons; every change is saved at once as VOC and YOLO.")
        )
        self.open_folder.setText(self.tr("Open folder"))
        self.open_sample.setText(self.tr("Try the sample"))
        self.drop.setText(self.tr("or drop a folder, an image or a video anywhere on this window"))
        self.recent_title.setText(self.tr("Recent folders"))

    def dress(self) -> None:
        """The theme has changed."""
        self.open_folder.setIcon(theme.plain_icon("open_folder", theme.colors().on_accent, 18))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


def _home(path: Path) -> str:
    """The path with the user's folder written as ~."""
    try:
        return str(Path("~") / path.relative_to(Path.home()))
    except ValueError:
        return str(path)
