"""What the buttons of a notice do, and which notices the bar shows."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from labeler.core.finding import Finding
from labeler.ui import revising

if TYPE_CHECKING:
    from labeler.core.revision import Revision
    from labeler.ui.main_window import MainWindow

_REVISIONS = ("rename_class", "merge_class", "remove_class", "delete_images", "bake_rotation")


class Answers(QObject):
    """Between the session, which tells, and the message bar, which asks."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._session = session = window.session
        self._bar = bar = window.message_bar
        session.told.connect(bar.tell)
        session.untold.connect(bar.untell)
        bar.answered.connect(self._on_bar_answered)
        bar.progress.cancelled.connect(session.history.cancel)
        bar.progress.cancelled.connect(window.harvest.cancel)
        window.harvest.progressed.connect(self._on_harvest_progressed)
        window.harvest.ended.connect(bar.progress.hide)
        session.history.progressed.connect(self._on_history_progressed)
        session.history.revised.connect(self._on_history_revised)
        # an edit is announced from within its step, before it is the one that undo takes back
        self._doubting = QTimer(self, singleShot=True, interval=0)
        self._doubting.timeout.connect(self._withdraw_stale_undo)
        session.history.changed.connect(self._doubting.start)
        self._answers: dict[str, Callable[[], object]] = {
            "retry": session.retry_saving,
            "keep_mine": partial(session.retry_saving, force=True),
            "take_theirs": self._take_theirs,
            "repair": self._repair,
            "use_voc": partial(session.resolve_conflict, "voc"),
            "use_yolo": partial(session.resolve_conflict, "yolo"),
        }

    def _on_bar_answered(self, key: str, id: str) -> None:
        if id in self._answers:
            self._answers[id]()
        else:
            self._window.run(id)
        self._window.canvas.setFocus()

    def _take_theirs(self) -> None:
        """Give up what could not be saved over another program's change, and read that."""
        self._session.discard_unsaved("changed_on_disk")
        self._bar.untell("save")
        self._session.reload()

    def _repair(self) -> None:
        """Mend the label file; what was done is listed, and undoing it is a reload away."""
        done = self._session.repair()
        if not done:
            path = self._session.path
            self._session.tell(
                "image:repair", Finding("not_repairable", path), ("open_label_file",)
            )
        for number, finding in enumerate(done):
            self._session.tell(f"image:repaired:{number}", finding, level="info")

    def _on_history_progressed(self, revision: "Revision", done: int, total: int) -> None:
        if self._session.history.running:
            self._bar.progress.show_progress(revision.code, done, total)

    def _on_harvest_progressed(self, done: int, total: int, left_s: float) -> None:
        if self._window.harvest.running:
            self._bar.progress.show_progress("capture_many", done, total, left_s)

    def _on_history_revised(self, error: object) -> None:
        self._bar.progress.hide()
        self._bar.untell(revising.KEY)  # what is told next is about this one

    def _withdraw_stale_undo(self) -> None:
        """A bar that offers undo goes when undo would take back something else."""
        if self._session.history.undo_action not in _REVISIONS:
            self._bar.untell(revising.KEY)
