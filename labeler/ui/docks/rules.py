"""The rules for what is selected and for the image: what was measured, and one key to answer."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from labeler.core.rules.rule import Judgement, Rule
from labeler.services.session import Session
from labeler.ui.docks.dock import Dock
from labeler.ui.rules.rule_row import RuleRow

_SHOW_MS = 30  # the picture first
_MOST = 300  # selected shapes are looked at; an answer goes to all


class RulesDock(Dock):
    """A click or a key gives a grade by hand; with several shapes selected, all of them get it."""

    id = "rules"
    share = 420

    edit_asked = Signal(str)  # id of a rule
    board_asked = Signal()

    def __init__(self, session: Session, settings: Any, parent: QWidget | None = None) -> None:
        super().__init__(session, settings, parent)
        self.workspace = session.workspace
        self.grader = session.grader
        self.rows: dict[str, RuleRow] = {}
        self.in_hand = ""  # the rule that keys answer
        self._last = {"object": "", "image": ""}  # that was in hand, by what is asked
        self._chosen = False
        self._build()
        self._showing = QTimer(self, singleShot=True, interval=_SHOW_MS)
        self._showing.timeout.connect(self._show)
        self.workspace.annotation_reset.connect(self._showing.start)
        self.workspace.selection_changed.connect(self._showing.start)
        self.grader.changed.connect(self._showing.start)
        session.ruling.changed.connect(self._showing.start)
        session.opened.connect(self._showing.start)
        self.retranslate()

    def _build(self) -> None:
        self.subject = QLabel(self)
        self.subject.setProperty("role", "quiet")
        self.subject.setWordWrap(True)
        self.image_title = QLabel(self)
        self.image_title.setProperty("role", "quiet")
        inside = QWidget(self)
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(2)
        self.column.addWidget(self.subject)
        self.column.addWidget(self.image_title)
        self.column.addStretch(1)
        self.pane = QScrollArea(self)
        self.pane.setWidgetResizable(True)
        self.pane.setFrameShape(QFrame.Shape.NoFrame)
        self.pane.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.pane.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.pane.setWidget(inside)
        inside.setAutoFillBackground(False)
        self.pane.viewport().setAutoFillBackground(False)
        self.edit = QPushButton(self)
        self.board = QPushButton(self)
        for button, asked in ((self.edit, self._on_edit_clicked), (self.board, self._on_board)):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(asked)
        foot = QHBoxLayout()
        foot.addWidget(self.edit, 1)
        foot.addWidget(self.board, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(8, 6, 8, 8)
        whole.setSpacing(6)
        whole.addWidget(self.pane, 1)
        whole.addLayout(foot)

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Rules"))
        self.image_title.setText(self.tr("The image itself"))
        self.edit.setText(self.tr("Set by example…"))
        self.edit.setToolTip(self.tr("Draw the limits of the rule in hand between real crops"))
        self.board.setText(self.tr("Coverage…"))
        self.board.setToolTip(self.tr("See what the dataset has and what it lacks"))
        for row in self.rows.values():
            self._put_tip(row)
        self._showing.start()

    def _put_tip(self, row: RuleRow) -> None:
        row.bar.tip = self.tr(
            "{grade}: click, or press Alt+{key} when the rule is in hand; "
            "again takes it back to what is measured"
        )

    # --- showing

    def _show(self) -> None:
        session, rules = self.session, self.session.ruling.rules
        there = session.document is not None and session.failure is None
        chosen = sorted(self.workspace.selection)
        shown = [rule for rule in rules if there and (rule.of == "image" or chosen)]
        self._place([rule.id for rule in shown], [r.id for r in shown if r.of == "object"])
        said = self._judgements(shown, chosen)
        self._take_up(shown, bool(chosen))
        pending = {
            "object": not all(map(self.grader.known, chosen[:_MOST])),
            "image": not self.grader.known(0),
        }
        for rule in shown:
            row = self.rows[rule.id]
            row.take_in_hand(rule.id == self.in_hand)
            row.show_judgements(rule, said[rule.id], self.workspace.editable, pending[rule.of])
        self.image_title.setVisible(any(rule.of == "image" for rule in shown))
        self.subject.setText(self._subject(there, len(chosen)))
        self.edit.setEnabled(bool(rules))
        self.board.setEnabled(bool(rules))

    def _take_up(self, shown: Sequence[Rule], chosen: bool) -> None:
        """With a shape selected a rule of objects is in hand, else one of the image."""
        ids = [rule.id for rule in shown]
        if chosen != self._chosen:
            self._chosen, self.in_hand = chosen, self._last["object" if chosen else "image"]
        if self.in_hand not in ids:
            self.in_hand = ids[0] if ids else ""

    def _judgements(
        self, rules: Sequence[Rule], chosen: Sequence[int]
    ) -> Mapping[str, Sequence[Judgement]]:
        """By rule: what it says of each that is selected and that it asks about."""
        whole = {id: self.grader.judgements(id) for id in (0, *chosen[:_MOST])}
        return {
            rule.id: [
                whole[id][rule.id]
                for id in ((0,) if rule.of == "image" else chosen[:_MOST])
                if rule.id in whole[id]
            ]
            for rule in rules
        }

    def _subject(self, there: bool, chosen: int) -> str:
        if not there:
            return self.tr("No image is open.")
        if not chosen:
            return self.tr("Select a shape to see how it stands with the rules.")
        return self.tr("%n shape(s) selected", None, chosen)

    def _place(self, shown: Sequence[str], of_objects: Sequence[str]) -> None:
        """Rows in the order of the rules, those of the image below their title; each made once."""
        for id in shown:
            if id not in self.rows:
                row = self.rows[id] = RuleRow(self)
                self._put_tip(row)
                row.taken.connect(self.take)
                row.picked.connect(self._on_picked)
                row.edit_asked.connect(self.edit_asked)
        wanted: list[QWidget] = [self.subject, *(self.rows[id] for id in of_objects)]
        wanted += [self.image_title, *(self.rows[id] for id in shown if id not in of_objects)]
        for place, widget in enumerate(wanted):
            if self.column.indexOf(widget) != place:
                self.column.removeWidget(widget)
                self.column.insertWidget(place, widget)
        for id, row in self.rows.items():
            row.setVisible(id in shown)

    # --- what the user does

    def take(self, id: str) -> None:
        """Keys answer this rule from now on."""
        self.in_hand = id
        rule = self.session.ruling.rule(id)
        if rule is not None:
            self._last[rule.of] = id
        for name, row in self.rows.items():
            row.take_in_hand(name == id)
        if id in self.rows:
            self.pane.ensureWidgetVisible(self.rows[id], 0, 4)

    def step(self, by: int) -> None:
        """The next rule, those that are not certain before the others."""
        self._show_now()
        ids = [id for id, row in self.rows.items() if not row.isHidden()]
        ids.sort(key=lambda id: self.column.indexOf(self.rows[id]))
        if not ids:
            return
        at = ids.index(self.in_hand) if self.in_hand in ids else -1
        order = [ids[(at + by * n) % len(ids)] for n in range(1, len(ids) + 1)]
        doubtful = [id for id in order if by > 0 and self.rows[id].sign.verdict == "unsure"]
        self.take((doubtful or order)[0])

    def answer(self, number: int) -> bool:
        """Give the grade of this number, from 1; 0 takes back what was given. False for none."""
        self._show_now()
        rule = self.session.ruling.rule(self.in_hand)
        if rule is None or number > len(rule.grades) or not self.workspace.editable:
            return False
        ids = (0,) if rule.of == "image" else tuple(self.workspace.selection)
        if not ids:
            return False
        self.grader.answer(ids, rule.id, rule.grades[number - 1].id if number else None)
        return True

    def _on_picked(self, id: str, grade: str) -> None:
        rule = self.session.ruling.rule(id)
        if rule is None:
            return
        again = any(
            chip.grade == grade and chip.chosen and chip.by_hand for chip in self.rows[id].bar.chips
        )
        ids = (0,) if rule.of == "image" else tuple(self.workspace.selection)
        self.grader.answer(ids, id, None if again else grade)

    def _on_edit_clicked(self) -> None:
        self.edit_asked.emit(self.in_hand)

    def _on_board(self) -> None:
        self.board_asked.emit()

    def _show_now(self) -> None:
        if self._showing.isActive():
            self._showing.stop()
            self._show()
