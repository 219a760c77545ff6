"""Where limits lie between crops that are laid in order, and what a limit becomes when moved."""

import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from labeler.ui.rules.readings import round_between

Limits = tuple[float, ...]


@dataclass(frozen=True)
class Steps:
    """Values in the order of the grades: rising, or falling where the limits do.

    A gap is a place between two of them: 0 before the first, `len` after the last. As in a rule, a
    value that equals a limit is on the side of the higher values.
    """

    values: Sequence[float] = ()
    falling: bool = False

    def __len__(self) -> int:
        return len(self.values)

    def gap_of(self, limit: float) -> int:
        if not self.falling:
            return bisect_left(self.values, limit)
        return bisect_left(self.values, True, key=lambda value: value < limit)

    def stretches(self, limits: Limits) -> list[tuple[int, int]]:
        """Of every grade along the limits the first value and the one after its last."""
        gaps = [0, *(self.gap_of(limit) for limit in limits), len(self)]
        return list(pairwise(gaps))

    def parts(self, gap: int) -> bool:
        """False between equal values, which no limit can tell apart."""
        return gap in (0, len(self)) or self.values[gap - 1] != self.values[gap]

    def moved(self, limits: Limits, number: int, gap: int) -> Limits:
        """The limits with one of them at a gap, or as near to it as its neighbours let it.

        Within a gap it takes a round number; one that lies there already stays what it is.
        """
        first = self.gap_of(limits[number - 1]) if number else 0
        last = self.gap_of(limits[number + 1]) if number + 1 < len(limits) else len(self)
        gap = self._nearest(max(first, min(gap, last)), first, last)
        if not len(self) or gap == self.gap_of(limits[number]):
            return limits
        low, high = self._bounds(limits, number, gap)
        if not low < high:
            return limits
        made = 0.0 if low < 0 == high else round_between(low, high)
        after = (*limits[:number], made, *limits[number + 1 :])
        return after if len(set(after)) == len(after) else limits

    def _nearest(self, gap: int, first: int, last: int) -> int:
        """The nearest gap from first to last that parts two values."""
        for distance in range(len(self) + 1):
            for near in (gap + distance, gap - distance):
                if first <= near <= last and self.parts(near):
                    return near
        return gap

    def _bounds(self, limits: Limits, number: int, gap: int) -> tuple[float, float]:
        """Between which values a limit at a gap may be, with respect to its neighbours."""
        sides = [self.values[place] if 0 <= place < len(self) else None for place in (gap - 1, gap)]
        beside = [limits[n] if 0 <= n < len(limits) else None for n in (number - 1, number + 1)]
        if self.falling:
            sides.reverse()
            beside.reverse()
        low = max((v for v in (sides[0], beside[0]) if v is not None), default=-math.inf)
        high = min((v for v in (sides[1], beside[1]) if v is not None), default=math.inf)
        if math.isinf(low):
            low = high - self._room(high)
            low = 0.0 if low < 0 < high else low  # what is measured is hardly ever below 0
        elif math.isinf(high):
            high = low + self._room(low)
        return low, high

    def _room(self, edge: float) -> float:
        """How far beyond the outermost value a limit is put."""
        return max(abs(self.values[-1] - self.values[0]) / 10, abs(edge) / 10, 0.01)


def pushed(limits: Limits, number: int, value: float, falling: bool = False) -> Limits:
    """The limits with one of them at a value; those that are in its way go before it."""
    sign = -1 if falling else 1
    rising = [sign * limit for limit in limits]
    value *= sign
    low = [limit for limit in rising[:number] if limit < value]
    high = [limit for limit in rising[number + 1 :] if limit > value]
    squeezed_low, squeezed_high = number - len(low), len(limits) - number - 1 - len(high)
    floor = low[-1] if low else value - (abs(value) or 1.0) / 2
    roof = high[0] if high else value + (abs(value) or 1.0) / 2
    below = [value - (value - floor) * (n + 1) / 8 for n in range(squeezed_low)][::-1]
    above = [value + (roof - value) * (n + 1) / 8 for n in range(squeezed_high)]
    return tuple(sign * limit for limit in (*low, *below, value, *above, *high))
