"""Type a few letters of a class and press Enter: for classes beyond nine."""

from functools import partial
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    Qt,
)
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from labeler.core.classes import ClassList, normalised
from labeler.services.session import Session
from labeler.ui import signs
from labeler.ui.rows import RowsView

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_SHOWN = 10


class ClassPalette(QFrame):
    """A popup near the pointer; Enter gives the class to what is hovered or selected."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session = session
        self.model = _MatchesModel(session, self)
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(self.tr("Class"))
        self.field.setAccessibleName(self.tr("Class"))
        self.view = RowsView(self)
        self.view.setItemDelegate(_MatchDelegate(self.model, self.view))
        self.view.setModel(self.model)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        column.addWidget(self.field)
        column.addWidget(self.view)
        self.setFixedWidth(280)
        self.field.textChanged.connect(self._on_text_changed)
        self.field.returnPressed.connect(self._on_entered)
        self.field.installEventFilter(self)
        self.view.clicked.connect(self._on_clicked)
        self._on_text_changed("")

    def open_at(self, position: QPoint) -> None:
        """Show it near a point of the screen, wholly on it."""
        screen = QGuiApplication.screenAt(position) or self.screen()
        room = screen.availableGeometry()
        self.adjustSize()
        x = min(position.x() + 12, room.right() - self.width() - 8)
        y = min(position.y() + 12, room.bottom() - self.height() - 8)
        self.move(max(room.left(), x), max(room.top(), y))
        self.show()
        self.field.setFocus()

    def _on_text_changed(self, words: str) -> None:
        self.model.search(words)
        if self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(0))
        rows = min(_SHOWN, max(1, self.model.rowCount()))
        self.view.setFixedHeight(rows * self.view.verticalHeader().defaultSectionSize() + 2)
        self.adjustSize()

    def _on_entered(self) -> None:
        self._take(self.view.currentIndex().row())

    def _on_clicked(self, index: QModelIndex) -> None:
        self._take(index.row())

    def _take(self, row: int) -> None:
        if not 0 <= row < self.model.rowCount():
            return
        name = self.model.names[row]
        self.close()
        if name not in self._session.workspace.classes:
            self._session.set_classes(self._session.workspace.classes.adding(name))
        self._session.workspace.apply_class(name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent):
            step = {
                Qt.Key.Key_Down: 1,
                Qt.Key.Key_Up: -1,
                Qt.Key.Key_PageDown: _SHOWN,
                Qt.Key.Key_PageUp: -_SHOWN,
            }.get(Qt.Key(event.key()))
            if step is not None and event.type() == QEvent.Type.KeyPress:
                last = self.model.rowCount() - 1
                row = min(max(self.view.currentIndex().row() + step, 0), last)
                self.view.setCurrentIndex(self.model.index(row))
                return True
        return super().eventFilter(watched, event)


class _MatchesModel(QAbstractListModel):
    """The classes that match, best first; then the offer to add what was typed."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self.names: list[str] = []
        self.new = False  # the last row is a class to add

    @property
    def classes(self) -> ClassList:
        return self._session.workspace.classes

    def search(self, words: str) -> None:
        self.beginResetModel()
        self.names = matches(self.classes, words)
        typed = normalised(words)
        self.new = bool(typed) and typed not in self.classes
        if self.new:
            self.names.append(typed)
        self.endResetModel()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.names)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return self.words(index.row())
        return None

    def words(self, row: int) -> str:
        if self.new and row == len(self.names) - 1:
            return self.tr("Add class “{name}”").format(name=self.names[row])
        return self.names[row]


class _MatchDelegate(QStyledItemDelegate):
    def __init__(self, model: _MatchesModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        signs.paint_ground(painter, option)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        text, grey = signs.row_colors(option.palette, chosen)
        rect, metrics, row = option.rect, option.fontMetrics, index.row()
        side = metrics.ascent() + 2
        left = rect.left() + 8
        name = self._model.names[row]
        if name in self._model.classes:
            swatch = QRectF(left, rect.center().y() - side / 2 + 0.5, side, side)
            color = QColor(self._model.classes.color_of(name))
            signs.paint_swatch(painter, swatch, color, option.palette)
            number = self._model.classes.number_of(name)
            painter.setPen(grey)
            painter.drawText(rect.adjusted(0, 0, -8, 0), _RIGHT, str(number))
        else:
            painter.setPen(text)
            painter.drawText(rect.adjusted(9, 0, 0, 0), _LEFT, "+")
        painter.setPen(text)
        inner = rect.adjusted(side + 16, 0, -36, 0)
        words = metrics.elidedText(self._model.words(row), _ELIDE, inner.width())
        painter.drawText(inner, _LEFT, words)


_ELIDE = Qt.TextElideMode.ElideRight


def matches(classes: ClassList, words: str) -> list[str]:
    """Names of the classes that match: the very number or name first, then those that begin so."""
    typed = normalised(words).casefold()
    names = [classes.classes[number].name for number in classes.displayed]
    found = [
        name for name in names if typed in name.casefold() or str(classes.number_of(name)) == typed
    ]
    return sorted(found, key=partial(_rank, classes, typed))


def _rank(classes: ClassList, typed: str, name: str) -> int:
    """How far a match is from what was typed; equals stay in display order."""
    low = name.casefold()
    if not typed or low == typed or str(classes.number_of(name)) == typed:
        return 0
    return 1 if low.startswith(typed) else 2 if f" {typed}" in f" {low}" else 3
