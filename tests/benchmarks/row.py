"""What a benchmark answers: a measured median, its floor, the target, and whether it is met."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

Work = Callable[[], object]


@dataclass(frozen=True)
class Row:
    """One line of the table; `met` is None where there is no target."""

    work: str
    measured: float
    unit: str
    floor: float | None
    floor_is: str
    target: str
    met: bool | None

    @property
    def ratio(self) -> float | None:
        return self.measured / self.floor if self.floor else None


def row(
    work: str,
    measured: float,
    unit: str = "ms",
    *,
    floor: float | None = None,
    floor_is: str = "",
    at_most: float | None = None,
    floors: float | None = None,
) -> Row:
    """A row whose target is `at_most` (in the unit), `floors` times its floor, or both."""
    wanted, met = [], []
    if floors is not None and floor is not None:
        wanted.append(f"≤ {floors:g} × floor")
        met.append(measured <= floors * floor)
    if at_most is not None:
        wanted.append(f"≤ {at_most:g} {unit}")
        met.append(measured <= at_most)
    return Row(work, measured, unit, floor, floor_is, ", ".join(wanted), all(met) if met else None)


def timed_ms(work: Work) -> float:
    begin = time.perf_counter()
    work()
    return (time.perf_counter() - begin) * 1000


def median_ms(work: Work, times: int = 15) -> float:
    """The median of `times` runs, after one that warms up."""
    work()
    return statistics.median(timed_ms(work) for _ in range(times))


def medians_ms(work: Work, *floors: Work, times: int = 15) -> tuple[float, ...]:
    """Medians of the work and of its floors, run in turns so that noise meets all alike."""
    every = (work, *floors)
    for one in every:
        one()
    taken = [[timed_ms(one) for one in every] for _ in range(times)]
    return tuple(statistics.median(column) for column in zip(*taken, strict=True))
