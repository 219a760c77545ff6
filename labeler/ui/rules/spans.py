"""Measured values and the stretches between limits, short enough to stand beside a crop."""

import re
from collections.abc import Sequence

from labeler.core.rules.rule import Measured, Rule
from labeler.ui import rule_text
from labeler.ui.rules.readings import is_falling

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def reading(measure: str, value: float) -> str:
    """A value with its unit and without the words before it: "12 m"."""
    said = rule_text.value(measure, Measured(value, value))
    found = _NUMBER.search(said)
    return said[found.start() :] if found else said


def unit(measure: str) -> str:
    """What stands behind a number, with its space."""
    return _NUMBER.sub("", reading(measure, 1.0), count=1)


def exact(measure: str, limit: float) -> str:
    """A limit with all its digits: "7.5 px"."""
    return f"{limit:.6g}{unit(measure)}"


def span(measure: str, limits: Sequence[float], number: int) -> str:
    """From where to where a grade goes: "< 2", "2 – 5 px", "≥ 5"; "" without limits."""
    if not limits or number > len(limits):
        return ""
    ends = [limits[n] if 0 <= n < len(limits) else None for n in (number - 1, number)]
    low, high = ends[::-1] if is_falling(limits) else ends
    if low is None:
        assert high is not None
        return f"< {exact(measure, high)}"
    if high is None:
        return f"≥ {exact(measure, low)}"
    return f"{low:.6g} – {exact(measure, high)}"


def measure_title(measure: str, rules: Sequence[Rule]) -> str:
    """What a measure is called, by the rule that is named after it."""
    found = next((rule for rule in rules if rule.id == measure), None)
    return rule_text.title(found if found is not None else Rule(measure, ()))
