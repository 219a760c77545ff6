"""The commands of the go menu: from image to image, and what a person says of one."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QInputDialog

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
        """Go to the next listed image with a problem, round the end."""
        rows, states = self.session.rows, self.session.states
        start = bisect_right(rows, self.session.index)
        for row in (*range(start, len(rows)), *range(start)):
            if states[rows[row]] is State.PROBLEM and rows[row] != self.session.index:
                self.session.show(rows[row])
                return
        self.say("no_problem")

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
