"""The listed images as rows: the state of each, its name and folder; and how far the work is."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    Qt,
)
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from labeler.services.session import Session
from labeler.services.states import State
from labeler.ui import signs

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_NAME = Qt.ItemDataRole.DisplayRole
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_TEXT, _GROUND = QPalette.ColorRole.WindowText, QPalette.ColorRole.Window


class FilesModel(QAbstractListModel):
    """The listed images; holds nothing per row but what the session holds."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._rows: array[int] = array("l")
        self._names: Sequence[str] = ()
        self.words: dict[State, str] = {}

    def refresh(self) -> None:
        """Take the rows that the session lists now."""
        self.beginResetModel()
        dataset = self._session.dataset
        self._names = dataset.images if dataset else ()
        self._rows = self._session.rows if dataset else array("l")
        self.endResetModel()

    def image(self, row: int) -> int:
        """The image's index in the dataset."""
        return self._rows[row]

    def name(self, row: int) -> str:
        return self._names[self._rows[row]]

    def state(self, row: int) -> State:
        return self._session.states[self._rows[row]]

    def unsaved(self, row: int) -> bool:
        return self._session.states.unsaved(self._rows[row])

    def failing(self, row: int) -> int:
        """How many objects of the image fail a rule, as far as is known."""
        return self._session.gradebook.failing(self.name(row))

    def announce(self, first: int, last: int) -> None:
        """Images in this range of indexes look different now."""
        top = bisect_left(self._rows, first)
        bottom = bisect_right(self._rows, last) - 1
        if top <= bottom:
            self.dataChanged.emit(self.index(top), self.index(bottom))

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = _NAME) -> Any:
        row = index.row()
        if role in (_NAME, Qt.ItemDataRole.ToolTipRole):
            return self.name(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            failing = f", {self.failing(row)} ✕" if self.failing(row) else ""
            return f"{self.name(row)}, {self.words.get(self.state(row), '')}{failing}"
        return None


_LEAST_FOLDER = 28  # pixels


class FilesDelegate(QStyledItemDelegate):
    """Paints one row: sign, name, folder, a cross where rules fail, an asterisk while unsaved."""

    def __init__(self, model: FilesModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        palette: QPalette = option.palette
        rect, metrics = option.rect, option.fontMetrics
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        signs.paint_ground(painter, option)
        row = index.row()
        text, grey = signs.row_colors(palette, chosen)
        state = self._model.state(row)
        side = metrics.ascent() + 1
        sign = QRectF(rect.left() + 8, rect.center().y() - side / 2 + 0.5, side, side)
        plain = chosen and not signs.fits_chosen(palette)
        color = text if plain else signs.state_color(state, palette)
        signs.paint_state(painter, sign, state, color)
        left, right = int(sign.right()) + 8, rect.right() - 8
        if self._model.unsaved(row):
            mark = QRectF(right - side, sign.top(), side, side)
            orange = text if plain else signs.state_color(State.PROBLEM, palette)
            signs.paint_unsaved(painter, mark, orange)
            right -= side + 6
        if self._model.failing(row):
            mark = QRectF(right - side + 2, sign.top() + 2, side - 4, side - 4)
            red = text if plain else signs.verdict_color("fail", palette)
            signs.paint_verdict(painter, mark, "fail", red)
            right -= side + 6
        self._paint_name(painter, option, row, (left, right), (text, grey))

    def _paint_name(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        row: int,
        span: tuple[int, int],
        colors: tuple[QColor, QColor],
    ) -> None:
        rect, metrics = option.rect, option.fontMetrics
        (left, right), (text, grey) = span, colors
        folder, _, name = self._model.name(row).rpartition("/")
        room = right - left
        left_over = room - metrics.horizontalAdvance(name) - 10
        if folder and left_over > _LEAST_FOLDER:  # the tip has it where the name needs the room
            beside = metrics.elidedText(folder, Qt.TextElideMode.ElideLeft, left_over)
            painter.setPen(grey)
            spot = rect.adjusted(0, 0, right - rect.right(), 0)
            painter.drawText(spot, Qt.AlignmentFlag.AlignRight | _MIDDLE, beside)
            room -= metrics.horizontalAdvance(beside) + 10
        painter.setPen(text)
        shown = metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, room)
        painter.drawText(rect.adjusted(left - rect.left(), 0, 0, 0), _LEFT, shown)


class ProgressStrip(QWidget):
    """A thin bar: how many images are verified, labelled, a problem, and left."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tally = (0, 0, 0, 0)
        self.setFixedHeight(5)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_tally(self, tally: tuple[int, int, int, int]) -> None:
        self._tally = tally
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        palette = self.palette()
        text, ground = palette.color(_TEXT), palette.color(_GROUND)
        track = signs.mixed(text, ground, 0.86)
        path = signs.rounded(QRectF(self.rect()), 2.5)
        painter.setClipPath(path)
        painter.fillRect(self.rect(), track)
        total, x = sum(self._tally) or 1, 0.0
        for state in (State.VERIFIED, State.LABELLED, State.PROBLEM):
            wide = self.width() * self._tally[state] / total
            painter.fillRect(QRectF(x, 0, wide, self.height()), signs.state_color(state, palette))
            x += wide
