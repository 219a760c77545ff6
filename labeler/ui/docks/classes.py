"""The class list: which class is current, how many objects each has, and changes to the list."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any, Literal

from PySide6.QtCore import (
    QModelIndex,
    QPoint,
    Qt,
    QTimer,
)
from PySide6.QtGui import QColor, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QColorDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from labeler.core.classes import ClassList, LabelClass, normalised
from labeler.services.session import Session
from labeler.services.states import Filter
from labeler.ui.class_rows import ClassesDelegate, ClassesModel
from labeler.ui.docks.dock import Dock
from labeler.ui.rows import RowsView

_COUNTS_MS = 120
_CENTRE = Qt.AlignmentFlag.AlignCenter


class ClassesDock(Dock):
    """Click a class to draw with it; double click renames; the menu has the rest."""

    id = "classes"
    share = 260

    def __init__(self, session: Session, settings: Any, parent: QWidget | None = None) -> None:
        super().__init__(session, settings, parent)
        self._following = False
        self._then: Callable[[], None] | None = None
        self._build()
        self._connect()
        self.retranslate()
        self._on_classes_changed()

    def _build(self) -> None:
        self.model = ClassesModel(self.session, self)
        self.view = RowsView(self)
        self.view.setItemDelegate(ClassesDelegate(self.model, self.view))
        self.view.setModel(self.model)
        self.view.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.view.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.view.setDragDropOverwriteMode(False)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.empty = QLabel(self.view)
        self.empty.setAlignment(_CENTRE)
        self.empty.setWordWrap(True)
        self.add_line = QLineEdit(self)
        self.setFocusProxy(self.view)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        column.addWidget(self.view, 1)
        column.addWidget(self.add_line)
        over = QVBoxLayout(self.view)
        over.addWidget(self.empty)

    def _connect(self) -> None:
        self._counting = QTimer(self, singleShot=True, interval=_COUNTS_MS)
        self._counting.timeout.connect(self._on_classes_changed)
        self.add_line.returnPressed.connect(self._on_add_entered)
        self.model.rename_wanted.connect(self.rename)
        self.model.move_wanted.connect(self.move_class)
        self.view.clicked.connect(self._on_row_chosen)
        self.view.selectionModel().currentChanged.connect(self._on_row_chosen)
        self.view.entered_row.connect(self._on_row_entered)
        self.view.customContextMenuRequested.connect(self._on_menu_requested)
        for keys, slot in (
            ("F2", self._on_rename_pressed),
            ("Alt+Up", partial(self._shift_current, -1)),
            ("Alt+Down", partial(self._shift_current, 1)),
        ):
            context = Qt.ShortcutContext.WidgetShortcut
            QShortcut(QKeySequence(keys), self.view, slot, context=context)
        workspace = self.session.workspace
        workspace.classes_changed.connect(self._on_classes_changed)
        workspace.class_changed.connect(self._on_class_changed)
        self.session.states.counts_changed.connect(self._counting.start)
        self.session.opened.connect(self._on_classes_changed)

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Classes"))
        self.view.setAccessibleName(self.tr("Classes"))
        self.add_line.setPlaceholderText(self.tr("New class"))
        self.add_line.setAccessibleName(self.tr("New class"))
        self.add_line.setToolTip(self.tr("Type a name and press Enter to add a class"))
        self.empty.setText(self.tr("No classes yet. Type the first one below."))

    # --- following

    def _on_classes_changed(self) -> None:
        self._following = True
        self.model.refresh()
        self._following = False
        self._on_class_changed(self.session.workspace.current_class)
        there = self.session.dataset is not None
        self.add_line.setEnabled(there)
        self.empty.setVisible(there and not self.model.rowCount())

    def _on_class_changed(self, name: str) -> None:
        row = self.model.row(name)
        self._following = True
        if row is None:
            self.view.clearSelection()
        elif self.view.currentIndex().row() != row or not self.view.selectedIndexes():
            self.view.setCurrentIndex(self.model.index(row))
        self._following = False

    # --- what the user does

    def _on_row_chosen(self, index: QModelIndex) -> None:
        if not self._following and index.isValid():
            self.session.workspace.set_current_class(self.model.name(index.row()))

    def _on_row_entered(self, index: QModelIndex) -> None:
        self.session.workspace.apply_class(self.model.name(index.row()))

    def focus_add(self, then: Callable[[], None] | None = None) -> None:
        """Type a name; `then` is done once it is entered. Without it more names can follow."""
        self._then = then
        self.add_line.setFocus()
        self.add_line.selectAll()

    def _on_add_entered(self) -> None:
        name = normalised(self.add_line.text())
        if name and self.session.dataset is not None:
            self.session.set_classes(self.model.classes.adding(name))
            self.session.workspace.set_current_class(name)
            self.add_line.clear()
        if self._then is not None:
            self._then()
            self._then = None

    def _on_rename_pressed(self) -> None:
        if self.view.currentIndex().isValid():
            self.view.edit(self.view.currentIndex())

    def rename(self, number: int, name: str) -> None:
        """Rename at once what no file has, else after showing what would change."""
        classes = self.model.classes
        if classes.name_of(number) not in classes:
            if name not in classes:
                self.session.set_classes(_naming(classes, number, name), "rename_class")
        elif name in classes and classes.number_of(name) != number:
            self.change("merge", number, name)
        else:
            self.change("rename", number, name)

    def change(
        self, kind: Literal["rename", "merge", "remove"], number: int, name: str = ""
    ) -> None:
        """Ask, then change the class in every label file: "rename", "merge" or "remove"."""
        from labeler.ui.dialogs.class_change import ClassChangeDialog

        ClassChangeDialog(self.session, kind, number, name, self.window()).open()

    def move_class(self, number: int, row: int) -> None:
        """Show the class before the one in this row; its number stays."""
        classes = self.model.classes
        order = list(classes.displayed)
        if number not in order:
            return
        before = order[row] if row < len(order) else None
        if before == number:
            return
        order.remove(number)
        order.insert(order.index(before) if before is not None else len(order), number)
        self.session.set_classes(classes.ordering(order), "reorder_classes")

    def _shift_current(self, by: int) -> None:
        row = self.view.currentIndex().row()
        if row >= 0 and 0 <= row + by < self.model.rowCount():
            self.move_class(self.model.number(row), row + by + (by > 0))

    def recolour(self, number: int) -> None:
        classes = self.model.classes
        now = QColor(classes.color_of(classes.name_of(number)))
        color = QColorDialog.getColor(now, self, self.tr("Colour of this class"))
        if color.isValid():
            self._put(number, replace(classes.classes[number], color=color.name()))

    def set_key(self, number: int, key: str) -> None:
        """Give the class this digit ("" for its place); whoever had it as its own gives it up."""
        classes = self.model.classes
        for other, known in enumerate(classes.classes):
            if key and known.key == key and other != number:
                classes = classes.replacing(other, replace(known, key=""))
        self.session.set_classes(
            classes.replacing(number, replace(classes.classes[number], key=key)), "class_key"
        )

    def _put(self, number: int, changed: LabelClass) -> None:
        self.session.set_classes(self.model.classes.replacing(number, changed), "class_color")

    # --- the menu

    def _on_menu_requested(self, position: QPoint) -> None:
        index = self.view.indexAt(position)
        if index.isValid():
            menu = self.menu_for(index.row())
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.view.viewport().mapToGlobal(position))

    def menu_for(self, row: int) -> QMenu:
        number, name = self.model.number(row), self.model.name(row)
        menu = QMenu(self)
        workspace = self.session.workspace
        use = menu.addAction(self.tr("Give this class to the selected shapes"))
        use.triggered.connect(partial(workspace.apply_class, name))
        use.setEnabled(bool(workspace.selection))
        only = menu.addAction(self.tr("List only images with this class"))
        only.triggered.connect(partial(self.session.set_filter, Filter(class_name=name)))
        menu.addSeparator()
        menu.addAction(self.tr("Rename…")).triggered.connect(self._on_rename_pressed)
        if not self.model.listed(row):
            return menu
        menu.addAction(self.tr("Colour…")).triggered.connect(partial(self.recolour, number))
        self._add_keys(menu, number)
        up = menu.addAction(self.tr("Move up"))
        up.triggered.connect(partial(self._shift_current, -1))
        up.setEnabled(row > 0)
        down = menu.addAction(self.tr("Move down"))
        down.triggered.connect(partial(self._shift_current, 1))
        menu.addSeparator()
        merge = menu.addAction(self.tr("Merge into…"))
        merge.triggered.connect(partial(self.change, "merge", number))
        merge.setEnabled(len(self.model.classes.displayed) > 1)
        menu.addAction(self.tr("Remove…")).triggered.connect(partial(self.change, "remove", number))
        return menu

    def _add_keys(self, menu: QMenu, number: int) -> None:
        keys = menu.addMenu(self.tr("Key"))
        own = self.model.classes.classes[number].key
        choices = [("", self.tr("By its place")), *((d, d) for d in "1234567890")]
        for key, words in choices:
            action = keys.addAction(words)
            action.setCheckable(True)
            action.setChecked(key == own)
            action.triggered.connect(partial(self.set_key, number, key))


def _naming(classes: ClassList, number: int, name: str) -> ClassList:
    """The list with a name for a number it lacks; numbers between stay empty."""
    missing = number + 1 - len(classes)
    if missing > 0:
        classes = replace(
            classes, classes=(*classes.classes, *[LabelClass("", removed=True)] * missing)
        )
    return classes.replacing(number, LabelClass(name))
