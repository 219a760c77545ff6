"""Opens datasets off the main thread: their first image at once, then all, then what labels say."""

from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from labeler.core.classes import ClassList
from labeler.core.finding import Finding, LabelerError
from labeler.services.jobs import Jobs
from labeler.services.reading import DatasetRead, DatasetSteps, read_summaries
from labeler.services.states import States

if TYPE_CHECKING:
    from labeler.core.dataset import Dataset
    from labeler.core.record import Summary


class Opening(QObject):
    """One dataset at a time: what comes for a request before the last one is dropped."""

    def __init__(self, jobs: Jobs, states: States, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._states = states
        self._asked = 0
        self._go_on: Callable[[], None] | None = None
        self._painting = QTimer(self, singleShot=True, interval=0)
        self._painting.timeout.connect(self._on_painted)

    def read(
        self,
        path: Path,
        take: Callable[[DatasetRead, bool], None],
        failed: Callable[[Finding], None],
        whole: bool = False,
    ) -> None:
        """`take` gets the dataset with its first image, and True; then whole, and False.

        With `whole`, and for a folder without images, there is only the one step.
        """
        self._asked += 1
        asked, steps, answers = self._asked, DatasetSteps(path, whole), count()

        def go_on() -> None:
            self._jobs.run(steps.next, done, lost, priority=10)

        def done(read: DatasetRead | None) -> None:
            if asked == self._asked and read is not None:
                take(read, next(answers) == 0)
                if not read.dataset.complete:
                    self._go_on = go_on
                    self._painting.start()

        def lost(error: BaseException) -> None:
            if asked == self._asked:
                failed(_finding(error, path))

        go_on()

    def _on_painted(self) -> None:
        """What is known so far has been shown: read on."""
        go_on, self._go_on = self._go_on, None
        if go_on is not None:
            go_on()

    def summarise(self, dataset: "Dataset", classes: ClassList) -> None:
        """Read the label files behind the list, a batch at a time, for states and counts."""
        self._summarise(dataset, classes, bytes(dataset.labelled), 0)

    def renumber(self, dataset: "Dataset", classes: ClassList) -> None:
        """Images have other indexes now: begin anew with those not read yet."""
        self._asked += 1
        known = self._states.known
        unread = bytes(bool(f) and not known(i) for i, f in enumerate(dataset.labelled))
        self._summarise(dataset, classes, unread, 0)

    def _summarise(self, dataset: "Dataset", classes: ClassList, unread: bytes, start: int) -> None:
        if start >= len(unread) or not any(unread):
            return
        asked = self._asked

        def read() -> tuple[list[tuple[int, "Summary"]], int]:
            return read_summaries(dataset, unread, start, classes)

        def take(answer: tuple[list[tuple[int, "Summary"]], int]) -> None:
            if asked == self._asked:
                self._states.take(answer[0])
                self._summarise(dataset, classes, unread, answer[1])

        self._jobs.run(read, take, lambda error: None, priority=-10)

    def stop(self) -> None:
        """Nothing more is taken."""
        self._asked += 1


def _finding(error: BaseException, path: Path) -> Finding:
    if isinstance(error, LabelerError):
        return error.finding
    return Finding("cannot_open", path, values={"reason": str(error)})
