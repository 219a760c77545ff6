"""Grades as the attributes of a record: plain names and values, as every reader of CVAT's VOC takes
them.

The grade of a rule is the attribute `rule.<id>`; one more, `rule.origins`, tells for each who gave
it and of which version the rule was: `sharpness=hand/2 size=measured/1`.
"""

import re
from collections.abc import Iterable

from labeler.core.annotation import Answer, Answers

PREFIX, ORIGINS = "rule.", "rule.origins"
_HAND, _MEASURED = "hand", "measured"
_ORIGIN = re.compile(r"([A-Za-z0-9_-]+)=(hand|measured)/([0-9]{1,9})")

Pairs = tuple[tuple[str, str], ...]


def as_pairs(grades: Answers) -> Pairs:
    """The attributes that hold these grades."""
    if not grades:
        return ()
    origins = (f"{one.rule}={_HAND if one.by_hand else _MEASURED}/{one.version}" for one in grades)
    named = ((PREFIX + one.rule, one.grade) for one in grades)
    return (*named, (ORIGINS, " ".join(origins)))


def from_pairs(pairs: Iterable[tuple[str, str]]) -> tuple[Pairs, Answers]:
    """The attributes that are none of ours, and the grades of the others.

    A grade that no origin tells of was written by another program: somebody gave it.
    """
    pairs = tuple(pairs)
    own = [pair for pair in pairs if pair[0].startswith(PREFIX)]
    named = {name.removeprefix(PREFIX): value for name, value in own if name != ORIGINS}
    if not named:
        return pairs, ()
    texts = (value for name, value in pairs if name == ORIGINS)
    origins = {one[1]: (one[2] == _HAND, int(one[3])) for one in _ORIGIN.finditer(" ".join(texts))}
    grades = tuple(
        Answer(rule, value.strip(), *origins.get(rule, (True, 1))) for rule, value in named.items()
    )
    return tuple(pair for pair in pairs if pair not in own), grades
