"""Which grades a dataset has too few of, what would fill them, and how much blur that asks for."""

from collections.abc import Iterable, Mapping, Sequence

from labeler.core.coverage import Goal, Thin, coverage
from labeler.core.graded import Judgements, Row
from labeler.core.rules.rule import Judgement, Rule
from labeler.core.video.quota import BLURRED, SHARP, SOFT, Quota

Shortages = Mapping[str, Mapping[str, Thin]]  # by rule, then by grade

SHARPNESS = "sharpness"  # the rule whose grades a choice of frames can aim at
_GRADES = {SHARP: "sharp", SOFT: "soft", BLURRED: "blurred"}  # by reason of a frame


def shortages(
    rows: Sequence[Row],
    judgements: Sequence[Judgements],
    rules: Iterable[Rule],
    goal: Goal | None = None,
) -> Shortages:
    """Of each rule the grades below their target; nothing of a rule whose grades nobody knows."""
    boards = ((rule.id, coverage(rows, judgements, rule, goal=goal)) for rule in rules)
    return {id: {cell.first: cell for cell in board.thin} for id, board in boards}


def filled(found: Iterable[Judgements], short: Shortages) -> list[tuple[Rule, Thin]]:
    """What an image fills on which the rules find these things, that which lacks most first.

    What fails a rule that says "ignore" is not counted and fills nothing.
    """
    cells: dict[tuple[str, str], tuple[Rule, Thin]] = {}
    for judgements in found:
        if any(_ignored(one) for one in judgements.values()):
            continue
        for id, one in judgements.items():
            cell = short.get(id, {}).get(one.grade)
            if cell is not None:
                cells[id, one.grade] = one.rule, cell
    return sorted(cells.values(), key=lambda pair: -pair[1].lacking)


def _ignored(judgement: Judgement) -> bool:
    return judgement.verdict == "fail" and judgement.rule.on_failure == "ignore"


def grade_of(reason: str) -> str:
    """The grade of sharpness that a frame chosen for this reason is to bring, "" for none."""
    return _GRADES.get(reason, "")


def quota_of(short: Shortages) -> Quota:
    """How many soft and blurred frames would bring what lacks, with one object on each."""
    lacking = {grade: cell.lacking for grade, cell in short.get(SHARPNESS, {}).items()}
    return Quota(lacking.get(_GRADES[SOFT], 0), lacking.get(_GRADES[BLURRED], 0))
