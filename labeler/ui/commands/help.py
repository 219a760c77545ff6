"""The commands of the help menu, settings and keys."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMessageBox

from labeler import __version__
from labeler.ui import faults, theme
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
        box = QMessageBox(self.window)
        box.setWindowTitle(self.tr("About Labeler"))
        box.setIconPixmap(theme.pixmap("labeler", "", 64, self.window.devicePixelRatioF()))
        box.setText(self.tr("Labeler {version}").format(version=__version__))
        box.setInformativeText(
            self.tr(
                "Mark objects on images and get a training set that can be trusted: "
                "VOC and YOLO labels by one save.\n\nFree software under the MIT licence."
            )
        )
        box.open()
