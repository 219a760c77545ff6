"""The widgets of the rule editor, where they stand and what they say."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from labeler.core.rules.rule import Rule
from labeler.services.session import Session
from labeler.ui import rule_text
from labeler.ui.dialogs.dialog import Dialog
from labeler.ui.rules.gallery import CropGallery
from labeler.ui.rules.grade_panel import GradePanel
from labeler.ui.rules.ladder import Ladder
from labeler.ui.rules.proposing import Suggestion
from labeler.ui.rules.readings import Readings
from labeler.ui.rules.spans import measure_title
from labeler.ui.rules.trial import Turn

_PANEL = 350


class EditorParts(Dialog):
    """Without behaviour: that is the editor's."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session = session
        self._build_top()
        self._build_pages()
        self._build_foot()
        self._lay_out()

    def wanted_size(self) -> tuple[int, int]:
        screen = self.screen().availableSize()
        return max(1180, round(screen.width() * 0.8)), max(720, round(screen.height() * 0.84))

    def _build_top(self) -> None:
        self.chooser = QComboBox(self)
        self.chooser.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.chooser.setMinimumWidth(180)
        self.hint = QLabel(self)
        self.hint.setProperty("role", "quiet")
        self.add, self.restore, self.remove = (QPushButton(self) for _ in range(3))
        self.task = QLabel(self)
        self.task.setWordWrap(True)
        self.by_label, self.by = QLabel(self), QComboBox(self)
        self.by_label.setProperty("role", "quiet")

    def _build_pages(self) -> None:
        self.ladder = Ladder(self._session, self)
        self.turned_gallery = CropGallery(self._session, self)
        self.answered_gallery = CropGallery(self._session, self)
        self.message = QLabel(self)
        self.message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.message.setWordWrap(True)
        self.message.setMargin(40)
        self.message.setProperty("role", "quiet")
        self.pages = QStackedWidget(self)
        for page in (self.message, self.ladder, self.answered_gallery, self.turned_gallery):
            self.pages.addWidget(page)
        self.panel = GradePanel(self)
        self.side = QScrollArea(self)
        self.side.setWidget(self.panel)
        self.side.setWidgetResizable(True)
        self.side.setFrameShape(QFrame.Shape.NoFrame)
        self.side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.side.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.side.viewport().setAutoFillBackground(False)
        self.panel.setAutoFillBackground(False)
        self.side.setFixedWidth(_PANEL)

    def _build_foot(self) -> None:
        self.progress = QProgressBar(self)
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(6)
        self.marks_label, self.turned_label, self.unsure = (QLabel(self) for _ in range(3))
        self.unsure.setProperty("role", "quiet")
        self.apply, self.unmark, self.show_turned = (QPushButton(self) for _ in range(3))
        self.show_turned.setCheckable(True)
        for button in (self.apply, self.unmark, self.show_turned, self.add, self.restore):
            button.setAutoDefault(False)
        self.remove.setAutoDefault(False)
        self.buttons = QDialogButtonBox(self)
        self.save = self.buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        self.cancel = self.buttons.addButton("", QDialogButtonBox.ButtonRole.RejectRole)
        self.warning, self.progress_label = QLabel(self), QLabel(self)
        self.progress_label.setProperty("role", "quiet")

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(self.chooser)
        top.addWidget(self.hint, 1)
        for button in (self.add, self.restore, self.remove):
            top.addWidget(button)
        by = QHBoxLayout()
        by.addWidget(self.by_label)
        by.addWidget(self.by)
        by.addStretch(1)
        frame = QFrame(self)
        frame.setObjectName("crops")
        frame.setStyleSheet(
            "#crops { background: palette(base); border: 1px solid palette(mid);"
            " border-radius: 6px; }"
        )
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.pages)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.task)
        left.addLayout(by)
        left.addWidget(frame, 1)
        left.addWidget(self.progress)
        left.addLayout(_row(self.marks_label, self.apply, self.unmark))
        left.addLayout(_row(self.turned_label, self.unsure, self.show_turned))
        middle = QHBoxLayout()
        middle.setSpacing(18)
        middle.addLayout(left, 1)
        middle.addWidget(self.side)
        foot = QHBoxLayout()
        foot.addWidget(self.progress_label)
        foot.addWidget(self.warning, 1)
        foot.addWidget(self.buttons)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addLayout(top)
        column.addLayout(middle, 1)
        column.addLayout(foot)

    # --- words

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Set a rule by examples"))
        self.chooser.setAccessibleName(self.tr("Rule"))
        self.add.setText(self.tr("Add a question…"))
        self.add.setToolTip(self.tr("A rule that a person answers and nothing measures"))
        self.restore.setText(self.tr("As the program has it"))
        self.restore.setToolTip(self.tr("Take back every change of this rule, marks excepted"))
        self.remove.setText(self.tr("Remove this rule"))
        self.unmark.setText(self.tr("Clear the marks"))
        self.unsure.setToolTip(self.tr("Too small, too noisy or too near to a limit to be certain"))
        self.save.setText(self.tr("Save"))
        self.cancel.setText(self.tr("Cancel"))
        self.ladder.strip.setAccessibleName(self.tr("Crops in order"))
        self.panel.retranslate()

    def explain(self, *, answered: bool, of_images: bool, turned: bool) -> None:
        """One sentence on what is to be done."""
        if turned:
            words = self.tr("These would get another verdict. Click one to open its image.")
        elif answered:
            words = self.tr(
                "A person answers this question; nothing is measured. Name the grades, and say "
                "which of them make a good example."
            )
        elif of_images:
            words = self.tr(
                "Your own images, in order. Drag each line to where one grade should end and the "
                "next begin."
            )
        else:
            words = self.tr(
                "Your own labels, in order. Drag each line to where one grade should end and the "
                "next begin."
            )
        self.task.setText(words)

    def question_words(self) -> tuple[str, str, str]:
        return self.tr("New question"), self.tr("yes"), self.tr("no")

    def say_nothing(self, reason: str, readings: Readings | None, rule: Rule) -> None:
        """Instead of crops."""
        why = _why_not(readings, rule) if reason == "not_measurable" and readings else ""
        words = {
            "measuring": self.tr("Measuring…"),
            "empty": self.tr("There are no labels yet. Once some are drawn, they appear here."),
            "not_measurable": self.tr(
                "Nothing can be measured for this rule: {why}. You can still set what each grade "
                "does."
            ).format(why=why),
            "not_answered": self.tr(
                "Nobody has answered this yet. It is answered in the Rules pane, with one key."
            ),
        }
        self.message.setText(words[reason])

    def show_page(self, page: QWidget) -> None:
        """What is said around the crops goes with them."""
        self.pages.setCurrentWidget(page)
        for widget in (self.marks_label, self.apply, self.unmark):
            widget.setVisible(page is self.ladder)

    def say_marks(
        self,
        good: int,
        bad: int,
        marked: bool,
        found: Suggestion | None,
        limits: list[str],
    ) -> None:
        """`limits` are those that would move, as text."""
        self.unmark.setEnabled(marked)
        self.apply.setEnabled(bool(limits))
        self.apply.setText(self.tr("Move the limit there"))
        if found is None:
            words = self.tr(
                "Or mark some: click a good crop, right-click a bad one, and a limit is proposed."
            )
            if good or bad:
                words = self._marked(good, bad) + " " + self.tr("Mark some of the other kind too.")
        elif found.contrary:
            words = self.tr("The good crops lie where the grades are not accepted.")
        elif limits:
            words = self._marked(good, bad) + " "
            words += self.tr("Best limit: {limit}.").format(limit=", ".join(limits))
            words += " " + self._wrong(found)
        else:
            words = self._marked(good, bad) + " "
            words += self.tr("The limit is where it fits best.") + " " + self._wrong(found)
        self.marks_label.setText(words)

    def _marked(self, good: int, bad: int) -> str:
        return self.tr("{good} good, {bad} bad.").format(good=good, bad=bad)

    def _wrong(self, found: Suggestion) -> str:
        if not found.wrong:
            return self.tr("All of them are on the right side.")
        return self.tr("%n of them on the wrong side.", None, found.wrong)

    def say_turned(self, failing: int, passing: int, unsure: int, *, of_images: bool) -> None:
        parts = []
        if failing and of_images:
            parts.append(self.tr("%n image(s) would now fail", None, failing))
        elif failing:
            parts.append(self.tr("%n label(s) would now fail", None, failing))
        if passing and of_images:
            parts.append(self.tr("%n image(s) would now pass", None, passing))
        elif passing:
            parts.append(self.tr("%n label(s) would now pass", None, passing))
        if unsure and of_images:
            parts.append(self.tr("%n image(s) would become unsure", None, unsure))
        elif unsure:
            parts.append(self.tr("%n label(s) would become unsure", None, unsure))
        self.turned_label.setText(" · ".join(parts) or self.tr("No verdict changes."))
        self.show_turned.setEnabled(bool(parts) or self.show_turned.isChecked())
        back = self.show_turned.isChecked()
        self.show_turned.setText(self.tr("Back to the crops") if back else self.tr("Show them"))

    def say_progress(self, done: int, total: int, running: bool) -> None:
        self.progress.setVisible(running)
        self.progress.setRange(0, max(1, total))
        self.progress.setValue(done)
        words = self.tr("Measuring… {done} of {total} images")
        self.progress_label.setText(words.format(done=done, total=total) if running else "")

    # --- lists

    def list_answered(self, readings: Readings, rule: Rule) -> None:
        """What a person has answered, grade by grade."""
        first = readings.places(rule)[0]
        order = [n for n in first.argsort(kind="stable").tolist() if first[n] >= 0]
        names = [rule_text.grade(rule, grade.id) for grade in rule.grades]
        rows, captions = [readings.rows[n] for n in order], [names[first[n]] for n in order]
        self.answered_gallery.show_rows(rows, captions)

    def list_turned(self, found: Sequence[Turn]) -> None:
        """Those that would fail come first."""
        found = sorted(found, key=lambda turn: ("fail", "pass", "unsure").index(turn.after))
        words = {name: rule_text.verdict(name) for name in ("pass", "fail", "unsure")}
        captions = [f"{words[turn.before]} → {words[turn.after]}" for turn in found]
        rows, marks = [turn.row for turn in found], [turn.after for turn in found]
        self.turned_gallery.show_rows(rows, captions, marks)

    def say_measures(
        self, readings: Readings | None, rule: Rule, rules: Sequence[Rule], measure: int
    ) -> None:
        """Which measure is meant, where it is not the rule's own or where there are two."""
        used = readings.used(rule) if readings is not None else ()
        both = len(used) > 1 and min(used) > 0
        self.by.setVisible(both)
        self.by_label.setVisible(both or measure == 1)
        self.by.clear()
        if readings is None:
            return
        for number, one in enumerate(readings.measures if both else ()):
            count = self.tr("%n label(s)", None, used[number])
            self.by.addItem(f"{measure_title(one, rules)} ({count})", number)
        self.by.setCurrentIndex(measure)
        if both:
            self.by_label.setText(self.tr("Limits of"))
        elif measure == 1:
            words = self.tr("Judged by {measure} for now: {rule} cannot be measured ({why}).")
            instead, wanted = measure_title(readings.measures[1], rules), rule_text.title(rule)
            why = _why_not(readings, rule)
            self.by_label.setText(words.format(measure=instead, rule=wanted, why=why))

    def warn(self) -> None:
        self.warning.setText(self.tr("Not saved. Press Esc again to give up the changes."))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._built:
            self.panel.retranslate()  # its signs are drawn in colours of the theme

    def sizeHint(self) -> QSize:
        return QSize(*self.wanted_size())


def _why_not(readings: Readings, rule: Rule) -> str:
    """The reason that most rows give for not being measured."""
    found = [row.measured.get(rule.measure) for row in readings.rows]
    notes = Counter(one.note for one in found if one is not None and not one.known)
    return rule_text.note(notes.most_common(1)[0][0] if notes else "not_measurable")


def _row(label: QLabel, *widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(label, 1)
    for widget in widgets:
        row.addWidget(widget)
    return row
