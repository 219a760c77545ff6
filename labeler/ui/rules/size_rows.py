"""What the objects of each class really measure: plates to choose from, or sides in millimetres."""

import re
from collections.abc import Iterable, Sequence
from functools import partial

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QAction, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

from labeler.core.real_sizes import PLATES, RealSizes, size_mm
from labeler.ui import rule_text, signs, theme
from labeler.ui.rules.ticks import tick_boxes

_MOST = 60  # rows at once; more are found by name
_NAME, _OWN = 108, 118  # widths of the columns beside the plates
_BETWEEN = re.compile(r"[,;]")


def own_sizes(text: str) -> tuple[str, ...] | None:
    """Sides in mm as they stand in labeler.yaml; several have a comma between. None for no size."""
    parts = [part for part in _BETWEEN.split(text) if part.strip()]
    sides = [size_mm(part) for part in parts]
    found = tuple(f"{side[0]:g}x{side[1]:g}" for side in sides if side is not None)
    return found if len(found) == len(parts) else None


class StayingMenu(QMenu):
    """Several can be ticked before it closes."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        action = self.activeAction()
        if action is not None and action.isCheckable() and action.isEnabled():
            action.trigger()
            return
        super().mouseReleaseEvent(event)


class PlatesButton(QPushButton):
    """What is chosen, ending in … where it has no room; the menu is below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chosen = False
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        option.features = QStyleOptionButton.ButtonFeature.None_
        painter = QStylePainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        room = self.rect().adjusted(10, 0, -28, 0)
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        c = theme.colors()
        painter.setPen(theme.qcolor(c.text if self.chosen else c.quiet))
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        painter.setPen(QPen(theme.qcolor(c.quiet), 1.5, c=Qt.PenCapStyle.RoundCap))
        x, y = self.width() - 16.0, self.height() / 2
        painter.drawPolyline(
            [QPointF(x - 3, y - 1.5), QPointF(x, y + 1.5), QPointF(x + 3, y - 1.5)]
        )


class SizeRow(QWidget):
    """One class: its plates behind a button, and its own sizes to be typed."""

    changed = Signal(str, object)  # class, tuple of sizes

    def __init__(self, name: str, color: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = name
        self.sizes: tuple[str, ...] = ()
        self.swatch, self.title = QLabel(self), QLabel(self)
        self.swatch.setPixmap(signs.swatch_icon(color, 12).pixmap(12, 12))
        shown = self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, _NAME - 24)
        self.title.setText(shown)
        self.title.setToolTip(name)
        self.plates = PlatesButton(self)
        self.menu = StayingMenu(self)
        self.menu.setStyleSheet(
            "QMenu::item { padding: 5px 22px 5px 12px; }"
            "QMenu::indicator { left: 9px; }" + tick_boxes("QMenu::indicator")
        )
        self.plates.setMenu(self.menu)
        self.menu.aboutToShow.connect(self._on_menu_asked)
        self.own = QLineEdit(self)
        self.own.setFixedWidth(_OWN)
        self._bad = QAction(self)
        self.own.addAction(self._bad, QLineEdit.ActionPosition.TrailingPosition)
        self._bad.setVisible(False)
        self.own.textEdited.connect(self._on_typed)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setColumnMinimumWidth(1, _NAME - 20)
        grid.setColumnStretch(2, 1)
        for place, part in enumerate((self.swatch, self.title, self.plates, self.own)):
            grid.addWidget(part, 0, place)

    @property
    def valid(self) -> bool:
        return own_sizes(self.own.text()) is not None

    def show_sizes(self, sizes: tuple[str, ...]) -> None:
        self.sizes = sizes
        self.own.setText(", ".join(size.replace("x", " x ") for size in _own_of(sizes)))
        self._show()

    def retranslate(self) -> None:
        self.plates.setAccessibleName(self.tr("Plates of {name}").format(name=self.name))
        self.own.setAccessibleName(self.tr("Own size of {name}, mm").format(name=self.name))
        self.own.setPlaceholderText(self.tr("width x height"))
        self.own.setToolTip(self.tr("In mm, such as 520 x 110; several with a comma between"))
        self._bad.setToolTip(self.tr("Not a size"))
        self._show()

    def _show(self) -> None:
        chosen = [rule_text.plate(size) for size in self.sizes if size in PLATES]
        first = chosen[0] if chosen else self.tr("Choose…")
        words = self.tr("{first} and {count} more").format(first=first, count=len(chosen) - 1)
        self.plates.chosen = bool(chosen)
        self.plates.setText(words if len(chosen) > 1 else first)
        self.plates.setToolTip("\n".join(chosen))
        self._bad.setVisible(not self.valid)
        if not self.valid:
            self._bad.setIcon(theme.plain_icon("error", theme.colors().error, 16, 2))

    def _on_menu_asked(self) -> None:
        self.menu.clear()
        head = self.menu.addAction(self.tr("Licence plates, width × height in mm"))
        head.setEnabled(False)
        for id in PLATES:
            action = self.menu.addAction(rule_text.plate(id))
            action.setCheckable(True)
            action.setChecked(id in self.sizes)
            action.toggled.connect(partial(self._on_ticked, id))

    def _on_ticked(self, id: str, on: bool) -> None:
        kept = tuple(size for size in self.sizes if size != id)
        self._take((*kept, id) if on else kept)

    def _on_typed(self, text: str) -> None:
        plates = tuple(size for size in self.sizes if size in PLATES)
        self._take((*plates, *(own_sizes(text) or ())))

    def _take(self, sizes: tuple[str, ...]) -> None:
        self.sizes = tuple(dict.fromkeys(sizes))
        self._show()
        self.changed.emit(self.name, self.sizes)


