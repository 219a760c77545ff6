"""Plays and scrubs one video: the frame that was asked for last, and no other."""

import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage

from labeler.core.finding import Finding, LabelerError
from labeler.services.images import CopySize, in_huge_pages, scaled
from labeler.services.jobs import Jobs

if TYPE_CHECKING:
    from labeler.core.video.source import Frame, StreamInfo, Video
    from labeler.core.video.table import FrameTable

_MiB = 1 << 20
_BUDGET_BYTES = 150 * _MiB  # decoded frames kept around the one that is shown
_AHEAD, _BEHIND = 8, 8  # frames decoded before they are asked for, while there is nothing to do
SPEEDS = (1.0, 2.0, 4.0, 8.0)


@dataclass(frozen=True, slots=True)
class Reel:
    """What is known of an open video."""

    path: Path
    stream: int
    table: "FrameTable"
    size: tuple[int, int]  # upright
    streams: "tuple[StreamInfo, ...]"


@dataclass(frozen=True, slots=True)
class Shown:
    """A frame as it is shown: `exact` when it is the very one that was asked for.

    One that goes by is only as large as it is painted; of one that rests there is a `copy` of that
    size beside the whole.
    """

    frame: "Frame"
    image: QImage
    exact: bool
    copy: QImage | None = None


class Player(QObject):
    """Belongs to the main thread; decodes on one of its own. `close` ends that."""

    opened = Signal(object)  # Reel
    failed = Signal(object)  # Finding: the video could not be opened or read
    shown = Signal(object)  # Shown
    missing = Signal(int)  # a frame that cannot be decoded
    playing_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.reel: Reel | None = None
        self.index = 0  # the frame that was asked for last
        self.speed = 0.0  # frames go by so many times as fast as they were filmed; negative: back
        self.frame: Frame | None = None  # the exact one on the screen
        self.copy_size: CopySize | None = None  # asked on the thread: how large it is painted
        self._jobs = Jobs(self, threads=1)
        self._decoder: _Decoder | None = None
        self._exact = True
        self._running = False
        self._began = (0.0, 0.0)  # when playing began, and at which time of the video
        self._ticking = QTimer(self, timerType=Qt.TimerType.PreciseTimer)
        self._ticking.timeout.connect(self._on_tick)

    def open(self, path: Path, stream: int = 0) -> None:
        """Open another video; the answer is `opened` or `failed`."""
        self.leave()
        decoder = self._decoder = _Decoder(path, stream, self._painted)

        def done(reel: Reel) -> None:
            if decoder is self._decoder:
                self.reel = reel
                self.opened.emit(reel)

        self._jobs.run(decoder.open, done, lambda error: self._on_failed(decoder, error))

    def _painted(self, width: int, height: int) -> QSize:
        return self.copy_size(width, height) if self.copy_size is not None else QSize()

    def leave(self) -> None:
        """No video any more."""
        self.pause()
        decoder, self._decoder = self._decoder, None
        self.reel = self.frame = None
        self.index, self._running = 0, False
        if decoder is not None:
            decoder.wanted = None
            self._jobs.run(decoder.close, lambda answer: None, lambda error: None)

    def close(self) -> None:
        """The end of the program."""
        self.leave()
        self._jobs.wait(5)
        self._jobs.close()

    # --- showing

    def show(self, index: int, exact: bool = True) -> None:
        """Show this frame; what was asked for before and has not begun is dropped.

        Without `exact`, the keyframe before it is shown first where that is quicker, and the frame
        itself as soon as nothing else is asked for.
        """
        if self.reel is None or self._decoder is None:
            return
        self.index = min(max(index, 0), len(self.reel.table) - 1)
        self._exact = exact
        self.frame = None
        self._decoder.wanted = self.index
        if not self._running:
            self._fulfil()

    def _fulfil(self, coming: bool = False) -> None:
        """Decode what is asked for; `coming` when its keyframe is shown meanwhile."""
        decoder, index, quick = self._decoder, self.index, not (self._exact or coming)
        passing = bool(self.speed)
        assert decoder is not None
        self._running = True

        def work() -> Shown | None:
            if quick:
                return decoder.quickly(index)
            return decoder.exactly(index, passing=passing, unless_asked=coming)

        def done(shown: Shown | None) -> None:
            if decoder is self._decoder:
                self._running = False
                self._on_done(decoder, index, shown)

        self._jobs.run(work, done, lambda error: self._on_failed(decoder, error))

    def _on_done(self, decoder: "_Decoder", index: int, shown: Shown | None) -> None:
        asked_again = self.index != index
        if shown is not None:
            rests = shown.exact and shown.copy is not None and not asked_again
            self.frame = shown.frame if rests else None
            self.shown.emit(shown)
        elif not asked_again:
            self.missing.emit(index)
        if self._running or decoder is not self._decoder:
            return  # whoever heard of it has asked for more
        if self.index != index:
            self._fulfil()
        elif self.speed:
            return
        elif self.frame is None and shown is not None:
            self._fulfil(coming=True)
        else:
            self._jobs.run(lambda: decoder.prepare(index), lambda answer: None, lambda error: None)

    def _on_failed(self, decoder: "_Decoder", error: BaseException) -> None:
        if decoder is not self._decoder:
            return
        self._running = False
        self.pause()
        finding = Finding("cannot_read", decoder.path, values={"reason": str(error)})
        self.failed.emit(error.finding if isinstance(error, LabelerError) else finding)

    # --- playing

    @property
    def playing(self) -> bool:
        return self.speed != 0

    def play(self, speed: float) -> None:
        """Go on from here; from the end, forwards, begin anew."""
        if self.reel is None or speed == 0:
            return
        if speed > 0 and self.index >= len(self.reel.table) - 1:
            self.index = 0
        self.speed = speed
        self._began = (time.monotonic(), self.reel.table.time_ms(self.index))
        self._ticking.start(max(5, round(self.reel.table.frame_ms / 2)))
        self.playing_changed.emit()

    def pause(self) -> None:
        """Stop at the frame that is on the screen, exactly."""
        if self.speed:
            self.speed = 0.0
            self._ticking.stop()
            self.playing_changed.emit()
            self.show(self.index)

    def _on_tick(self) -> None:
        reel, (began, start_ms) = self.reel, self._began
        if reel is None or self._running:
            return
        time_ms = start_ms + (time.monotonic() - began) * 1000 * self.speed
        index = reel.table.at(time_ms)
        if index != self.index:
            self.show(index)
        if time_ms < 0 or index == len(reel.table) - 1:
            self.pause()


