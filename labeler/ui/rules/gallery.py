"""A wall of crops with a caption below each; only those in sight are read."""

from collections.abc import Sequence
from statistics import median
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from labeler.core.graded import Row
from labeler.services.crops import Crops
from labeler.services.session import Session
from labeler.ui import signs, theme

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_PAD = 5  # around a crop, inside its cell
_RADIUS = 5
_SAMPLE = 200  # rows whose proportions decide how wide a cell is
_NARROWEST, _WIDEST = 1.25, 3.2  # times the height of the crop


class CropGallery(QListView):
    """Shows rows in their order. A mark is a code: "good", "bad", or a verdict; "" for none."""

    opened = Signal(object)  # Row: double click or Enter
    chosen = Signal(object)  # Row: clicked once

    def __init__(
        self, session: Session, parent: QWidget | None = None, *, crop_height: int = 72
    ) -> None:
        super().__init__(parent)
        self.crops = Crops(session, self)
        self.crop_height = crop_height
        self._model = _Rows(self)
        self.setModel(self._model)
        self.setItemDelegate(_CropDelegate(self))
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self._wanting = QTimer(self, singleShot=True, interval=0)
        self._wanting.timeout.connect(self._want)
        self.verticalScrollBar().valueChanged.connect(self._wanting.start)
        self.crops.ready.connect(self._on_crop_ready)
        self.doubleClicked.connect(self._on_double_clicked)
        self.clicked.connect(self._on_clicked)
        self._fit_cells()

    @property
    def rows(self) -> Sequence[Row]:
        return self._model.rows

    @property
    def current_row(self) -> Row | None:
        index = self.currentIndex()
        return self._model.rows[index.row()] if index.isValid() else None

    def show_rows(
        self, rows: Sequence[Row], captions: Sequence[str] = (), marks: Sequence[str] = ()
    ) -> None:
        """One caption and mark for each row, or none at all."""
        self._model.put(rows, captions, marks)
        self._fit_cells()
        self.scrollToTop()
        self._wanting.start()

    def show_marks(self, marks: Sequence[str]) -> None:
        """Other marks on the same rows."""
        self._model.marks = marks
        self.viewport().update()

    # --- the crops

    def crop_of(self, row: Row) -> QImage | None:
        """As sharp as this screen can show it."""
        ratio = self.devicePixelRatioF()
        image = self.crops.get(row, round(self.crop_height * ratio))
        if image is not None and not image.isNull():
            image.setDevicePixelRatio(ratio)
        return image

    @property
    def cell(self) -> QSize:
        return self._cell

    def _fit_cells(self) -> None:
        shapes = [row.shape for row in self._model.rows[:: len(self._model.rows) // _SAMPLE + 1]]
        boxes = [shape.bounds for shape in shapes if shape is not None]
        ratio = median([box.width / max(1.0, box.height) for box in boxes] or [16 / 9])
        self._least = round(self.crop_height * min(_WIDEST, max(_NARROWEST, ratio))) + 2 * _PAD
        self._spread_cells()

    def _spread_cells(self) -> None:
        """As wide as fills the lines."""
        room = self.viewport().width() - 1
        wide = max(self._least, room // max(1, room // self._least))
        lines = self.fontMetrics().height() + 3 if self._model.captions else 0
        self._cell = QSize(wide, self.crop_height + 2 * _PAD + lines)
        self.setGridSize(self._cell)

    def _want(self) -> None:
        """What is in sight first, then the next screenful."""
        rows = self._model.rows
        if not rows or not self.isVisible():
            return
        columns = max(1, self.viewport().width() // self._cell.width())
        first = self.verticalScrollBar().value() // self._cell.height() * columns
        seen = (self.viewport().height() // self._cell.height() + 2) * columns
        ratio = self.devicePixelRatioF()
        self.crops.want(rows[first : first + 2 * seen], round(self.crop_height * ratio))

    def _on_crop_ready(self, key: object) -> None:
        self.viewport().update()

    # --- opening

    def _on_double_clicked(self, index: QModelIndex) -> None:
        self.opened.emit(self._model.rows[index.row()])

    def _on_clicked(self, index: QModelIndex) -> None:
        self.chosen.emit(self._model.rows[index.row()])

    def keyboardSearch(self, search: str) -> None:
        """Nothing: letters are the keys of others."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.current_row
        if row is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(row)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._spread_cells()
        self._wanting.start()


class _Rows(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: Sequence[Row] = ()
        self.captions: Sequence[str] = ()
        self.marks: Sequence[str] = ()

    def put(self, rows: Sequence[Row], captions: Sequence[str], marks: Sequence[str]) -> None:
        self.beginResetModel()
        self.rows, self.captions, self.marks = rows, captions, marks
        self.endResetModel()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        number = index.row()
        if role == Qt.ItemDataRole.DisplayRole:
            return self.captions[number] if self.captions else self.rows[number].image
        if role == Qt.ItemDataRole.ToolTipRole:
            caption = self.captions[number] if self.captions else ""
            return "\n".join(part for part in (caption, self.rows[number].image) if part)
        return None


class _CropDelegate(QStyledItemDelegate):
    def __init__(self, gallery: CropGallery) -> None:
        super().__init__(gallery)
        self._gallery = gallery

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return self._gallery.cell

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        gallery, model, number = self._gallery, self._gallery._model, index.row()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRect(option.rect.topLeft(), gallery.cell)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        _paint_ground(painter, QRectF(rect).adjusted(1, 1, -1, -1), option)
        frame = QRectF(rect).adjusted(_PAD, _PAD, -_PAD, 0)
        frame.setHeight(gallery.crop_height)
        shown = paint_crop(painter, frame, gallery.crop_of(model.rows[number]))
        if model.marks and model.marks[number]:
            paint_mark(painter, shown, model.marks[number])
        if model.captions:
            line = rect.adjusted(_PAD, _PAD + gallery.crop_height, -_PAD, -1)
            c = theme.colors()
            painter.setPen(QColor(c.text if chosen else c.quiet))
            elide = Qt.TextElideMode.ElideRight
            caption = option.fontMetrics.elidedText(model.captions[number], elide, line.width())
            painter.drawText(line, Qt.AlignmentFlag.AlignCenter, caption)
        painter.restore()


def _paint_ground(painter: QPainter, box: QRectF, option: QStyleOptionViewItem) -> None:
    c = theme.colors()
    painter.setPen(Qt.PenStyle.NoPen)
    if option.state & QStyle.StateFlag.State_Selected:
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(c.accent), 1.5))
        painter.setBrush(QColor(c.chosen))
    elif option.state & QStyle.StateFlag.State_MouseOver:
        painter.setBrush(QColor(c.hover))
    else:
        return
    painter.drawRoundedRect(box, _RADIUS, _RADIUS)


def paint_crop(painter: QPainter, frame: QRectF, image: QImage | None) -> QRectF:
    """The crop in the middle of the frame, made smaller where it does not fit; None is still being
    read, a null picture cannot be. Returns where it is."""
    c = theme.colors()
    if image is None or image.isNull():
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.mixed(c.base, c.faint, 0.22)))
        painter.drawRoundedRect(frame, 3, 3)
        if image is not None:
            side = min(20.0, frame.height() / 2)
            box = QRectF(0, 0, side, side)
            box.moveCenter(frame.center())
            ratio = painter.device().devicePixelRatioF()
            drawn = theme.pixmap("warning", c.warning, round(side), ratio)
            painter.drawPixmap(box.topLeft(), drawn)
        return frame
    size = image.deviceIndependentSize()
    scale = min(1.0, frame.width() / size.width(), frame.height() / size.height())
    shown = QRectF(0, 0, size.width() * scale, size.height() * scale)
    shown.moveCenter(frame.center())
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, scale < 1)
    if scale == 1:
        shown.moveTo(QPointF(shown.topLeft().toPoint()))  # not between two pixels
    painter.drawImage(shown, image)
    return shown


_SIGNS = {"good": "pass", "bad": "fail", "pass": "pass", "fail": "fail", "unsure": "unsure"}


def paint_mark(painter: QPainter, shown: QRectF, mark: str, side: float = 19) -> None:
    """A check mark, a cross or a question mark on a disc, in the upper left corner."""
    verdict = _SIGNS.get(mark, "")
    if not verdict:
        return
    c = theme.colors()
    color = QColor({"pass": c.good, "fail": c.error, "unsure": c.warning}[verdict])
    box = QRectF(shown.left() - 4, shown.top() - 4, side, side)
    painter.setPen(QPen(QColor(c.base), 1.5))
    painter.setBrush(color)
    painter.drawEllipse(box)
    inside = side * 0.23
    sign = box.adjusted(inside, inside, -inside, -inside)
    signs.paint_verdict(painter, sign, verdict, QColor(c.base))
