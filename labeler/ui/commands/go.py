"""The commands of the go menu: from image to image, and what a person says of one."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QInputDialog

from labeler.core.graded import failing
from labeler.services.states import State
from labeler.ui.commands.group import Commands
from labeler.ui.pacing import Pacing

if TYPE_CHECKING:
    from labeler.ui.main_window import MainWindow


class GoCommands(Commands):
    """Walking along the listed images, and their review."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._pacing = Pacing(window)

    def next_image(self) -> None:
        if self._pacing.takes(1) and not self.session.step(1):
            self.say("last_image")

    def previous_image(self) -> None:
        if self._pacing.takes(-1) and not self.session.step(-1):
            self.say("first_image")

    def forward_ten(self) -> None:
        self.session.step(10)

    def back_ten(self) -> None:
        self.session.step(-10)

    def first_image(self) -> None:
        if self.session.rows:
            self.session.show(self.session.rows[0])

    def last_image(self) -> None:
        if self.session.rows:
            self.session.show(self.session.rows[-1])

    def go_to(self) -> None:
        dataset = self.session.dataset
        if dataset is None:
            return
        title = self.tr("Go to image")
        label = self.tr("Number from 1 to {last}, or a part of the name:")
        label = label.format(last=len(dataset.images))
        wanted, sure = QInputDialog.getText(self.window, title, label)
        wanted = wanted.strip()
        if not sure or not wanted:
            return
        index = _found(wanted, dataset.images)
        if index is None:
            self.say("image_not_found", name=wanted)
        else:
            self.session.show(index)

    def next_unseen(self) -> None:
        if not self.session.show_next_unseen():
            self.say("all_seen")

    def next_problem(self) -> None:
        """Select the next shape that fails a rule, then go to the next listed image with a
        problem, round the end."""
        gradebook = self.session.gradebook
        gradebook.begin()
        if self._select_next_failing():
            return
        rows, index = self.session.rows, self.session.index
        start = bisect_right(rows, index)
        for row in (*range(start, len(rows)), *range(start)):
            if rows[row] != index and self._has_problem(rows[row]):
                self.session.show(rows[row])
                self._select_next_failing()
                return
        self.workspace.select(())
        if self._select_next_failing():
            return
        if gradebook.active and not gradebook.complete:
            self.say("measuring_rules", done=gradebook.done, total=gradebook.total)
        else:
            self.say("no_problem")

    def _has_problem(self, index: int) -> bool:
        dataset = self.session.dataset
        assert dataset is not None
        unreadable = self.session.states[index] is State.PROBLEM
        return unreadable or self.session.gradebook.failing(dataset.images[index]) > 0

    def _select_next_failing(self) -> bool:
        """Of the open image, from the selected shape on; False after the last."""
        grader, workspace = self.session.grader, self.workspace
        ids = [id for id in grader.ids if id]
        chosen = [place for place, id in enumerate(ids) if id in workspace.selection]
        start = chosen[-1] + 1 if chosen else 0
        told = [
            bool(failing(judgements))
            for row, judgements in self.session.gradebook.of_image(self.session.name)
            if row.shape is not None
        ]
        if len(told) != len(ids):  # those of the files may have other ids, but never another order
            told = [False] * len(ids)
        for id, failed in list(zip(ids, told, strict=True))[start:]:
            if failing(grader.judgements(id)) or (failed and not grader.known(id)):
                workspace.select((id,))
                return True
        return False

    def verify_and_next(self) -> None:
        last = self.session.index
        self.session.verify_and_next()
        if self.session.index == last:
            self.say("last_image")

    def unverify(self) -> None:
        self.session.set_verified(False)

    def nothing_here(self) -> None:
        self.session.mark_nothing_here()


def _found(wanted: str, names: Sequence[str]) -> int | None:
    """The image with this number, else the first whose name holds these letters."""
    if wanted.isdecimal() and 1 <= int(wanted) <= len(names):
        return int(wanted) - 1
    text = wanted.casefold()
    return next((i for i, name in enumerate(names) if text in name.casefold()), None)
