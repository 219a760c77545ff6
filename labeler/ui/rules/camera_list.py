"""The cameras of a dataset: a list of them, and the one that is being set."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from labeler.core.cameras import Camera
from labeler.ui.rules.camera_form import CameraForm, Draft, Source, draft_of

_LIST = 136


class CameraList(QWidget):
    """Cameras are added, removed and changed here; nothing is written."""

    changed = Signal()

    def __init__(self, cameras: Sequence[Camera], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.drafts = [draft_of(camera) for camera in cameras]
        self.list = QListWidget(self)
        self.list.setFixedWidth(_LIST)
        self.list.setStyleSheet(
            "QListWidget { border: 1px solid palette(mid); border-radius: 6px; }"
            "QListWidget::item { padding: 5px 7px; }"
        )
        self.add, self.first, self.remove = (QPushButton(self) for _ in range(3))
        for button in (self.add, self.first, self.remove):
            button.setAutoDefault(False)
        self.none = QLabel(self)
        self.none.setWordWrap(True)
        self.none.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.none.setProperty("role", "quiet")
        self.form = CameraForm(self)
        self._lay_out()
        self.list.currentRowChanged.connect(self._on_row_changed)
        self.add.clicked.connect(self._on_add)
        self.first.clicked.connect(self._on_add)
        self.remove.clicked.connect(self._on_remove)
        self.form.changed.connect(self._on_draft_changed)
        self._fill(0)

    def _lay_out(self) -> None:
        empty = QWidget(self)
        middle = QVBoxLayout(empty)
        middle.addStretch(1)
        middle.addWidget(self.none)
        middle.addWidget(self.first, 0, Qt.AlignmentFlag.AlignHCenter)
        middle.addStretch(2)
        listed = QVBoxLayout()
        listed.setSpacing(6)
        listed.addWidget(self.list, 1)
        listed.addWidget(self.add)
        listed.addWidget(self.remove)
        there = QWidget(self)
        row = QHBoxLayout(there)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        row.addLayout(listed)
        row.addWidget(self.form, 1)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(empty)
        self.stack.addWidget(there)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)

    def retranslate(self) -> None:
        self.add.setText(self.tr("Add"))
        self.remove.setText(self.tr("Remove"))
        self.first.setText(self.tr("Add a camera"))
        self.none.setText(self.tr("No camera yet, so distances are not given in metres."))
        self.list.setAccessibleName(self.tr("Cameras"))
        self.form.retranslate()

    @property
    def cameras(self) -> tuple[Camera, ...]:
        return tuple(draft.camera for draft in self.drafts)

    @property
    def _row(self) -> int:
        return self.list.currentRow()

    def _fill(self, row: int) -> None:
        with QSignalBlocker(self.list):
            self.list.clear()
            self.list.addItems([draft.name for draft in self.drafts])
            self.list.setCurrentRow(min(row, len(self.drafts) - 1))
        self.stack.setCurrentIndex(1 if self.drafts else 0)
        self._show_list()
        self._on_row_changed()

    def _show_list(self) -> None:
        for row in range(self.list.count()):
            draft = self.drafts[row]
            item = self.list.item(row)
            item.setText(f"{draft.name} · {draft.hfov_deg:g}°")
            item.setToolTip(item.text())

    def _on_row_changed(self) -> None:
        if self._row >= 0:
            self.form.show_draft(self.drafts[self._row], self._taken_by_others())

    def _taken_by_others(self) -> Mapping[Source, str]:
        return {
            source: draft.name
            for row, draft in enumerate(self.drafts)
            if row != self._row and draft.only
            for source in draft.sources
        }

    def _on_add(self) -> None:
        names = {draft.name for draft in self.drafts}
        number = next(n for n in range(1, len(names) + 2) if self._named(n) not in names)
        only = any(not draft.only for draft in self.drafts) and self.form.only.isEnabled()
        self.drafts.append(Draft(self._named(number), only=only))
        self._fill(len(self.drafts) - 1)
        self.changed.emit()
        self.form.name.setFocus()
        self.form.name.selectAll()

    def _named(self, number: int) -> str:
        return self.tr("Camera {number}").format(number=number)

    def _on_remove(self) -> None:
        row = self._row
        if row >= 0:
            del self.drafts[row]
            self._fill(row)
            self.changed.emit()

    def _on_draft_changed(self, draft: Draft) -> None:
        """A video or folder is of one camera: taken here, it is taken from the others."""
        row = self._row
        taken = draft.sources if draft.only else ()
        self.drafts = [one if n == row else one.without(taken) for n, one in enumerate(self.drafts)]
        self.drafts[row] = draft
        self.form.show_draft(draft, self._taken_by_others())
        self._show_list()
        self.changed.emit()

    # --- what is wrong

    def problem(self) -> str:
        """Why they cannot be taken; "" when they can."""
        names = [draft.camera.name for draft in self.drafts]
        if not all(names):
            return self.tr("Every camera needs a name.")
        if len(set(names)) < len(names):
            name = next(name for name in names if names.count(name) > 1)
            return self.tr("Two cameras are called “{name}”.").format(name=name)
        empty = next((draft.name for draft in self.drafts if not draft.complete), "")
        if empty:
            words = self.tr("Choose the videos or folders that “{name}” took, or all images.")
            return words.format(name=empty)
        return ""

    def doubt(self) -> str:
        """What is odd about them, though it can be taken."""
        general = [draft.name for draft in self.drafts if not draft.only]
        if len(general) < 2:
            return ""
        words = self.tr("“{other}” takes no image: “{name}” has all of them already.")
        return words.format(other=general[1], name=general[0])
