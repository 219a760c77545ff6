"""What crops that were marked good or bad propose for the limits of a rule."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from labeler.core.calibration import proposed, proposed_range
from labeler.ui.rules.readings import is_falling, round_between
from labeler.ui.rules.steps import Limits, pushed


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Other limits, and which grades along them are accepted then.

    `moved` are the limits that are not as before, `wrong` of the `total` marked crops lie on the
    wrong side. `contrary`: good and bad lie the other way round than the grades; nothing is moved.
    """

    limits: Limits
    accepted: tuple[bool, ...]
    moved: tuple[float, ...]
    wrong: int
    total: int
    contrary: bool = False


def suggested(
    limits: Limits, accepted: Sequence[bool], good: Sequence[float], bad: Sequence[float]
) -> Suggestion | None:
    """None while there is nothing to propose: one kind of mark only, or no limits.

    The limit between accepted grades and others moves; where all are alike, the nearest one, and
    the grades on the side of the bad crops are no longer accepted.
    """
    if not limits or not good or not bad:
        return None
    falling = is_falling(limits)
    sign = -1 if falling else 1
    goods, bads = [sign * value for value in good], [sign * value for value in bad]
    edges = [n for n in range(len(limits)) if accepted[n] != accepted[n + 1]]
    if len(edges) == 2 and accepted[edges[0] + 1]:
        found = _between(limits, edges, goods, bads, falling)
        return _suggestion(limits, found[0], tuple(accepted), found[1], len(good) + len(bad))
    best = proposed(goods, bads)
    towards = [n for n in edges if accepted[n + 1] == best.higher_is_good]
    if edges and not towards:
        flags = tuple(accepted)
        return Suggestion(limits, flags, (), best.wrong, len(good) + len(bad), contrary=True)
    value = _round(best.limit, goods, bads)
    number = min(towards or range(len(limits)), key=lambda n: abs(sign * limits[n] - value))
    flags = tuple(accepted)
    if not edges:
        flags = tuple((n > number) == best.higher_is_good for n in range(len(limits) + 1))
    after = pushed(limits, number, sign * value, falling)
    return _suggestion(limits, after, flags, best.wrong, len(good) + len(bad))


def _between(
    limits: Limits, edges: Sequence[int], good: list[float], bad: list[float], falling: bool
) -> tuple[Limits, int]:
    """Good ones lie in the middle: two limits move."""
    found = proposed_range(good, bad)
    sign = -1 if falling else 1
    for number, value in zip(edges, (found.low, found.high), strict=True):
        if math.isfinite(value):
            limits = pushed(limits, number, sign * _round(value, good, bad), falling)
    return limits, found.wrong


def _round(limit: float, good: list[float], bad: list[float]) -> float:
    """A limit that parts the marked crops alike, with few digits."""
    low = max((value for value in good + bad if value < limit), default=limit)
    high = min((value for value in good + bad if value >= limit), default=limit)
    return round_between(low, high) if low < high else limit


def _suggestion(
    before: Limits, after: Limits, accepted: tuple[bool, ...], wrong: int, total: int
) -> Suggestion:
    moved = tuple(b for a, b in zip(before, after, strict=True) if a != b)
    return Suggestion(after, accepted, moved, wrong, total)
