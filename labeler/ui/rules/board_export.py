"""Writes the coverage board to a file that the user names, off the main thread."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from labeler.core.files import replace_files
from labeler.core.finding import LabelerError
from labeler.services.jobs import Jobs

Content = Callable[[], bytes]

_PRIORITY = 5  # somebody waits for it


class BoardExport(QObject):
    """A file is written whole or not at all, also when the board is closed meanwhile."""

    saved = Signal(object)  # Path
    failed = Signal(object)  # Finding

    def __init__(self, jobs: Jobs, window: QWidget) -> None:
        super().__init__(window)
        self._jobs = jobs
        self._window = window
        self._gone: list[bool] = []  # something in it: nobody is there to be told
        self.destroyed.connect(partial(_note, self._gone))

    def ask(self, title: str, kind: str, suffix: str, start: Path, content: Content) -> None:
        """Let the user name the file; `kind` is what it is called in the list of kinds."""
        dialog = QFileDialog(self._window, title, str(start))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(f"{kind} (*.{suffix})")
        dialog.setDefaultSuffix(suffix)
        dialog.selectFile(start.name)
        dialog.fileSelected.connect(partial(self._on_named, content))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_named(self, content: Content, name: str) -> None:
        self.write(Path(name), content)

    def write(self, path: Path, content: Content) -> None:
        """`content` is called on another thread."""
        done, failed = partial(self._on_done, path), self._on_failed
        self._jobs.run(partial(_write, path, content), done, failed, _PRIORITY)

    def _on_done(self, path: Path, _: None) -> None:
        if not self._gone:
            self.saved.emit(path)

    def _on_failed(self, error: BaseException) -> None:
        if not isinstance(error, LabelerError):
            raise error
        if not self._gone:
            self.failed.emit(error.finding)


def _note(gone: list[bool]) -> None:
    gone.append(True)


def _write(path: Path, content: Content) -> None:
    replace_files([(path, content())])
