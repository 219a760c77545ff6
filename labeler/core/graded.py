"""An object or an image with what was measured and answered of it, and what rules say of that."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from labeler.core.annotation import Answers, Shape, answer_in
from labeler.core.rules.rule import Judgement, Measured, Rule, judge

ANNOTATOR = "annotator"  # the attribute of a shape that says who marked it


@dataclass(frozen=True, slots=True)
class Row:
    """One object of an image, or the image itself where `shape` is None.

    `grades` are those of its record; `measured` by measure, without what could not be measured at
    all. `video` is the group that the image belongs to, "" for none.
    """

    image: str
    shape: Shape | None
    grades: Answers = ()
    measured: Mapping[str, Measured] = field(default_factory=dict)
    video: str = ""

    @property
    def class_name(self) -> str:
        return self.shape.class_name if self.shape else ""

    @property
    def annotator(self) -> str:
        """Who marked it, "" where nobody said."""
        pairs = self.shape.attributes if self.shape else ()
        return next((value for name, value in pairs if name == ANNOTATOR), "")


Judgements = Mapping[str, Judgement]  # by rule
Graded = Sequence[tuple[Row, Judgements]]


def judged(row: Row, rules: Iterable[Rule], conditions: Mapping[str, str] = {}) -> Judgements:
    """What every rule that asks about it says; `conditions` are grades of the image, by rule."""
    return {
        rule.id: judge(
            rule, row.measured, answer_in(row.grades, rule.id), conditions.get(rule.by, "")
        )
        for rule in rules
        if rule.asks(row.shape)
    }


def conditions_of(row: Row, rules: Iterable[Rule]) -> dict[str, str]:
    """The grades of an image on which other rules depend."""
    return {id: one.grade for id, one in judged(row, rules).items() if one.grade}


def judged_all(rows: Sequence[Row], rules: Sequence[Rule]) -> list[Judgements]:
    """What the rules say of each row; the conditions are those of the rows that are images."""
    images = {row.image: row for row in rows if row.shape is None}
    needed = {rule.by for rule in rules if rule.by}
    asked = [rule for rule in rules if rule.id in needed]
    conditions = {name: conditions_of(row, asked) for name, row in images.items()} if asked else {}
    return [judged(row, rules, conditions.get(row.image, {})) for row in rows]


def failing(judgements: Judgements) -> tuple[Judgement, ...]:
    """Those that a person should see: failures that are not meant to be passed over."""
    return tuple(
        one
        for one in judgements.values()
        if one.verdict == "fail" and one.rule.on_failure in ("warn", "difficult")
    )
