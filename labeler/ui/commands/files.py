"""The commands of the file and tools menus: open, save, trash, whole-dataset work."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from labeler.core.finding import Finding, LabelerError
from labeler.ui import samples
from labeler.ui.commands.group import Commands
from labeler.ui.revising import revise

if TYPE_CHECKING:
    from labeler.core.dataset import Dataset


class FileCommands(Commands):
    """Opening, saving and what concerns the dataset as a whole."""

    def open_folder(self) -> None:
        title = self.tr("Open a folder of images")
        folder = QFileDialog.getExistingDirectory(self.window, title, self._start())
        if folder:
            self.session.open(Path(folder))

    def open_image(self) -> None:
        from labeler.core.pictures import IMAGE_SUFFIXES

        kinds = " ".join(f"*{suffix}" for suffix in sorted(IMAGE_SUFFIXES))
        filters = self.tr("Images ({kinds})").format(kinds=kinds)
        title = self.tr("Open an image")
        name, _ = QFileDialog.getOpenFileName(self.window, title, self._start(), filters)
        if name:
            self.session.open(Path(name))

    def _start(self) -> str:
        """The folder where a file dialog begins."""
        if self.session.path is not None:
            return str(self.session.path.parent)
        recent = self.settings.recent
        return str(recent[0] if recent else Path.home())

    def open_sample(self) -> None:
        try:
            folder = samples.sample_folder()
        except OSError as error:
            values = {"reason": error.strerror or ""}
            self.session.tell("open", Finding("cannot_open", samples.target(), values=values))
            return
        self.session.open(folder)

    def save(self) -> None:
        if self.session.autosave.failures:
            self.session.retry_saving()
        else:
            self.session.autosave.wait(2.0)
            if not self.session.unsaved:
                self.say("all_saved")

    def save_elsewhere(self) -> None:
        title = self.tr("Save labels in another folder")
        folder = QFileDialog.getExistingDirectory(self.window, title, self._start())
        if folder:
            self.session.save_elsewhere(Path(folder))

    def reload(self) -> None:
        self.session.reload()

    def quit(self) -> None:
        self.window.close()

    # --- the dataset

    def choose_labels_folder(self) -> None:
        dataset = self.session.dataset
        title = self.tr("Folder for label files")
        folder = QFileDialog.getExistingDirectory(self.window, title, self._start())
        if dataset is not None and folder:
            self._change_project(dataset, labels_dir=_relative(Path(folder), dataset.root))

    def _change_project(self, dataset: "Dataset", **values: object) -> None:
        from labeler.core.project import save_project

        self.session.autosave.wait()
        try:
            save_project(replace(dataset.project, **values))  # type: ignore[arg-type]
        except LabelerError as error:
            self.session.tell("project", error.finding, level="error")
            return
        self.session.refresh()

    def dataset_settings(self) -> None:
        from labeler.ui.dialogs.dataset_settings import DatasetSettingsDialog

        if self.session.dataset is not None:
            DatasetSettingsDialog(self.session, self.window).open()

    def check_dataset(self) -> None:
        from labeler.ui.dialogs.findings import FindingsDialog

        if self.session.dataset is not None:
            self.session.autosave.wait()
            FindingsDialog(self.session, self.window).show()

    def delete_image(self) -> None:
        from labeler.core.revision import delete_images

        if self.session.dataset is not None:
            name = self.session.name
            done = Finding("image_in_trash", self.session.path, severity="warning")
            revise(self.session, delete_images(self.session.dataset, [name]), done)

    def bake_rotation(self) -> None:
        from labeler.core.revision import bake_rotation

        if self.session.dataset is not None:
            name = self.session.name
            done = Finding("rotation_baked", self.session.path, severity="warning")
            revise(self.session, bake_rotation(self.session.dataset, [name]), done)

    # --- what a notice offers

    def open_label_file(self) -> None:
        """Show the label file that cannot be read in the user's editor."""
        document = self.session.document
        if document is not None and document.record.locked is not None:
            where = document.record.locked.where
            if where is not None:
                QDesktopServices.openUrl(QUrl.fromLocalFile(str(where)))

    def choose_classes(self) -> None:
        """Answer which of the class files that disagree holds."""
        from labeler.ui.dialogs.class_choice import ClassChoiceDialog

        if self.session.dataset is not None:
            ClassChoiceDialog(self.session, self.window).open()


def _relative(folder: Path, root: Path) -> str:
    """The folder as labeler.yaml names it: from the dataset's root where it lies inside."""
    try:
        return folder.resolve().relative_to(root.resolve()).as_posix()
    except (ValueError, OSError):
        return str(folder)
