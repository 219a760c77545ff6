"""What measuring adds to a shape that was drawn or changed: its grades, a flag, who marked it."""

from collections.abc import Iterable
from dataclasses import replace

from labeler.core.annotation import DIFFICULT, Answer, Answers, Shape, answer_in, answering
from labeler.core.graded import ANNOTATOR, Judgements
from labeler.core.rules.rule import Judgement


def stamped(shape: Shape, judgements: Judgements, annotator: str = "") -> Shape:
    """The shape with every grade that is certain, what a person answered left as it is.

    A rule whose failure is `difficult` sets that flag, and takes it back when it no longer fails;
    once a person has taken it off, it stays off.
    """
    grades = regraded(shape.grades, judgements.values())
    fails = any(
        one.verdict == "fail" and one.rule.on_failure == "difficult" for one in judgements.values()
    )
    mark, difficult = answer_in(grades, DIFFICULT), shape.difficult
    if fails and mark is None and not difficult:
        grades, difficult = answering(grades, DIFFICULT, Answer(DIFFICULT, "yes")), True
    elif mark is not None and not fails:
        grades, difficult = answering(grades, DIFFICULT, None), False
    attributes = _signed(shape.attributes, annotator)
    after = replace(shape, grades=grades, difficult=difficult, attributes=attributes)
    return shape if after == shape else after


def regraded(grades: Answers, judgements: Iterable[Judgement]) -> Answers:
    """The answers with what was measured brought up to date; grades by hand stay.

    What was measured for a rule that no longer asks goes.
    """
    judgements = tuple(judgements)
    asked = {DIFFICULT, *(one.rule.id for one in judgements)}
    grades = tuple(one for one in grades if one.by_hand or one.rule in asked)
    for one in judgements:
        if not one.by_hand:
            sure = Answer(one.rule.id, one.grade, False, one.rule.version) if one.grade else None
            grades = answering(grades, one.rule.id, sure)
    return grades


def _signed(attributes: tuple[tuple[str, str], ...], annotator: str) -> tuple[tuple[str, str], ...]:
    if not annotator or (ANNOTATOR, annotator) in attributes:
        return attributes
    others = tuple(pair for pair in attributes if pair[0] != ANNOTATOR)
    return (*others, (ANNOTATOR, annotator))
