"""Captures many frames in a job: what a plan would give, progress with time left, cancel."""

import time
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from labeler.core.finding import Finding
from labeler.services.footage import Footage
from labeler.services.jobs import Job
from labeler.services.shortage import Shortage

if TYPE_CHECKING:
    from labeler.core.video.capture import Outcome, Plan
    from labeler.core.video.provenance import Source
    from labeler.core.video.quota import Quota
    from labeler.core.video.samples import Samples, Sketch
    from labeler.core.video.select import Choice

_STEPS = 1000
_MOST_KNOWN = 2000  # images of the dataset that proposals are compared with


class Harvest(QObject):
    """One run at a time. What is written stays, however it ends; the same run again goes on."""

    progressed = Signal(int, int, float)  # done, in all, seconds left (negative: not known)
    ended = Signal()
    chosen = Signal(object)  # list[Choice]

    def __init__(self, footage: Footage, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.footage = footage
        self._session = footage.session
        self.shortage = Shortage(footage.session, self)
        self._cancelled = False
        self._running = False
        self._choosing: Job | None = None

    @property
    def running(self) -> bool:
        return self._running

    def cancel(self) -> None:
        """Stop after the frame in hand."""
        self._cancelled = True

    # --- which frames

    def choose(
        self,
        samples: "Samples",
        count: int | None,
        part: tuple[float | None, float | None],
        quota: "Quota | None" = None,
    ) -> None:
        """Have the best frames of a part chosen, with so many more blurred ones as `quota` says;
        the answer is `chosen`."""
        into, known = self.footage.into, self.footage.known
        if into is None or known is None:
            return
        if self._choosing is not None:
            self._choosing.cancel()
        labelled = self.shortage.labelled_in(into)

        def work() -> "list[Choice]":
            from labeler.core.video.select import choose

            source = known[0]
            wanted = _in_all(quota, into, source, labelled)
            return choose(samples.between(*part), count, _known(into, [source]), wanted)

        self._choosing = self._session.jobs.run(work, self.chosen.emit, self._on_failed)

    # --- capturing

    def run(self, plans: "Sequence[Plan]") -> None:
        """Capture by one plan for each video, whose quota is what it is to bring more than there
        is; `ended` follows."""
        if self._running or not plans:
            return
        self._running, self._cancelled = True, False
        labelled = self.shortage.labelled_in(plans[0].into)
        progress = self._progress(len(plans))

        def work() -> "list[Outcome]":
            from labeler.core.video.capture import run
            from labeler.core.video.provenance import identify

            outcomes: list[Outcome] = []
            for number, plan in enumerate(plans):
                if self._cancelled:
                    break
                known: Iterable[Sketch] = ()
                if plan.choose:
                    source = identify(plan.video, plan.stream)
                    known = _known(plan.into, [source])
                    wanted = _in_all(plan.quota, plan.into, source, labelled)
                    plan = replace(plan, quota=wanted)
                outcomes.append(run(plan, known, progress(number)))
            return outcomes

        self._session.jobs.run(work, self._on_done, self._on_failed)

    def _progress(self, videos: int) -> Callable[[int], Callable[[int, int], bool]]:
        """Progress over all videos, each counted for as much as the others."""
        began = time.monotonic()

        def of(number: int) -> Callable[[int, int], bool]:
            def progress(done: int, total: int) -> bool:
                share = (number + done / max(1, total)) / videos
                passed = time.monotonic() - began
                left = passed / share - passed if share > 0.02 else -1.0
                self.progressed.emit(round(share * _STEPS), _STEPS, left)
                return not self._cancelled

            return progress

        return of

    def _on_done(self, outcomes: "list[Outcome]") -> None:
        self._running = False
        session = self._session
        sources = [o.source for o in outcomes if o.source is not None and o.written]
        if sources and session.dataset is not None:
            session.frames.remember(sources)
        for number, finding in enumerate(f for o in outcomes for f in o.findings):
            session.tell(f"harvest:{number}", finding)
        values = {
            "written": sum(len(o.written) for o in outcomes),
            "same": sum(o.same for o in outcomes),
        }
        code = "frames_captured_more" if values["same"] else "frames_captured"
        code = "capture_cancelled" if self._cancelled else code
        session.tell("harvest", Finding(code, self.footage.into, values=values), level="info")
        self.footage.reread()
        session.refresh()
        self.ended.emit()

    def _on_failed(self, error: BaseException) -> None:
        self._running = False
        self.ended.emit()
        raise error  # nobody expected it: it is logged and said


def _in_all(
    quota: "Quota | None", into: Path, source: "Source", labelled: Collection[str]
) -> "Quota | None":
    """The quota with what the video has brought of it already."""
    from labeler.core.video.provenance import Provenance
    from labeler.core.video.quota import brought

    return quota.with_those(brought(Provenance(into), source, labelled)) if quota else None


def _known(into: Path, sources: "Sequence[object]") -> "list[Sketch]":
    """What the folder shows already, of which nothing like it is proposed again."""
    from labeler.core.listing import spread
    from labeler.core.video.capture import pictures_but, sketches

    return sketches(spread(pictures_but(into, sources), _MOST_KNOWN))  # type: ignore[arg-type]
