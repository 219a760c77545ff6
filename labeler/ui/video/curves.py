"""How new and how sharp the frames are, as far as they are analysed, for each column of pixels."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Values = NDArray[np.float64]


_ROBUST = 98  # percentile that counts as full
_ENOUGH = 20_000  # samples to find it by
_PAUSE = 8  # times the usual interval: there something was left out


@dataclass(frozen=True, slots=True, eq=False)
class Curves:
    """Samples in the order of time, 0 to 1, and the parts of the video that they cover."""

    times_ms: "Values"
    novelty: "Values"
    sharpness: "Values"
    parts: tuple[tuple[float, float], ...]

    def covered(self, edges_ms: "Values") -> "NDArray[np.bool_]":
        """For each column between two neighbouring edges whether it is analysed."""
        middles = (edges_ms[1:] + edges_ms[:-1]) / 2
        known = np.zeros(len(middles), bool)
        for start, end in self.parts:
            known |= (middles >= start) & (middles <= end)
        return known


def curves(
    times_ms: "ArrayLike", novelty: "ArrayLike", sharpness: "ArrayLike", duration_ms: float
) -> Curves:
    """Raises ValueError when there are not as many values as times."""
    times = np.asarray(times_ms, np.float64).ravel()
    values = [_normalised(np.asarray(v, np.float64).ravel()) for v in (novelty, sharpness)]
    if any(len(v) != len(times) for v in values):
        raise ValueError("as many values as times")
    return Curves(times, values[0], values[1], _parts(times, duration_ms))


def _normalised(values: "Values") -> "Values":
    """Outliers are as high as the lane, and make the others no smaller."""
    values = np.nan_to_num(values, nan=0.0, posinf=0.0, neginf=0.0)
    if not len(values):
        return values
    full = float(np.percentile(values[:: max(1, len(values) // _ENOUGH)], _ROBUST))
    if full <= 0:
        full = float(values.max())
    return np.clip(values / full, 0.0, 1.0) if full > 0 else np.zeros_like(values)


def _parts(times: "Values", duration_ms: float) -> tuple[tuple[float, float], ...]:
    """From sample to sample, without the pauses; the last one lasts as long as the others."""
    if not len(times):
        return ()
    gaps = np.diff(times)
    usual = float(np.median(gaps)) if len(gaps) else duration_ms
    cuts = np.flatnonzero(gaps > _PAUSE * max(usual, 1e-9)) + 1
    starts, ends = np.concatenate(([0], cuts)), np.concatenate((cuts, [len(times)])) - 1
    parts = [(float(times[a]), float(times[b]) + usual) for a, b in zip(starts, ends, strict=True)]
    if parts[0][0] <= 1.5 * usual:
        parts[0] = (0.0, parts[0][1])
    if parts[-1][1] >= duration_ms - 1.5 * usual:
        parts[-1] = (parts[-1][0], max(duration_ms, parts[-1][1]))
    return tuple(parts)


def columns(times_ms: "Values", values: "Values", edges_ms: "Values") -> "tuple[Values, Values]":
    """The lowest and the highest value of the curve in each column between neighbouring edges.

    No sample is passed over, however many share a column; between samples the curve is straight.
    """
    at = np.interp(edges_ms, times_ms, values)
    low, high = np.minimum(at[:-1], at[1:]), np.maximum(at[:-1], at[1:])
    index = np.searchsorted(times_ms, edges_ms)
    full = index[1:] > index[:-1]
    if full.any():
        starts, inside = index[:-1][full], values[: index[-1]]
        low[full] = np.minimum(low[full], np.minimum.reduceat(inside, starts))
        high[full] = np.maximum(high[full], np.maximum.reduceat(inside, starts))
    return low, high


def coverage(top: "Values", bottom: "Values", height: int, ink: "Values") -> "NDArray[np.uint8]":
    """How much of each pixel lies between `top` and `bottom`, times the `ink` of 0 to 1.

    All are one for each column, in pixels from the upper edge. uint8, height × columns.
    """
    rows = np.arange(height, dtype=np.float32)[:, None]
    upper, lower = top.astype(np.float32), bottom.astype(np.float32)
    share = np.minimum(rows + 1, lower) - np.maximum(rows, upper)
    share = np.clip(share, 0, 1) * (255 * ink).astype(np.float32)
    covered: NDArray[np.uint8] = share.astype(np.uint8)
    return covered
