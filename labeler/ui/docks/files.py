"""The list of images: the state of each, filters, and which one is open."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    Qt,
    QTimer,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from labeler.services.session import Session
from labeler.services.states import Filter, State
from labeler.ui import signs
from labeler.ui.docks.dock import Dock
from labeler.ui.image_rows import FilesDelegate, FilesModel, ProgressStrip
from labeler.ui.rows import RowsView

_DEBOUNCE_MS = 150
_REFILTER_MS = 400


class FilesDock(Dock):
    """Images with their states; a click or a key opens one, filters say which are listed."""

    id = "files"
    area = "left"

    def __init__(self, session: Session, settings: Any, parent: QWidget | None = None) -> None:
        super().__init__(session, settings, parent)
        self._foldered: Sequence[str] | None = None  # images whose folders are offered
        self._following = False  # True while the list follows the session, not the user
        self._stale = False  # states changed on which the filter depends
        self._build()
        self._connect()
        self.retranslate()
        self._on_session_opened()

    # --- parts

    def _build(self) -> None:
        self.progress = QLabel(self)
        self.strip = ProgressStrip(self)
        self.search = QLineEdit(self)
        self.search.setClearButtonEnabled(True)
        self.chips = {state: self._chip() for state in State}
        self.class_box = QComboBox(self)
        self.folder_box = QComboBox(self)
        self.video_box = QComboBox(self)
        for box in (self.class_box, self.folder_box, self.video_box):
            box.setSizeAdjustPolicy(_BY_CONTENT)
            box.setMinimumContentsLength(6)
            box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.model = FilesModel(self.session, self)
        self.view = RowsView(self)
        self.view.setItemDelegate(FilesDelegate(self.model, self.view))
        self.view.setModel(self.model)
        self.empty = QLabel(self)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setWordWrap(True)
        self.empty.setContentsMargins(20, 0, 20, 0)
        self.pages = QStackedWidget(self)
        self.pages.addWidget(self.view)
        self.pages.addWidget(self.empty)
        self.shown = QLabel(self)
        self.clear = QPushButton(self)
        self.clear.setFlat(True)
        self.setFocusProxy(self.view)
        self._lay_out()

    def _chip(self) -> QToolButton:
        chip = QToolButton(self)
        chip.setCheckable(True)
        chip.setAutoRaise(True)
        chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        chip.toggled.connect(self._on_filter_edited)
        return chip

    def _lay_out(self) -> None:
        chips = QHBoxLayout()
        chips.setSpacing(2)
        for chip in self.chips.values():
            chips.addWidget(chip)
        chips.addSpacing(4)
        chips.addWidget(self.class_box, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.shown, 1)
        foot.addWidget(self.clear)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 6)
        column.setSpacing(6)
        column.addWidget(self.progress)
        column.addWidget(self.strip)
        column.addSpacing(2)
        column.addWidget(self.search)
        column.addLayout(chips)
        column.addWidget(self.folder_box)
        column.addWidget(self.video_box)
        column.addWidget(self.pages, 1)
        column.addLayout(foot)

    def _connect(self) -> None:
        self._typing = QTimer(self, singleShot=True, interval=_DEBOUNCE_MS)
        self._typing.timeout.connect(self._on_filter_edited)
        self._refilter = QTimer(self, singleShot=True, interval=_REFILTER_MS)
        self._refilter.timeout.connect(self._on_refilter)
        self.search.textEdited.connect(self._on_search_edited)
        self.search.returnPressed.connect(self._on_search_entered)
        self.search.installEventFilter(self)
        self.class_box.activated.connect(self._on_filter_edited)
        self.folder_box.activated.connect(self._on_filter_edited)
        self.video_box.activated.connect(self._on_filter_edited)
        self.clear.clicked.connect(self.clear_filters)
        self.view.clicked.connect(self._on_row_chosen)
        self.view.entered_row.connect(self._on_row_chosen)
        self.view.selectionModel().currentChanged.connect(self._on_row_chosen)
        self.view.stepped_out.connect(self.search.setFocus)
        session = self.session
        session.opened.connect(self._on_session_opened)
        session.rows_changed.connect(self._on_rows_changed)
        session.shown.connect(self._on_session_shown)
        session.states.changed.connect(self._on_states_changed)
        session.gradebook.marks_changed.connect(self.model.announce)
        session.workspace.classes_changed.connect(self._fill_classes)

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Images"))
        self.search.setPlaceholderText(self.tr("Find by name"))
        self.search.setAccessibleName(self.tr("Find by name"))
        self.view.setAccessibleName(self.tr("Images"))
        self.clear.setText(self.tr("Clear filters"))
        self.model.words = {
            State.NEW: self.tr("not looked at"),
            State.LABELLED: self.tr("labelled"),
            State.VERIFIED: self.tr("verified"),
            State.PROBLEM: self.tr("problem"),
        }
        for state, chip in self.chips.items():
            chip.setToolTip(self.tr("List only: {state}").format(state=self.model.words[state]))
            chip.setAccessibleName(self.model.words[state])
        self.class_box.setToolTip(self.tr("List only images with this class"))
        self.folder_box.setToolTip(self.tr("List only images of this folder"))
        self._paint_chips()
        self._fill_classes()
        if self.folder_box.count():
            self.folder_box.setItemText(0, self.tr("All folders"))
        self.video_box.setToolTip(self.tr("List only frames of this video"))
        if self.video_box.count():
            self.video_box.setItemText(0, self.tr("All images and videos"))
        self._show_progress()
        self._show_counts()

    def _paint_chips(self) -> None:
        for state, chip in self.chips.items():
            chip.setIcon(signs.state_icon(state, self.palette()))

    # --- what the session says

    def _on_session_opened(self) -> None:
        self._fill_classes()
        self._show_filter()
        self._on_rows_changed()
        self._show_progress()

    def _fill_folders(self) -> None:
        dataset = self.session.dataset
        names: Sequence[str] = dataset.images if dataset else ()
        if names is self._foldered:
            return
        self._foldered = names
        if dataset is None:
            self._offer([], [])
            return
        job = self.session.jobs.run(
            lambda: (folders_of(names), list(dict.fromkeys(dataset.groups.values()))),
            lambda found: self._offer(*found) if self._foldered is names else None,
            lambda error: None,
            priority=-5,
        )
        self.destroyed.connect(job.cancel)

    def _offer(self, folders: list[str], videos: list[str]) -> None:
        """The folders and videos to choose from; nothing where there is no choice."""
        wanted = self.session.filter
        offers = (
            (self.folder_box, self.tr("All folders"), folders, wanted.folder),
            (self.video_box, self.tr("All images and videos"), videos, wanted.video),
        )
        for box, all_, names, chosen in offers:
            box.clear()
            box.addItem(all_, "")
            for name in names:
                box.addItem(name, name)
            box.setVisible(bool(names))
            box.setCurrentIndex(max(0, box.findData(chosen)))

    def _on_rows_changed(self) -> None:
        self._fill_folders()
        self._following = True
        self.model.refresh()
        self._following = False
        self._on_session_shown()
        self._show_counts()

    def _on_session_shown(self) -> None:
        row = self.session.row_of(self.session.index)
        index = self.model.index(row) if row is not None else QModelIndex()
        self._following = True
        self.view.setCurrentIndex(index)
        if row is None:
            self.view.clearSelection()
        else:
            self._reveal(index)
        self._following = False
        if self._stale:
            self._refilter.start()

    def _reveal(self, index: QModelIndex) -> None:
        """Scroll a row that is out of sight to the middle: a walk then rarely scrolls, and shows
        what comes next."""
        inside = self.view.viewport().rect().contains(self.view.visualRect(index))
        if not inside:
            self.view.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def _on_states_changed(self, first: int, last: int) -> None:
        self.model.announce(first, last)
        self._show_progress()
        wanted = self.session.filter
        if wanted.states or wanted.class_name:
            self._stale = True
            if first != last or first != self.session.index:
                self._refilter.start()

    def _on_refilter(self) -> None:
        self._stale = False
        self.session.refilter()

    def _fill_classes(self) -> None:
        classes = self.session.workspace.classes
        chosen = self.class_box.currentData() or ""
        self.class_box.clear()
        self.class_box.addItem(self.tr("All classes"), "")
        for number in classes.displayed:
            name = classes.classes[number].name
            self.class_box.addItem(signs.swatch_icon(classes.color_of(name)), name, name)
        self.class_box.setCurrentIndex(max(0, self.class_box.findData(chosen)))

    # --- what the user does

    def _on_row_chosen(self, index: QModelIndex) -> None:
        if self._following or not index.isValid():
            return
        image = self.model.image(index.row())
        if image != self.session.index:
            self.session.show(image)

    def _on_search_edited(self) -> None:
        self._typing.start()

    def _on_search_entered(self) -> None:
        self._on_filter_edited()
        if len(self.session.rows):
            if self.session.row_of(self.session.index) is None:
                self.session.show(self.session.rows[0])
            self.view.setFocus()

    def _on_filter_edited(self) -> None:
        self._typing.stop()
        wanted = Filter(
            text=self.search.text().strip(),
            states=frozenset(s for s, chip in self.chips.items() if chip.isChecked()),
            class_name=self.class_box.currentData() or "",
            folder=self.folder_box.currentData() or "",
            video=self.video_box.currentData() or "",
        )
        if wanted != self.session.filter:
            self.session.set_filter(wanted)

    def clear_filters(self) -> None:
        self.session.set_filter(Filter())
        self._show_filter()

    # --- showing

    def _show_filter(self) -> None:
        """Make the filter widgets say what the session filters by."""
        wanted = self.session.filter
        self.search.setText(wanted.text)
        for state, chip in self.chips.items():
            chip.blockSignals(True)
            chip.setChecked(state in wanted.states)
            chip.blockSignals(False)
        self.class_box.setCurrentIndex(max(0, self.class_box.findData(wanted.class_name)))
        self.folder_box.setCurrentIndex(max(0, self.folder_box.findData(wanted.folder)))
        self.video_box.setCurrentIndex(max(0, self.video_box.findData(wanted.video)))

    def _show_progress(self) -> None:
        left, labelled, verified, problems = self.session.states.tally
        self.strip.show_tally((left, labelled, verified, problems))
        text = self.tr("verified {verified} · labelled {labelled} · left {left}").format(
            verified=f"{verified:,}", labelled=f"{labelled:,}", left=f"{left:,}"
        )
        self.progress.setText(text)
        words = [
            f"{self.model.words[state]}: {n:,}"
            for state, n in zip(_SHOWN, (verified, labelled, problems, left), strict=True)
        ]
        self.strip.setToolTip("\n".join(words))
        self.progress.setToolTip("\n".join(words))

    def _show_counts(self) -> None:
        total, shown = len(self.session.states), self.model.rowCount()
        self.shown.setText(
            self.tr("{shown} of {total} shown").format(shown=f"{shown:,}", total=f"{total:,}")
        )
        self.shown.setVisible(total > 0)
        self.clear.setVisible(bool(self.session.filter))
        self.pages.setCurrentWidget(self.view if shown else self.empty)
        if self.session.dataset is None:
            self.empty.setText(self.tr("Open a folder, or drop one here."))
        elif not total:
            self.empty.setText(self.tr("There are no images in this folder."))
        else:
            self.empty.setText(self.tr("No image matches."))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.search and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Down:
                self.view.setFocus()
                return True
            if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:
                self.clear_filters()
                self.view.setFocus()
                return True
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "chips"):
            self._paint_chips()


_BY_CONTENT = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
_SHOWN = (State.VERIFIED, State.LABELLED, State.PROBLEM, State.NEW)


def folders_of(names: Sequence[str]) -> list[str]:
    """Every folder that holds images, itself or below, in the order of the images."""
    found: dict[str, None] = {}
    for folder in dict.fromkeys(name.rpartition("/")[0] for name in names if "/" in name):
        parts = folder.split("/")
        for depth in range(1, len(parts) + 1):
            found["/".join(parts[:depth])] = None
    return list(found)
