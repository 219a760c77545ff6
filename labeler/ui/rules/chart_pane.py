"""A rule to choose, the histogram of its values, and what they say of the dataset."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from labeler.core.coverage import Axis
from labeler.core.rules.rule import Rule
from labeler.ui import rule_text
from labeler.ui.rules.board_count import Counted
from labeler.ui.rules.board_words import BoardWords
from labeler.ui.rules.charts import Chart, HistogramChart, charted


class ChartPane(QWidget):
    """Shows the rule of the lines unless another one is chosen."""

    chosen = Signal()  # another rule, by the user

    def __init__(self, words: BoardWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._rules: Sequence[Rule] = ()
        self._id = ""
        self._followed: tuple[Axis, Axis] | None = None
        self._counted: Counted | None = None
        self.title, self.rules = QLabel(self), QComboBox(self)
        self.chart = HistogramChart(self)
        self.varied, self.unknown = QLabel(self), QLabel(self)
        self.unknown.setProperty("role", "quiet")
        font = self.title.font()
        font.setBold(True)
        self.title.setFont(font)
        self.title.setBuddy(self.rules)
        self.rules.activated.connect(self._on_activated)
        self._lay_out()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.title)
        top.addWidget(self.rules)
        top.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(top)
        column.addWidget(self.chart, 1)
        column.addWidget(self.varied)
        column.addWidget(self.unknown)

    @property
    def rule(self) -> Rule | None:
        return next((rule for rule in self._rules if rule.id == self._id), None)

    def offer(self, rules: Sequence[Rule], axes: tuple[Axis, Axis]) -> None:
        """The rules that measure something; that of the lines, else of the columns, where the axes
        are new."""
        self._rules = [rule for rule in rules if rule.measure]
        ids = [rule.id for rule in self._rules]
        wanted = [self._id, *ids]
        if axes != self._followed:
            wanted = [axis.id for axis in axes if isinstance(axis, Rule)] + wanted
        self._followed = axes
        self._id = next((id for id in wanted if id in ids), "")
        self.retranslate()

    def retranslate(self) -> None:
        self.title.setText(self.tr("Values of"))
        self.varied.setToolTip(self._words.varied_tip())
        with QSignalBlocker(self.rules):
            self.rules.clear()
            for rule in self._rules:
                self.rules.addItem(rule_text.title(rule), rule.id)
            self.rules.setCurrentIndex(self.rules.findData(self._id))
        self.show_counted(self._counted)

    def show_counted(self, found: Counted | None) -> None:
        self._counted = found
        chart = self.charted
        self.chart.show_chart(chart)
        self.varied.setText(self.sentence)
        self.varied.setVisible(bool(self.sentence))
        unknown = chart.histogram.unknown if chart is not None and not chart.empty else 0
        self.unknown.setText(self._words.not_measured(unknown))
        self.unknown.setVisible(bool(unknown))

    @property
    def charted(self) -> Chart | None:
        """What is drawn."""
        found = self._counted
        if found is None or found.histogram is None or found.asked.charted is None:
            return None
        return charted(found.asked.charted, found.histogram, self._words.no_values())

    @property
    def sentence(self) -> str:
        """How much the sizes vary, "" where none is known."""
        found = self._counted
        known = found is not None and found.varied is not None
        return self._words.varied(found.varied) if known else ""  # type: ignore[union-attr, arg-type]

    def _on_activated(self) -> None:
        self._id = self.rules.currentData() or ""
        self.chosen.emit()
