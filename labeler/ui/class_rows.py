"""The classes as rows: number, colour, name, how many objects, key."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from labeler.core.classes import ClassList, normalised
from labeler.services.session import Session
from labeler.ui import signs

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_NAME = Qt.ItemDataRole.DisplayRole
_MIME = "application/x-labeler-class"
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
            if numbers:
                self.dataChanged.emit(self.index(0), self.index(len(numbers) - 1))
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
