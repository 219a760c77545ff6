"""Sets a rule by eye: real crops in order of what was measured, with the limits between them."""

from collections import Counter
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QPushButton, QWidget

from labeler.core.graded import Row
from labeler.core.rules.rule import Rule
from labeler.services.session import Session
from labeler.ui import rule_text
from labeler.ui.rules.drafts import Drafts
from labeler.ui.rules.editor_parts import EditorParts
from labeler.ui.rules.grade_panel import language_code
from labeler.ui.rules.ladder import Stretch
from labeler.ui.rules.proposing import Suggestion, suggested
from labeler.ui.rules.readings import Readings, limits_of
from labeler.ui.rules.row_reader import RowReader, show_row
from labeler.ui.rules.spans import exact, reading, span
from labeler.ui.rules.steps import Limits
from labeler.ui.rules.trial import (
    Laid,
    accepting,
    examples_of,
    laid,
    limited,
    mark_key,
    marked_values,
    marks_of,
    measure_of,
    turn_counts,
    turns,
)

_MARKS = {True: "good", False: "bad", None: ""}


class RuleEditor(EditorParts):
    """Stays open beside the window. Nothing is changed before it is saved."""

    def __init__(self, session: Session, rule: Rule, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.drafts = Drafts(session.ruling)
        self.rule = rule
        self.measure = 0
        self.readings: Readings | None = None
        self.laid = Laid()
        self.suggestion: Suggestion | None = None
        self._root = session.dataset.root if session.dataset else None
        self._measure_settled = False  # somebody chose it, or moved its limits
        self._warned = False
        self.reader = RowReader(session, self._is_dragging, self)
        self._connect()
        if parent is not None:
            parent.window().installEventFilter(self)
        self.begin(*self.wanted_size())
        session.gradebook.begin()
        self.edit(rule.id)

    def _connect(self) -> None:
        session = self._session
        self.reader.ready.connect(self._on_read)
        self.reader.progressed.connect(self._show_progress)
        session.opened.connect(self._on_session_opened)
        session.ruling.changed.connect(self._on_ruling_changed)
        self.chooser.activated.connect(self._on_rule_chosen)
        self.add.clicked.connect(self._on_add)
        self.restore.clicked.connect(self._on_restore)
        self.remove.clicked.connect(self._on_remove)
        self.ladder.limits_changed.connect(self._on_limits_changed)
        self.ladder.dropped.connect(self.reader.catch_up)
        self.ladder.marked.connect(self._on_marked)
        self.ladder.opened.connect(self._on_opened)
        self.panel.changed.connect(self._on_panel_changed)
        self.panel.condition_changed.connect(self._on_condition_changed)
        self.apply.clicked.connect(self._on_apply)
        self.unmark.clicked.connect(self._on_unmark)
        self.by.activated.connect(self._on_measure_chosen)
        self.show_turned.toggled.connect(self._on_show_turned)
        for gallery in (self.turned_gallery, self.answered_gallery):
            gallery.chosen.connect(self._on_opened)
            gallery.opened.connect(self._on_opened)
        self.save.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)

    def retranslate(self) -> None:
        super().retranslate()
        self._fill_chooser()
        self._show_rule()
        self._lay()

    # --- which rule

    def edit(self, id: str) -> None:
        """Take another rule in hand; what was changed of others is kept."""
        rule = self.drafts.rule(id) or next(iter(self.drafts.rules), None)
        if rule is None:
            return
        self.rule, self.measure, self._measure_settled = rule, 0, False
        self.readings, self.laid = None, Laid()
        self.show_turned.setChecked(False)
        self._fill_chooser()
        self._show_rule()
        self._lay()
        self._gather()

    def _take(self, rule: Rule) -> None:
        self.rule = rule
        self.drafts.put(rule)
        self._warned = False

    def _fill_chooser(self) -> None:
        self.chooser.clear()
        for rule in self.drafts.rules:
            changed = " •" if self.drafts.differs(rule.id) else ""
            self.chooser.addItem(rule_text.title(rule) + changed, rule.id)
        self.chooser.setCurrentIndex(self.chooser.findData(self.rule.id))

    def _show_chosen(self) -> None:
        changed = " •" if self.drafts.differs(self.rule.id) else ""
        words = rule_text.title(self.rule) + changed
        self.chooser.setItemText(self.chooser.currentIndex(), words)
        self.save.setEnabled(self.drafts.unsaved)
        own = self.drafts.restored(self.rule)
        self.restore.setVisible(own is not None)
        self.restore.setEnabled(own is not None and own != self.rule)
        self.remove.setVisible(own is None)

    def _show_rule(self) -> None:
        rule = self.rule
        self.hint.setText(rule_text.hint(rule))
        own = self.drafts.restored(rule) is None
        classes = self._session.workspace.classes.names
        self.panel.show_rule(rule, self.drafts.rules, classes, own=own)
        self._explain()
        self._show_chosen()

    def _explain(self) -> None:
        rule, turned = self.rule, self.show_turned.isChecked()
        self.explain(answered=not rule.measure, of_images=rule.of == "image", turned=turned)

    def _on_rule_chosen(self) -> None:
        self.edit(self.chooser.currentData())

    def _on_add(self) -> None:
        code = language_code()
        title, yes, no = self.question_words()
        rule = self.drafts.add_question({code: title}, ({code: yes}, {code: no}))
        self.edit(rule.id)
        self.panel.name.setFocus()
        self.panel.name.selectAll()

    def _on_restore(self) -> None:
        rule = self.drafts.restored(self.rule)
        if rule is not None:
            self._take(rule)
            self.edit(rule.id)

    def _on_remove(self) -> None:
        self.drafts.remove(self.rule.id)
        self.edit("")

    # --- rows

    def _gather(self) -> None:
        self.reader.ask(self.rule)
        self._show_progress()

    def _on_read(self, readings: Readings) -> None:
        self.readings = readings
        if not self._measure_settled:
            self.measure = measure_of(readings, self.rule)
        self._lay()

    def _on_session_opened(self) -> None:
        dataset = self._session.dataset
        if dataset is None or dataset.root != self._root:
            self.close()
        else:
            self._session.gradebook.begin()
            self.reader.refresh_soon()

    def _on_ruling_changed(self) -> None:
        """Somebody else changed rules: those that were not touched here are shown as they are."""
        if not self.drafts.differs(self.rule.id):
            self.edit(self.rule.id)

    def _show_progress(self) -> None:
        book = self._session.gradebook
        self.say_progress(book.done, book.total, book.active and not book.complete)
        self._show_message()

    # --- the ladder

    def _is_dragging(self) -> bool:
        return self.ladder.dragging

    @property
    def limits(self) -> Limits:
        return limits_of(self.rule)[self.measure]

    @property
    def _measure_id(self) -> str:
        stand_in = self.rule.stand_in
        return stand_in.measure if self.measure and stand_in else self.rule.measure

    def _lay(self) -> None:
        """Lay the crops of the rule in hand anew."""
        readings, measure = self.readings, self._measure_id
        self.laid = Laid()
        if readings is not None and self.rule.measure:
            self.laid = laid(readings, self.rule, self.measure, marks_of(self.rule))
        captions = [reading(measure, value) for value in self.laid.steps.values]
        self.ladder.show_rows(self.laid.rows, self.laid.steps, captions, self.limits)
        if readings is not None and not self.rule.measure:
            self.list_answered(readings, self.rule)
        self.say_measures(readings, self.rule, self.drafts.rules, self.measure)
        self._show_marks()
        self._show_counts()
        self._show_message()

    def _on_measure_chosen(self) -> None:
        self.measure, self._measure_settled = self.by.currentData(), True
        self._lay()

    def _on_limits_changed(self, limits: Limits) -> None:
        self._measure_settled = True
        self._take(limited(self.rule, self.measure, limits))
        self._show_counts()
        self._show_chosen()

    def _on_panel_changed(self, rule: Rule) -> None:
        before = self.rule
        self._take(rule)
        self._show_rule()
        if rule.of != before.of:
            self._gather()
        elif rule.classes != before.classes or not rule.measure:
            self._lay()
        else:
            self._show_counts()
            self._show_marks()

    def _on_condition_changed(self, condition: str) -> None:
        self._show_counts()
        self._show_marks()

    # --- what it says of the labels

    def _accepted(self) -> tuple[bool, ...]:
        """Of the grades along the limits."""
        along = self.rule.grades[: len(self.limits) + 1]
        return tuple(grade.id in self.panel.accepted for grade in along)

    def _show_counts(self) -> None:
        rule, measure, limits = self.rule, self._measure_id, self.limits
        counts, unsure = [0] * len(rule.grades), 0
        if self.readings is not None:
            counts, unsure = self.readings.counts(rule)
        spans = [span(measure, limits, n) for n in range(len(rule.grades))]
        if rule.measure:
            told = self.tr("told by the picture")
            spans = [words or told for words in spans]
        self.panel.show_counts(counts, spans)
        self.unsure.setText(self.tr("%n unsure", None, unsure) if unsure else "")
        names = [rule_text.grade(rule, grade.id) for grade in rule.grades]
        along = zip(names, spans, counts, self._accepted(), strict=False)
        self.ladder.set_stretches(
            [
                Stretch(name, f"{words} · {count}", "pass" if good else "fail")
                for name, words, count, good in along
            ]
        )
        handles = self.tr("{lower} | {upper}: {limit}")
        self.ladder.name_handles(
            [
                handles.format(lower=names[n], upper=names[n + 1], limit=exact(measure, limit))
                for n, limit in enumerate(limits)
            ]
        )
        self._show_turned()

    def _show_turned(self) -> None:
        before = self.drafts.before(self.rule.id)
        counts: Counter[str] = Counter()
        if before is not None and self.readings is not None:
            counts.update(turn_counts(self.readings, before, self.rule))
        of_images = self.rule.of == "image"
        self.say_turned(counts["fail"], counts["pass"], counts["unsure"], of_images=of_images)
        if self.show_turned.isChecked() and not self.ladder.dragging:
            self.list_turned(
                turns(self.readings, before, self.rule) if before and self.readings else []
            )

    def _on_show_turned(self) -> None:
        self._show_turned()
        self._explain()
        self._show_message()

    def _show_message(self) -> None:
        """Which page is in sight: crops, answers, what would turn, or why there is nothing."""
        if self.show_turned.isChecked():
            self.show_page(self.turned_gallery)
        elif not self.rule.measure and self.answered_gallery.rows:
            self.show_page(self.answered_gallery)
        elif self.rule.measure and self.laid.rows:
            self.show_page(self.ladder)
        else:
            self.show_page(self.message)
            self.say_nothing(self._reason(), self.readings, self.rule)

    def _reason(self) -> str:
        book, readings = self._session.gradebook, self.readings
        if self.reader.reading or (book.active and not book.complete):
            return "measuring"
        if not self.rule.measure:
            return "not_answered"
        return "not_measurable" if readings is not None and len(readings) else "empty"

    # --- marks

    def _on_marked(self, row: Row, kind: str) -> None:
        """The same mark again takes it back."""
        marks, key, good = marks_of(self.rule), mark_key(row), kind == "good"
        if marks.pop(key, None) != good:
            marks[key] = good
        self._take(replace(self.rule, examples=examples_of(marks)))
        self._show_marks()
        self._show_chosen()

    def _on_unmark(self) -> None:
        self._take(replace(self.rule, examples=()))
        self._show_marks()
        self._show_chosen()

    def _show_marks(self) -> None:
        marks = marks_of(self.rule)
        self.ladder.set_marks([_MARKS[marks.get(mark_key(row))] for row in self.laid.rows])
        self.suggestion = None
        good: list[float] = []
        bad: list[float] = []
        if self.readings is not None and self.rule.measure:
            good, bad = marked_values(self.readings, self.measure, marks)
            self.suggestion = suggested(self.limits, self._accepted(), good, bad)
        measure, found = self._measure_id, self.suggestion
        limits = [exact(measure, limit) for limit in found.moved] if found is not None else []
        self.say_marks(len(good), len(bad), bool(marks), found, limits)

    def _on_apply(self) -> None:
        found = self.suggestion
        if found is None or found.contrary:
            return
        rule = limited(self.rule, self.measure, found.limits)
        if found.accepted != self._accepted():
            rule = accepting(rule, self.panel.condition, found.accepted)
        self._take(rule)
        self._show_rule()
        self.ladder.set_limits(self.limits)
        self._show_counts()
        self._show_marks()

    # --- ending

    def _on_opened(self, row: Row) -> None:
        show_row(self._session, row)

    def accept(self) -> None:
        self._session.ruling.changed.disconnect(self._on_ruling_changed)
        self.drafts.save()
        super().accept()
        self.close()

    def reject(self) -> None:
        super().reject()
        self.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the crops first; only pressed twice it gives up changes."""
        escape, focus = event.matches(QKeySequence.StandardKey.Cancel), self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if isinstance(focus, QPushButton):  # and no name that is typed saves it all
                focus.click()
        elif escape and self.show_turned.isChecked():
            self.show_turned.setChecked(False)
        elif escape and self.drafts.unsaved and not self._warned:
            self._warned = True
            self.warn()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Hide and not event.spontaneous():
            self.close()
        return super().eventFilter(watched, event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.reader.stop()
        super().closeEvent(event)