def _own_of(sizes: Sequence[str]) -> list[str]:
    return [size for size in sizes if size not in PLATES]


class SizeRows(QWidget):
    """A row for each class; with many classes, for those whose name is looked for."""

    changed = Signal()

    def __init__(
        self, classes: Iterable[tuple[str, str]], sizes: RealSizes, parent: QWidget | None = None
    ) -> None:
        """`classes`: the name and colour of each."""
        super().__init__(parent)
        self._colors = dict(classes)
        self.sizes: dict[str, tuple[str, ...]] = dict(sizes)
        self.rows: dict[str, SizeRow] = {}
        self.search = QLineEdit(self)
        self.search.setClearButtonEnabled(True)
        self.search.setVisible(len(self._colors) > _MOST)
        self.none = QLabel(self)
        self.none.setProperty("role", "quiet")
        self.none.setVisible(not self._colors)
        self._body = QWidget()
        self._column = QVBoxLayout(self._body)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(6)
        self._column.addStretch(1)
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(self._body)
        self.area.setMinimumHeight(110)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.search)
        column.addWidget(self.none)
        column.addWidget(self.area, 1)
        self.search.textChanged.connect(self._show_rows)
        self._show_rows()

    @property
    def bad(self) -> str:
        """The first typed size that is none; "" when all are well."""
        return next((row.own.text() for row in self.rows.values() if not row.valid), "")

    def retranslate(self) -> None:
        self.search.setPlaceholderText(self.tr("Find a class"))
        self.none.setText(self.tr("This dataset has no class yet."))
        for row in self.rows.values():
            row.retranslate()

    def _show_rows(self) -> None:
        """Those with sizes first; a row stays while what is typed in it is no size."""
        words = self.search.text().strip().casefold()
        fitting = [name for name in self._colors if words in name.casefold()]
        fitting.sort(key=lambda name: name not in self.sizes)
        wanted = set(fitting[:_MOST])
        for name in fitting[:_MOST]:
            if name not in self.rows:
                self._add(name)
        for name, row in self.rows.items():
            row.setVisible(name in wanted or not row.valid)

    def _add(self, name: str) -> None:
        row = SizeRow(name, self._colors[name], self._body)
        row.show_sizes(self.sizes.get(name, ()))
        row.retranslate()
        row.changed.connect(self._on_changed)
        self.rows[name] = row
        self._column.insertWidget(self._column.count() - 1, row)

    def _on_changed(self, name: str, sizes: tuple[str, ...]) -> None:
        self.sizes.pop(name, None)
        if sizes:
            self.sizes[name] = sizes
        self.changed.emit()
