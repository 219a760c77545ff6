"""Arrays say of many rows what the core says of each."""

import math
import random
from dataclasses import replace

import numpy as np
import pytest

from labeler.core.annotation import Answer, Shape
from labeler.core.graded import Row, judged
from labeler.core.rules.rule import Grade, Measured, Rule, StandIn, unknown
from labeler.ui.rules.readings import VERDICTS, read, round_between, sampled

GRADES = (
    Grade("a", accepted=False),
    Grade("b"),
    Grade("c"),
    Grade("d", accepted=False),
    Grade("x"),
)
RISING = Rule("r", GRADES, "m", (2.0, 5.0, 7.0), classes=("plate",))
FALLING = replace(RISING, limits=(7.0, 5.0, 2.0), classes=())
STANDING_IN = replace(RISING, stand_in=StandIn("s", (9.0, 6.0, 3.0)))
DEPENDING = replace(
    FALLING, by="light", accepts_by={"day": frozenset("ab"), "night": frozenset("bcd")}
)
ANSWERED = Rule("r", GRADES)


def some_rows(count: int) -> list[Row]:
    dice = random.Random(3)
    values = [0.0, 1.0, 2.0, 3.0, 4.9, 5.0, 6.0, 7.0, 8.0, 9.0]

    def measured() -> Measured:
        kind = dice.randrange(8)
        if kind == 0:
            return unknown("too_small")
        if kind == 2:
            return Measured(math.nan, math.nan)
        low = dice.choice(values)
        grade = dice.choice("xq") if kind == 1 else ""
        return Measured(low, low + dice.choice((0, 0, 1, 4)), grade=grade)

    rows = []
    for number in range(count):
        found = {name: measured() for name in "ms" if dice.random() < 0.8}
        answer = Answer("r", dice.choice("abz"), dice.random() < 0.7)
        shape = Shape(1, "box", ((0, 0), (9, 9)), dice.choice(("plate", "car")))
        answers = (answer,) if dice.random() < 0.3 else ()
        rows.append(Row(f"{number % 40}.png", shape, answers, found))
    return rows


def condition(row: Row) -> str:
    return ("", "day", "night", "dusk")[int(row.image[:-4]) % 4]


@pytest.mark.parametrize(
    "rule", [RISING, FALLING, STANDING_IN, DEPENDING, ANSWERED, RISING.limited(())]
)
def test_they_say_what_the_core_says(rule: Rule) -> None:
    rows = some_rows(600)
    readings = read(rows, rule, {row.image: condition(row) for row in rows})
    found = [judged(row, [rule], {"light": condition(row)}).get("r") for row in rows]
    said = [VERDICTS[number] for number in readings.verdicts(rule)]
    assert said == [one.verdict if one else "unsure" for one in found]
    counts, unsure = readings.counts(rule)
    grades = [one.grade for one in found if one]
    named = {grade.id for grade in rule.grades}
    assert counts == [grades.count(grade.id) for grade in rule.grades]
    assert unsure == sum(grade not in named for grade in grades)


def test_another_rule_is_tried_on_the_same_readings() -> None:
    rows = some_rows(300)
    readings = read(rows, RISING, {})
    moved = RISING.limited((1.0, 6.0, 8.5))
    found = [judged(row, [moved]).get("r") for row in rows]
    assert [VERDICTS[n] for n in readings.verdicts(moved)] == [
        one.verdict if one else "unsure" for one in found
    ]


def test_no_rows_are_no_trouble() -> None:
    readings = read([], STANDING_IN, {})
    assert readings.counts(STANDING_IN) == ([0] * 5, 0)
    assert list(readings.verdicts(STANDING_IN)) == []
    assert list(readings.on_ladder(STANDING_IN, 1)) == []
    assert readings.used(STANDING_IN) == (0, 0)


def test_the_ladder_goes_from_the_first_grade_to_the_last() -> None:
    values = (3.0, 1.0, 8.0, math.inf, 6.0)
    shape = Shape(1, "box", ((0, 0), (9, 9)), "plate")
    rows = [
        Row("i", shape, measured={"m": unknown("noisy") if v == math.inf else Measured(v, v)})
        for v in values
    ]
    rows.append(Row("i", shape, measured={"m": Measured(4, 4, grade="x")}))
    for rule, order in ((RISING, [1, 0, 4, 2]), (FALLING, [2, 4, 0, 1])):
        assert list(read(rows, rule, {}).on_ladder(rule, 0)) == order


@pytest.mark.parametrize("falling", [False, True])
def test_a_sample_shows_crowds_and_does_not_pass_over_the_few(falling: bool) -> None:
    values = np.concatenate((np.linspace(0, 1, 5000), np.linspace(2, 10, 20)))
    values = values[::-1] if falling else values
    chosen = sampled(values, 100)
    assert len(chosen) <= 100
    assert sorted(set(chosen)) == list(chosen)
    assert {0, len(values) - 1} <= set(chosen)
    assert np.sum(values[chosen] >= 2) >= 18
    assert np.sum(values[chosen] <= 1) > 40


@pytest.mark.parametrize("count", [0, 1, 2, 100])
def test_a_sample_of_few_or_of_equal_ones(count: int) -> None:
    assert list(sampled(np.arange(count, dtype=float), 100)) == list(range(count))
    assert len(sampled(np.full(count * 10, 5.0), 100)) <= 100


@pytest.mark.parametrize(
    ("low", "high", "made"),
    [
        (3.41, 3.62, 3.5),
        (1.0, 2.0, 1.5),
        (31.0, 40.0, 35),
        (3.0, 3.0000001, 3.00000005),
        (1.0, 1.25, 1.1),
        (-0.2, 0.0, -0.1),
        (640, 4096, 2500),
    ],
)
def test_a_limit_is_a_round_number(low: float, high: float, made: float) -> None:
    found = round_between(low, high)
    assert low < found <= high
    assert found == pytest.approx(made, rel=0.3, abs=0.11)
    assert len(f"{found:.12g}") <= len(f"{made:.12g}") + 1


def test_neighbouring_numbers_have_a_limit_between_them() -> None:
    low = 0.1
    high = math.nextafter(low, 1)
    assert round_between(low, high) == high
