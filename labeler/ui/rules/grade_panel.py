"""The grades of a rule and what it does: names, which are accepted, how many are wanted of each."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from labeler.core.rules.rule import FAILURES, Grade, Rule, Texts
from labeler.ui import rule_text, signs, theme
from labeler.ui.text import language_name

_MOST = 1_000_000
_SIDE = 12  # of a verdict's sign


def language_code() -> str:
    """Under which own words of a rule are kept."""
    return "ko" if language_name() == "한국어" else "en"


def worded(texts: Texts, words: str, usual: str) -> Texts:
    """The texts with other words in the language of now; without them where they are the usual."""
    kept = {code: text for code, text in texts.items() if code != language_code()}
    return kept if words in ("", usual) else {**kept, language_code(): words}


class GradePanel(QWidget):
    """Shows a rule, and announces every other one that it is made into."""

    changed = Signal(object)  # Rule
    condition_changed = Signal(str)  # grade of the rule that this one depends on

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rule = Rule("", ())
        self.condition = ""
        self.lines: list[_GradeLine] = []
        self._others: Sequence[Rule] = ()
        self._classes: Sequence[str] = ()
        self._own = False
        self._shown: tuple[str, tuple[str, ...]] = ("", ())  # rule and grades that lines are for
        self._build()
        self._lay_out()
        self.name.textEdited.connect(self._on_name_edited)
        self.subject.activated.connect(self._on_subject_chosen)
        self.when.activated.connect(self._on_when_chosen)
        self.failure.activated.connect(self._on_failure_chosen)
        self.add.clicked.connect(self._on_add)

    def _build(self) -> None:
        self.name_label, self.name = QLabel(self), QLineEdit(self)
        self.subject_label, self.subject = QLabel(self), QComboBox(self)
        for subject in ("object", "image"):
            self.subject.addItem(subject, subject)
        self.when_label, self.when = QLabel(self), QComboBox(self)
        self.heads = [QLabel(self) for _ in range(3)]
        for head in self.heads:
            head.setProperty("role", "quiet")
        self.add = QPushButton(self)
        self.add.setAutoDefault(False)
        self.failure_label, self.failure = QLabel(self), QComboBox(self)
        for failure in FAILURES:
            self.failure.addItem(failure, failure)
        self.failure.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.classes_label, self.classes = QLabel(self), QPushButton(self)
        self.menu = QMenu(self)
        self.classes.setMenu(self.menu)
        self.classes.setAutoDefault(False)

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        top = QGridLayout()
        top.setVerticalSpacing(6)
        top.setColumnStretch(1, 1)
        for number, (label, field) in enumerate(
            (
                (self.name_label, self.name),
                (self.subject_label, self.subject),
                (self.when_label, self.when),
            )
        ):
            top.addWidget(label, number, 0)
            top.addWidget(field, number, 1)
        self._column.addLayout(top)
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(6)
        self.grid.setVerticalSpacing(1)
        self.grid.setColumnStretch(0, 1)
        for column, head in enumerate(self.heads):
            self.grid.addWidget(head, 0, column)
        self._column.addLayout(self.grid)
        self._column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addSpacing(10)
        for label, field in (
            (self.failure_label, self.failure),
            (self.classes_label, self.classes),
        ):
            self._column.addWidget(label)
            self._column.addWidget(field)
        self._column.addStretch(1)

    def retranslate(self) -> None:
        self.name_label.setText(self.tr("Question"))
        self.subject_label.setText(self.tr("About"))
        self.subject.setItemText(0, self.tr("each object"))
        self.subject.setItemText(1, self.tr("the whole image"))
        self.heads[0].setText(self.tr("Grade"))
        self.heads[1].setText(self.tr("Good example?"))
        self.heads[2].setText(self.tr("Wanted"))
        self.add.setText(self.tr("Add a grade"))
        for number, failure in enumerate(FAILURES):
            self.failure.setItemText(number, rule_text.failure(failure))
        self.classes_label.setText(self.tr("Asked about"))
        self._show()

    # --- what is shown

    def show_rule(
        self, rule: Rule, rules: Sequence[Rule], classes: Sequence[str], *, own: bool
    ) -> None:
        """`rules` are the others in force; `own` is a rule that is not one of the program's."""
        shown = (rule.id, tuple(grade.id for grade in rule.grades))
        fresh, self._shown = shown != self._shown, shown
        if rule.id != self.rule.id:
            self.condition = next(iter(rule.accepts_by), "") if rule.by else ""
        self.rule, self._others, self._classes, self._own = rule, rules, classes, own
        if fresh:
            self._make_lines()
            self._fill_conditions()
        self._show()

    def show_counts(self, counts: Sequence[int], spans: Sequence[str]) -> None:
        """How many have each grade, and from where to where it goes."""
        for line, count, span in zip(self.lines, counts, spans, strict=False):
            words = self.tr("%n here", None, count)
            line.details.setText(f"{span} · {words}" if span else words)

    @property
    def accepted(self) -> frozenset[str]:
        """Under the condition in hand."""
        if self.rule.by and self.condition in self.rule.accepts_by:
            return self.rule.accepts_by[self.condition]
        return self.rule.accepted

    def _make_lines(self) -> None:
        for line in self.lines:
            line.discard()
        self.lines = [_GradeLine(self, number) for number in range(len(self.rule.grades))]
        for line in self.lines:
            line.name.textEdited.connect(partial(self._on_grade_named, line.number))
            line.accepted.clicked.connect(partial(self._on_accepted, line.number))
            line.quota.valueChanged.connect(partial(self._on_quota, line.number))
            line.name.editingFinished.connect(self._show)
            line.remove.clicked.connect(partial(self._on_remove, line.number))
        ordered = [self.when, *(one for line in self.lines for one in line.widgets), self.add]
        for before, after in pairwise(ordered):
            QWidget.setTabOrder(before, after)

    def _fill_conditions(self) -> None:
        self.when.clear()
        other = self._other
        for id in self.rule.accepts_by if self.rule.by else ():
            self.when.addItem(rule_text.grade(other, id) if other else id, id)
        self.when.setCurrentIndex(max(0, self.when.findData(self.condition)))

    @property
    def _other(self) -> Rule | None:
        return next((rule for rule in self._others if rule.id == self.rule.by), None)

    def _show(self) -> None:
        rule, answered = self.rule, not self.rule.measure
        for widget in (self.name_label, self.name, self.subject_label, self.subject):
            widget.setVisible(self._own_question)
        if self.name.text() != rule_text.title(rule):
            self.name.setText(rule_text.title(rule))
        self.subject.setCurrentIndex(self.subject.findData(rule.of))
        depends = bool(rule.by and rule.accepts_by)
        self.when.setVisible(depends)
        self.when_label.setVisible(depends)
        if depends and self._other:
            self.when_label.setText(rule_text.title(self._other))
        for line in self.lines:
            self._show_line(line, rule.grades[line.number])
            line.remove.setVisible(answered and len(rule.grades) > 1)
        self.add.setVisible(answered)
        of_labels = self.tr("When a label is not accepted")
        of_images = self.tr("When an image is not accepted")
        self.failure_label.setText(of_images if rule.of == "image" else of_labels)
        self.failure.setCurrentIndex(self.failure.findData(rule.on_failure))
        self._show_classes()

    def _show_line(self, line: "_GradeLine", grade: Grade) -> None:
        name, good = rule_text.grade(self.rule, grade.id), grade.id in self.accepted
        line.show_grade(name, grade, good)
        line.accepted.setText(self.tr("yes") if good else self.tr("no"))
        line.quota.setSpecialValueText(self.tr("as usual"))
        line.name.setAccessibleName(self.tr("Name of the grade"))
        line.accepted.setAccessibleName(self.tr("{grade}: a good example").format(grade=name))
        line.quota.setAccessibleName(self.tr("{grade}: how many are wanted").format(grade=name))
        line.accepted.setToolTip(self.tr("Whether labels of this grade pass"))
        line.quota.setToolTip(self.tr("How many of them the dataset should have"))
        line.remove.setToolTip(self.tr("Remove this grade"))

    @property
    def _own_question(self) -> bool:
        return self._own and not self.rule.measure

    def _show_classes(self) -> None:
        of_objects = self.rule.of == "object"
        self.classes_label.setVisible(of_objects)
        self.classes.setVisible(of_objects)
        chosen = self.rule.classes
        self.classes.setText(", ".join(chosen) if chosen else self.tr("all classes"))
        self.menu.clear()
        every = self.menu.addAction(self.tr("all classes"))
        every.setCheckable(True)
        every.setChecked(not chosen)
        every.triggered.connect(partial(self._on_class_chosen, ""))
        self.menu.addSeparator()
        for name in dict.fromkeys((*self._classes, *chosen)):
            action = self.menu.addAction(name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(name in chosen)
            action.triggered.connect(partial(self._on_class_chosen, name))

    # --- what is made of it

    def _take(self, **values: object) -> None:
        self.rule = replace(self.rule, **values)  # type: ignore[arg-type]
        self.changed.emit(self.rule)

    def _take_grade(self, number: int, **values: object) -> None:
        grades = list(self.rule.grades)
        grades[number] = replace(grades[number], **values)  # type: ignore[arg-type]
        self._take(grades=tuple(grades))

    def _on_name_edited(self, words: str) -> None:
        self._take(title=worded(self.rule.title, words.strip(), ""))

    def _on_subject_chosen(self) -> None:
        subject = self.subject.currentData()
        self._take(of=subject, classes=self.rule.classes if subject == "object" else ())

    def _on_when_chosen(self) -> None:
        self.condition = self.when.currentData() or ""
        self._show()
        self.condition_changed.emit(self.condition)

    def _on_failure_chosen(self) -> None:
        self._take(on_failure=self.failure.currentData())

    def _on_class_chosen(self, name: str) -> None:
        chosen = [one for one in self.rule.classes if one != name]
        if name and name not in self.rule.classes:
            chosen.append(name)
        self._take(classes=tuple(chosen) if name else ())
        self._show_classes()

    def _on_grade_named(self, number: int, words: str) -> None:
        grade = self.rule.grades[number]
        bare = replace(self.rule, grades=(replace(grade, title={}),))
        usual = rule_text.grade(bare, grade.id)
        self._take_grade(number, title=worded(grade.title, words.strip(), usual))

    def _on_accepted(self, number: int) -> None:
        grade, rule = self.rule.grades[number], self.rule
        if rule.by and self.condition in rule.accepts_by:
            accepted = self.accepted ^ {grade.id}
            self._take(accepts_by={**rule.accepts_by, self.condition: accepted})
        else:
            self._take_grade(number, accepted=not grade.accepted)

    def _on_quota(self, number: int, value: int) -> None:
        self._take_grade(number, quota=None if value < 0 else value)

    def _on_add(self) -> None:
        used = {grade.id for grade in self.rule.grades}
        id = next(f"grade_{n}" for n in range(1, len(used) + 2) if f"grade_{n}" not in used)
        title = {language_code(): self.tr("new grade")}
        self._take(grades=(*self.rule.grades, Grade(id, title=title)))
        if self.lines and len(self.lines) == len(self.rule.grades):
            self.lines[-1].name.setFocus()
            self.lines[-1].name.selectAll()

    def _on_remove(self, number: int) -> None:
        gone = self.rule.grades[number].id
        accepts = {name: ids - {gone} for name, ids in self.rule.accepts_by.items()}
        grades = tuple(grade for grade in self.rule.grades if grade.id != gone)
        self._take(grades=grades, accepts_by=accepts)


class _GradeLine:
    """The widgets of one grade, in the grid of its panel."""

    def __init__(self, panel: GradePanel, number: int) -> None:
        self.number = number
        self._panel = panel
        self.name = QLineEdit(panel)
        self.name.setMinimumWidth(80)
        self.accepted = QPushButton(panel)
        self.accepted.setAutoDefault(False)
        self.quota = QSpinBox(panel)
        self.quota.setRange(-1, _MOST)
        self.quota.setFixedWidth(92)
        self.quota.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.remove = QToolButton(panel)
        self.remove.setIcon(theme.icon("close"))
        self.details = QLabel(panel)
        self.details.setProperty("role", "quiet")
        self.details.setIndent(8)
        row = 2 * number + 1
        for column, widget in enumerate((self.name, self.accepted, self.quota, self.remove)):
            panel.grid.addWidget(widget, row, column)
        panel.grid.addWidget(self.details, row + 1, 0, 1, 4)

    @property
    def widgets(self) -> tuple[QWidget, ...]:
        """In the order of the Tab key."""
        return self.name, self.accepted, self.quota, self.remove

    def show_grade(self, name: str, grade: Grade, good: bool) -> None:
        if self.name.text().strip() != name and not self.name.hasFocus():
            self.name.setText(name)
        self.accepted.setIcon(_verdict_icon(good, self.name))
        self.accepted.setIconSize(QSize(_SIDE, _SIDE))
        with QSignalBlocker(self.quota):
            self.quota.setValue(-1 if grade.quota is None else grade.quota)

    def discard(self) -> None:
        for widget in (*self.widgets, self.details):
            self._panel.grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()


def _verdict_icon(good: bool, beside: QWidget) -> QIcon:
    ratio = beside.devicePixelRatioF()
    drawn = QPixmap(round(_SIDE * ratio), round(_SIDE * ratio))
    drawn.setDevicePixelRatio(ratio)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    verdict = "pass" if good else "fail"
    color = QColor(theme.colors().good if good else theme.colors().error)
    signs.paint_verdict(painter, QRectF(0, 0, _SIDE, _SIDE), verdict, color)
    painter.end()
    return QIcon(drawn)
