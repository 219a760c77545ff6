"""What a group of commands is: methods named by action ids, and what they work on."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from labeler.core.finding import Finding

if TYPE_CHECKING:
    from labeler.ui.main_window import MainWindow


class Commands(QObject):
    """Every public method without a leading underscore whose name is an action's id runs it."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self.window = window
        self.session = window.session
        self.workspace = window.session.workspace
        self.settings = window.settings
        self.canvas = window.canvas

    def say(self, code: str, **values: str | int | float) -> None:
        """Show a sentence for some seconds."""
        self.window.status.flash(Finding(code, values=values))
