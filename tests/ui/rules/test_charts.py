"""The histogram of a rule: grades between the limits, places along the axis, what a bar tells."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from pytestqt.qtbot import QtBot

from labeler.core.annotation import Shape
from labeler.core.graded import Row, judged_all
from labeler.core.histogram import histogram
from labeler.core.rules.rule import Grade, Measured, Rule, StandIn
from labeler.ui.rules.charts import Chart, HistogramChart, _Frame, charted, paint_chart
from labeler.ui.theme import DARK, LIGHT

SIZE = Rule(
    "size",
    (Grade("tiny", accepted=False), Grade("small"), Grade("large")),
    "size",
    (8, 32),
)


def chart(rule: Rule, values: list[float], measure: str = "") -> Chart:
    rows = [
        Row(
            str(n),
            Shape(1, "box", ((0, 0), (9, 9)), "plate"),
            (),
            {measure or rule.measure: Measured(value, value)},
        )
        for n, value in enumerate(values)
    ]
    return charted(rule, histogram(rule, judged_all(rows, (rule,))), "Nothing yet")


def bands(shown: Chart) -> list[tuple[float, float, str, bool]]:
    return [(round(b.low, 6), round(b.high, 6), b.title, b.accepted) for b in shown.bands]


def test_grades_lie_between_the_limits() -> None:
    shown = chart(SIZE, [10, 20, 40])
    names = [band[2:] for band in bands(shown)]
    assert names == [("tiny", False), ("small", True), ("large", True)]
    assert bands(shown)[1][:2] == (8, 32)


def test_grades_of_falling_limits_go_the_other_way() -> None:
    falling = replace(SIZE, limits=(32, 8))
    assert [band.title for band in chart(falling, [10, 40]).bands] == ["large", "small", "tiny"]


def test_the_limits_of_a_stand_in_are_its_own() -> None:
    far = Rule(
        "distance",
        (Grade("near"), Grade("middle"), Grade("far")),
        "distance",
        (10, 20),
        stand_in=StandIn("size", (64, 16)),
    )
    shown = chart(far, [10, 20, 70], "size")
    assert [band.title for band in shown.bands] == ["far", "middle", "near"]
    assert shown.bands[1].low == 16
    assert shown.unit == "px"


def test_grades_that_a_measure_names_have_no_place() -> None:
    named = replace(SIZE, grades=(*SIZE.grades, Grade("glare")))
    assert "glare" not in [band.title for band in chart(named, [10]).bands]


def test_a_long_axis_leaves_room_for_the_limits(qtbot: QtBot) -> None:
    rule = Rule("x", (Grade("a"), Grade("b"), Grade("c")), "x", (1, 4))
    shown = chart(rule, [0.5, 2, 3, 900])
    frame = _Frame(QFont(), QRectF(0, 0, 400, 200), shown)
    places = [frame.x(edge) for edge in shown.histogram.edges]
    assert places == sorted(places)
    assert frame.x(4) - frame.x(1) > 20  # evenly they would be 1.3 apart
    assert places[0] >= 0
    assert places[-1] <= 400


def test_a_bar_tells_its_numbers(qtbot: QtBot) -> None:
    widget = HistogramChart()
    qtbot.addWidget(widget)
    widget.resize(400, 200)
    shown = chart(SIZE, [10] * 5 + [40])
    widget.show_chart(shown)
    frame = _Frame(widget.font(), QRectF(widget.rect()), shown)
    bin = shown.histogram.counts.index(5)
    low, high = shown.histogram.edges[bin : bin + 2]
    middle = (frame.x(low) + frame.x(high)) / 2
    assert widget.tip_at(QPointF(middle, 100)).endswith(" px: 5")
    assert widget.tip_at(QPointF(-5, 100)) == ""
    widget.show_chart(None)
    assert widget.tip_at(QPointF(middle, 100)) == ""


def painted(shown: Chart, dark: bool = False) -> QImage:
    colors = DARK if dark else LIGHT
    image = QImage(400, 200, QImage.Format.Format_RGB32)
    image.fill(QColor(colors.window))
    painter = QPainter(image)
    paint_chart(painter, colors, QFont(), QRectF(0, 0, 400, 200), shown)
    painter.end()
    return image


@pytest.mark.parametrize("dark", [False, True])
def test_bars_are_as_high_as_their_counts(dark: bool, qtbot: QtBot) -> None:
    shown = chart(SIZE, [10] * 4 + [40] * 2)
    image, frame = painted(shown, dark), _Frame(QFont(), QRectF(0, 0, 400, 200), shown)
    accent = QColor((DARK if dark else LIGHT).accent)

    def height(count: int) -> int:
        bin = shown.histogram.counts.index(count)
        low, high = shown.histogram.edges[bin : bin + 2]
        x = round((frame.x(low) + frame.x(high)) / 2)
        return sum(image.pixelColor(x, y) == accent for y in range(200))

    assert height(4) > 60
    assert abs(height(4) / 2 - height(2)) <= 2


def test_without_values_it_says_so(qtbot: QtBot) -> None:
    assert chart(SIZE, []).empty
    bare = chart(replace(SIZE, limits=()), [])
    assert not bare.histogram.edges
    ground = QColor(LIGHT.window)
    for shown in (bare, chart(SIZE, [])):
        image = painted(shown)
        assert any(image.pixelColor(x, y) != ground for x in range(400) for y in range(200))


def test_names_of_narrow_grades_do_not_cover_each_other(qtbot: QtBot) -> None:
    grades = tuple(Grade(f"a rather long name {n}") for n in range(6))
    rule = Rule("x", grades, "x", (10, 11, 12, 13, 14))
    frame = _Frame(QFont(), QRectF(0, 0, 300, 200), chart(rule, [5, 20]))
    boxes = [frame.title_box(row, where) for _, row, where in frame.titles]
    assert len(boxes) >= 3
    pairs = [(a, b) for n, a in enumerate(boxes) for b in boxes[n + 1 :]]
    assert not any(a.intersects(b) for a, b in pairs)
