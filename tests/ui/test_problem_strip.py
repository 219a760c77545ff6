"""Failures on the image and in the list, and the key that goes from one to the next."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from labeler.core.annotation import Shape
from labeler.core.finding import Finding
from labeler.core.rules import size as size_module
from labeler.core.rules.rule import Measured, View
from labeler.ui.docks.rules import RulesDock
from labeler.ui.main_window import MainWindow

Opened = Callable[[], MainWindow]
RULES = """\
classes: [plate, car]
model_input: 320
formats: [voc]
rules:
  - id: size
    measure: size
    limits: [20]
    grades: [{id: tiny, accepted: false}, {id: large}]
  - id: blur
    grades: [sharp, {id: blurred, accepted: false}]
"""
TINY, LARGE = 10, 60


def labelled(folder: Path, number: int, *heights: int) -> None:
    objects = "".join(
        f"<object><name>plate</name><bndbox><xmin>{20 + 50 * n}</xmin><ymin>5</ymin>"
        f"<xmax>{60 + 50 * n}</xmax><ymax>{5 + height}</ymax></bndbox></object>"
        for n, height in enumerate(heights)
    )
    size = "<size><width>320</width><height>200</height><depth>3</depth></size>"
    (folder / f"image {number}.xml").write_text(f"<annotation>{size}{objects}</annotation>")


@pytest.fixture
def ruled(
    dataset: Path, opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> MainWindow:
    """Image 0 fails twice, image 2 once, image 3 never; image 1 is not labelled."""
    monkeypatch.setenv("LABELER_CACHE_DIR", str(tmp_path / "cache"))
    (dataset / "labeler.yaml").write_text(RULES)
    labelled(dataset, 0, TINY, LARGE, TINY)
    labelled(dataset, 2, LARGE, TINY)
    labelled(dataset, 3, LARGE)
    window = opened()
    qtbot.waitUntil(lambda: window.session.grader.complete)
    return window


def problem(window: MainWindow, qtbot: QtBot) -> tuple[str, set[int]]:
    """What the key does: the image that is open then, and what is selected."""
    window.actions_["next_problem"].trigger()
    return window.session.name, set(window.session.workspace.selection)


def gathered(window: MainWindow, qtbot: QtBot) -> None:
    window.session.gradebook.begin()
    qtbot.waitUntil(lambda: window.session.gradebook.complete)


def said(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> list[Finding]:
    found: list[Finding] = []
    monkeypatch.setattr(window.status, "flash", found.append)
    return found


# --- the strip ------------------------------------------------------------------------------------


def test_the_strip_tells_what_fails(ruled: MainWindow, qtbot: QtBot) -> None:
    strip = ruled.problems
    qtbot.waitUntil(strip.isVisible)
    assert strip.text.startswith("2 shapes fail")
    assert "tiny" in strip.text
    assert ruled.session.grader.problems.keys() == {1, 3}
    ruled.session.step(3)  # to the last image
    assert not strip.isVisible()  # what was said of the other image holds no longer
    qtbot.waitUntil(lambda: ruled.session.grader.complete)
    qtbot.wait(100)
    assert not strip.isVisible()


def test_the_strip_follows_edits(ruled: MainWindow, qtbot: QtBot) -> None:
    strip, workspace = ruled.problems, ruled.session.workspace
    workspace.commit(workspace.annotation.removing([1]), "delete")
    qtbot.waitUntil(lambda: strip.text.startswith("1 shape fails"))
    shape = Shape(workspace.new_id(), "box", ((200.0, 5.0), (240.0, 15.0)), "plate")
    workspace.commit(workspace.annotation.adding(shape), "draw")
    qtbot.waitUntil(lambda: strip.text.startswith("2 shapes fail"))
    workspace.commit(workspace.annotation.removing([3, shape.id]), "delete")
    qtbot.waitUntil(lambda: not strip.isVisible())


def test_a_click_on_the_strip_goes_on_and_draws_nothing(ruled: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(ruled.problems.isVisible)
    before = ruled.session.workspace.annotation
    for wanted in ({1}, {3}):
        qtbot.mouseClick(ruled.problems, Qt.MouseButton.LeftButton)
        assert set(ruled.session.workspace.selection) == wanted
    assert ruled.session.workspace.annotation is before


def test_the_strip_stays_inside_a_narrow_canvas(ruled: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(ruled.problems.isVisible)
    ruled.problems.text = "x" * 900
    ruled.resize(700, 500)
    qtbot.wait(50)
    over = ruled.canvas.viewport()
    assert ruled.problems.geometry().right() <= over.width()


def test_the_strip_speaks_the_other_language_at_once(ruled: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(ruled.problems.isVisible)
    ruled.translations.use("ko")
    qtbot.waitUntil(lambda: "shape" not in ruled.problems.text)
    assert ruled.problems.isVisible()


# --- the key --------------------------------------------------------------------------------------


def test_the_next_problem_in_the_image_then_in_the_next(ruled: MainWindow, qtbot: QtBot) -> None:
    gathered(ruled, qtbot)
    assert problem(ruled, qtbot) == ("image 0.png", {1})
    assert problem(ruled, qtbot) == ("image 0.png", {3})
    assert problem(ruled, qtbot) == ("image 2.png", {2})
    assert problem(ruled, qtbot) == ("image 0.png", {1})  # round the end
    qtbot.waitUntil(lambda: ruled.session.grader.complete)


def test_it_goes_on_from_what_is_selected(ruled: MainWindow, qtbot: QtBot) -> None:
    gathered(ruled, qtbot)
    ruled.session.workspace.select([2])
    assert problem(ruled, qtbot) == ("image 0.png", {3})
    ruled.session.workspace.select([1, 2])
    assert problem(ruled, qtbot) == ("image 0.png", {3})


def test_while_not_all_is_measured_it_says_so(
    ruled: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    flashed = said(ruled, monkeypatch)
    ruled.session.step(3)
    qtbot.waitUntil(lambda: ruled.session.grader.complete)
    problem(ruled, qtbot)
    if ruled.session.name == "image 3.png":  # nothing of the others is known yet
        assert [finding.code for finding in flashed] == ["measuring_rules"]
    qtbot.waitUntil(lambda: ruled.session.gradebook.complete)
    assert problem(ruled, qtbot)[0] == "image 0.png"


def test_when_nothing_fails_it_says_so(
    ruled: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    flashed = said(ruled, monkeypatch)
    ruled.session.ruling.remove("size")
    gathered(ruled, qtbot)
    assert problem(ruled, qtbot) == ("image 0.png", set())
    assert [finding.code for finding in flashed] == ["no_problem"]


def test_the_only_problem_is_found_again_and_again(ruled: MainWindow, qtbot: QtBot) -> None:
    workspace = ruled.session.workspace
    workspace.commit(workspace.annotation.removing([1]), "delete")
    ruled.session.step(2)
    qtbot.waitUntil(lambda: ruled.session.grader.complete)
    workspace.commit(workspace.annotation.removing([2]), "delete")
    gathered(ruled, qtbot)
    qtbot.waitUntil(lambda: ruled.session.gradebook.failing("image 2.png") == 0)
    for _ in range(3):
        assert problem(ruled, qtbot) == ("image 0.png", {3})


def test_a_problem_is_selected_that_is_not_measured_here_yet(
    ruled: MainWindow, qtbot: QtBot
) -> None:
    """By what was gathered, of a document whose shapes have other numbers than in its file."""
    workspace = ruled.session.workspace
    workspace.commit(workspace.annotation.removing([1]), "delete")
    assert ruled.session.autosave.wait(5)
    ruled.session.step(3)
    gathered(ruled, qtbot)
    assert problem(ruled, qtbot) == ("image 0.png", {3})


def test_only_listed_images_are_visited(ruled: MainWindow, qtbot: QtBot) -> None:
    from labeler.services.states import Filter

    gathered(ruled, qtbot)
    ruled.session.set_filter(Filter(text="image 0"))
    for wanted in ({1}, {3}, {1}):
        assert problem(ruled, qtbot) == ("image 0.png", wanted)


def test_the_list_marks_what_fails(ruled: MainWindow, qtbot: QtBot) -> None:
    gathered(ruled, qtbot)
    files = ruled.docks["files"].widget()
    assert files is not None
    model = files.model  # type: ignore[attr-defined]
    assert [model.failing(row) for row in range(4)] == [2, 0, 1, 0]
    told = model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert "2" in told
    assert "✕" in told
    ruled.session.workspace.commit(ruled.session.workspace.annotation.removing([1, 3]), "delete")
    qtbot.waitUntil(lambda: model.failing(0) == 0)


# --- grades by key --------------------------------------------------------------------------------


def dock(window: MainWindow) -> RulesDock:
    found = window.docks[RulesDock.id].widget()
    assert isinstance(found, RulesDock)
    return found


def blur(window: MainWindow) -> list[str]:
    return [
        next((a.grade for a in shape.grades if a.rule == "blur"), "")
        for shape in window.session.workspace.annotation
    ]


def test_alt_and_a_digit_grade_all_that_is_selected(
    ruled: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    flashed = said(ruled, monkeypatch)
    ruled.session.workspace.select([1, 2, 3])
    ruled.actions_["next_rule"].trigger()  # the next rule, the one that is not answered
    assert dock(ruled).in_hand == "blur"
    ruled.actions_["grade_2"].trigger()
    assert blur(ruled) == ["blurred"] * 3
    assert ruled.session.document is not None
    assert ruled.session.document.undo_stack.count() == 1
    qtbot.waitUntil(lambda: ruled.problems.text.startswith("3 shapes fail"))
    ruled.actions_["grade_7"].trigger()
    assert [finding.code for finding in flashed] == ["no_grade_on_key"]
    ruled.actions_["grade_0"].trigger()
    assert blur(ruled) == [""] * 3
    ruled.session.workspace.select(())
    ruled.actions_["grade_1"].trigger()
    assert [finding.code for finding in flashed] == ["no_grade_on_key"] * 2
    assert blur(ruled) == [""] * 3


def test_shift_r_goes_back(ruled: MainWindow, qtbot: QtBot) -> None:
    ruled.session.workspace.select([1])
    qtbot.wait(60)
    before = dock(ruled).in_hand
    ruled.actions_["previous_rule"].trigger()
    ruled.actions_["previous_rule"].trigger()
    assert dock(ruled).in_hand == before  # there are two


def test_closing_while_it_measures(
    ruled: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    import time

    def slow(view: View) -> dict[str, Measured]:
        time.sleep(0.2)
        return {}

    monkeypatch.setattr(size_module, "measured", slow)
    ruled.session.step(1)
    ruled.session.gradebook.begin()
    qtbot.wait(60)
    ruled.close()
    qtbot.wait(20)
    assert not ruled.isVisible()
