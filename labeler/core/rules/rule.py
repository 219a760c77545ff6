"""What a rule is: grades in order, limits between them, and the verdict on what was measured."""

import math
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from labeler.core.annotation import Answer, Shape

if TYPE_CHECKING:
    from labeler.core.pixels import Pixels

Subject = Literal["object", "image"]
Failure = Literal["warn", "difficult", "ignore", "none"]
Verdict = Literal["pass", "fail", "unsure"]
FAILURES: tuple[Failure, ...] = ("warn", "difficult", "ignore", "none")

Texts = Mapping[str, str]  # by language code: "ko", "en"


@dataclass(frozen=True, slots=True)
class Measured:
    """A value that lies between `low` and `high`, both infinite where nothing can be said.

    `note` is a code that says why it is uncertain or how it was got ("too_small", "noisy",
    "estimate", "no_camera", "no_size"); `grade` is set where a measure itself names a grade that
    no limit on its value gives, such as glare.
    """

    low: float
    high: float
    note: str = ""
    grade: str = ""

    @property
    def known(self) -> bool:
        return math.isfinite(self.low) and math.isfinite(self.high)

    @property
    def middle(self) -> float:
        """NaN where nothing is known."""
        return (self.low + self.high) / 2 if self.known else math.nan


def unknown(note: str) -> Measured:
    """Nothing can be said, and why."""
    return Measured(-math.inf, math.inf, note)


@dataclass(frozen=True, eq=False)
class View:
    """What a measure looks at: the upright picture, H × W × 3 or 4 (blue, green, red), and a shape
    on it, None for the picture as a whole.

    `focal_px` is that of the camera for this picture, None without a camera profile; `real_mm` the
    real widths and heights that the object may have, most likely the one.
    """

    pixels: "Pixels"
    shape: Shape | None = None
    focal_px: float | None = None
    real_mm: tuple[tuple[float, float], ...] = ()
    model_input: int = 640

    @property
    def size(self) -> tuple[int, int]:
        """Width and height."""
        return self.pixels.shape[1], self.pixels.shape[0]


@dataclass(frozen=True, slots=True)
class Grade:
    """One answer to a rule. `quota`: how many objects of it are wanted, None is the default."""

    id: str
    accepted: bool = True
    quota: int | None = None
    title: Texts = field(default_factory=dict)  # of a preset's grade, the program's words


@dataclass(frozen=True, slots=True)
class StandIn:
    """What is measured instead where a rule's own measure says nothing: without a camera, say."""

    measure: str
    limits: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A crop that was marked as good or bad when the rule was set."""

    image: str
    box: tuple[float, float, float, float]  # x1, y1, x2, y2 in image pixels
    good: bool


@dataclass(frozen=True)
class Rule:
    """What an object or an image must satisfy to be a good example.

    The first `len(limits) + 1` grades lie in order along the measured value, which rises or falls
    with them as the limits do; a value that equals a limit is on its upper side. Grades after
    those are named by the measure itself. Without a measure a rule is only answered.

    `by` is another rule of the image, on whose grade it depends which grades are accepted:
    `accepts_by`. `classes` are those of the objects that are asked, none for all. A change that
    may turn a verdict gives the rule its next version.
    """

    id: str
    grades: tuple[Grade, ...]
    measure: str = ""
    limits: tuple[float, ...] = ()
    of: Subject = "object"
    on_failure: Failure = "warn"
    stand_in: StandIn | None = None
    by: str = ""
    accepts_by: Mapping[str, frozenset[str]] = field(default_factory=dict)
    classes: tuple[str, ...] = ()
    examples: tuple[Example, ...] = ()
    version: int = 1
    title: Texts = field(default_factory=dict)
    hint: Texts = field(default_factory=dict)

    @property
    def accepted(self) -> frozenset[str]:
        """Ids of the grades that are accepted, whatever `by` says."""
        return frozenset(grade.id for grade in self.grades if grade.accepted)

    def grade(self, id: str) -> Grade | None:
        return next((grade for grade in self.grades if grade.id == id), None)

    def asks(self, shape: Shape | None) -> bool:
        """True when the rule is about this shape; None is the image."""
        if shape is None:
            return self.of == "image"
        return self.of == "object" and (not self.classes or shape.class_name in self.classes)

    def limited(self, limits: tuple[float, ...]) -> "Rule":
        return replace(self, limits=limits)

    def next_version(self, before: "Rule") -> "Rule":
        """This rule with the version it gets when it replaces the one before."""
        decides = replace(self, version=0, title={}, hint={}, examples=(), grades=_bare(self))
        decided = replace(before, version=0, title={}, hint={}, examples=(), grades=_bare(before))
        return replace(self, version=before.version + (decides != decided))


def _bare(rule: Rule) -> tuple[Grade, ...]:
    """The grades without their words and quotas, which turn no verdict."""
    return tuple(Grade(grade.id, grade.accepted) for grade in rule.grades)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a rule says of one object or image.

    `grade` is "" where it is not certain; `by_hand` tells an answered grade from a measured one;
    `measured` is what was measured by the rule or its stand-in, `measure` which of the two.
    """

    rule: Rule
    grade: str
    verdict: Verdict
    by_hand: bool = False
    measured: Measured | None = None
    measure: str = ""


