"""What the coverage board is laid out by, and how many a cell should hold."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QLabel,
    QSpinBox,
    QToolButton,
    QWidget,
)

from labeler.core.coverage import Axis, Goal, id_of
from labeler.core.rules.rule import Rule
from labeler.ui.rules.board_table import axis_title

_OTHERS: tuple[Axis, ...] = ("class", "video", "annotator", "")
_LINES = ("brightness", "sharpness", "size")  # of the rules in force, those to begin with
_COLUMNS = ("distance", "size", "yaw")
_MOST = 100_000


class BoardAxes(QWidget):
    """Two lists of axes and two numbers; never the same axis twice."""

    changed = Signal()  # other axes, or another goal

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._axes: tuple[Axis, ...] = _OTHERS
        self._chosen: tuple[str, str] | None = None  # ids
        self.lines_label, self.columns_label = QLabel(self), QLabel(self)
        self.lines, self.columns = QComboBox(self), QComboBox(self)
        self.swap = QToolButton(self)
        self.swap.setText("⇄")
        self.goal_label, self.or_label = QLabel(self), QLabel(self)
        self.least, self.share = QSpinBox(self), QDoubleSpinBox(self)
        for spin in (self.least, self.share):
            spin.setAlignment(Qt.AlignmentFlag.AlignCenter)
            spin.setKeyboardTracking(False)
        self.least.setRange(0, _MOST)
        self.share.setRange(0, 100)
        self.share.setDecimals(1)
        self.share.setSingleStep(0.5)
        self.goal = Goal()
        self._lay_out()
        self.lines.activated.connect(self._on_lines_chosen)
        self.columns.activated.connect(self._on_columns_chosen)
        self.swap.clicked.connect(self._on_swapped)
        self.least.valueChanged.connect(self.changed)
        self.share.valueChanged.connect(self.changed)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in (self.lines_label, self.lines, self.swap, self.columns_label, self.columns):
            row.addWidget(widget)
        row.addStretch(1)
        for part in (self.goal_label, self.least, self.or_label, self.share):
            row.addWidget(part)
        for box in (self.lines, self.columns):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            box.setMaximumWidth(240)
        self.lines_label.setBuddy(self.lines)
        self.columns_label.setBuddy(self.columns)
        self.goal_label.setBuddy(self.least)

    # --- asking

    @property
    def first(self) -> Axis:
        """What the lines are."""
        return self._axis(self.lines)

    @property
    def second(self) -> Axis:
        """What the columns are."""
        return self._axis(self.columns)

    def _axis(self, box: QComboBox) -> Axis:
        number = box.currentData()
        return self._axes[number] if number is not None else ""

    @property
    def goal(self) -> Goal:
        return Goal(self.least.value(), self.share.value() / 100)

    @goal.setter
    def goal(self, goal: Goal) -> None:
        self.least.setValue(goal.least)
        self.share.setValue(goal.share * 100)

    # --- what there is to choose from

    def offer(self, rules: Sequence[Rule]) -> None:
        """These rules and what there is besides; the chosen axes stay where they can."""
        self._axes = (*rules, *_OTHERS)
        there = {id_of(axis) for axis in self._axes}
        wanted = {id for id in self._chosen or () if id}
        if rules and (self._chosen is None or (wanted and there.isdisjoint(wanted))):
            self._chosen = _beginning(rules)
        self._fill()
        self._choose(*(self._chosen or ("class", "")))
        if not rules:
            self._chosen = None

    def choose(self, first: str, second: str) -> None:
        """Lay the board out by the axes of these ids."""
        self._choose(first, second)
        self.changed.emit()

    def _choose(self, first: str, second: str) -> None:
        ids = [id_of(axis) for axis in self._axes]
        for box, id in ((self.lines, first), (self.columns, second)):
            with QSignalBlocker(box):
                box.setCurrentIndex(box.findData(ids.index(id if id in ids else "")))
        self._chosen = (id_of(self.first), id_of(self.second))

    def _fill(self) -> None:
        titles = [axis_title(axis) for axis in self._axes]
        titles[-1] = self.tr("(none)")
        for box in (self.lines, self.columns):
            with QSignalBlocker(box):
                index = box.currentIndex()
                box.clear()
                for number, title in enumerate(titles):
                    box.addItem(title, number)
                if len(titles) > len(_OTHERS):
                    box.insertSeparator(len(titles) - len(_OTHERS))
                box.setCurrentIndex(index)

    def retranslate(self) -> None:
        self.lines_label.setText(self.tr("Rows"))
        self.columns_label.setText(self.tr("Columns"))
        self.swap.setToolTip(self.tr("Swap rows and columns"))
        self.swap.setAccessibleName(self.tr("Swap rows and columns"))
        self.goal_label.setText(self.tr("Wanted in each cell"))
        self.or_label.setText(self.tr("or"))
        least, share = self.tr("at least {count}"), self.tr("{share} % of all")
        for spin, words, name in ((self.least, least, "{count}"), (self.share, share, "{share}")):
            before, _, after = words.partition(name)
            spin.setPrefix(before)
            spin.setSuffix(after)
            spin.setToolTip(
                self.tr(
                    "The larger of the two is the target of a cell.\n"
                    "A grade for which its rule wants a number of its own has that instead."
                )
            )
        self._fill()

    # --- what the user does

    def _on_lines_chosen(self) -> None:
        self._part(self.columns, 1)

    def _on_columns_chosen(self) -> None:
        self._part(self.lines, 0)

    def _part(self, other: QComboBox, place: int) -> None:
        """The axis that was just chosen takes its old one's place on the other side."""
        first, second = id_of(self.first), id_of(self.second)
        if first == second and first != "" and self._chosen is not None:
            was = self._chosen[1 - place]
            first, second = (first, was) if place else (was, second)
        self.choose(first, second)

    def _on_swapped(self) -> None:
        self.choose(id_of(self.second), id_of(self.first))


def _beginning(rules: Sequence[Rule]) -> tuple[str, str]:
    """The axes that are shown first."""
    of_objects = [rule.id for rule in rules if rule.of == "object"] or [rule.id for rule in rules]
    first = next((id for id in _LINES if id in of_objects), of_objects[0])
    rest = [id for id in of_objects if id != first]
    second = next((id for id in _COLUMNS if id in rest), rest[0] if rest else "")
    return first, second
