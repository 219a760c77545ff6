"""One camera as it is being set: its name, how wide it sees, and the images it took."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QRadioButton,
    QWidget,
)

from labeler.core.cameras import Camera
from labeler.core.classes import normalised
from labeler.ui import theme
from labeler.ui.rules.field_of_view import FieldOfView
from labeler.ui.rules.ticks import tick_boxes

if TYPE_CHECKING:
    from labeler.core.dataset import Dataset

_KEY = Qt.ItemDataRole.UserRole
Source = tuple[str, str]  # "video" or "folder", and its name


@dataclass(frozen=True, slots=True)
class Draft:
    """A camera that need not be complete yet: `only` these sources, of which there may be none."""

    name: str
    hfov_deg: float = 60.0
    only: bool = False
    sources: tuple[Source, ...] = ()

    @property
    def complete(self) -> bool:
        return bool(self.camera.name) and (not self.only or bool(self.sources))

    @property
    def camera(self) -> Camera:
        videos, folders = (
            tuple(name for kind, name in self.sources if self.only and kind == wanted)
            for wanted in ("video", "folder")
        )
        return Camera(normalised(self.name), self.hfov_deg, videos, folders)

    def without(self, sources: tuple[Source, ...]) -> "Draft":
        return replace(self, sources=tuple(one for one in self.sources if one not in sources))


def draft_of(camera: Camera) -> Draft:
    videos = tuple(("video", name) for name in camera.videos)
    folders = tuple(("folder", name) for name in camera.folders)
    sources = (*videos, *folders)
    return Draft(camera.name, camera.hfov_deg, bool(sources), sources)


def sources_of(dataset: "Dataset") -> dict[Source, int]:
    """The videos and folders of a dataset, each with its number of images; off the main thread."""
    videos = Counter(dataset.groups.values())
    folders: Counter[str] = Counter()
    for folder, count in Counter(name.rpartition("/")[0] for name in dataset.images).items():
        parts = folder.split("/") if folder else []
        for depth in range(1, len(parts) + 1):
            folders["/".join(parts[:depth])] += count
    found: dict[Source, int] = {("video", name): count for name, count in videos.items()}
    return found | {("folder", name): folders[name] for name in sorted(folders)}


class CameraForm(QWidget):
    """Follows the draft it is shown; says what became of it."""

    changed = Signal(object)  # Draft

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft = Draft("")
        self._sources: Mapping[Source, int] = {}
        self._others: Mapping[Source, str] = {}  # the camera that has them now
        self.name_label, self.field_label, self.images_label = (QLabel(self) for _ in range(3))
        self.name, self.field = QLineEdit(self), FieldOfView(self)
        self.name_label.setBuddy(self.name)
        self.field_label.setBuddy(self.field.degrees)
        self.all, self.only = QRadioButton(self), QRadioButton(self)
        self.list = QListWidget(self)
        self.list.setUniformItemSizes(True)
        self.list.setMinimumHeight(72)
        self.list.setStyleSheet(
            "QListWidget { border: 1px solid palette(mid); border-radius: 6px; padding: 2px; }"
            + tick_boxes("QListWidget::indicator")
        )
        self.none = QLabel(self)
        self.none.setWordWrap(True)
        self.none.setProperty("role", "quiet")
        self._lay_out()
        self.name.textEdited.connect(self._on_named)
        self.field.changed.connect(self._on_field_changed)
        self.only.toggled.connect(self._on_only_toggled)
        self.list.itemChanged.connect(self._on_item_changed)

    def _lay_out(self) -> None:
        top = Qt.AlignmentFlag.AlignTop
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.name_label, 0, 0)
        grid.addWidget(self.name, 0, 1)
        self.field_label.setContentsMargins(0, 5, 0, 0)  # in line with the text of the field
        grid.addWidget(self.field_label, 1, 0, top)
        grid.addWidget(self.field, 1, 1)
        grid.addWidget(self.images_label, 2, 0, top)
        grid.addWidget(self.all, 2, 1)
        grid.addWidget(self.only, 3, 1)
        grid.addWidget(self.list, 4, 1)
        grid.addWidget(self.none, 5, 1)
        self._grid = grid

    def retranslate(self) -> None:
        self.name_label.setText(self.tr("Name"))
        self.field_label.setText(self.tr("Field of view"))
        self.images_label.setText(self.tr("It took"))
        self.all.setText(self.tr("All images that no other camera took"))
        self.only.setText(self.tr("Only those of these videos and folders"))
        self.none.setText(self.tr("The images of this dataset are in one folder, and of no video."))
        self.list.setAccessibleName(self.only.text())
        self.field.retranslate()
        self._fill()

    def show_draft(self, draft: Draft, others: Mapping[Source, str]) -> None:
        """A camera to be changed, and which sources the other cameras have, by name."""
        refill = (draft.sources, others) != (self._draft.sources, self._others)
        self._draft, self._others = draft, others
        if self.name.text() != draft.name:
            self.name.setText(draft.name)
        self.field.show_degrees(draft.hfov_deg)
        with QSignalBlocker(self.only), QSignalBlocker(self.all):
            (self.only if draft.only else self.all).setChecked(True)
        if refill:
            self._fill()
        self._show_list()

    def show_sources(self, sources: Mapping[Source, int]) -> None:
        self._sources = sources
        self._fill()
        self._show_list()

    # --- the videos and folders

    def _fill(self) -> None:
        """Also those that the camera is said to have taken and that are no longer there.

        Items stay while their sources do: one of them may be the one that was just ticked.
        """
        lost = [one for one in self._draft.sources if one not in self._sources]
        wanted = [*self._sources, *lost]
        with QSignalBlocker(self.list):
            if wanted != [source for source, _ in self._items()]:
                self.list.clear()
                for source in wanted:
                    self._add(source)
            for source, item in self._items():
                item.setText(self._words(source))
                item.setToolTip(item.text())
                chosen = source in self._draft.sources
                item.setCheckState(Qt.CheckState.Checked if chosen else Qt.CheckState.Unchecked)

    def _items(self) -> Iterator[tuple[Source, QListWidgetItem]]:
        for row in range(self.list.count()):
            item = self.list.item(row)
            kind, name = item.data(_KEY)
            yield (kind, name), item

    def _add(self, source: Source) -> None:
        icon = theme.icon("video" if source[0] == "video" else "open_folder")
        item = QListWidgetItem(icon, "", self.list)
        item.setData(_KEY, source)

    def _words(self, source: Source) -> str:
        words = [source[1], self.tr("%n image(s)", None, self._sources.get(source, 0))]
        other = self._others.get(source)
        if other:
            words.append(self.tr("now of {camera}").format(camera=other))
        return " · ".join(words)

    def _show_list(self) -> None:
        some = self.list.count() > 0
        self.only.setEnabled(some)
        self.list.setVisible(some and self._draft.only)
        self.none.setVisible(not some)
        self._grid.setRowStretch(4, 0 if self.list.isHidden() else 1)
        self._grid.setRowStretch(6, 1 if self.list.isHidden() else 0)

    # --- what is set

    def _take(self, draft: Draft) -> None:
        self._draft = draft
        self.changed.emit(draft)

    def _on_named(self, name: str) -> None:
        self._take(replace(self._draft, name=name))

    def _on_field_changed(self, degrees: float) -> None:
        self._take(replace(self._draft, hfov_deg=round(degrees, 1)))

    def _on_only_toggled(self, only: bool) -> None:
        self._take(replace(self._draft, only=only))
        self._show_list()

    def _on_item_changed(self, item: QListWidgetItem) -> None:
        kind, name = item.data(_KEY)
        source = (kind, name)
        kept = self._draft.without((source,))
        if item.checkState() is Qt.CheckState.Checked:
            kept = replace(kept, sources=(*kept.sources, source))
        self._take(kept)
