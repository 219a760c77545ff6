"""Changes many files at once, and says when it is done what was done and how to take it back."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from labeler.core.finding import Finding
from labeler.services.session import Session

if TYPE_CHECKING:
    from labeler.core.revision import Revision

KEY = "revised"  # of the notice; `Answers` withdraws it when undo would take back something else


def revise(
    session: Session,
    revision: "Revision",
    done: Finding,
    ended: Callable[[], None] | None = None,
) -> None:
    """Apply a revision and tell what was done, unless it failed or was cancelled."""
    if session.history.running:
        return

    def on_revised(error: object) -> None:
        session.history.revised.disconnect(on_revised)
        if not error and session.history.undo_action == revision.code:
            session.tell(KEY, done, ("undo",), "info")
        if ended is not None:
            ended()

    session.history.revised.connect(on_revised)
    session.apply_revision(revision)