def place_of(value: float, limits: tuple[float, ...]) -> int:
    """Which of the grades along the limits a value has, from 0."""
    if len(limits) > 1 and limits[0] > limits[-1]:
        return sum(value < limit for limit in limits)
    return bisect_right(limits, value)


def grades_of(rule: Rule, measured: Measured, limits: tuple[float, ...]) -> tuple[str, ...]:
    """Ids of the grades that the value may have."""
    if rule.grade(measured.grade):
        return (measured.grade,)
    low, high = measured.low, measured.high
    nothing = math.isnan(low + high)  # -inf and inf, or no numbers at all
    ends = (0, len(limits)) if nothing else (place_of(low, limits), place_of(high, limits))
    return tuple(grade.id for grade in rule.grades[min(ends) : max(ends) + 1])


def judge(
    rule: Rule,
    measured: Mapping[str, Measured],
    answer: Answer | None = None,
    condition: str = "",
) -> Judgement:
    """The grade and the verdict: pass when all that it may be is accepted, fail when nothing is.

    `measured` by measure; `answer` wins over it; `condition` is the grade of the rule `by`, "" for
    not known.
    """
    if answer is not None and answer.by_hand and rule.grade(answer.grade):
        found = measured.get(rule.measure)
        verdict = _verdict(rule, (answer.grade,), condition)
        return Judgement(rule, answer.grade, verdict, True, found, rule.measure)
    measure, limits = rule.measure, rule.limits
    found = measured.get(measure)
    if rule.stand_in and (found is None or not (found.known or found.grade)):
        instead = measured.get(rule.stand_in.measure)
        if instead is not None:
            measure, limits, found = rule.stand_in.measure, rule.stand_in.limits, instead
    if found is None:
        return Judgement(rule, "", "unsure")
    maybe = grades_of(rule, found, limits)
    verdict = _verdict(rule, maybe, condition)
    return Judgement(rule, maybe[0] if len(maybe) == 1 else "", verdict, False, found, measure)


def _verdict(rule: Rule, maybe: tuple[str, ...], condition: str) -> Verdict:
    """By every set of accepted grades that may hold: one for each condition while it is unknown."""
    if not rule.by or not rule.accepts_by:
        sets = [rule.accepted]
    elif condition in rule.accepts_by:
        sets = [rule.accepts_by[condition]]
    elif condition:
        sets = [rule.accepted]
    else:
        sets = list(rule.accepts_by.values())
    said = {grade in accepted for grade in maybe for accepted in sets}
    return "unsure" if len(said) != 1 else "pass" if said == {True} else "fail"
