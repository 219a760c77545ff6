"""The class list: which class is current, how many objects each has, and changes to the list."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QKeySequence, QPainter, QPen, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QColorDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from labeler.core.classes import ClassList, LabelClass, normalised
from labeler.services.session import Session
from labeler.services.states import Filter
from labeler.ui import signs
from labeler.ui.docks.dock import Dock
from labeler.ui.rows import RowsView

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_NAME = Qt.ItemDataRole.DisplayRole
_MIME = "application/x-labeler-class"
_COUNTS_MS = 120
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignCenter


class ClassesModel(QAbstractListModel):
    """Classes in display order, then the numbers that files use and the list lacks."""

    rename_wanted = Signal(int, str)  # number, new name
    move_wanted = Signal(int, int)  # number, the row it goes before

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._numbers: tuple[int, ...] = ()

    @property
    def classes(self) -> ClassList:
        return self._session.workspace.classes

    def refresh(self) -> None:
        numbers = _numbers(self.classes, self._session.states.objects)
        if numbers == self._numbers:
            self.dataChanged.emit(self.index(0), self.index(max(0, len(numbers) - 1)))
            return
        self.beginResetModel()
        self._numbers = numbers
        self.endResetModel()

    def number(self, row: int) -> int:
        return self._numbers[row]

    def row(self, name: str) -> int | None:
        number = self.classes.number_of(name)
        return self._numbers.index(number) if number in self._numbers else None

    def name(self, row: int) -> str:
        return self.classes.name_of(self._numbers[row])

    def listed(self, row: int) -> bool:
        return self.name(row) in self.classes

    def key(self, row: int) -> str:
        return self.classes.key_of(self._numbers[row]) if self.listed(row) else ""

    def count(self, row: int) -> int:
        return self._session.states.objects.get(self.name(row), 0)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._numbers)

    def data(self, index: _Index, role: int = _NAME) -> Any:
        row = index.row()
        if role in (_NAME, Qt.ItemDataRole.EditRole):
            return self.name(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._sentence(row)
        return None

    def _sentence(self, row: int) -> str:
        text = self.tr("{name}: number {number}, %n object(s)", None, self.count(row)).format(
            name=self.name(row), number=self._numbers[row]
        )
        if not self.listed(row):
            text += "\n" + self.tr("Label files use this number; give it a name.")
        return text

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        name = normalised(str(value))
        if name and name != self.name(index.row()):
            self.rename_wanted.emit(self._numbers[index.row()], name)
        return True

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsEditable
            | Qt.ItemFlag.ItemIsDragEnabled
        )

    # --- dragging

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        data.setData(_MIME, str(self._numbers[indexes[0].row()]).encode())
        return data

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: _Index
    ) -> bool:
        raw = bytes(data.data(_MIME).data()).decode()
        place = row if row >= 0 else parent.row() if parent.isValid() else len(self._numbers)
        if raw.isdigit():
            self.move_wanted.emit(int(raw), place)
        return False  # the class list was changed; the view has no row to remove


def _numbers(classes: ClassList, objects: Any) -> tuple[int, ...]:
    used = (classes.number_of(name) for name, count in objects.items() if count > 0)
    listed = classes.displayed
    unlisted = {n for n in used if n is not None and classes.name_of(n) not in classes}
    return (*listed, *sorted(unlisted - set(listed)))


class ClassesDelegate(QStyledItemDelegate):
    """Paints number, swatch, name, count and key of a class."""

    def __init__(self, model: ClassesModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        signs.paint_ground(painter, option)
        text, grey = signs.row_colors(option.palette, chosen)
        row, rect, metrics = index.row(), option.rect, option.fontMetrics
        name_box, number_box, swatch = self._parts(option, row)
        painter.setPen(grey)
        painter.drawText(number_box, _RIGHT, str(self._model.number(row)))
        name = self._model.name(row)
        signs.paint_swatch(
            painter, swatch, QColor(self._model.classes.color_of(name)), option.palette
        )
        right = self._paint_key(painter, option, row, (text, grey))
        count = f"{self._model.count(row):,}" if self._model.count(row) else ""
        painter.setPen(grey)
        painter.drawText(QRect(rect.left(), rect.top(), right - rect.left(), rect.height()),
                         _RIGHT, count)  # fmt: skip
        room = right - metrics.horizontalAdvance(count) - 8 - name_box.left()
        painter.setPen(text if self._model.listed(row) else grey)
        elided = metrics.elidedText(name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(name_box, _LEFT, elided)

    def _parts(self, option: QStyleOptionViewItem, row: int) -> tuple[QRect, QRect, QRectF]:
        rect, metrics = option.rect, option.fontMetrics
        last = self._model.number(self._model.rowCount() - 1)
        digits = max(2, len(str(max(last, len(self._model.classes)))))
        wide = metrics.horizontalAdvance("0" * digits)
        number = QRect(rect.left() + 4, rect.top(), wide, rect.height())
        side = metrics.ascent() + 2
        swatch = QRectF(number.right() + 9, rect.center().y() - side / 2 + 0.5, side, side)
        name = QRect(rect)
        name.setLeft(int(swatch.right()) + 8)
        return name, number, swatch

    def _paint_key(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        row: int,
        colors: tuple[QColor, QColor],
    ) -> int:
        """The key's badge; returns where what stands before it ends."""
        rect, side = option.rect, option.fontMetrics.height() + 2
        badge = QRectF(rect.right() - side - 7, rect.center().y() - side / 2 + 0.5, side, side)
        key = self._model.key(row)
        if key:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(signs.mixed(colors[1], _ground(option), 0.45), 1))
            painter.drawRoundedRect(badge, 4, 4)
            painter.setPen(colors[0])
            painter.drawText(badge, _CENTRE, key)
            painter.restore()
        return int(badge.left()) - 8

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: _Index
    ) -> None:
        editor.setGeometry(self._parts(option, index.row())[0].adjusted(-4, 0, 0, 0))


