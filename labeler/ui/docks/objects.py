"""The shapes of the open image as a list: class, kind, size, flags, order and attributes."""

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    Qt,
    QTimer,
)
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QLabel,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from labeler.core.annotation import Change, Shape
from labeler.services.session import Session
from labeler.ui import signs
from labeler.ui.attributes import AttributesTable
from labeler.ui.docks.dock import Dock
from labeler.ui.rows import RowsView
from labeler.ui.shape_rows import FLAGS, ShapesModel

_Index = QModelIndex | QPersistentModelIndex
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_RESET_MS = 30
_CENTRE = Qt.AlignmentFlag.AlignCenter


class ObjectsDelegate(QStyledItemDelegate):
    """Paints swatch, kind, class, size and flags; a click on a flag's sign toggles it."""

    def __init__(self, model: ShapesModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.flag_words: dict[str, str] = {}

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        shape = self._model.shape(index.row())
        if shape is None:
            return
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if shape.id == self._model.workspace.hovered:
            option.state |= QStyle.StateFlag.State_MouseOver
        signs.paint_ground(painter, option)
        text, grey = signs.row_colors(option.palette, chosen)
        rect, metrics = option.rect, option.fontMetrics
        side = metrics.ascent() + 2
        top = rect.center().y() - side / 2 + 0.5
        swatch = QRectF(rect.left() + 8, top, side, side)
        color = QColor(self._model.workspace.classes.color_of(shape.class_name))
        signs.paint_swatch(painter, swatch, color, option.palette)
        kind = QRectF(swatch.right() + 7, top + 1, side - 2, side - 2)
        signs.paint_kind(painter, kind, shape.kind, grey)
        right = self._paint_flags(painter, option, shape, (text, grey))
        self._paint_texts(painter, option, shape, (int(kind.right()) + 8, right), (text, grey))

    def _paint_texts(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        shape: Shape,
        span: tuple[int, int],
        colors: tuple[QColor, QColor],
    ) -> None:
        """The class, and its size where there is room for both."""
        rect, metrics, (left, right) = option.rect, option.fontMetrics, span
        size = size_text(shape)
        room = right - left
        rest = room - metrics.horizontalAdvance(size) - 8
        if rest >= min(metrics.horizontalAdvance(shape.class_name), room * 0.6):
            painter.setPen(colors[1])
            place = QRect(rect.left(), rect.top(), right - rect.left(), rect.height())
            painter.drawText(place, _RIGHT, size)
            room = rest
        painter.setPen(colors[0])
        name = metrics.elidedText(shape.class_name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(rect.adjusted(left - rect.left(), 0, 0, 0), _LEFT, name)

    def _paint_flags(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        shape: Shape,
        colors: tuple[QColor, QColor],
    ) -> int:
        """Flags that are set, and under the pointer also those that are not; returns the left."""
        near = option.state & (QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_Selected)
        base = option.palette.color(option.palette.ColorRole.Base)
        boxes = _flag_boxes(option.rect, option.fontMetrics.ascent())
        for flag, box in boxes.items():
            if getattr(shape, flag):
                signs.paint_flag(painter, box, flag, colors[0])
            elif near:
                signs.paint_flag(painter, box, flag, signs.mixed(colors[1], base, 0.6))
        return int(boxes["difficult"].left()) - 10

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: _Index,
    ) -> bool:
        if event.type() == QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent):
            flag = _flag_at(option, event.position())
            shape = self._model.shape(index.row())
            if flag and shape is not None and event.button() == Qt.MouseButton.LeftButton:
                self._model.set_flag((shape.id,), flag, not getattr(shape, flag))
                return True
        return False

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: _Index,
    ) -> bool:
        flag = _flag_at(option, QPointF(event.pos()))
        if flag:
            QToolTip.showText(event.globalPos(), self.flag_words[flag], view)
            return True
        return super().helpEvent(event, view, option, index)


def _flag_boxes(rect: QRect, side: int) -> dict[str, QRectF]:
    step = side + 7
    left = rect.right() - 6 - step * len(FLAGS)
    top = rect.center().y() - side / 2 + 0.5
    return {
        flag: QRectF(left + step * place + 3, top, side, side) for place, flag in enumerate(FLAGS)
    }


def _flag_at(option: QStyleOptionViewItem, point: QPointF) -> str:
    boxes = _flag_boxes(option.rect, option.fontMetrics.ascent())
    near = (flag for flag, box in boxes.items() if box.adjusted(-3, -5, 3, 5).contains(point))
    return next(near, "")


def size_text(shape: Shape) -> str:
    box = shape.bounds
    return f"{box.width:.0f}×{box.height:.0f}"


