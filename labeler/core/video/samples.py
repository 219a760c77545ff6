"""What one pass over a video measures: a small grey picture and the sharpness, 6 times a second."""

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from labeler.core import opencv
from labeler.core.video.source import Frame, Video

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]
    Floats = NDArray[np.float32]

INTERVAL_MS = 160.0  # between samples: 6 a second
THUMBNAIL = (18, 32)  # rows, columns
SHARPNESS_PX = 640  # the width at which sharpness is measured
_AHEAD = 4  # frames that may wait to be measured while the decoder goes on
_LEAST_STD = 16.0  # grey levels; a picture with less is not stretched any further: noise would be
_LEAST_STEP = 1.0  # grey levels between neighbours that make a bit of the hash
_HASHED = (8, 9)  # rows, columns

Progress = Callable[[int, int], bool]  # frames done and in all; False cancels


@dataclass(frozen=True, slots=True, eq=False)
class Sketch:
    """A picture made so small that pictures can be compared: 18×32 grey, and a hash of 64 bits."""

    thumbnail: "Pixels"
    dhash: int


@dataclass(frozen=True, eq=False)
class Samples:
    """The samples of one video in order; every array has one entry or row for each."""

    indexes: "NDArray[np.int64]"  # in the frame table
    times_ms: "NDArray[np.float64]"
    thumbnails: "Pixels"  # n × 18 × 32
    sharpness: "NDArray[np.float64]"  # variance of the Laplacian at width 640

    def __len__(self) -> int:
        return len(self.indexes)

    def between(self, from_ms: float | None, to_ms: float | None) -> "Samples":
        """Those from one time up to and with the other."""
        inside = self.times_ms >= (-np.inf if from_ms is None else from_ms)
        inside &= self.times_ms <= (np.inf if to_ms is None else to_ms)
        return Samples(
            self.indexes[inside],
            self.times_ms[inside],
            self.thumbnails[inside],
            self.sharpness[inside],
        )

    @cached_property
    def brightness(self) -> "NDArray[np.float64]":
        """The mean, 0 black to 255 white."""
        means: NDArray[np.float64] = self.thumbnails.mean(axis=(1, 2), dtype=np.float64)
        return means

    @cached_property
    def hashes(self) -> "NDArray[np.uint64]":
        return hashes_of(self.thumbnails)


class Sampler:
    """Is given the frames of a video in order and measures the few that it takes.

    A frame is taken when it is the nearest one to `interval_ms` after the one taken last;
    `frame_ms` is how long a frame is shown mostly. `samples()` may be asked at any time and from
    any thread.
    """

    def __init__(self, interval_ms: float = INTERVAL_MS, frame_ms: float = 0.0) -> None:
        self._gap_ms = interval_ms - frame_ms / 2
        self._due_ms = -np.inf
        self._rows: list[tuple[int, float, Pixels, float]] = []

    def add(self, frame: Frame) -> bool:
        """Measure the frame if it is taken, and say so."""
        taken = self.takes(frame)
        if taken:
            self.measure(frame)
        return taken

    def takes(self, frame: Frame) -> bool:
        """Whether this frame is to be measured; asked once for each."""
        if frame.time_ms < self._due_ms:
            return False
        self._due_ms = frame.time_ms + self._gap_ms
        return True

    def measure(self, frame: Frame) -> None:
        """May be another thread than that which asks `takes`; the frames stay in order."""
        grey = frame.grey(SHARPNESS_PX)
        self._rows.append((frame.index, frame.time_ms, _thumbnail(grey), sharpness_of(grey)))

    def samples(self) -> Samples:
        """What was measured up to now."""
        rows = self._rows[:]
        return Samples(
            np.array([row[0] for row in rows], np.int64),
            np.array([row[1] for row in rows], np.float64),
            np.array([row[2] for row in rows], np.uint8).reshape(-1, *THUMBNAIL),
            np.array([row[3] for row in rows], np.float64),
        )


def sample(
    video: Video,
    start: int = 0,
    stop: int | None = None,
    progress: Progress | None = None,
    sampler: Sampler | None = None,
) -> Samples:
    """Decode the frames from `start` up to but not including `stop`, and measure 6 a second.

    Give a `sampler` to look at its samples meanwhile. Cancelled, it returns what it has.
    """
    stop = len(video.table) if stop is None else min(stop, len(video.table))
    sampler = sampler or Sampler(frame_ms=video.table.frame_ms)
    opencv.load()
    waiting: deque[Future[None]] = deque()
    with ThreadPoolExecutor(1, "samples") as pool:
        for frame in video.frames(start, stop):
            if not sampler.takes(frame):
                continue
            waiting.append(pool.submit(sampler.measure, frame))
            if len(waiting) > _AHEAD:
                waiting.popleft().result()
            if progress and not progress(frame.index + 1 - start, stop - start):
                break
        else:
            if progress and stop > start:
                progress(stop - start, stop - start)
        for future in waiting:
            future.result()
    return sampler.samples()