class _Decoder:
    """The video, used by one job at a time. `wanted` may change meanwhile: then a job hurries."""

    def __init__(self, path: Path, stream: int, painted: CopySize) -> None:
        self.path = path
        self.wanted: int | None = None
        self._stream = stream
        self._painted = painted
        self._video: Video | None = None
        self._frames: dict[int, Frame] = {}
        self._bytes = 0

    def open(self) -> Reel:
        from labeler.core.video.source import Video

        video = self._video = Video(self.path, self._stream)
        return Reel(self.path, self._stream, video.table, video.size, video.streams)

    def close(self) -> None:
        self._frames.clear()
        if self._video is not None:
            self._video.close()

    def exactly(
        self, index: int, passing: bool = False, unless_asked: bool = False
    ) -> Shown | None:
        """With `unless_asked`, given up when something else is wanted."""
        only_while = index if unless_asked else None
        frame = self._frames.get(index) or self._decoded(index, only_while)
        if frame is None:
            return None
        return self._passing(frame, True) if passing else self._resting(frame)

    def quickly(self, index: int) -> Shown | None:
        """The frame when it is there, else the keyframe before it."""
        assert self._video is not None
        there = self._frames.get(index)
        if there is not None:
            return self._resting(there)
        key = self._video.table.key_before(index)
        near = self._frames.get(key) or self._video.keyframe(index)
        return None if near is None else self._passing(near, near.index == index)

    def _passing(self, frame: "Frame", exact: bool) -> Shown:
        size = self._painted(*frame.size)
        return Shown(frame, image_of(frame, None if size.isEmpty() else size), exact)

    def _resting(self, frame: "Frame") -> Shown:
        image = image_of(frame)
        size = self._painted(*frame.size)
        return Shown(frame, image, True, image if size.isEmpty() else scaled(image, size))

    def prepare(self, index: int) -> None:
        """Decode what is likely to be asked for next, as long as nothing else is wanted."""
        assert self._video is not None
        table = self._video.table
        for ahead in range(index + 1, min(index + _AHEAD, len(table))):
            if self.wanted != index:
                return
            if ahead not in self._frames:
                self._decoded(ahead)
        behind = next(
            (b for b in range(index - 1, index - _BEHIND, -1) if b not in self._frames), 0
        )
        if behind > 0 and self.wanted == index:
            self._decoded(behind, only_while=index)

    def _decoded(self, index: int, only_while: int | None = None) -> "Frame | None":
        """The frame, and all on the way to it kept as far as there is room."""
        assert self._video is not None
        for frame in self._video.up_to(index):
            self._keep(frame)
            if frame.index == index:
                return frame
            if only_while is not None and self.wanted != only_while:
                return None
        return None

    def _keep(self, frame: "Frame") -> None:
        if frame.index in self._frames:
            return
        self._frames[frame.index] = frame
        self._bytes += frame.bytes
        centre = self.wanted if self.wanted is not None else frame.index
        while self._bytes > _BUDGET_BYTES and len(self._frames) > 1:
            farthest = max(self._frames, key=lambda kept: abs(kept - centre))
            self._bytes -= self._frames.pop(farthest).bytes


def image_of(frame: "Frame", size: QSize | None = None) -> QImage:
    """The picture in memory of its own, of its own size or another."""
    import numpy as np

    pixels = frame.bgra((size.width(), size.height()) if size is not None else None)
    height, width = pixels.shape[:2]
    image = QImage(width, height, QImage.Format.Format_RGB32)
    if image.isNull():
        raise MemoryError
    memory = np.frombuffer(image.bits(), np.uint8).reshape(height, width, 4)
    in_huge_pages(memory)
    memory[:] = pixels
    return image
