"""The matrix of the coverage board: a number in each cell, against how many there should be."""

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from labeler.ui import rule_text, theme
from labeler.ui.rules.board_table import Cell, Kind, Place, Table
from labeler.ui.rules.matrix_paint import (
    heading_height,
    heading_width,
    paint_cell,
    paint_corner,
    paint_heading,
)
from labeler.ui.theme import qcolor

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_NARROWEST, _WIDEST = 92, 180  # pixels of a column
_LOWEST, _HIGHEST = 42, 66  # of a line


class MatrixModel(QAbstractTableModel):
    """The table of now, or nothing."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.table: Table | None = None

    def take(self, table: Table | None) -> None:
        self.beginResetModel()
        self.table = table
        self.endResetModel()

    def place(self, index: _Index) -> Place:
        assert self.table is not None
        return self.table.lines[index.row()], self.table.columns[index.column()]

    def index_of(self, place: Place) -> QModelIndex:
        """Invalid when there is no such cell."""
        table, (line, column) = self.table, place
        if table is None or line not in table.lines or column not in table.columns:
            return QModelIndex()
        return self.index(table.lines.index(line), table.columns.index(column))

    def cell(self, index: _Index) -> Cell:
        assert self.table is not None
        return self.table.cell(*self.place(index))

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() or self.table is None else len(self.table.lines)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() or self.table is None else len(self.table.columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if self.table is None or not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            cell = self.cell(index)
            return f"{cell.have} / {cell.want}" if cell.want else str(cell.have)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._said(index)
        return None

    def _said(self, index: _Index) -> str:
        assert self.table is not None
        cell, title = self.cell(index), self.table.title(self.place(index))
        if cell.kind == "thin":
            return rule_text.thin(title, cell.have, cell.want)
        words = f"{title}: {cell.have}"
        if cell.kind == "enough":
            words = self.tr("{cell}: {have} of {want}, enough").format(
                cell=title, have=cell.have, want=cell.want
            )
        elif cell.kind == "refused":
            words += "\n" + self.tr("The rule does not accept this grade, so none are wanted")
        elif cell.kind == "unsure":
            words += "\n" + self.tr("What was measured leaves it open: one key answers them")
        return words

    def headerData(
        self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if self.table is None or role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
        ):
            return None
        upright = way == Qt.Orientation.Horizontal
        titles = self.table.column_titles if upright else self.table.line_titles
        if not 0 <= section < len(titles):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return titles[section]
        return self._heading_tip(titles[section], self.kind(section, way))

    def kind(self, section: int, way: Qt.Orientation) -> Kind:
        assert self.table is not None
        if way == Qt.Orientation.Horizontal:
            return self.table.column_kind(self.table.columns[section])
        return self.table.line_kind(self.table.lines[section])

    def _heading_tip(self, title: str, kind: Kind) -> str:
        if kind == "refused":
            return title + "\n" + self.tr("The rule does not accept this grade, so none are wanted")
        if kind == "unsure":
            return title + "\n" + self.tr("What was measured leaves it open: one key answers them")
        return title


class Matrix(QTableView):
    """Cells to choose from, by pointer or keys."""

    chosen = Signal(object)  # Place of a cell, by the user

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model_ = MatrixModel(self)
        self._corner = _Corner(self)
        self.setHorizontalHeader(_Heading(Qt.Orientation.Horizontal, self.model_, self))
        self.setVerticalHeader(_Heading(Qt.Orientation.Vertical, self.model_, self))
        self.setModel(self.model_)
        self.setItemDelegate(_CellDelegate(self.model_, self))
        self.setStyleSheet("QTableView { background: transparent; }")  # round the cells: the window
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.selectionModel().currentChanged.connect(self._on_current_changed)

    @property
    def table(self) -> Table | None:
        return self.model_.table

    @property
    def place(self) -> Place | None:
        """The chosen cell."""
        index = self.currentIndex()
        return self.model_.place(index) if index.isValid() else None

    def show_table(self, table: Table | None) -> None:
        """Show another board, with the same cell chosen if it has it."""
        place = self.place
        with QSignalBlocker(self):
            self.model_.take(table)
            self.choose(place)
        self._fit()

    def choose(self, place: Place | None) -> None:
        """Make this the chosen cell, and have it in sight."""
        index = self.model_.index_of(place) if place is not None else QModelIndex()
        self.setCurrentIndex(index)
        if index.isValid():
            self.scrollTo(index)

    def keyboardSearch(self, search: str) -> None:
        """Nothing: numbers are not to be searched for."""

    def _on_current_changed(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self.model_.place(index))

    def _fit(self) -> None:
        """Cells as large as the room allows, within reason."""
        table = self.table
        if table is None:
            return
        across, down = self.horizontalHeader(), self.verticalHeader()
        room = self.viewport().size()
        across.setDefaultSectionSize(_share(room.width(), len(table.columns), _NARROWEST, _WIDEST))
        down.setDefaultSectionSize(_share(room.height(), len(table.lines), _LOWEST, _HIGHEST))

    def updateGeometries(self) -> None:
        super().updateGeometries()
        down, across = self.verticalHeader(), self.horizontalHeader()
        edge = self.frameWidth()
        self._corner.setGeometry(edge, edge, down.width(), across.height())
        self._corner.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()


def _share(room: int, parts: int, least: int, most: int) -> int:
    return max(least, min(most, room // max(1, parts)))


class _Corner(QWidget):
    """Lies over the corner of the matrix, which offers nothing else to paint there."""

    def __init__(self, matrix: Matrix) -> None:
        super().__init__(matrix)
        self._matrix = matrix

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        table = self._matrix.table
        if table is None:
            painter.fillRect(self.rect(), qcolor(theme.colors().window))
        else:
            box = QRectF(self.rect()).adjusted(0, 0, -1, -1)
            paint_corner(painter, theme.colors(), self.font(), box, table)


class _Heading(QHeaderView):
    """Names of lines or columns."""

    def __init__(self, way: Qt.Orientation, model: MatrixModel, matrix: QWidget) -> None:
        super().__init__(way, matrix)
        self._model = model
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(20)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        way = self.orientation()
        words = self._model.headerData(section, way)
        if words is not None:
            upright = way == Qt.Orientation.Horizontal
            kind = self._model.kind(section, way)
            box = QRectF(rect).adjusted(0, 0, -1, -1)
            paint_heading(painter, theme.colors(), self.font(), box, words, kind, upright)

    def sectionSizeFromContents(self, section: int) -> QSize:
        table = self._model.table
        if table is None:
            return QSize(0, 0)
        wide = round(heading_width(self.font(), table))
        return QSize(wide, round(heading_height(self.font())))


class _CellDelegate(QStyledItemDelegate):
    def __init__(self, model: MatrixModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        c, box = theme.colors(), QRectF(option.rect).adjusted(0, 0, -1, -1)
        paint_cell(painter, c, option.font, box, self._model.cell(index))
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if chosen or over:
            painter.save()
            painter.setPen(QPen(qcolor(c.accent if chosen else c.faint), 2 if chosen else 1))
            painter.drawRect(box.adjusted(1, 1, -1, -1))
            painter.restore()
