"""The values that are drawn and saved: a Shape, the Annotation of one image, and a Change of it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

from labeler.core.geometry import Box, Points, area, bounds, moved

Kind = Literal["box", "polygon", "quad"]


@dataclass(frozen=True, slots=True)
class Answer:
    """The grade that a rule gives, of which version of the rule, and whether a person said so."""

    rule: str
    grade: str
    by_hand: bool = False
    version: int = 1


Answers = tuple[Answer, ...]
DIFFICULT = "difficult"  # in the place of a rule: the flag was set because a rule failed


def answer_in(answers: Answers, rule: str) -> Answer | None:
    return next((answer for answer in answers if answer.rule == rule), None)


def answering(answers: Answers, rule: str, answer: Answer | None) -> Answers:
    """The answers with another one to this rule, in its place, or with none."""
    kept = [answer if answer and old.rule == rule else old for old in answers]
    if answer is None:
        return tuple(old for old in kept if old.rule != rule)
    return tuple(kept) if answer in kept else (*kept, answer)


def given(answers: Answers) -> Answers:
    """Those that a person gave: what was measured holds only for the outline it was measured of.

    That a rule set the flag `difficult` stays: it takes it back when it no longer fails.
    """
    if not answers:
        return answers
    return tuple(answer for answer in answers if answer.by_hand or answer.rule == DIFFICULT)


@dataclass(frozen=True, slots=True)
class Shape:
    """One marked object.

    `points`, in image pixels: a box has two, its top left and bottom right corner, as a file gave
    them (so a broken file's box may be inverted); a quad has four in the order drawn; a polygon has
    three or more. `id` is unique in its annotation and never used twice in one document.
    """

    id: int
    kind: Kind
    points: Points
    class_name: str
    truncated: bool = False
    difficult: bool = False
    occluded: bool = False
    attributes: tuple[tuple[str, str], ...] = ()
    grades: Answers = ()

    @property
    def bounds(self) -> Box:
        if self.kind == "box":
            (x1, y1), (x2, y2) = self.points
            return Box(x1, y1, x2, y2) if x1 <= x2 and y1 <= y2 else bounds(self.points)
        return bounds(self.points)

    @property
    def corners(self) -> Points:
        """The closed outline: four corners for a box, the points for the others."""
        return self.bounds.corners if self.kind == "box" else self.points

    @property
    def area(self) -> float:
        return self.bounds.area if self.kind == "box" else area(self.points)

    def looks_like(self, other: "Shape") -> bool:
        """True when the two are drawn alike; attributes and grades may differ."""
        return replace(self, id=0, attributes=(), grades=()) == replace(
            other, id=0, attributes=(), grades=()
        )

    def moved(self, dx: float, dy: float) -> "Shape":
        return self.reshaped(moved(self.points, dx, dy))

    def reshaped(self, points: Points) -> "Shape":
        if points == self.points:
            return self
        return replace(self, points=points, grades=given(self.grades))

    def classed(self, class_name: str) -> "Shape":
        return replace(self, class_name=class_name)

    def numbered(self, id: int) -> "Shape":
        return replace(self, id=id)

    def answered(self, rule: str, answer: Answer | None) -> "Shape":
        """The shape with another answer to a rule, or with none."""
        return replace(self, grades=answering(self.grades, rule, answer))

    def converted(self, kind: Kind) -> "Shape":
        """The same object as another kind: to a box by its bounds, from a box by its corners.

        A polygon becomes a quad by its minimum-area rectangle unless it has four points already.
        """
        if kind == self.kind:
            return self
        if kind == "box":
            box = self.bounds
            corners = ((box.x1, box.y1), (box.x2, box.y2))
            return replace(self, kind=kind, points=corners, grades=given(self.grades))
        points = self.corners
        if kind == "quad" and len(points) != 4:
            points = _smallest_rectangle(points)
        return replace(self, kind=kind, points=points, grades=given(self.grades))


def _smallest_rectangle(points: Points) -> Points:
    import cv2
    import numpy as np

    corners = cv2.boxPoints(cv2.minAreaRect(np.array(points, dtype=np.float32)))
    return tuple((round(float(x), 2), round(float(y), 2)) for x, y in corners)


@dataclass(frozen=True)
class Annotation:
    """All the shapes of one image, bottom to top, with its review state and its own grades.

    `seen` is True once a person has looked: "nothing here" is seen without shapes. A verified
    annotation is always seen.
    """

    shapes: tuple[Shape, ...] = ()
    seen: bool = False
    verified: bool = False
    grades: Answers = ()

    @cached_property
    def _by_id(self) -> Mapping[int, Shape]:
        return {shape.id: shape for shape in self.shapes}

    def __iter__(self) -> Iterator[Shape]:
        return iter(self.shapes)

    def __len__(self) -> int:
        return len(self.shapes)

    def get(self, id: int) -> Shape | None:
        return self._by_id.get(id)

    def __getitem__(self, id: int) -> Shape:
        return self._by_id[id]

    def __contains__(self, id: object) -> bool:
        return id in self._by_id

    @property
    def next_id(self) -> int:
        return max(self._by_id, default=0) + 1

    def adding(self, *shapes: Shape) -> "Annotation":
        return replace(self, shapes=self.shapes + shapes, seen=True)

    def replacing(self, *shapes: Shape) -> "Annotation":
        """The annotation with each given shape in the place of the one with its id."""
        after = {shape.id: shape for shape in shapes}
        return replace(self, shapes=tuple(after.get(s.id, s) for s in self.shapes), seen=True)

    def removing(self, ids: Iterable[int]) -> "Annotation":
        gone = frozenset(ids)
        return replace(self, shapes=tuple(s for s in self.shapes if s.id not in gone), seen=True)

    def verifying(self, verified: bool) -> "Annotation":
        return replace(self, seen=True, verified=verified)

    def seeing(self) -> "Annotation":
        return replace(self, seen=True)

    def answered(self, rule: str, answer: Answer | None) -> "Annotation":
        """The annotation with another answer about the image, or with none."""
        return replace(self, grades=answering(self.grades, rule, answer), seen=True)


@dataclass(frozen=True, slots=True)
class Change:
    """What differs between two annotations of one image, by shape id."""

    added: frozenset[int] = field(default_factory=frozenset)
    removed: frozenset[int] = field(default_factory=frozenset)
    changed: frozenset[int] = field(default_factory=frozenset)
    reordered: bool = False
    review: bool = False
    graded: bool = False  # the image's own grades

    def __bool__(self) -> bool:
        shapes = self.added or self.removed or self.changed or self.reordered
        return bool(shapes or self.review or self.graded)

    @staticmethod
    def between(before: Annotation, after: Annotation) -> "Change":
        old, new = before._by_id, after._by_id
        kept = [s.id for s in after.shapes if s.id in old]
        return Change(
            added=frozenset(new.keys() - old.keys()),
            removed=frozenset(old.keys() - new.keys()),
            changed=frozenset(i for i in kept if old[i] is not new[i] and old[i] != new[i]),
            reordered=kept != [s.id for s in before.shapes if s.id in new],
            review=(before.seen, before.verified) != (after.seen, after.verified),
            graded=before.grades != after.grades,
        )
