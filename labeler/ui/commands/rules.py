"""The commands of the rules menu: grades by key, rules by example, the board of coverage."""

from PySide6.QtWidgets import QWidget

from labeler.ui.commands.group import Commands
from labeler.ui.docks.rules import RulesDock


class RuleCommands(Commands):
    """What keys do with the rule in hand, and the windows in which rules are set and counted."""

    @property
    def _dock(self) -> RulesDock:
        dock = self.window.docks[RulesDock.id].widget()
        assert isinstance(dock, RulesDock)
        return dock

    def edit_rules(self) -> None:
        self.edit_rule(self._dock.in_hand)

    def edit_rule(self, id: str) -> None:
        """Set a rule by example, the first where there is none of this id."""
        from labeler.ui.dialogs.rule_editor import RuleEditor

        rules = self.session.ruling.rules
        rule = self.session.ruling.rule(id) or (rules[0] if rules else None)
        if rule is None:
            return
        self.canvas.cancel_gesture()
        editor = self.window.findChild(RuleEditor)
        if editor is None:
            editor = RuleEditor(self.session, rule, self.window)
        else:
            editor.edit(rule.id)
        _raise(editor)

    def coverage_board(self) -> None:
        from labeler.ui.dialogs.coverage_board import CoverageBoard

        _raise(self.window.findChild(CoverageBoard) or CoverageBoard(self.session, self.window))

    def edit_cameras(self) -> None:
        from labeler.ui.dialogs.cameras import CamerasDialog

        CamerasDialog(self.session, self.window).open()

    def next_rule(self) -> None:
        self._dock.step(1)

    def previous_rule(self) -> None:
        self._dock.step(-1)

    def _grade(self, number: int) -> None:
        if not self._dock.answer(number):
            self.say("no_grade_on_key", key=number)

    def grade_1(self) -> None:
        self._grade(1)

    def grade_2(self) -> None:
        self._grade(2)

    def grade_3(self) -> None:
        self._grade(3)

    def grade_4(self) -> None:
        self._grade(4)

    def grade_5(self) -> None:
        self._grade(5)

    def grade_6(self) -> None:
        self._grade(6)

    def grade_7(self) -> None:
        self._grade(7)

    def grade_8(self) -> None:
        self._grade(8)

    def grade_9(self) -> None:
        self._grade(9)

    def grade_0(self) -> None:
        self._grade(0)


def _raise(window: QWidget) -> None:
    window.show()
    window.raise_()
    window.activateWindow()
