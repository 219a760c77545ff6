"""How much of their sharpness the samples of a video have lost against those around them."""

from typing import TYPE_CHECKING

import numpy as np

from labeler.core.video.quota import BLURRED, SHARP, SOFT
from labeler.core.video.samples import Samples, difference

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Numbers = NDArray[np.float64]

# Motion by 2 px at 640 leaves 0.25 to 0.65 of the sharpness, by 4 px 0.13 to 0.5, by 8 px less than
# 0.4; on the road what is sharp keeps 0.84, and 0.65 where cars pass a camera that stands still.
BLURRED_BELOW, SOFT_BELOW = 0.4, 0.65
SMEARED_BELOW = 0.1  # so little is left of letters, too
_AROUND_MS = 1500.0  # on either side
_ALIKE = 0.35  # the D up to which two samples show the same, moved a little
_LEAST = 4  # samples to compare with
_ANYHOW_BELOW = 0.25  # no change of what is shown takes so much
_USUAL = 0.75  # the quantile that stands for those around: most of them may be blurred


def sharpness_left(samples: Samples, standard: "Floats", part: "NDArray[np.int64]") -> "Numbers":
    """Of each sample the share of its sharpness that is left, about 1 for a sharp one.

    It is the sharpness divided by the upper quartile of that of the samples within 1.5 s that look
    alike, `standard` being what `standardised` gives and `part` the number of cuts before each
    sample. What shows less has less edges without being blurred: so the same is asked of the
    sharpness divided by the contrast of the thumbnail, which blur leaves as it is, and the greater
    share holds. 1 where there is too little to compare with.
    """
    sharpness = samples.sharpness
    detail = sharpness / (_contrast(samples) + 1)
    times_ms = samples.times_ms
    starts = np.searchsorted(times_ms, times_ms - _AROUND_MS)
    stops = np.searchsorted(times_ms, times_ms + _AROUND_MS, side="right")
    left = np.ones(len(samples))
    for n, (start, stop) in enumerate(zip(starts, stops, strict=True)):
        if sharpness[n] > SOFT_BELOW * sharpness[start:stop].max():
            continue  # nothing can be said to have taken more
        around = np.arange(start, stop)[part[start:stop] == part[n]]
        alike = around[difference(standard[around], standard[n]) <= _ALIKE]
        for others, below in ((alike, 1.0), (around, _ANYHOW_BELOW)):
            share = max(_share(sharpness, n, others), _share(detail, n, others))
            if share <= below:
                left[n] = min(left[n], share)
    return left


def kind(left: float) -> str:
    """The reason for which a frame can be chosen that keeps this share of its sharpness."""
    return BLURRED if left <= BLURRED_BELOW else SOFT if left <= SOFT_BELOW else SHARP


def _share(values: "Numbers", n: int, others: "NDArray[np.int64]") -> float:
    if len(others) < _LEAST:
        return 1.0
    usual = float(np.quantile(values[others], _USUAL))
    return float(values[n]) / usual if usual else 1.0


def _contrast(samples: Samples) -> "Numbers":
    """Mean squared step between neighbouring cells of each thumbnail."""
    grey = samples.thumbnails.astype(np.float32)
    steps = [np.diff(grey, axis=axis) for axis in (1, 2)]
    return sum(((step**2).mean(axis=(1, 2), dtype=np.float64) for step in steps), np.zeros(1))