def sketch_of(grey: "Pixels") -> Sketch:
    """Of any picture, height × width uint8, 0 black to 255 white."""
    thumbnail = _thumbnail(grey)
    return Sketch(thumbnail, int(hashes_of(thumbnail[None])[0]))


def sharpness_of(grey: "Pixels") -> float:
    """The variance of the Laplacian. It depends on the size of the picture and on what it shows."""
    opencv.load()
    import cv2

    edges = cv2.Laplacian(grey, cv2.CV_16S)
    # a seventh of the time of meanStdDev
    return float(cv2.norm(edges, cv2.NORM_L2SQR)) / edges.size - cv2.mean(edges)[0] ** 2


def _thumbnail(grey: "Pixels") -> "Pixels":
    opencv.load()
    import cv2

    rows, columns = THUMBNAIL
    while min(grey.shape[0] // rows, grey.shape[1] // columns) >= 8:  # halving first is quicker
        half = (grey.shape[1] // 2, grey.shape[0] // 2)
        grey = cv2.resize(grey, half, interpolation=cv2.INTER_AREA)  # type: ignore[assignment]
    return cv2.resize(grey, (columns, rows), interpolation=cv2.INTER_AREA)  # type: ignore[return-value]


# --- comparing


def standardised(thumbnails: "Pixels", cells: "NDArray[np.bool_] | None" = None) -> "Floats":
    """n × cells: each thumbnail brought to mean 0 and standard deviation 1, so that its exposure
    no longer counts. Only those of the 18×32 `cells` that are True are looked at."""
    chosen = thumbnails[:, np.ones(THUMBNAIL, np.bool_) if cells is None else cells]
    values = chosen.astype(np.float32)
    values -= values.mean(axis=1, keepdims=True)
    values /= np.maximum(values.std(axis=1, keepdims=True), _LEAST_STD)
    return values


def difference(standard: "Floats", other: "Floats") -> Any:
    """Mean absolute difference D, along the last axis, of what `standardised` gives.

    Noise about 0.01, a pan of 3 % of the width 0.1 to 0.3, another place 0.5 and more.
    """
    return np.abs(standard - other).mean(axis=-1)


def neighbour_differences(standard: "Floats") -> "Floats":
    """Of each row to the one before; 0 for the first."""
    result = np.zeros(len(standard), np.float32)
    result[1:] = difference(standard[1:], standard[:-1])
    return result


def has_little_texture(thumbnails: "Pixels") -> "NDArray[np.bool_]":
    """Of each thumbnail: so even that its hash is mostly noise."""
    deviations: NDArray[np.float32] = thumbnails.std(axis=(-2, -1), dtype=np.float32)
    return deviations < _LEAST_STD


def hashes_of(thumbnails: "Pixels") -> "NDArray[np.uint64]":
    """dHash of 64 bits: whether each cell of 8×9 is darker than that to the right of it."""
    small = (
        _weights(_HASHED[0], THUMBNAIL[0])
        @ thumbnails.astype(np.float32)
        @ _weights(_HASHED[1], THUMBNAIL[1]).T
    )
    bits = small[:, :, 1:] - small[:, :, :-1] > _LEAST_STEP
    packed = np.packbits(bits.reshape(-1, 64), axis=1)
    return packed.view(">u8").astype(np.uint64).reshape(-1)


def _weights(fewer: int, many: int) -> "Floats":
    """fewer × many: the share that each of `many` cells has in each of `fewer` over the length."""
    edges = np.arange(fewer + 1) * many / fewer
    ends = np.minimum(edges[1:, None], np.arange(1, many + 1))
    starts = np.maximum(edges[:-1, None], np.arange(many))
    shares = np.maximum(ends - starts, 0) * fewer / many
    return np.asarray(shares, np.float32)


def distances(hashes: "NDArray[np.uint64]", dhash: int) -> "NDArray[np.int64]":
    """How many of the 64 bits differ."""
    flipped = (hashes ^ np.uint64(dhash)).view(np.uint8).reshape(-1, 8)
    counts: NDArray[np.int64] = _ONES[flipped].sum(axis=1)
    return counts


_ONES = np.array([bin(byte).count("1") for byte in range(256)], np.int64)
