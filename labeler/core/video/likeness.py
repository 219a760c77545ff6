"""How alike pictures of a video are, apart from what never changes in it; where another begins."""

from collections.abc import Sequence
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

CUT = 0.30  # the D between neighbours
NEAR_BITS = 4  # near duplicates differ by no more bits of the hash ...
NEAR = 0.10  # ... and by no more D
SAME = 0.045  # so little D is noise, whatever the hash says
_NOISE_BITS = 16  # noise flips fewer bits of the hash
_STATIC_STD = 2.0  # grey levels over time
_STATIC_SAMPLES = 200
_LEAST_CELLS = 0.5  # the share that is looked at, however little changes
_CUT_RATIO = 1.5  # a cut stands out so far from the D around it
_CUT_AROUND_MS = 1000.0


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


class Look:
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


def cuts(standard: "Floats", times_ms: "NDArray[np.float64]") -> "NDArray[np.bool_]":
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
