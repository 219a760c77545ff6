"""What the timeline of a video shows, gathered while nobody waits: thumbnails and its samples."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QSize, QTimer, Signal
from PySide6.QtGui import QImage

from labeler.core.finding import LabelerError
from labeler.services.jobs import Jobs
from labeler.services.player import Reel, image_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from labeler.core.video.samples import Sampler, Samples
    from labeler.core.video.source import Frame, Video

T = TypeVar("T")

_CHUNK = 15  # frames decoded at a time, between which thumbnails and the person come first
_REPORT_S = 0.5  # the curves grow so often: comparing thousands of samples takes its time
_PAUSE_MS = 400  # after the person did something
_THUMBNAIL_PX = 96  # high


class Survey(QObject):
    """Of one video at a time, on a thread and a core of its own: scrubbing stays quick."""

    thumbnail_ready = Signal(float, QImage)  # time in ms
    grown = Signal()  # there are more samples, or all

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.samples: Samples | None = None
        self.novelty: NDArray[np.float32] | None = None  # one for each sample
        self.complete = False
        self._jobs = Jobs(self, threads=1)
        self._work: _Work | None = None
        self._next = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._next.timeout.connect(self._go_on)

    def begin(self, reel: Reel) -> None:
        """Gather what another video holds."""
        self.leave()
        self._work = _Work(reel)
        self._next.start(_PAUSE_MS)

    def leave(self) -> None:
        self._next.stop()
        work, self._work = self._work, None
        self.samples, self.novelty, self.complete = None, None, False
        if work is not None:
            work.left = True
            self._jobs.run(work.close, _ignore, _ignore, priority=-10)

    def close(self) -> None:
        self.leave()
        self._jobs.wait(5)
        self._jobs.close()

    def hold(self) -> None:
        """The person does something: what is not asked for can wait."""
        if self._next.isActive():
            self._next.start(_PAUSE_MS)

    def hurry(self) -> None:
        """Somebody waits for the samples."""
        if self._next.isActive():
            self._next.start(0)

    def want_thumbnails(self, times_ms: tuple[float, ...]) -> None:
        work = self._work
        if work is None:
            return
        for time_ms in times_ms:
            self._run(work, partial(work.thumbnail, time_ms), self._on_thumbnail, 5)

    def _run(
        self, work: "_Work", act: Callable[[], T], take: Callable[[T], None], priority: int = 0
    ) -> None:
        def done(answer: T) -> None:
            if work is self._work:
                take(answer)

        self._jobs.run(act, done, _ignore, priority)

    def _on_thumbnail(self, thumbnail: tuple[float, QImage] | None) -> None:
        if thumbnail is not None:
            self.thumbnail_ready.emit(*thumbnail)

    def _go_on(self) -> None:
        work = self._work
        if work is not None and not self.complete:
            self._run(work, work.sample, self._on_sampled)

    def _on_sampled(self, found: "_Found | None") -> None:
        if found is not None:
            self.samples, self.novelty, self.complete = found.samples, found.novelty, found.complete
            self.grown.emit()
        if not self.complete and not self._next.isActive():
            self._next.start(0)


@dataclass(frozen=True, slots=True, eq=False)
class _Found:
    samples: "Samples"
    novelty: "NDArray[np.float32]"
    complete: bool


class _Work:
    """The videos and what was gathered, used by one job at a time."""

    def __init__(self, reel: Reel) -> None:
        self.left = False
        self._reel = reel
        self._looking: Video | None = None
        self._sampling: Video | None = None
        self._frames: Iterator[Frame] = iter(())
        self._sampler: Sampler | None = None
        self._reported = 0.0

    def _opened(self) -> "Video":
        from labeler.core.video.source import Video

        return Video(self._reel.path, self._reel.stream, threads=1)

    def close(self) -> None:
        for video in (self._looking, self._sampling):
            if video is not None:
                video.close()

    def thumbnail(self, time_ms: float) -> tuple[float, QImage] | None:
        if self.left:
            return None
        self._looking = self._looking or self._opened()
        frame = self._looking.keyframe(self._looking.table.at(time_ms))
        if frame is None:
            return None
        width, height = frame.size
        wide = max(1, round(width * _THUMBNAIL_PX / height))
        return time_ms, image_of(frame, QSize(wide, _THUMBNAIL_PX))

    def sample(self) -> _Found | None:
        """Look at the next frames; now and then, and with the last of them, what was found."""
        from labeler.core.video.samples import Sampler
        from labeler.core.video.select import novelty

        if self._sampler is None:
            self._sampling = self._opened()
            self._frames = self._sampling.frames()
            self._sampler = Sampler(frame_ms=self._reel.table.frame_ms)
        complete = False
        for _ in range(_CHUNK):
            frame = next(self._frames, None)
            complete = frame is None
            if frame is None or self.left:
                break
            self._sampler.add(frame)
        if not complete and time.monotonic() - self._reported < _REPORT_S:
            return None
        self._reported = time.monotonic()
        samples = self._sampler.samples()
        return _Found(samples, novelty(samples), complete)


def _ignore(answer: object) -> None:
    """Nobody waits for it; a video that cannot be read says so where it is shown."""
    if isinstance(answer, BaseException) and not isinstance(answer, LabelerError):
        raise answer
