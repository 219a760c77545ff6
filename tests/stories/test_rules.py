"""A person sets a rule by eye, grades by key, goes from problem to problem, fills a thin cell."""

from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from labeler.core.project import load_project
from labeler.core.rules.rule import Rule
from labeler.ui.dialogs.coverage_board import CoverageBoard
from labeler.ui.dialogs.rule_editor import RuleEditor
from labeler.ui.docks.rules import RulesDock
from tests.stories.hand import Hand

pytestmark = pytest.mark.story
RULES = """\
# agreed on in the first week
classes: [plate, car]
formats: [voc]
model_input: 640
rules:
  - id: size
    version: 1
    measure: size
    limits: [12, 60]   # px
    grades: [{id: tiny, accepted: false}, {id: medium}, {id: large}]
  - id: blur
    grades: [sharp, {id: blurred, accepted: false}]
"""
HEIGHTS = ((20, 30, 40, 50, 70), (), (80, 8), (25, 90), (6, 35))  # of the objects of each image


def box(place: int, height: int) -> tuple[int, int, int, int]:
    return 20 + 120 * place, 150, 120 + 120 * place, 150 + height


@pytest.fixture
def plates(tmp_path: Path) -> Path:
    """Five pictures of 640 × 400; the second has no labels yet."""
    folder = tmp_path / "번호판"
    folder.mkdir()
    (folder / "labeler.yaml").write_text(RULES)
    noise = np.random.default_rng(4)
    for number, heights in enumerate(HEIGHTS):
        picture = noise.integers(60, 200, (400, 640, 3), dtype=np.uint8)
        objects = ""
        for place, height in enumerate(heights):
            x1, y1, x2, y2 = box(place, height)
            cv2.rectangle(picture, (x1, y1), (x2, y2), (230, 230, 230), -1)
            objects += (
                f"\t<object>\n\t\t<name>plate</name>\n\t\t<bndbox><xmin>{x1}</xmin>"
                f"<ymin>{y1}</ymin><xmax>{x2}</xmax><ymax>{y2}</ymax></bndbox>\n\t</object>\n"
            )
        (folder / f"{number}.png").write_bytes(cv2.imencode(".png", picture)[1].tobytes())
        if heights:
            size = "<size><width>640</width><height>400</height><depth>3</depth></size>"
            text = f"<annotation>\n\t{size}\n{objects}</annotation>\n"
            (folder / f"{number}.xml").write_text(text)
    return folder


def grades(folder: Path, number: int) -> list[dict[str, str]]:
    """The attributes of each object, as any reader of CVAT's VOC finds them."""
    root = ElementTree.parse(folder / f"{number}.xml").getroot()
    return [
        {a.findtext("name") or "": a.findtext("value") or "" for a in one.iter("attribute")}
        for one in root.findall("object")
    ]


def rule_on_disk(folder: Path, id: str) -> Rule:
    project = load_project(folder)
    assert project is not None
    return next(rule for rule in project.rules or () if rule.id == id)


def rests(person: Hand) -> None:
    """All is measured and written."""
    session = person.window.session
    person.until(lambda: session.grader.complete and not session.unsaved)
    person.settle()


def middle(widget: QWidget) -> QPoint:
    return widget.mapToGlobal(widget.rect().center())


def problem(person: Hand) -> tuple[str, set[int]]:
    person.key("shift+n")
    return person.window.session.name, set(person.window.session.workspace.selection)


def test_grades_by_key_are_in_the_files_and_taken_back(
    hand: Callable[[Path], Hand], plates: Path
) -> None:
    person = hand(plates)
    window, session = person.window, person.window.session
    dock = window.docks[RulesDock.id].widget()
    assert isinstance(dock, RulesDock)
    rests(person)
    before = (plates / "0.xml").read_bytes()

    # five at once, and back
    person.key("ctrl+a")
    assert len(session.workspace.selection) == 5
    person.key("r")
    person.until(lambda: dock.in_hand == "blur")
    person.key("alt+2")
    rests(person)
    person.until(lambda: all("rule.size" in each for each in grades(plates, 0)))
    for each in grades(plates, 0):
        assert each["rule.blur"] == "blurred"
        assert "blur=hand/1" in each["rule.origins"].split()
        assert "size=measured/1" in each["rule.origins"].split()
    person.until(window.problems.isVisible)
    assert session.document is not None
    assert session.document.undo_stack.count() == 1
    person.key("ctrl+z")
    rests(person)
    person.until(lambda: (plates / "0.xml").read_bytes() == before)
    person.until(lambda: not window.problems.isVisible())
    person.key("ctrl+shift+z")
    rests(person)
    assert [each["rule.blur"] for each in grades(plates, 0)] == ["blurred"] * 5
    person.key("alt+0")  # leaves it to nobody
    rests(person)
    assert all("rule.blur" not in each for each in grades(plates, 0))

    # what was measured is overruled for one
    x1, y1, _, _ = box(0, 20)
    person.key("Escape")
    person.click((x1 + 50, y1 + 10))
    assert len(session.workspace.selection) == 1
    person.key("shift+r")
    person.until(lambda: dock.in_hand == "size")
    person.key("alt+3")
    rests(person)
    first = grades(plates, 0)[0]
    assert first["rule.size"] == "large"
    assert "size=hand/1" in first["rule.origins"].split()

    # a box that is drawn has its grade at once, in the same step
    person.key("d")
    person.until(lambda: session.name == "1.png" and window.canvas.has_picture)
    person.drag((100, 100), (200, 140))
    rests(person)
    person.until(
        lambda: grades(plates, 1) == [{"rule.size": "medium", "rule.origins": "size=measured/1"}]
    )
    person.key("ctrl+z")
    person.until(lambda: not (plates / "1.xml").exists())


