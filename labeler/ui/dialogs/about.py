"""What this program is: version, licence, the libraries it runs on, its log."""

import platform
from importlib import metadata
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, qVersion
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from labeler import __version__
from labeler.ui import theme
from labeler.ui.dialogs.dialog import Dialog

_LIBRARIES = ("PySide6-Essentials", "opencv-python", "numpy", "lxml", "ruamel.yaml", "pillow")


class AboutDialog(Dialog):
    """What to quote when something is reported is one button away."""

    def __init__(self, log: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._log = log
        picture = QLabel(self)
        picture.setPixmap(theme.pixmap("labeler", "", 64, self.devicePixelRatioF()))
        self.title = QLabel(f"<span style='font-size:16pt'><b>Labeler</b></span> {__version__}")
        self.words = QLabel(self)
        self.words.setWordWrap(True)
        self.libraries = QPlainTextEdit(self)
        self.libraries.setReadOnly(True)
        self.libraries.setPlainText(versions())
        self.buttons = QDialogButtonBox(self)
        self.copy = self.buttons.addButton("", QDialogButtonBox.ButtonRole.ActionRole)
        self.open_log = self.buttons.addButton("", QDialogButtonBox.ButtonRole.ActionRole)
        self.close_button = self.buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        self.close_button.setDefault(True)
        top = QHBoxLayout()
        top.setSpacing(18)
        top.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        texts = QVBoxLayout()
        texts.addWidget(self.title)
        texts.addWidget(self.words)
        top.addLayout(texts, 1)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addLayout(top)
        column.addWidget(self.libraries, 1)
        column.addWidget(self.buttons)
        self.copy.clicked.connect(self._on_copy)
        self.open_log.clicked.connect(self._on_open_log)
        self.buttons.accepted.connect(self.accept)
        self.open_log.setEnabled(log.exists())
        self.begin(520, 380)

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("About Labeler"))
        self.words.setText(
            self.tr(
                "Mark objects on images and get a training set that can be trusted: VOC and YOLO "
                "labels by one save. Free software under the MIT licence."
            )
        )
        self.libraries.setAccessibleName(self.tr("Versions"))
        self.copy.setText(self.tr("Copy versions"))
        self.open_log.setText(self.tr("Open the log"))
        self.close_button.setText(self.tr("Close"))

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(versions())

    def _on_open_log(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._log)))


def versions() -> str:
    """What runs here, one thing a line."""
    lines = [
        f"Labeler {__version__}",
        f"Python {platform.python_version()}",
        f"Qt {qVersion()}",
        *(f"{name} {_version(name)}" for name in _LIBRARIES),
        platform.platform(),
    ]
    return "\n".join(lines)


def _version(library: str) -> str:
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return "–"
