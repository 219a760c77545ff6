"""What belongs to the dataset, not to the user: formats, labels folder, where frames came from."""

import os
from collections import Counter
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from labeler.core.finding import LabelerError
from labeler.core.project import Project, save_project
from labeler.services.session import Session
from labeler.ui import text
from labeler.ui.dialogs.dialog import Dialog

_MOST_VIDEOS = 6  # that are shown by name


class DatasetSettingsDialog(Dialog):
    """Writes labeler.yaml and reads the folder again; label files change as they are saved."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session = session
        assert session.dataset is not None
        self._dataset = session.dataset
        self._build()
        self._lay_out()
        self._connect()
        self.begin(600, 420)
        self._show(self._dataset.project)

    def _build(self) -> None:
        self.where = QLabel(self)
        self.where.setProperty("role", "quiet")
        self.where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.formats_label, self.task_label, self.origin_label, self.folder_label = (
            QLabel(self) for _ in range(4)
        )
        self.voc, self.yolo = QCheckBox(self), QCheckBox(self)
        self.task, self.origin = QComboBox(self), QComboBox(self)
        for task in ("detect", "segment", "obb"):
            self.task.addItem(task, task)
        for origin in (0, 1):
            self.origin.addItem(str(origin), origin)
        self.task_hint, self.origin_hint, self.folder_hint = (QLabel(self) for _ in range(3))
        for hint in (self.task_hint, self.origin_hint, self.folder_hint):
            hint.setWordWrap(True)
            hint.setProperty("role", "quiet")
        self.folder = QLineEdit(self)
        self.folder.setClearButtonEnabled(True)
        self.browse = QPushButton(self)
        self.browse.setAutoDefault(False)
        self.videos_label, self.videos = QLabel(self), QLabel(self)
        self.videos.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.problem = QLabel(self)
        self.problem.setWordWrap(True)
        self.buttons = QDialogButtonBox(self)
        self.save = self.buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        self.cancel = self.buttons.addButton("", QDialogButtonBox.ButtonRole.RejectRole)

    def _lay_out(self) -> None:
        formats = QHBoxLayout()
        formats.addWidget(self.voc)
        formats.addSpacing(16)
        formats.addWidget(self.yolo)
        formats.addStretch(1)
        folder = QHBoxLayout()
        folder.addWidget(self.folder, 1)
        folder.addWidget(self.browse)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.formats_label, 0, 0)
        grid.addLayout(formats, 0, 1)
        grid.setRowMinimumHeight(1, 12)
        grid.addWidget(self.task_label, 2, 0)
        grid.addWidget(self.task, 2, 1)
        grid.addWidget(self.task_hint, 3, 1)
        grid.setRowMinimumHeight(4, 12)
        grid.addWidget(self.origin_label, 5, 0)
        grid.addWidget(self.origin, 5, 1)
        grid.addWidget(self.origin_hint, 6, 1)
        grid.setRowMinimumHeight(7, 12)
        grid.addWidget(self.folder_label, 8, 0)
        grid.addLayout(folder, 8, 1)
        grid.addWidget(self.folder_hint, 9, 1)
        grid.setRowMinimumHeight(10, 12)
        grid.addWidget(self.videos_label, 11, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.videos, 11, 1)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addWidget(self.where)
        column.addLayout(grid)
        column.addStretch(1)
        column.addWidget(self.problem)
        column.addWidget(self.buttons)

    def _connect(self) -> None:
        self.voc.toggled.connect(self._on_edited)
        self.yolo.toggled.connect(self._on_edited)
        self.task.currentIndexChanged.connect(self._on_edited)
        self.origin.currentIndexChanged.connect(self._on_edited)
        self.browse.clicked.connect(self._on_browse)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Dataset settings"))
        self.where.setText(str(self._dataset.project.path))
        self.formats_label.setText(self.tr("Every save writes"))
        self.voc.setText(self.tr("VOC (XML)"))
        self.yolo.setText(self.tr("YOLO (txt)"))
        self.task_label.setText(self.tr("YOLO rows"))
        for place, words in enumerate(
            (
                self.tr("Boxes (detect)"),
                self.tr("Outlines (segment)"),
                self.tr("Rotated boxes (obb)"),
            )
        ):
            self.task.setItemText(place, words)
        self.origin_label.setText(self.tr("VOC pixels"))
        self.origin.setItemText(0, self.tr("Edges from 0, as LabelImg"))
        self.origin.setItemText(1, self.tr("Pixels from 1, as the VOC devkit"))
        self.folder_label.setText(self.tr("Labels folder"))
        self.folder.setPlaceholderText(self.tr("As found: where the labels are now"))
        self.browse.setText(self.tr("Choose…"))
        self.folder_hint.setText(
            self.tr("Empty: beside the images, or in the folder that this dataset uses already.")
        )
        self.videos_label.setText(self.tr("Source videos"))
        self._show_videos()
        self.save.setText(self.tr("Save"))
        self.cancel.setText(self.tr("Cancel"))
        self._show_hints()

    def _show(self, project: Project) -> None:
        self.voc.setChecked("voc" in project.formats)
        self.yolo.setChecked("yolo" in project.formats)
        self.task.setCurrentIndex(self.task.findData(project.yolo))
        self.origin.setCurrentIndex(self.origin.findData(project.voc_origin))
        self.folder.setText(project.labels_dir)

    def _show_videos(self) -> None:
        """How many images came from each: they belong together when the dataset is split."""
        counts = Counter(self._dataset.groups.values())
        lines = [
            f"{name} · " + self.tr("%n image(s)", None, count)
            for name, count in counts.most_common(_MOST_VIDEOS)
        ]
        if len(counts) > _MOST_VIDEOS:
            lines.append(self.tr("and %n more", None, len(counts) - _MOST_VIDEOS))
        self.videos.setText("\n".join(lines))
        for part in (self.videos_label, self.videos):
            part.setVisible(bool(counts))

    def _show_hints(self) -> None:
        task = self.task.currentData()
        self.task_hint.setText(
            {
                "detect": self.tr("A polygon is written as the box around it."),
                "segment": self.tr("A box is written as its four corners."),
                "obb": self.tr("Four corners each; a polygon as its smallest rotated box."),
            }[task]
        )
        self.origin_hint.setText(
            self.tr("For training code that subtracts 1 from every coordinate.")
            if self.origin.currentData()
            else self.tr("What most training code expects.")
        )
        self.task.setEnabled(self.yolo.isChecked())
        self.origin.setEnabled(self.voc.isChecked())

    def _on_edited(self) -> None:
        some = self.voc.isChecked() or self.yolo.isChecked()
        self.save.setEnabled(some)
        self.problem.setText("" if some else self.tr("Choose at least one format."))
        self._show_hints()

    def _on_browse(self) -> None:
        root = self._dataset.root
        start = root / self.folder.text() if self.folder.text() else root
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Labels folder"), str(start))
        if chosen:
            self.folder.setText(_from_root(Path(chosen), root))

    @property
    def wanted(self) -> Project:
        """The project as the widgets say."""
        chosen = (("voc", self.voc), ("yolo", self.yolo))
        return replace(
            self._dataset.project,
            formats=tuple(name for name, box in chosen if box.isChecked()),
            yolo=self.task.currentData(),
            voc_origin=self.origin.currentData(),
            labels_dir=self.folder.text().strip().replace("\\", "/"),
        )

    def accept(self) -> None:
        if self.wanted != self._dataset.project:
            self._session.autosave.wait()
            try:
                save_project(self.wanted)
            except LabelerError as error:
                self.problem.setText(text.finding(error.finding))
                return
            self._session.refresh()
        super().accept()


def _from_root(folder: Path, root: Path) -> str:
    """The folder as labeler.yaml names it: from the dataset's root where it lies inside."""
    try:
        return Path(os.path.relpath(folder, root)).as_posix()
    except ValueError:  # another drive
        return folder.as_posix()
