"""The end of a session: everything is saved, or the user decides what happens to what is not."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox, QPushButton

from labeler.ui import text

if TYPE_CHECKING:
    from labeler.ui.main_window import MainWindow

_PATIENCE_S = 20.0


class Closing(QObject):
    """Asks until nothing is unsaved, the user discards it knowingly, or stays."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._session = window.session

    def allowed(self) -> bool:
        """Wait for the disk; True when the window may close."""
        self._window.canvas.cancel_gesture()
        while not self._saved():
            answer = self.ask()
            if answer == "retry":
                self._session.retry_saving()
            elif answer == "save_elsewhere":
                self._window.run("save_elsewhere")
            elif answer == "discard":
                self._session.discard_unsaved()
                return True
            else:
                return False
        return True

    def _saved(self) -> bool:
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            self._session.autosave.wait(_PATIENCE_S)
        finally:
            QGuiApplication.restoreOverrideCursor()
        return not self._session.unsaved

    def ask(self) -> str:
        """What to do about unsaved labels: an answer's id, "" to stay."""
        failures = self._session.autosave.failures
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(self.tr("Not saved yet"))
        box.setText(self.tr("The labels of %n image(s) are not saved.", None, len(failures) or 1))
        reasons = {text.finding(finding) for finding in failures.values()}
        box.setInformativeText("\n".join(sorted(reasons)))
        role = QMessageBox.ButtonRole
        buttons: dict[QPushButton, str] = {
            box.addButton(text.answer("retry"), role.AcceptRole): "retry",
            box.addButton(text.answer("save_elsewhere"), role.ActionRole): "save_elsewhere",
            box.addButton(self.tr("Discard and close"), role.DestructiveRole): "discard",
        }
        stay = box.addButton(self.tr("Stay here"), role.RejectRole)
        box.setEscapeButton(stay)
        box.exec()
        return next((id for button, id in buttons.items() if button is box.clickedButton()), "")
