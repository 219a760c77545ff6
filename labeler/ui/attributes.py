"""A small table of names and values, edited in place; its last row is always free."""

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPalette
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
Pairs = tuple[tuple[str, str], ...]


class _PairsModel(QAbstractTableModel):
    edited = Signal(object)  # Pairs

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.pairs: Pairs = ()
        self.editable = True
        self.headers = ("", "")
        self.hint = ""
        self.offer = ""  # shown in the free row

    def show_pairs(self, pairs: Pairs, editable: bool) -> None:
        if pairs == self.pairs and editable == self.editable:
            return
        self.beginResetModel()
        self.pairs, self.editable = pairs, editable
        self.endResetModel()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.pairs) + self.editable

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 2

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        free = index.row() >= len(self.pairs)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole) and not free:
            return self.pairs[index.row()][index.column()]
        if role == Qt.ItemDataRole.DisplayRole and index.column() == 0:
            return self.offer
        if role == Qt.ItemDataRole.ForegroundRole and free:
            return QGuiApplication.palette().brush(QPalette.ColorRole.PlaceholderText)
        if role == Qt.ItemDataRole.ToolTipRole and free:
            return self.hint
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.headers[section]
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        free = index.row() >= len(self.pairs)
        if self.editable and (not free or index.column() == 0):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        text, row = str(value).strip(), index.row()
        pairs = list(self.pairs)
        if row >= len(pairs):
            if not text:
                return False
            pairs.append((text, ""))
        elif index.column() == 0:
            if not text:
                return False
            pairs[row] = (text, pairs[row][1])
        else:
            pairs[row] = (pairs[row][0], text)
        self.edited.emit(tuple(pairs))
        return True

    def removed(self, row: int) -> Pairs:
        return tuple(pair for place, pair in enumerate(self.pairs) if place != row)


class AttributesTable(QTableView):
    """Emits the pairs as they should become; shows them only when told to."""

    edited = Signal(object)  # Pairs

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pairs = _PairsModel(self)
        self._pairs.edited.connect(self.edited)
        self.setModel(self._pairs)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 10)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.SelectedClicked
        )
        rows = 4
        self.setFixedHeight(rows * (self.fontMetrics().height() + 10) + 6)

    def show_pairs(self, pairs: Pairs, editable: bool) -> None:
        self._pairs.show_pairs(pairs, editable)

    def retranslate(self) -> None:
        self._pairs.headers = (self.tr("Attribute"), self.tr("Value"))
        self._pairs.offer = self.tr("Add…")
        self._pairs.hint = self.tr("Double-click to add an attribute")
        self.setAccessibleName(self.tr("Attributes of the selected shape"))
        self._pairs.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, 1)

    def keyboardSearch(self, search: str) -> None:
        """Nothing: letters are the window's keys."""

    def event(self, event: QEvent) -> bool:
        # here Delete means the attribute, not the shape that the window's shortcut deletes
        override = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if override and self.hasFocus() and event.key() == Qt.Key.Key_Delete:  # type: ignore[attr-defined]
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        if event.key() == Qt.Key.Key_Delete:
            if self._pairs.editable and 0 <= row < len(self._pairs.pairs):
                self.edited.emit(self._pairs.removed(row))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row >= 0:
            self.edit(self.currentIndex())
        elif event.text() and event.text().isprintable():
            event.ignore()
        else:
            super().keyPressEvent(event)