def test_from_problem_to_problem(hand: Callable[[Path], Hand], plates: Path) -> None:
    person = hand(plates)
    session = person.window.session
    before = {path: path.read_bytes() for path in plates.iterdir()}
    rests(person)
    person.key("shift+n")
    person.until(lambda: session.gradebook.complete)
    if session.name == "0.png":  # the first press may have come before anything was known
        person.key("shift+n")
    seen = [(session.name, set(session.workspace.selection))]
    seen += [problem(person) for _ in range(2)]
    assert seen == [("2.png", {2}), ("4.png", {1}), ("2.png", {2})]
    rests(person)
    assert {path: path.read_bytes() for path in plates.iterdir()} == before


def test_a_limit_is_dragged_between_crops(hand: Callable[[Path], Hand], plates: Path) -> None:
    person = hand(plates)
    window, session = person.window, person.window.session
    rests(person)
    before = rule_on_disk(plates, "size")
    person.key("F8")
    person.until(lambda: window.findChild(RuleEditor) is not None)
    editor = window.findChild(RuleEditor)
    person.until(lambda: len(editor.laid.rows) == 11)
    person.until(lambda: editor.ladder.handles and editor.ladder.handles[0].isVisible())
    person.settle()
    heights = [row.shape.bounds.height for row in editor.laid.rows if row.shape]
    assert heights == sorted(heights)

    # the lower limit goes from behind 8 px to behind 30 px
    gap = heights.index(35)
    handle, ladder = editor.ladder.handles[0], editor.ladder
    line, x = ladder.flow.spot(gap)
    top, height = ladder.flow.line(line)
    end = ladder.strip.mapToGlobal(QPoint(round(x), round(top + height / 2)))
    person.drag_across(middle(handle), (middle(handle) + end) / 2, end)
    assert ladder.steps.gap_of(editor.rule.limits[0]) == gap
    assert rule_on_disk(plates, "size").limits == (12.0, 60.0)  # nothing before it is saved
    person.press_on(middle(editor.save))
    person.until(lambda: rule_on_disk(plates, "size").version == 2)
    lower, upper = rule_on_disk(plates, "size").limits
    assert 30 < lower <= 35
    assert upper == 60
    text = (plates / "labeler.yaml").read_text()
    assert "# agreed on in the first week" in text
    assert "# px" in text

    # what is too small now is found, and taken back it is not
    person.turn_to(window)
    person.until(lambda: window.problems.isVisible())
    assert session.grader.problems.keys() == {1, 2}
    person.key("ctrl+z")
    person.until(lambda: rule_on_disk(plates, "size").version == 1)
    assert rule_on_disk(plates, "size") == before
    person.until(lambda: not window.problems.isVisible())


def test_from_a_thin_cell_to_its_image(hand: Callable[[Path], Hand], plates: Path) -> None:
    person = hand(plates)
    window, session = person.window, person.window.session
    rests(person)
    person.key("F9")
    person.until(lambda: window.findChild(CoverageBoard) is not None)
    board = window.findChild(CoverageBoard)
    person.until(lambda: board.table is not None and session.gradebook.complete)
    person.until(lambda: board.table.board.total == 11)
    person.settle()

    # a cell of objects that are too small: two in all
    matrix = board.matrix
    place = next(
        (line, column)
        for line in board.table.lines
        for column in board.table.columns
        if "tiny" in (line, column)
        and None not in (line, column)
        and board.table.cell(line, column).have == 2
    )
    cell = matrix.visualRect(matrix.model_.index_of(place)).center()
    person.press_on(matrix.viewport().mapToGlobal(cell))
    person.until(lambda: len(board.gallery.rows) == 2)
    names = [row.image for row in board.gallery.rows]
    assert names == ["2.png", "4.png"]
    assert session.name == "0.png"

    # from its second crop to the image
    gallery = board.gallery
    crop = gallery.visualRect(gallery.model().index(1, 0)).center()
    person.press_on(gallery.viewport().mapToGlobal(crop), times=2)
    person.until(lambda: session.name == "4.png")
    assert [shape.bounds.height for shape in session.workspace.selected] == [6]
    board.close()
    rests(person)
    assert not list(plates.glob("*.csv"))
