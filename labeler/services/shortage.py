"""What the open dataset has too few of by its rules, counted anew when its gradebook changes."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from labeler.core.video.quota import Quota

if TYPE_CHECKING:
    from labeler.core.graded import Judgements, Row
    from labeler.core.rules.rule import Rule
    from labeler.core.shortage import Shortages
    from labeler.services.jobs import Job
    from labeler.services.session import Session

_PRIORITY = -10


class Shortage(QObject):
    """Counted in a job, once somebody has asked by `begin`; until then nothing lacks."""

    changed = Signal()

    def __init__(self, session: "Session", parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._asked = False
        self._job: Job | None = None
        self._again = False  # the gradebook has changed while it was counted
        self._forget()
        session.gradebook.changed.connect(self._on_gradebook_changed)
        session.opened.connect(self._on_session_opened)

    def _forget(self) -> None:
        self.complete = False
        self.cells: Shortages = {}
        self.labelled: frozenset[str] = frozenset()  # images with objects

    def begin(self) -> None:
        """Have the dataset measured and counted."""
        if not self._asked:
            self._asked = True
            self._session.gradebook.begin()
            self._on_gradebook_changed()

    @property
    def quota(self) -> Quota:
        """How many soft and blurred frames a choice should bring."""
        from labeler.core.shortage import quota_of

        return quota_of(self.cells)

    def labelled_in(self, folder: Path) -> frozenset[str]:
        """Names of those images with objects that lie in this folder."""
        dataset = self._session.dataset
        if dataset is None or dataset.root not in (folder, *folder.parents):
            return frozenset()
        place = dataset.relative(folder / "x")[:-1]
        names = (name[len(place) :] for name in self.labelled if name.startswith(place))
        return frozenset(name for name in names if "/" not in name)

    def _on_session_opened(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self._forget()
        if self._asked:
            self._session.gradebook.begin()

    def _on_gradebook_changed(self) -> None:
        if not self._asked:
            return
        self._again = self._job is not None
        if self._job is None:
            book = self._session.gradebook
            work = partial(_counted, book.graded(), self._session.ruling.rules)
            done = partial(self._on_counted, book.complete)
            self._job = self._session.jobs.run(work, done, self._on_failed, _PRIORITY)

    def _on_counted(self, complete: bool, found: "tuple[Shortages, frozenset[str]]") -> None:
        self._job = None
        if self._again:
            self._on_gradebook_changed()
            return
        self.cells, self.labelled = found
        self.complete = complete
        self.changed.emit()

    def _on_failed(self, error: BaseException) -> None:
        self._job = None
        raise error  # nobody expected it: it is logged and said


def _counted(
    graded: "Sequence[tuple[Row, Judgements]]", rules: "Sequence[Rule]"
) -> "tuple[Shortages, frozenset[str]]":
    from labeler.core.shortage import shortages

    rows = [row for row, _ in graded]
    labelled = frozenset(row.image for row in rows if row.shape is not None)
    if not labelled:
        return {}, labelled
    return shortages(rows, [judgements for _, judgements in graded], rules), labelled
