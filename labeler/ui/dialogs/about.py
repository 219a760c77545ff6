"""What this program is: version, licence, the libraries it runs on, its log."""

import platform
import sys
from importlib import metadata
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, qVersion
from PySide6.QtGui import QDesktopServices, QFont, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from labeler import __version__
from labeler.ui import theme
from labeler.ui.dialogs.dialog import Dialog

# An installed program has the OpenCV without windows of its own, by another name.
_LIBRARIES = (
    ("PySide6-Essentials",),
    ("opencv-python", "opencv-python-headless"),
    ("numpy",),
    ("av",),
    ("lxml",),
    ("ruamel.yaml",),
    ("pillow",),
)


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
        self.licences = _licences_page(self)
        self.pages = QTabWidget(self)
        self.pages.addTab(self.libraries, "")
        self.pages.addTab(self.licences, "")
        self.pages.setDocumentMode(True)
        self.buttons = QDialogButtonBox(self)
        self.copy = self.buttons.addButton("", QDialogButtonBox.ButtonRole.ActionRole)
        self.open_log = self.buttons.addButton("", QDialogButtonBox.ButtonRole.ActionRole)
        self.close_button = self.buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        self.close_button.setDefault(True)
        self._lay_out(picture)
        self.pages.currentChanged.connect(self._on_page_changed)
        self.copy.clicked.connect(self._on_copy)
        self.open_log.clicked.connect(self._on_open_log)
        self.buttons.accepted.connect(self.accept)
        self.open_log.setEnabled(log.exists())
        self.begin(640, 460)

    def _lay_out(self, picture: QLabel) -> None:
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
        column.addWidget(self.pages, 1)
        column.addWidget(self.buttons)

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("About Labeler"))
        self.words.setText(
            self.tr(
                "Mark objects on images and get a training set that can be trusted: VOC and YOLO "
                "labels by one save. Free software under the MIT licence."
            )
        )
        self.pages.setTabText(0, self.tr("Versions"))
        self.pages.setTabText(1, self.tr("Licences"))
        self.libraries.setAccessibleName(self.tr("Versions"))
        self.licences.setAccessibleName(self.tr("Licences"))
        self.copy.setText(self.tr("Copy versions"))
        self.open_log.setText(self.tr("Open the log"))
        self.close_button.setText(self.tr("Close"))

    def _on_page_changed(self, page: int) -> None:
        """The text of the licences is half a megabyte, and seldom wanted."""
        if self.pages.widget(page) is self.licences and not self.licences.toPlainText():
            self.licences.setPlainText(licences())

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(versions())

    def _on_open_log(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._log)))


def _licences_page(parent: QWidget) -> QPlainTextEdit:
    page = QPlainTextEdit(parent)
    page.setReadOnly(True)
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setStyleHint(QFont.StyleHint.Monospace)
    page.setFont(font)
    return page


def versions() -> str:
    """What runs here, one thing a line."""
    lines = [
        f"Labeler {__version__}",
        f"Python {platform.python_version()}",
        f"Qt {qVersion()}",
        *(_version(names) for names in _LIBRARIES),
        platform.platform(),
    ]
    return "\n".join(lines)


def _version(names: tuple[str, ...]) -> str:
    for name in names:
        try:
            return f"{name} {metadata.version(name)}"
        except metadata.PackageNotFoundError:
            pass
    return f"{names[0]} –"


def licences() -> str:
    """The text laid beside an installed program; a list of what is used where there is none."""
    program = Path(sys.executable).resolve().parent
    for folder in (program, program.parent / "Resources"):  # the latter in an app of macOS
        try:
            return (folder / "LICENCES.txt").read_text("utf-8")
        except OSError:
            pass
    return "\n".join(["Labeler: MIT", "Python: PSF-2.0", *_licences_of_libraries()])


def _licences_of_libraries() -> list[str]:
    lines = []
    for names in _LIBRARIES:
        for name in names:
            try:
                about = metadata.metadata(name)
            except metadata.PackageNotFoundError:
                continue
            said = about.get_all("License-Expression") or about.get_all("License") or ["–"]
            lines.append(f"{name}: {said[0].strip().splitlines()[0]}")
    return lines
