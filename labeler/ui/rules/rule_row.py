"""One rule for what is selected: its verdict, its title, what was measured, and the grades."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from labeler.core.rules.rule import Judgement, Rule, grades_of
from labeler.ui import rule_text, signs
from labeler.ui.rules.grade_bar import Chip, GradeBar

_SIGN = 15


class VerdictSign(QWidget):
    """A check mark, a cross or a question mark."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.verdict = ""
        self.setFixedSize(_SIGN, _SIGN)

    def show_verdict(self, verdict: str) -> None:
        if verdict != self.verdict:
            self.verdict = verdict
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.verdict:
            color = signs.verdict_color(self.verdict, self.palette())
            signs.paint_verdict(QPainter(self), QRectF(self.rect()), self.verdict, color)


class OneLine(QWidget):
    """A text that ends in … where it has no room; the tip has it whole."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def show_text(self, text: str) -> None:
        if text != self.text:
            self.text = text
            self.setToolTip(text)
            self.setAccessibleName(text)
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(60, self.fontMetrics().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(signs.quiet(self.palette(), 0.35))
        shown = self.fontMetrics().elidedText(self.text, Qt.TextElideMode.ElideRight, self.width())
        align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect(), align, shown)


class RuleRow(QFrame):
    """Follows what it is shown; says what was picked."""

    picked = Signal(str, str)  # rule, grade
    taken = Signal(str)  # the rule is to be in hand
    edit_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rule: Rule | None = None
        self.in_hand = False
        self.sign = VerdictSign(self)
        self.title = QLabel(self)
        self.value = OneLine(self)
        self.bar = GradeBar(self)
        head = QHBoxLayout()
        head.setSpacing(7)
        head.addWidget(self.sign)
        head.addWidget(self.title)
        head.addWidget(self.value, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 5, 8, 7)
        column.setSpacing(5)
        column.addLayout(head)
        column.addWidget(self.bar)
        self.bar.picked.connect(self._on_picked)

    def show_judgements(
        self, rule: Rule, judgements: Sequence[Judgement], editable: bool, pending: bool = False
    ) -> None:
        """What the rule says of each selected shape, or of the image; `pending` while some of them
        have still to be measured."""
        pending = pending and bool(rule.measure) and not all(one.by_hand for one in judgements)
        self.rule = rule
        self.title.setText(rule_text.title(rule))
        self.title.setToolTip(rule_text.hint(rule))
        self.bar.setEnabled(editable and bool(judgements))
        self.sign.show_verdict("" if pending else _worst(judgements))
        self.sign.setToolTip(rule_text.verdict(self.sign.verdict) if self.sign.verdict else "")
        waiting = rule_text.note("measuring")
        self.value.show_text(waiting if pending else _summary(rule, judgements))
        self.bar.show_chips(_chips(rule, judgements), self.in_hand)
        self.setAccessibleName(", ".join((self.title.text(), self.value.text, self.sign.toolTip())))

    def take_in_hand(self, in_hand: bool) -> None:
        if in_hand != self.in_hand:
            self.in_hand = in_hand
            self.bar.show_chips(self.bar.chips, in_hand)
            self.update()

    def _on_picked(self, grade: str) -> None:
        if self.rule is not None:
            self.taken.emit(self.rule.id)
            self.picked.emit(self.rule.id, grade)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.rule is not None and event.button() == Qt.MouseButton.LeftButton:
            self.taken.emit(self.rule.id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.rule is not None and event.button() == Qt.MouseButton.LeftButton:
            self.edit_asked.emit(self.rule.id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.rule is not None:
            self.edit_asked.emit(self.rule.id)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.in_hand:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = self.palette().color(QPalette.ColorRole.Window)
        accent = self.palette().color(QPalette.ColorRole.Highlight)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(signs.mixed(ground, accent, 0.16))
        painter.drawRoundedRect(QRectF(self.rect()), 6, 6)


def _worst(judgements: Sequence[Judgement]) -> str:
    verdicts = {one.verdict for one in judgements if not _only_asked(one)}
    return next((verdict for verdict in ("fail", "unsure", "pass") if verdict in verdicts), "")


def _only_asked(judgement: Judgement) -> bool:
    """A question that any answer passes and that has none yet is no doubt about the object."""
    rule = judgement.rule
    return not rule.measure and not judgement.grade and len(rule.accepted) == len(rule.grades)


def _summary(rule: Rule, judgements: Sequence[Judgement]) -> str:
    if len(judgements) == 1:
        return rule_text.said(judgements[0])
    counts = Counter(one.grade for one in judgements)
    order = [*(grade.id for grade in rule.grades), ""]
    return " · ".join(
        f"{counts[grade]} {rule_text.grade(rule, grade)}" for grade in order if counts[grade]
    )


def _chips(rule: Rule, judgements: Sequence[Judgement]) -> tuple[Chip, ...]:
    grades = {one.grade for one in judgements}
    common = grades.pop() if len(grades) == 1 else ""
    by_hand = bool(common) and all(one.by_hand for one in judgements)
    maybe: set[str] = set()
    if not common:
        for one in judgements:
            maybe |= {one.grade} if one.grade else set(_possible(one))
    return tuple(
        Chip(
            grade.id,
            rule_text.grade(rule, grade.id),
            grade.accepted,
            grade.id == common,
            grade.id in maybe,
            by_hand and grade.id == common,
        )
        for grade in rule.grades
    )


def _possible(judgement: Judgement) -> tuple[str, ...]:
    """The grades that a value may have, none where it may have any."""
    rule, measured = judgement.rule, judgement.measured
    if measured is None or not measured.known:
        return ()
    own = judgement.measure == rule.measure
    limits = rule.limits if own or rule.stand_in is None else rule.stand_in.limits
    return grades_of(rule, measured, limits)