def _ground(option: QStyleOptionViewItem) -> QColor:
    chosen = bool(option.state & QStyle.StateFlag.State_Selected)
    palette = option.palette
    role = palette.ColorRole.Highlight if chosen else palette.ColorRole.Base
    return palette.color(role)


class ClassesDock(Dock):
    """Click a class to draw with it; double click renames; the menu has the rest."""

    id = "classes"

    def __init__(self, session: Session, settings: Any, parent: QWidget | None = None) -> None:
        super().__init__(session, settings, parent)
        self._following = False
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

    def focus_add(self) -> None:
        self.add_line.setFocus()
        self.add_line.selectAll()

    def _on_add_entered(self) -> None:
        name = normalised(self.add_line.text())
        if name and self.session.dataset is not None:
            self.session.set_classes(self.model.classes.adding(name))
            self.session.workspace.set_current_class(name)
            self.add_line.clear()

    def _on_rename_pressed(self) -> None:
        if self.view.currentIndex().isValid():
            self.view.edit(self.view.currentIndex())

    def rename(self, number: int, name: str) -> None:
        """Rename at once what no file has, else after showing what would change."""
        classes = self.model.classes
        if classes.name_of(number) not in classes:
            if name not in classes:
                self.session.set_classes(_naming(classes, number, name))
        elif name in classes and classes.number_of(name) != number:
            self.change("merge", number, name)
        else:
            self.change("rename", number, name)

    def change(self, kind: str, number: int, name: str = "") -> None:
        """Ask, then change the class in every label file: "rename", "merge" or "remove"."""
        from labeler.ui.dialogs.class_change import ClassChangeDialog

        dialog = ClassChangeDialog(self.session, kind, number, name, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

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
        self.session.set_classes(classes.ordering(order))

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
            classes.replacing(number, replace(classes.classes[number], key=key))
        )

    def _put(self, number: int, changed: LabelClass) -> None:
        self.session.set_classes(self.model.classes.replacing(number, changed))

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
