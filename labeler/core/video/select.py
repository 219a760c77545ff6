"""Which frames of a video are worth labelling: few, different, mostly sharp, and none twice."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from labeler.core.video.samples import (
    Samples,
    Sketch,
    difference,
    distances,
    has_little_texture,
    neighbour_differences,
    standardised,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Cells = NDArray[np.bool_]
    Floats = NDArray[np.float32]
    Rows = NDArray[np.int64]

SHARP, SOFT, BLURRED = "sharp", "quota-soft", "quota-blur"  # reasons
# In a moving car D grows by 0.1 to 0.3 within an eighth of a second: segments that ended so soon
# would hold one sample or two, and the sharpest of one says nothing.
SEGMENT = 0.20  # the D to its first sample that ends a segment ...
SEGMENT_LEAST_MS = 1000.0  # ... when it has lasted so long
SEGMENT_MS = 3000.0  # and it lasts no longer
CUT = 0.30  # the D between neighbours
NEAR_BITS = 4  # near duplicates differ by no more bits of the hash ...
NEAR = 0.10  # ... and by no more D
SAME = 0.045  # so little D is noise, whatever the hash says
_NOISE_BITS = 16  # noise flips fewer bits of the hash
_SOFT_EVERY, _BLURRED_EVERY = 7, 20  # segments
_STATIC_STD = 2.0  # grey levels over time
_STATIC_SAMPLES = 200
_PLENTY = 2  # times the number asked for, to choose the most different from
_LEAST_CELLS = 0.5  # the share that is looked at, however little changes
_CUT_RATIO = 1.5  # a cut stands out so far from the D around it
_CUT_AROUND_MS = 1000.0
_SCENE = 0.45  # the D to the first sample of a scene that ends it ...
_SCENE_MS = 4000.0  # ... though not before
_AS_SHARP = 0.8  # of the greatest sharpness of its segment: hardly less sharp to the eye
_EXPOSURE = 40.0  # grey levels from the median around
_EXPOSURE_MS = 750.0  # on either side
_BLANK_STD = 3.0  # grey levels; with less there is nothing to see


@dataclass(frozen=True, slots=True)
class Choice:
    """A frame proposed for capture."""

    index: int  # in the frame table
    scene: int  # from 0
    reason: str  # sharp, quota-soft or quota-blur
    sharpness: float
    brightness: float


@dataclass(frozen=True, slots=True)
class Tally:
    """How many frames were chosen, of which kind, from how many scenes."""

    sharp: int
    soft: int
    blurred: int
    scenes: int

    @property
    def frames(self) -> int:
        return self.sharp + self.soft + self.blurred


@dataclass(frozen=True, slots=True)
class _Segment:
    """The samples from `start` up to but not including `stop`, which look about the same."""

    start: int
    stop: int
    usable: tuple[int, ...]  # samples that may be chosen, the sharpest first
    sharp: tuple[int, ...]  # the first of them, hardly less sharp than the sharpest


_Chosen = dict[int, _Segment]  # the sample chosen of each


def choose(
    samples: Samples, count: int | None = None, known: Sequence[Sketch] = ()
) -> list[Choice]:
    """The frames to propose, in the order of the video; no two of them near duplicates.

    `count` at most, the most different ones; fewer where the video does not hold as many. `known`
    are the pictures that the dataset has: none is proposed again.
    """
    if not len(samples) or (count is not None and count < 1):
        return []
    look = _Look(samples, known)
    segments = _without_known(_segments(samples, look.standard[: len(samples)]), look)
    chosen = _sharpest(segments, look)
    if count is not None:
        if len(chosen) < _PLENTY * count:
            chosen = _sharp(segments, look)
        chosen = _farthest(chosen, count, look)
    reasons = _with_quota(chosen, look, samples.sharpness)
    scene = scenes(samples)
    return [
        Choice(
            int(samples.indexes[n]),
            int(scene[n]),
            reason,
            float(samples.sharpness[n]),
            float(samples.brightness[n]),
        )
        for n, reason in sorted(reasons.items())
    ]


def tally(choices: Sequence[Choice]) -> Tally:
    reasons = [choice.reason for choice in choices]
    return Tally(
        reasons.count(SHARP),
        reasons.count(SOFT),
        reasons.count(BLURRED),
        len({choice.scene for choice in choices}),
    )


def novelty(samples: Samples) -> "Floats":
    """D of each sample to the first of its segment; the first of the next has what ended it."""
    standard = standardised(samples.thumbnails, changing(samples))
    return _followed(samples, standard)[1]


def scenes(samples: Samples) -> "NDArray[np.int64]":
    """The scene of each sample, from 0. One ends at a cut, or when the picture has become another
    since its first sample: a drive has several, a camera that stands still has few."""
    standard = standardised(samples.thumbnails, changing(samples))
    begins = _cuts(standard, samples.times_ms)
    first = 0
    for n in range(1, len(samples)):
        if not begins[n] and samples.times_ms[n] - samples.times_ms[first] >= _SCENE_MS:
            begins[n] = difference(standard[n], standard[first]) >= _SCENE
        if begins[n]:
            first = n
    return begins.cumsum()


def changing(samples: Samples) -> "Cells":
    """18 × 32: False where nothing ever changes, as under a date stamp or the bonnet.

    At least half is True, that which changes most: of a camera that stands still nearly all is
    static, and yet is what the picture shows.
    """
    few = np.unique(np.linspace(0, max(0, len(samples) - 1), _STATIC_SAMPLES).astype(int))
    shape = samples.thumbnails.shape[1:]
    if len(samples) < 2:
        return np.ones(shape, np.bool_)
    deviations = samples.thumbnails[few].std(axis=0, dtype=np.float32).ravel()
    moving = deviations >= _STATIC_STD
    least = int(len(moving) * _LEAST_CELLS)
    if not moving.any():
        moving[:] = True
    elif moving.sum() < least:
        moving[np.argsort(-deviations, kind="stable")[:least]] = True
    cells: Cells = moving.reshape(shape)
    return cells


# --- how alike


class _Look:
    """What pictures look like apart from what never changes in the video, and which are alike.

    The samples are the rows from 0 on; after them come the pictures that are `known`.
    """

    def __init__(self, samples: Samples, known: Sequence[Sketch]) -> None:
        thumbnails = np.concatenate(
            [samples.thumbnails, *(sketch.thumbnail[None] for sketch in known)]
        )
        hashes = np.array([sketch.dhash for sketch in known], np.uint64)
        self._hashes = np.concatenate([samples.hashes, hashes])
        self._flat = has_little_texture(thumbnails)
        self.standard = standardised(thumbnails, changing(samples))
        self.samples = np.arange(len(samples))
        self.known = np.arange(len(samples), len(thumbnails))

    def differences(self, row: int, others: "Sequence[int] | Rows") -> "Floats":
        """D of one row to each of the others."""
        rows = np.asarray(others, np.int64)
        result: Floats = difference(self.standard[rows], self.standard[row])
        return result

    def difference(self, row: int, other: int) -> float:
        return float(difference(self.standard[row], self.standard[other]))

    def near(self, row: int, others: "Rows") -> "Rows":
        """Those of the others that are near duplicates of the row."""
        bits = distances(self._hashes[others], int(self._hashes[row]))
        flat = self._flat[others] | self._flat[row]
        maybe = (bits <= _NOISE_BITS) | flat  # to compare only a few
        others, bits, flat = others[maybe], bits[maybe], flat[maybe]
        apart = self.differences(row, others)
        alike = (apart <= NEAR) & ((bits <= NEAR_BITS) | flat | (apart <= SAME))
        found: Rows = others[alike]
        return found


def _cuts(standard: "Floats", times_ms: "NDArray[np.float64]") -> "NDArray[np.bool_]":
    """Where another picture comes at once: D stands out from its neighbours and from the second
    before and after, as it does not in a fast turn or when something passes close by."""
    apart = neighbour_differences(standard)
    beside = np.maximum(np.append(apart[1:], 0), np.append(0, apart[:-1]))
    result: NDArray[np.bool_] = (apart >= CUT) & (apart >= _CUT_RATIO * beside[: len(apart)])
    for n in np.flatnonzero(result):
        around = times_ms[n] - _CUT_AROUND_MS, times_ms[n] + _CUT_AROUND_MS
        start, stop = np.searchsorted(times_ms, around)
        sides = apart[max(1, start) : n], apart[n + 1 : stop]
        usual = max((float(np.median(side)) for side in sides if len(side)), default=0.0)
        result[n] = apart[n] >= _CUT_RATIO * usual
    return result


# --- segments


def _followed(samples: Samples, standard: "Floats") -> tuple[list[int], "Floats"]:
    """Where the segments start, and D of each sample to the first of the segment it comes upon."""
    apart = np.zeros(len(samples), np.float32)
    if not len(samples):
        return [], apart
    cuts, times_ms = _cuts(standard, samples.times_ms), samples.times_ms
    starts, first = [], 0
    while first < len(samples):
        starts.append(first)
        stop = int(np.searchsorted(times_ms, times_ms[first] + SEGMENT_MS)) + 1
        here = slice(first + 1, stop)
        apart[here] = difference(standard[here], standard[first])
        lasted = times_ms[here] - times_ms[first]
        ends = (apart[here] >= SEGMENT) & (lasted >= SEGMENT_LEAST_MS) | (lasted >= SEGMENT_MS)
        ends |= cuts[here]
        first += 1 + (int(np.argmax(ends)) if ends.any() else len(ends))
    return starts, apart


def _segments(samples: Samples, standard: "Floats") -> Iterator[_Segment]:
    starts, _ = _followed(samples, standard)
    usable = _usable(samples)
    for start, stop in zip(starts, [*starts[1:], len(samples)], strict=True):
        order = start + np.argsort(-samples.sharpness[start:stop], kind="stable")
        ranked = tuple(int(n) for n in order if usable[n])
        if ranked:
            least = _AS_SHARP * samples.sharpness[ranked[0]]
            sharp = tuple(n for n in ranked if samples.sharpness[n] >= least)
            yield _Segment(start, stop, ranked, sharp)


def _usable(samples: Samples) -> "NDArray[np.bool_]":
    """False where there is nothing to see, or the exposure is off for a moment."""
    times_ms, brightness = samples.times_ms, samples.brightness
    starts = np.searchsorted(times_ms, times_ms - _EXPOSURE_MS)
    stops = np.searchsorted(times_ms, times_ms + _EXPOSURE_MS, side="right")
    around = np.array([np.median(brightness[a:b]) for a, b in zip(starts, stops, strict=True)])
    seen = samples.thumbnails.std(axis=(1, 2), dtype=np.float32) >= _BLANK_STD
    usable: NDArray[np.bool_] = seen & (np.abs(brightness - around) <= _EXPOSURE)
    return usable


def _without_known(segments: Iterator[_Segment], look: _Look) -> list[_Segment]:
    """Those of which no known picture was taken, so that choosing again proposes no more."""
    taken = set()
    for row in look.known:
        near = look.near(int(row), look.samples)
        if len(near):
            taken.add(int(near[np.argmin(look.differences(int(row), near))]))
    return [s for s in segments if not any(s.start <= n < s.stop for n in taken)]


# --- choosing


def _sharpest(segments: Sequence[_Segment], look: _Look) -> _Chosen:
    """One frame of each segment: the sharpest that has changed enough since the one before, or
    the sharp one that has changed most. None of it where all are near duplicates."""
    chosen: _Chosen = {}
    for segment in segments:
        kept = np.array([*look.known, *chosen], np.int64)
        new = [n for n in segment.sharp if not len(look.near(n, kept))]
        if new:
            last = next(reversed(chosen), None)
            chosen[new[0] if last is None else _changed(last, new, look)] = segment
    return chosen


def _changed(last: int, rows: Sequence[int], look: _Look) -> int:
    """The first of the rows that differs enough from the last, else that which differs most."""
    apart = look.differences(last, rows)
    enough = np.flatnonzero(apart >= SEGMENT)
    return rows[int(enough[0] if len(enough) else np.argmax(apart))]


def _sharp(segments: Sequence[_Segment], look: _Look) -> _Chosen:
    """As many sharp frames of each segment as there are that are not alike."""
    chosen: _Chosen = {}
    for segment in segments:
        mine: list[int] = []
        for n in segment.sharp:
            kept = np.array([*look.known, *chosen], np.int64)
            if not len(look.near(n, kept)) and (look.differences(n, mine) > NEAR).all():
                mine.append(n)
                chosen[n] = segment
    return chosen


def _farthest(chosen: _Chosen, count: int, look: _Look) -> _Chosen:
    """Farthest-point sampling: again and again that which differs most from all taken so far."""
    rows = np.array(list(chosen), np.int64)
    nearest = np.full(len(rows), np.inf, np.float32)
    for row in look.known:
        nearest = np.minimum(nearest, look.differences(int(row), rows))
    taken: list[int] = []
    while len(taken) < min(count, len(rows)):
        best: int = rows[np.argmax(nearest)].item()
        taken.append(best)
        nearest = np.minimum(nearest, look.differences(best, rows))
    return {row: chosen[row] for row in sorted(taken)}


def _with_quota(chosen: _Chosen, look: _Look, sharpness: "NDArray[np.float64]") -> dict[int, str]:
    """The chosen rows with their reasons, after one in every twenty has given way to a blurred
    frame of its segment, and one in every seven to one of middling sharpness."""
    reasons = dict.fromkeys(chosen, SHARP)
    segments = dict(chosen)
    for reason, every in ((BLURRED, _BLURRED_EVERY), (SOFT, _SOFT_EVERY)):
        order = sorted(segments)
        for end in range(every, len(order) + 1, every):
            block = [n for n in order[end - every : end] if reasons[n] == SHARP]
            swap = _swap(block, segments, reason, look, sharpness)
            if swap is not None:
                old, new = swap
                segments[new] = segments.pop(old)
                del reasons[old]
                reasons[new] = reason
    return reasons


def _swap(
    block: Sequence[int],
    chosen: _Chosen,
    reason: str,
    look: _Look,
    sharpness: "NDArray[np.float64]",
) -> tuple[int, int] | None:
    """That of the block which gives way, and the frame to come instead: where the sharpness falls
    off most, so that a blurred frame is one. None where it would make a near duplicate."""

    def worth(offer: tuple[int, int]) -> tuple[bool, float]:
        old, new = offer
        # what shows less can have less edges without being blurred
        return look.difference(old, new) >= SEGMENT, sharpness[new] / max(sharpness[old], 1e-9)

    offers = [(old, new) for old in block for new in _less_sharp(old, chosen[old], reason)[:3]]
    for old, new in sorted(offers, key=worth):
        others = np.array([n for n in chosen if n != old] + list(look.known), np.int64)
        if not len(look.near(new, others)):
            return old, new
    return None


def _less_sharp(sharp: int, segment: _Segment, reason: str) -> list[int]:
    """Frames of the segment that are less sharp than the one chosen, the best for it first."""
    ranked = segment.usable
    middle = len(ranked) // 2
    if reason == BLURRED:
        order = ranked[: middle - 1 : -1]
    else:
        order = tuple(ranked[n] for n in sorted(range(len(ranked)), key=lambda n: abs(n - middle)))
    return [n for n in order if ranked.index(n) > ranked.index(sharp)]
