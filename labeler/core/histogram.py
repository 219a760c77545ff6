"""How measured values are spread: the histogram of a rule, and how evenly its bins are filled."""

import math
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from labeler.core.graded import Judgements
from labeler.core.rules.rule import Rule

# measures whose steps are ratios: twice as far is one step, wherever it is
_LOGARITHMIC = frozenset(("distance", "size"))
_BINS = 24


@dataclass(frozen=True, slots=True)
class Histogram:
    """How many values lie in each bin, from its edge up to, not with, the next (the last: with).

    `limits` are those of the rule, each an edge; `unknown` counts what has no value. Bins are of
    about equal width, or where `logarithmic` of about equal ratio.
    """

    measure: str
    edges: tuple[float, ...]
    counts: tuple[int, ...]
    limits: tuple[float, ...]
    logarithmic: bool
    unknown: int


def histogram(rule: Rule, judgements: Iterable[Judgements], measure: str = "") -> Histogram:
    """The middles of what was measured for a rule: by `measure`, its own or its stand-in's, or by
    the one of them that gave more. There are no bins where there are neither values nor limits."""
    found = [one for all in judgements if (one := all.get(rule.id))]
    by_measure: dict[str, list[float]] = {}
    for one in found:
        if one.measured is not None and one.measured.known:
            by_measure.setdefault(one.measure, []).append(one.measured.middle)
    most = max(by_measure, key=lambda id: len(by_measure[id]), default=rule.measure)
    measure = measure or most
    values = by_measure.get(measure, [])
    instead = rule.stand_in and rule.stand_in.measure == measure and measure != rule.measure
    limits = tuple(sorted(rule.stand_in.limits if rule.stand_in and instead else rule.limits))
    logarithmic = measure in _LOGARITHMIC and min([*values, *limits], default=1.0) > 0
    edges = _edges(values, limits, logarithmic)
    counts = [0] * max(0, len(edges) - 1)
    for value in values:
        counts[min(max(bisect_right(edges, value) - 1, 0), len(counts) - 1)] += 1
    return Histogram(measure, edges, tuple(counts), limits, logarithmic, len(found) - len(values))


def _edges(
    values: Sequence[float], limits: tuple[float, ...], logarithmic: bool
) -> tuple[float, ...]:
    """Edges of some two dozen bins over the values and a little beyond the limits."""
    if logarithmic:
        logs = _edges([*map(math.log, values)], tuple(map(math.log, limits)), False)
        exact = dict(zip(map(math.log, limits), limits, strict=True))
        return tuple(exact.get(edge, math.exp(edge)) for edge in logs)
    ends = [*values, *limits]
    if not ends:
        return ()
    margin = (limits[-1] - limits[0]) / 4 if limits else 0.0
    low = min(min(ends), limits[0] - margin) if limits else min(ends)
    high = max(max(ends), limits[-1] + margin) if limits else max(ends)
    low = max(low, 0.0) if min(ends) >= 0 else low
    if low == high:
        low, high = low - 0.5, high + 0.5
    corners = sorted({low, *limits, high})
    edges = [low]
    for start, end in pairwise(corners):
        parts = max(1, round(_BINS * (end - start) / (high - low)))
        edges += [start + (end - start) * part / parts for part in range(1, parts)] + [end]
    return tuple(edges)


def entropy(counts: Iterable[int]) -> float:
    """How evenly things are spread over bins: Shannon's entropy −Σ p·log p over its largest value,
    the logarithm of the number of bins (Shannon 1948; Pielou 1966): 0 all in one, 1 even.

    Empty bins count as bins; 0 for nothing, or a single bin.
    """
    bins = tuple(counts)
    total = sum(bins)
    if len(bins) < 2 or not total:
        return 0.0
    shares = (count / total for count in bins if count)
    return max(0.0, -sum(share * math.log(share) for share in shares) / math.log(len(bins)))
