"""The commands of the help menu, settings and keys."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from labeler.ui import faults
from labeler.ui.commands.group import Commands


class HelpCommands(Commands):
    """What the program says of itself."""

    def edit_settings(self) -> None:
        from labeler.ui.dialogs.settings import SettingsDialog

        SettingsDialog(self.settings, self.window).open()

    def edit_keys(self) -> None:
        from labeler.ui.dialogs.keymap import KeymapDialog

        KeymapDialog(self.settings, self.window).open()

    def key_sheet(self) -> None:
        from labeler.ui.dialogs.key_sheet import KeySheet

        KeySheet(self.settings, self.window).open()

    def open_log(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(faults.log_file())))

    def about(self) -> None:
        from labeler.ui.dialogs.about import AboutDialog

        AboutDialog(faults.log_file(), self.window).open()
