"""The matrix of the coverage board: what kind each cell is of, its name, how it is chosen."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from pytestqt.qtbot import QtBot

from labeler.core.annotation import Answer, Shape
from labeler.core.coverage import Axis, Goal, coverage
from labeler.core.graded import Row, judged_all
from labeler.core.rules.rule import Grade, Measured, Rule
from labeler.ui.rules.board_table import Cell, Kind, Table, csv_of
from labeler.ui.rules.matrix import Matrix
from labeler.ui.rules.matrix_paint import paint_cell
from labeler.ui.theme import DARK, LIGHT

LIGHTNESS = Rule(
    "lightness",
    (Grade("dark"), Grade("fair"), Grade("glary", accepted=False)),
    "lightness",
    (50, 200),
    title={"en": "Lightness"},
)
REACH = Rule("reach", (Grade("near"), Grade("far", quota=2)), "reach", (10,), title={"en": "Reach"})
PLACE = Rule("place", (Grade("in"), Grade("out")), of="image", title={"en": "Place"})
SKY = Rule(
    "sky",
    (Grade("dim"), Grade("clear")),
    "sky",
    (5,),
    of="image",
    by="place",
    accepts_by={"in": frozenset({"dim"}), "out": frozenset({"clear"})},
)
RULES = (LIGHTNESS, REACH, PLACE, SKY)


def row(
    light: float, reach: float, spread: float = 0, name: str = "plate", image: str = "a"
) -> Row:
    measured = {
        "lightness": Measured(light - spread, light + spread),
        "reach": Measured(reach, reach),
    }
    return Row(image, Shape(1, "box", ((0, 0), (9, 9)), name), (), measured, video="")


ROWS = [row(20, 5)] * 4 + [row(20, 20)] * 1 + [row(100, 20)] * 3 + [row(220, 5), row(50, 5, 9)]


def table(first: Axis, second: Axis = "", rows: list[Row] = ROWS, least: int = 3) -> Table:
    board = coverage(rows, judged_all(rows, RULES), first, second, goal=Goal(least, 0))
    return Table(board, "Total", "Objects")


def kinds(shown: Table) -> dict[tuple[str | None, str | None], Kind]:
    return {(a, b): shown.cell(a, b).kind for a in shown.lines for b in shown.columns}


@pytest.fixture
def matrix(qtbot: QtBot) -> Matrix:
    made = Matrix()
    qtbot.addWidget(made)
    made.resize(700, 400)
    made.show()
    return made


# --- the table


def test_each_cell_says_how_it_stands() -> None:
    shown = table(LIGHTNESS, REACH)
    assert shown.cell("dark", "near") == Cell(4, 3, "enough")
    assert shown.cell("dark", "far") == Cell(1, 2, "thin")  # a quota of its own
    assert shown.cell("fair", "near") == Cell(0, 3, "thin")
    assert shown.cell("glary", "near") == Cell(1, 0, "refused")
    assert shown.cell("", "near") == Cell(1, 0, "unsure")
    assert shown.cell("dark", None) == Cell(5, 0, "total")
    assert shown.cell(None, "near") == Cell(6, 0, "total")
    assert shown.cell(None, None) == Cell(10, 0, "total")


def test_totals_are_at_the_ends_and_unsure_before_them() -> None:
    shown = table(LIGHTNESS, REACH)
    assert shown.lines == ("dark", "fair", "glary", "", None)
    assert shown.line_titles == ("dark", "fair", "glary", "unsure", "Total")
    assert shown.column_titles == ("near", "far", "Total")
    assert [shown.line_kind(line) for line in shown.lines][2:] == ["refused", "unsure", "total"]


def test_a_single_axis_has_one_column_of_counts() -> None:
    shown = table(LIGHTNESS)
    assert shown.columns == ("",)
    assert shown.column_titles == ("Objects",)
    assert shown.cell(None, "").have == 10
    assert table("").cell("", "") == Cell(10, 0, "plain")
    assert table("", REACH).line_titles == ("Total",)


def test_rows_of_totals_are_those_of_all_their_cells() -> None:
    shown = table(LIGHTNESS, REACH)
    assert shown.rows(("dark", None)) == [0, 1, 2, 3, 4]
    assert shown.rows((None, None)) == list(range(10))
    assert shown.rows(("", "near")) == shown.unsure == [9]


def test_a_video_nobody_knows_is_not_unsure() -> None:
    shown = table("class", "video")
    assert shown.column_titles == ("no video", "Total")
    assert not shown.unsure
    assert not shown.unknown
    assert set(kinds(shown).values()) == {"plain", "total"}


def test_without_a_certain_grade_nothing_is_said_to_lack() -> None:
    shown = table(LIGHTNESS, rows=[row(50, 5, 9)])
    assert shown.unknown
    assert kinds(shown)["dark", ""] == "plain"


def test_what_is_accepted_depends_on_the_other_axis() -> None:
    answers = [Answer("place", "in", True)]
    images = [Row("a", None, tuple(answers), {"sky": Measured(1, 1)})]
    shown = table(SKY, PLACE, images, least=1)
    assert shown.cell("dim", "in").kind == "enough"
    assert shown.cell("clear", "in").kind == "refused"
    assert shown.cell("clear", "out").kind == "thin"
    assert shown.line_kind("clear") == "plain"  # somewhere it is accepted


def test_names_that_are_alike_are_told_apart_by_their_axes() -> None:
    other = replace(LIGHTNESS, id="reach", measure="reach", title={"en": "Reach"})
    assert table(LIGHTNESS, REACH).title(("dark", "far")) == "dark × far"
    assert table(LIGHTNESS, other).title(("dark", "fair")) == "Lightness dark × Reach fair"
    assert table(LIGHTNESS, REACH).title(("dark", None)) == "dark"
    assert table(LIGHTNESS, REACH).title((None, None)) == "Total"


def test_the_table_for_a_spreadsheet() -> None:
    data = csv_of(table(LIGHTNESS, "class", [row(20, 5, name="번호판"), row(100, 5, name="a,b")]))
    assert data.startswith(b"\xef\xbb\xbf")
    lines = data.decode("utf-8-sig").split("\r\n")
    assert lines[0] == 'Lightness × Class,"a,b",번호판,Total'
    assert lines[1:5] == ["dark,0,1,1", "fair,1,0,1", "glary,0,0,0", "Total,1,1,2"]
    alone = csv_of(table("", LIGHTNESS)).decode("utf-8-sig").split("\r\n")
    assert alone[0] == "Objects × Lightness,dark,fair,glary,unsure,Total"
    assert alone[1].startswith("Objects,5,3,1,1,10")


# --- on the screen


def test_a_cell_is_chosen_by_pointer_and_keys(matrix: Matrix, qtbot: QtBot) -> None:
    matrix.show_table(table(LIGHTNESS, REACH))
    heard: list[object] = []
    matrix.chosen.connect(heard.append)
    place = matrix.visualRect(matrix.model_.index_of(("dark", "far"))).center()
    qtbot.mouseClick(matrix.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.keyClick(matrix, Qt.Key.Key_Down)
    assert heard == [("dark", "far"), ("fair", "far")]
    assert matrix.place == ("fair", "far")


def test_new_counts_keep_the_chosen_cell_without_a_word(matrix: Matrix) -> None:
    matrix.show_table(table(LIGHTNESS, REACH))
    matrix.choose(("glary", "far"))
    heard: list[object] = []
    matrix.chosen.connect(heard.append)
    matrix.show_table(table(LIGHTNESS, REACH, ROWS[:5]))  # no unsure ones now
    assert matrix.place == ("glary", "far")
    matrix.show_table(table(REACH, LIGHTNESS))
    assert matrix.place is None
    matrix.show_table(None)
    assert heard == []


def test_every_cell_tells_what_it_means(matrix: Matrix) -> None:
    matrix.show_table(table(LIGHTNESS, REACH))

    def said(*place: str | None) -> str:
        index = matrix.model_.index_of(place)  # type: ignore[arg-type]
        return str(index.data(Qt.ItemDataRole.ToolTipRole))

    assert said("dark", "near") == "dark × near: 4 of 3, enough"
    assert said("dark", "far") == "dark × far: 1 of 2, capture more"
    assert said("glary", "near").startswith("glary × near: 1\nThe rule does not accept")
    assert "one key" in said("", "near")
    assert said(None, None) == "Total: 10"
    assert matrix.model_.index_of(("dark", "far")).data() == "1 / 2"


def test_many_columns_scroll_and_few_fill(matrix: Matrix) -> None:
    rows = [replace(row(20, 5), video=f"drive {n}") for n in range(40)]
    matrix.show_table(table(LIGHTNESS, "video", rows))
    assert matrix.horizontalScrollBar().maximum() > 0
    matrix.choose(("dark", "drive 39"))
    assert matrix.viewport().rect().contains(matrix.visualRect(matrix.currentIndex()))
    matrix.show_table(table(LIGHTNESS, REACH))
    assert matrix.horizontalScrollBar().maximum() == 0
    assert not matrix.grab().isNull()


def painted(cell: Cell, dark: bool) -> QImage:
    image = QImage(120, 50, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    paint_cell(painter, DARK if dark else LIGHT, QFont(), QRectF(0, 0, 120, 50), cell)
    painter.end()
    return image


@pytest.mark.parametrize("dark", [False, True])
def test_kinds_differ_without_colour(dark: bool) -> None:
    """The sign in the corner, as black and white as it can be, is another one for each kind."""
    signs = set()
    for kind, want in (("enough", 9), ("thin", 9), ("refused", 0), ("plain", 0)):
        corner = painted(Cell(4, want, kind), dark).copy(4, 4, 18, 18)  # type: ignore[arg-type]
        ground = corner.pixelColor(0, 0).lightness()
        inked = [
            abs(corner.pixelColor(x, y).lightness() - ground) > 40
            for x in range(18)
            for y in range(18)
        ]
        signs.add(tuple(inked))
    assert len(signs) == 4


def test_the_bar_is_as_long_as_what_is_there() -> None:
    def length(have: int) -> int:
        image = painted(Cell(have, 10, "thin"), False)
        full = QColor(LIGHT.warning)
        return sum(image.pixelColor(x, 39) == full for x in range(120))

    assert length(0) == 0
    assert abs(length(5) - 50) <= 3
    assert abs(length(9) - 90) <= 3
