"""What the coverage board lacks, as sentences, the cell that lacks most first."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QLabel,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from labeler.core.coverage import Thin
from labeler.services.states import State
from labeler.ui import rule_text, signs, theme
from labeler.ui.rows import RowsView
from labeler.ui.rules.board_table import Place, Table
from labeler.ui.rules.board_words import BoardWords
from labeler.ui.theme import qcolor

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_SIGN = 12
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class _ThinModel(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.table: Table | None = None
        self.thin: Sequence[Thin] = ()

    def take(self, table: Table | None) -> None:
        self.beginResetModel()
        self.table = table
        self.thin = table.board.thin if table is not None else ()
        self.endResetModel()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.thin)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.sentence(index.row())
        return None

    def sentence(self, row: int) -> str:
        assert self.table is not None
        thin = self.thin[row]
        return rule_text.thin(self.table.title((thin.first, thin.second)), thin.have, thin.want)


class ThinList(RowsView):
    """The sentences; choosing one tells its cell."""

    picked = Signal(object)  # Place, by the user

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model_ = _ThinModel(self)
        self.setModel(self.model_)
        self.setItemDelegate(_ThinDelegate(self))
        self.clicked.connect(self._on_picked)
        self.entered_row.connect(self._on_picked)
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        self._following = False

    def show_table(self, table: Table | None) -> None:
        self._following = True
        self.model_.take(table)
        self._following = False

    def show_place(self, place: Place | None) -> None:
        """Mark the sentence about a cell, if there is one."""
        places = [(one.first, one.second) for one in self.model_.thin]
        self._following = True
        if place in places:
            index = self.model_.index(places.index(place))
            self.setCurrentIndex(index)
            self.scrollTo(index)
        else:
            flags = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(QModelIndex(), flags.Clear)
        self._following = False

    def _on_current_changed(self, index: QModelIndex) -> None:
        if not self._following and index.isValid():
            self._on_picked(index)

    def _on_picked(self, index: QModelIndex) -> None:
        thin = self.model_.thin[index.row()]
        self.picked.emit((thin.first, thin.second))


class _ThinDelegate(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        signs.paint_ground(painter, option)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        words, _ = signs.row_colors(option.palette, chosen)
        rect = option.rect
        sign = QRectF(rect.left() + 9, rect.center().y() - _SIGN / 2 + 0.5, _SIGN, _SIGN)
        signs.paint_state(painter, sign, State.PROBLEM, qcolor(theme.colors().warning))
        room = rect.adjusted(_SIGN + 17, 0, -8, 0)
        painter.setPen(words)
        sentence = index.data()
        elide = Qt.TextElideMode.ElideMiddle
        painter.drawText(room, _LEFT, option.fontMetrics.elidedText(sentence, elide, room.width()))


class ThinPane(QWidget):
    """The sentences under a title, or one that says that nothing lacks."""

    def __init__(self, words: BoardWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.title, self.list, self.enough = QLabel(self), ThinList(self), QLabel(self)
        font = self.title.font()
        font.setBold(True)
        self.title.setFont(font)
        self.enough.setWordWrap(True)
        self.enough.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.enough.setProperty("role", "quiet")
        self.pages = QStackedWidget(self)
        self.pages.addWidget(self.list)
        self.pages.addWidget(self.enough)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.title)
        column.addWidget(self.pages, 1)

    def show_table(self, table: Table | None, complete: bool) -> None:
        self.list.setAccessibleName(self.tr("What lacks most"))
        self.list.show_table(table)
        lacking = table is not None and bool(table.board.thin)
        self.title.setText(self._words.thin_title(table, complete) if table is not None else "")
        self.enough.setText(self._words.enough(table) if table is not None and not lacking else "")
        self.pages.setCurrentWidget(self.list if lacking else self.enough)

    def sentences(self) -> list[str]:
        """What is listed."""
        model = self.list.model_
        return [model.sentence(row) for row in range(model.rowCount())]