class ObjectsDock(Dock):
    """The same selection and hover as on the image; every change is one undoable step."""

    id = "objects"
    share = 420

    def __init__(self, session: Session, settings: Any, parent: QWidget | None = None) -> None:
        super().__init__(session, settings, parent)
        self.workspace = session.workspace
        self._following = False
        self._build()
        self._connect()
        self.retranslate()
        self._on_reset()

    def _build(self) -> None:
        self.count = QLabel(self)
        self.count.setProperty("role", "quiet")
        self.model = ShapesModel(self.workspace, self)
        self.view = RowsView(self)
        self.delegate = ObjectsDelegate(self.model, self.view)
        self.view.setItemDelegate(self.delegate)
        self.view.setModel(self.model)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.empty = QLabel(self.view)
        self.empty.setAlignment(_CENTRE)
        self.empty.setWordWrap(True)
        self.empty.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        QVBoxLayout(self.view).addWidget(self.empty)
        self.class_box = QComboBox(self)
        self.class_box.setMinimumContentsLength(8)
        self.class_box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.attributes = AttributesTable(self)
        self.setFocusProxy(self.view)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 8)
        column.setSpacing(6)
        for widget, stretch in (
            (self.count, 0),
            (self.view, 1),
            (self.class_box, 0),
            (self.attributes, 0),
        ):
            column.addWidget(widget, stretch)

    def _connect(self) -> None:
        workspace = self.workspace
        self._lit: int | None = None
        self._resetting = QTimer(self, singleShot=True, interval=_RESET_MS)
        self._resetting.timeout.connect(self._on_reset)
        workspace.annotation_reset.connect(self._on_annotation_reset)
        workspace.changed.connect(self._on_changed)
        workspace.selection_changed.connect(self._on_selection_changed)
        workspace.hover_changed.connect(self._on_hover_changed)
        workspace.classes_changed.connect(self._on_classes_changed)
        self.view.selectionModel().selectionChanged.connect(self._on_rows_selected)
        self.view.entered.connect(self._on_row_hovered)
        self.view.pointer_left.connect(partial(workspace.hover, None))
        self.view.customContextMenuRequested.connect(self._on_menu_requested)
        self.class_box.activated.connect(self._on_class_picked)
        self.attributes.edited.connect(self._on_attributes_edited)

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Objects"))
        self.view.setAccessibleName(self.tr("Objects"))
        self.class_box.setToolTip(self.tr("Class of the selected shapes"))
        self.delegate.flag_words = {
            "difficult": self.tr("Difficult: hard to recognise"),
            "truncated": self.tr("Truncated: cut off by the edge of the image"),
            "occluded": self.tr("Occluded: partly hidden behind something"),
        }
        self.model.kind_words = {
            "box": self.tr("box"),
            "polygon": self.tr("polygon"),
            "quad": self.tr("quad"),
        }
        self.attributes.retranslate()
        self._show_count()

    # --- following the workspace

    def _on_annotation_reset(self) -> None:
        """The picture first; and with a key held down, not every image's rows."""
        if not self._resetting.isActive():
            self._resetting.start()

    def _on_reset(self) -> None:
        self._resetting.stop()
        self._following = True
        self.model.refresh()
        self._following = False
        self._fill_classes()
        self._on_selection_changed()

    def _on_changed(self, change: Change) -> None:
        if self._resetting.isActive():
            self._on_reset()
            return
        self._following = True
        whole = self.model.take(change)
        self._following = False
        if whole or change.added or change.removed:
            self._on_selection_changed()
        elif change.changed & self.workspace.selection:
            self._show_selected()
        self._show_count()

    def _on_classes_changed(self) -> None:
        self._fill_classes()
        self.view.viewport().update()

    def _on_selection_changed(self) -> None:
        if self._resetting.isActive():
            return
        rows = self.model.rows(self.workspace.selection)
        self._following = True
        model = self.view.selectionModel()
        model.select(_ranges(self.model, rows), _SELECT)
        if rows and self.view.currentIndex().row() not in rows:
            model.setCurrentIndex(self.model.index(rows[0]), _KEEP)
        if rows and not self.view.underMouse():
            self.view.scrollTo(self.model.index(rows[0]))
        self._following = False
        self._show_selected()
        self._show_count()

    def _show_selected(self) -> None:
        """The class box and the attributes of what is selected."""
        shapes = self.workspace.selected
        names = {shape.class_name for shape in shapes}
        self.class_box.setVisible(bool(shapes))
        self.class_box.setEnabled(self.workspace.editable)
        self.class_box.setCurrentIndex(
            self.class_box.findData(names.pop()) if len(names) == 1 else -1
        )
        one = shapes[0] if len(shapes) == 1 else None
        self.attributes.setVisible(one is not None)
        self.attributes.show_pairs(one.attributes if one else (), self.workspace.editable)

    def _fill_classes(self) -> None:
        classes = self.workspace.classes
        self.class_box.clear()
        for number in classes.displayed:
            name = classes.classes[number].name
            self.class_box.addItem(signs.swatch_icon(classes.color_of(name)), name, name)
        self._show_selected()

    def _show_count(self) -> None:
        total, chosen = self.model.rowCount(), len(self.workspace.selection)
        text = self.tr("%n object(s)", None, total)
        if chosen:
            text += " · " + self.tr("%n selected", None, chosen)
        self.count.setText(text)
        document = self.workspace.document
        self.empty.setVisible(not total)
        if document is None:
            self.empty.setText(self.tr("No image is open."))
        elif not document.editable:
            self.empty.setText(self.tr("These labels cannot be edited."))
        elif document.annotation.seen:
            self.empty.setText(self.tr("Looked at: there is nothing to mark here."))
        else:
            self.empty.setText(self.tr("Nothing marked yet. Drag on the image to draw a box."))

    def _on_hover_changed(self) -> None:
        """Repaint the row that was lit and the one that is, not 5,000."""
        was, self._lit = self._lit, self.workspace.hovered
        for row in self.model.rows(id for id in (was, self._lit) if id is not None):
            self.view.update(self.model.index(row, 0))

    # --- what the user does

    def _on_rows_selected(self) -> None:
        if not self._following and not self._resetting.isActive():
            rows = self.view.selectionModel().selectedRows()
            self.workspace.select(self.model.id(index.row()) for index in rows)

    def _on_row_hovered(self, index: QModelIndex) -> None:
        self.workspace.hover(self.model.id(index.row()))

    def _on_class_picked(self, row: int) -> None:
        self.give_class(self.class_box.itemData(row))

    def give_class(self, name: str) -> None:
        """Make this the class of all that is selected."""
        shapes = [shape.classed(name) for shape in self.workspace.selected]
        self.workspace.commit(self.workspace.annotation.replacing(*shapes), "class")

    def delete(self) -> None:
        annotation = self.workspace.annotation
        self.workspace.commit(annotation.removing(self.workspace.selection), "delete")

    def _on_attributes_edited(self, pairs: tuple[tuple[str, str], ...]) -> None:
        shapes = self.workspace.selected
        if len(shapes) == 1:
            after = self.workspace.annotation.replacing(replace(shapes[0], attributes=pairs))
            self.workspace.commit(after, "attributes")

    # --- the menu

    def _on_menu_requested(self, position: QPoint) -> None:
        if self.view.indexAt(position).isValid() and self.workspace.selection:
            menu = self.menu()
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.view.viewport().mapToGlobal(position))

    def menu(self) -> QMenu:
        """What can be done to the selected shapes."""
        menu = QMenu(self)
        shapes, ids = self.workspace.selected, tuple(self.workspace.selection)
        classes = menu.addMenu(self.tr("Class"))
        for row in range(self.class_box.count()):
            name = self.class_box.itemData(row)
            action = classes.addAction(self.class_box.itemIcon(row), name)
            action.triggered.connect(partial(self.give_class, name))
        menu.addSeparator()
        for flag, words in (
            ("difficult", self.tr("Difficult")),
            ("truncated", self.tr("Truncated")),
            ("occluded", self.tr("Occluded")),
        ):
            action = menu.addAction(words)
            action.setCheckable(True)
            on = all(getattr(shape, flag) for shape in shapes)
            action.setChecked(on)
            action.triggered.connect(partial(self.model.set_flag, ids, flag, not on))
        menu.addSeparator()
        up = menu.addAction(self.tr("Raise"))
        up.triggered.connect(partial(self.model.shift, ids, 1))
        down = menu.addAction(self.tr("Lower"))
        down.triggered.connect(partial(self.model.shift, ids, -1))
        menu.addSeparator()
        menu.addAction(self.tr("Delete")).triggered.connect(self.delete)
        menu.setEnabled(self.workspace.editable)
        return menu


_SELECT = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
_KEEP = QItemSelectionModel.SelectionFlag.NoUpdate


def _ranges(model: ShapesModel, rows: list[int]) -> QItemSelection:
    """The rows, ascending, as few ranges."""
    selection = QItemSelection()
    start = 0
    for place in range(1, len(rows) + 1):
        if place == len(rows) or rows[place] != rows[place - 1] + 1:
            selection.select(model.index(rows[start]), model.index(rows[place - 1]))
            start = place
    return selection
