"""Which frames of a video are worth labelling: few, different, mostly sharp, and none twice."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from labeler.core.video.blur import SMEARED_BELOW, kind, sharpness_left
from labeler.core.video.likeness import NEAR, SAME, Look, changing, cuts
from labeler.core.video.quota import BLURRED, SHARP, SOFT, Quota
from labeler.core.video.samples import Samples, Sketch, difference, standardised

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Numbers = NDArray[np.float64]
    Rows = NDArray[np.int64]

# In a moving car D grows by 0.1 to 0.3 within an eighth of a second: segments that ended so soon
# would hold one sample or two, and the sharpest of one says nothing.
SEGMENT = 0.20  # the D to its first sample that ends a segment ...
SEGMENT_LEAST_MS = 1000.0  # ... when it has lasted so long
SEGMENT_MS = 3000.0  # and it lasts no longer
_SHARES = ((BLURRED, 20), (SOFT, 7))  # segments
_PLENTY = 2  # times the number asked for, to choose the most different from
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
    samples: Samples,
    count: int | None = None,
    known: Sequence[Sketch] = (),
    quota: Quota | None = None,
) -> list[Choice]:
    """The frames to propose, in the order of the video; no two of them near duplicates.

    `count` at most, the most different ones; fewer where the video does not hold as many. `known`
    are the pictures that the dataset has: none is proposed again.

    One frame in seven is a soft and one in twenty a blurred one of its segment. A `quota` asks for
    so many instead: frames that have lost their sharpness against those around them, up to half
    of all. A greater quota names those of a smaller one again.
    """
    if not len(samples) or (count is not None and count < 1):
        return []
    look = Look(samples, known)
    standard = look.standard[: len(samples)]
    every = list(_segments(samples, standard))
    segments = _without_known(every, look)
    chosen = _sharpest(segments, look)
    if count is not None:
        if len(chosen) < _PLENTY * count:
            chosen = _sharp(segments, look)
        order = islice(_farthest(list(chosen), look, look.known), count)
        chosen = {row: chosen[row] for row in order}
    reasons = dict.fromkeys(chosen, SHARP)
    if quota:
        left = sharpness_left(samples, standard, cuts(standard, samples.times_ms).cumsum())
        usable = [n for segment in every for n in segment.usable]
        reasons = {n: kind(left[n]) for n in chosen}
        most = list(reasons.values()).count(SHARP) + len(every) - len(segments)
        most = most if count is None else min(most, count // 2)
        _add_wanted(reasons, quota, most, usable, left, look)
        _drop_sharp(reasons, list(chosen), count)
    shared = [one for one in _SHARES if not (quota and quota.of(one[0]))]
    segment_of = {row: chosen[row] for row in sorted(reasons) if row in chosen}
    reasons = _with_shares(reasons, segment_of, shared, look, samples.sharpness)
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
    begins = cuts(standard, samples.times_ms)
    first = 0
    for n in range(1, len(samples)):
        if not begins[n] and samples.times_ms[n] - samples.times_ms[first] >= _SCENE_MS:
            begins[n] = difference(standard[n], standard[first]) >= _SCENE
        if begins[n]:
            first = n
    return begins.cumsum()


# --- segments


def _followed(samples: Samples, standard: "Floats") -> tuple[list[int], "Floats"]:
    """Where the segments start, and D of each sample to the first of the segment it comes upon."""
    apart = np.zeros(len(samples), np.float32)
    if not len(samples):
        return [], apart
    times_ms, ends_before = samples.times_ms, cuts(standard, samples.times_ms)
    starts, first = [], 0
    while first < len(samples):
        starts.append(first)
        stop = int(np.searchsorted(times_ms, times_ms[first] + SEGMENT_MS)) + 1
        here = slice(first + 1, stop)
        apart[here] = difference(standard[here], standard[first])
        lasted = times_ms[here] - times_ms[first]
        ends = (apart[here] >= SEGMENT) & (lasted >= SEGMENT_LEAST_MS) | (lasted >= SEGMENT_MS)
        ends |= ends_before[here]
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


def _without_known(segments: Iterable[_Segment], look: Look) -> list[_Segment]:
    """Those of which no known picture was taken, so that choosing again proposes no more."""
    taken = set()
    for row in look.known:
        near = look.near(int(row), look.samples)
        if len(near):
            taken.add(int(near[np.argmin(look.differences(int(row), near))]))
    return [s for s in segments if not any(s.start <= n < s.stop for n in taken)]


# --- choosing


def _sharpest(segments: Sequence[_Segment], look: Look) -> _Chosen:
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


def _changed(last: int, rows: Sequence[int], look: Look) -> int:
    """The first of the rows that differs enough from the last, else that which differs most."""
    apart = look.differences(last, rows)
    enough = np.flatnonzero(apart >= SEGMENT)
    return rows[int(enough[0] if len(enough) else np.argmax(apart))]


def _sharp(segments: Sequence[_Segment], look: Look) -> _Chosen:
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


def _farthest(
    rows: Sequence[int], look: Look, kept: "Sequence[int] | Rows" = (), least: float = -1
) -> Iterator[int]:
    """Farthest-point sampling: again and again that which differs most from `kept` and from all
    taken so far, while that is more than `least`."""
    left = np.array(rows, np.int64)
    nearest = np.full(len(left), np.inf, np.float32)
    for row in kept:
        nearest = np.minimum(nearest, look.differences(int(row), left))
    for _ in rows:
        best = int(np.argmax(nearest))
        if nearest[best] <= least:
            return
        yield int(left[best])
        nearest = np.minimum(nearest, look.differences(int(left[best]), left))
        nearest[best] = -1


# --- what is not sharp


def _add_wanted(
    reasons: dict[int, str],
    quota: Quota,
    most: int,
    usable: Sequence[int],
    left: "Numbers",
    look: Look,
) -> None:
    """Put in as many frames of each kind as are wanted; `most` that are not sharp in all."""
    for reason in (BLURRED, SOFT):
        had = list(reasons.values())
        room = most - len(had) + had.count(SHARP)
        lacking = max(0, min(quota.of(reason) - had.count(reason), room))
        offers = [n for n in usable if n not in reasons and kind(left[n]) == reason]
        reasons |= dict.fromkeys(islice(_apart(offers, reasons, left, look), lacking), reason)


def _apart(
    offers: Sequence[int], kept: Collection[int], left: "Numbers", look: Look
) -> Iterator[int]:
    """Those of which none is a near duplicate, the most different first, and last of all those
    on which letters, too, are smeared."""
    there = np.array([*kept, *look.known], np.int64)
    new = [n for n in offers if not len(look.near(n, there))]
    taken: list[int] = []
    for smeared in (False, True):
        some = [n for n in new if (left[n] < SMEARED_BELOW) == smeared]
        for row in _farthest(some, look, least=SAME):
            if not len(look.near(row, np.array(taken, np.int64))):
                taken.append(row)
                yield row


def _drop_sharp(reasons: dict[int, str], order: Sequence[int], count: int | None) -> None:
    """Leave out the last sharp ones of the order, down to the number that was asked for."""
    over = 0 if count is None else len(reasons) - count
    sharp = [row for row in order if reasons[row] == SHARP]
    for row in sharp[len(sharp) - over :] if over > 0 else ():
        del reasons[row]


def _with_shares(
    reasons: dict[int, str],
    segments: _Chosen,
    shares: Sequence[tuple[str, int]],
    look: Look,
    sharpness: "Numbers",
) -> dict[int, str]:
    """The reasons after one sharp frame in so many has given way to one of its segment that is
    blurred or of middling sharpness; `shares` are reasons and how many."""
    for reason, every in shares:
        order = sorted(segments)
        for end in range(every, len(order) + 1, every):
            block = [n for n in order[end - every : end] if reasons[n] == SHARP]
            kept = [*reasons, *look.known]
            swap = _swap(block, segments, kept, reason, look, sharpness)
            if swap is not None:
                old, new = swap
                segments[new] = segments.pop(old)
                del reasons[old]
                reasons[new] = reason
    return reasons


def _swap(
    block: Sequence[int],
    chosen: _Chosen,
    kept: Sequence[int],
    reason: str,
    look: Look,
    sharpness: "Numbers",
) -> tuple[int, int] | None:
    """That of the block which gives way, and the frame to come instead: where the sharpness falls
    off most, so that a blurred frame is one. None where it would make a near duplicate."""

    def worth(offer: tuple[int, int]) -> tuple[bool, float]:
        old, new = offer
        # what shows less can have less edges without being blurred
        return look.difference(old, new) >= SEGMENT, sharpness[new] / max(sharpness[old], 1e-9)

    offers = [(old, new) for old in block for new in _less_sharp(old, chosen[old], reason)[:3]]
    for old, new in sorted(offers, key=worth):
        others = np.array([n for n in kept if n != old], np.int64)
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
