"""The rule editor over a real dataset: limits by eye, marks, grades, questions, one step a save."""

from collections.abc import Callable, Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from labeler.core.annotation import Shape
from labeler.core.cameras import Camera
from labeler.core.coverage import turned
from labeler.core.project import load_project
from labeler.core.rules.rule import Rule
from labeler.services.session import Session
from labeler.ui import theme
from labeler.ui.dialogs.rule_editor import RuleEditor
from tests.services.conftest import saved

Open = Callable[[Path], Session]
Edit = Callable[[str], RuleEditor]


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LABELER_CACHE_DIR", str(tmp_path / "cache"))


@pytest.fixture
def labelled(folder: Path, opened: Open) -> Session:
    """Five images of 640 × 480 with four plates each, 4 to 80 px high, the last a car."""
    noise = np.random.default_rng(1)
    for number in range(5):
        pixels = noise.integers(0, 256, (480, 640, 3), np.uint8)
        cv2.imwrite(str(folder / f"{number}.png"), cv2.GaussianBlur(pixels, (0, 0), 1 + number))
    session = opened(folder)
    for number in range(5):
        session.show(number)
        workspace = session.workspace
        for place in range(4):
            height, left = 4 * (number * 4 + place + 1), 150 * place + 5
            box = ((left, 10), (left + 120, 10 + height))
            name = "car" if place == 3 else "plate"
            shape = Shape(workspace.new_id(), "box", box, name)
            workspace.commit(workspace.annotation.adding(shape), "draw")
    saved(session)
    return opened(folder)


@pytest.fixture
def edit(labelled: Session, qtbot: QtBot) -> Iterator[Edit]:
    """Opens the editor of a rule and waits for its crops."""
    window = QWidget()
    qtbot.addWidget(window)

    def edit(id: str) -> RuleEditor:
        rule = labelled.ruling.rule(id)
        assert rule is not None
        editor = RuleEditor(labelled, rule, window)
        editor.show()
        ready(editor, qtbot)
        return editor

    yield edit
    labelled.jobs.wait(5)


def ready(editor: RuleEditor, qtbot: QtBot) -> None:
    book = editor._session.gradebook

    def read() -> bool:
        rows = len(editor.readings.rows) if editor.readings is not None else -1
        wanted = sum((row.shape is None) == (editor.rule.of == "image") for row, _ in book.graded())
        return book.complete and rows == wanted and not editor.reader.reading

    qtbot.waitUntil(read, timeout=15_000)


def move(editor: RuleEditor, number: int, gap: int) -> None:
    """As a drag does."""
    ladder = editor.ladder
    ladder._change(ladder.steps.moved(ladder.limits, number, gap))


def yaml_rule(session: Session, id: str) -> Rule | None:
    assert session.dataset is not None
    project = load_project(session.dataset.root)
    return next((r for r in project.rules or () if r.id == id), None) if project else None


def test_the_crops_are_in_order_with_their_grades(edit: Edit) -> None:
    editor = edit("size")
    heights = [row.shape.bounds.height for row in editor.laid.rows if row.shape]
    assert heights == sorted(heights)
    assert len(heights) == 20
    assert editor.pages.currentWidget() is editor.ladder
    details = [line.details.text() for line in editor.panel.lines]
    assert details[0] == "< 8 px · 1 here"
    assert details[4].startswith("≥ 64 px")


def test_a_save_is_one_step_that_can_be_taken_back(edit: Edit, labelled: Session) -> None:
    editor = edit("size")
    before = labelled.ruling.rule("size")
    move(editor, 0, 6)
    editor.accept()
    after = labelled.ruling.rule("size")
    assert before
    assert after
    assert after.limits[0] > before.limits[0]
    assert after.version == before.version + 1
    assert yaml_rule(labelled, "size") == after
    labelled.history.undo()
    assert labelled.ruling.rule("size") == before


def test_cancel_leaves_everything(edit: Edit, labelled: Session) -> None:
    editor = edit("size")
    before = labelled.ruling.rules
    move(editor, 0, 6)
    editor.panel.lines[1].accepted.click()
    editor.reject()
    assert labelled.ruling.rules == before
    assert yaml_rule(labelled, "size") is None


def test_what_would_turn_is_said_and_listed(edit: Edit, labelled: Session) -> None:
    editor = edit("size")
    before = labelled.ruling.rule("size")
    assert before is not None
    assert editor.turned_label.text() == "No verdict changes."
    move(editor, 0, 6)
    rows = [row for row, _ in labelled.gradebook.graded()]
    expected = turned(before, editor.rule, rows)
    failing = sum(after == "fail" for _, _, after in expected)
    assert failing > 0
    assert editor.turned_label.text().startswith(f"{failing} label(s) would now fail")
    editor.show_turned.click()
    assert editor.pages.currentWidget() is editor.turned_gallery
    assert len(editor.turned_gallery.rows) == len(expected)
    editor.show_turned.click()
    assert editor.pages.currentWidget() is editor.ladder


def test_a_listed_label_is_opened_and_selected(edit: Edit, labelled: Session) -> None:
    editor = edit("size")
    row = next(row for row in editor.laid.rows if row.image == "2.png")
    labelled.show(4)
    editor.turned_gallery.chosen.emit(row)
    assert labelled.name == "2.png"
    assert [shape.bounds for shape in labelled.workspace.selected] == [
        row.shape.bounds if row.shape else None
    ]


def test_marks_propose_a_limit_and_become_examples(edit: Edit, labelled: Session) -> None:
    editor = edit("size")
    rows = editor.laid.rows
    for number in (0, 1, 2, 3, 8):
        editor.ladder.marked.emit(rows[number], "bad")
    assert editor.suggestion is None
    for number in (5, 6, 7, 9):
        editor.ladder.marked.emit(rows[number], "good")
    assert editor.suggestion is not None
    assert editor.suggestion.wrong == 1
    assert "1 of them" in editor.marks_label.text()
    editor.apply.click()
    assert editor.ladder.steps.gap_of(editor.rule.limits[0]) in (4, 5)
    assert list(editor.rule.limits) == sorted(set(editor.rule.limits))
    assert not editor.apply.isEnabled()
    editor.accept()
    rule = yaml_rule(labelled, "size")
    assert rule == labelled.ruling.rule("size")
    assert sum(one.good for one in rule.examples) == 4
    assert len(rule.examples) == 9


def test_the_same_mark_again_takes_it_back(edit: Edit) -> None:
    editor = edit("size")
    row = editor.laid.rows[3]
    for kind, marks in (("good", [True]), ("bad", [False]), ("bad", [])):
        editor.ladder.marked.emit(row, kind)
        assert [one.good for one in editor.rule.examples] == marks


def test_marks_on_grades_that_are_all_accepted_say_which_are_not(edit: Edit) -> None:
    editor = edit("size")
    editor.panel.lines[0].accepted.click()  # tiny is accepted too
    assert all(grade.accepted for grade in editor.rule.grades)
    for number in (15, 16, 17):
        editor.ladder.marked.emit(editor.laid.rows[number], "bad")
    for number in (2, 5, 9, 12):
        editor.ladder.marked.emit(editor.laid.rows[number], "good")
    editor.apply.click()
    assert [grade.accepted for grade in editor.rule.grades] == [True, True, True, True, False]
    assert editor.ladder.steps.gap_of(editor.rule.limits[3]) in (13, 14, 15)


def test_marks_the_other_way_round_move_nothing(edit: Edit) -> None:
    editor = edit("size")
    for number, kind in ((0, "good"), (1, "good"), (18, "bad"), (19, "bad")):
        editor.ladder.marked.emit(editor.laid.rows[number], kind)
    assert editor.suggestion is not None
    assert editor.suggestion.contrary
    assert not editor.apply.isEnabled()


def test_grades_are_named_wanted_and_accepted(edit: Edit, labelled: Session, qtbot: QtBot) -> None:
    editor = edit("size")
    line = editor.panel.lines[1]
    line.name.selectAll()
    qtbot.keyClicks(line.name, "little")
    qtbot.keyClick(line.name, Qt.Key.Key_Return)
    assert editor.isVisible()  # a name that is typed does not save it all
    line.quota.setValue(12)
    line.accepted.click()
    editor.panel.failure.setCurrentIndex(2)
    editor.panel.failure.activated.emit(2)
    editor.accept()
    rule = yaml_rule(labelled, "size")
    grade = rule.grades[1]
    assert (grade.title, grade.quota, grade.accepted) == ({"en": "little"}, 12, False)
    assert rule.on_failure == "ignore"


def test_an_emptied_name_is_the_programs_again(edit: Edit, qtbot: QtBot) -> None:
    editor = edit("size")
    name = editor.panel.lines[1].name
    name.setFocus()
    qtbot.keyClicks(name, "er")
    assert editor.rule.grades[1].title == {"en": "smaller"}
    name.selectAll()
    qtbot.keyClick(name, Qt.Key.Key_Backspace)
    assert editor.rule.grades[1].title == {}
    editor.panel.lines[2].name.setFocus()
    assert name.text() == "small"


def test_it_asks_about_chosen_classes_only(edit: Edit) -> None:
    editor = edit("size")
    editor.panel._on_class_chosen("car")
    assert editor.rule.classes == ("car",)
    assert {row.class_name for row in editor.laid.rows} == {"car"}
    assert editor.panel.classes.text() == "car"
    editor.panel._on_class_chosen("")
    assert len(editor.laid.rows) == 20


def test_drafts_of_several_rules_are_kept_until_saved(
    edit: Edit, labelled: Session, qtbot: QtBot
) -> None:
    editor = edit("size")
    move(editor, 0, 6)
    limits = editor.rule.limits
    editor.edit("sharpness")
    ready(editor, qtbot)
    assert editor.rule.id == "sharpness"
    editor.panel.lines[0].accepted.click()
    editor.edit("size")
    assert editor.rule.limits == limits
    editor.accept()
    size, sharpness = labelled.ruling.rule("size"), labelled.ruling.rule("sharpness")
    assert size
    assert sharpness
    assert size.limits == limits
    assert sharpness.grades[0].accepted


def test_the_programs_own_version_comes_back(edit: Edit, labelled: Session, qtbot: QtBot) -> None:
    before = labelled.ruling.rule("size")
    editor = edit("size")
    assert not editor.restore.isEnabled()
    move(editor, 0, 6)
    assert editor.restore.isEnabled()
    editor.restore.click()
    assert editor.rule == before
    assert not editor.save.isEnabled()
    ready(editor, qtbot)


def test_a_question_with_its_grades(edit: Edit, labelled: Session, qtbot: QtBot) -> None:
    editor = edit("size")
    editor.add.click()
    panel = editor.panel
    panel.name.selectAll()
    qtbot.keyClicks(panel.name, "Dirty?")
    panel.add.click()
    panel.lines[2].name.selectAll()
    qtbot.keyClicks(panel.lines[2].name, "a little")
    panel.lines[0].remove.click()
    panel.subject.setCurrentIndex(1)
    panel.subject.activated.emit(1)
    ready(editor, qtbot)
    editor.accept()
    rule = yaml_rule(labelled, "question_1")
    assert rule is not None
    assert rule == labelled.ruling.rule("question_1")
    assert rule.title == {"en": "Dirty?"}
    assert [g.title["en"] for g in rule.grades] == ["no", "a little"]
    assert rule.of == "image"


def test_a_question_is_removed_again(edit: Edit, labelled: Session, qtbot: QtBot) -> None:
    editor = edit("size")
    editor.add.click()
    editor.accept()
    editor = edit("question_1")
    editor.remove.click()
    assert editor.rule.id != "question_1"
    editor.accept()
    assert labelled.ruling.rule("question_1") is None


def test_answers_are_shown_by_grade(edit: Edit, labelled: Session, qtbot: QtBot) -> None:
    editor = edit("environment")
    assert editor.pages.currentWidget() is editor.message
    labelled.grader.answer([0], "environment", "night")
    qtbot.waitUntil(lambda: len(editor.answered_gallery.rows) == 1, timeout=5000)
    assert editor.pages.currentWidget() is editor.answered_gallery
    assert editor.panel.lines[3].details.text() == "1 here"


def test_what_is_accepted_depends_on_the_environment(edit: Edit) -> None:
    editor = edit("image_brightness")
    panel = editor.panel
    assert panel.when.count() == 4
    panel.when.setCurrentIndex(panel.when.findData("night"))
    panel.when.activated.emit(panel.when.currentIndex())
    before = editor.rule.accepts_by
    panel.lines[0].accepted.click()  # dark
    assert editor.rule.accepts_by["night"] == before["night"] - {"dark"}
    assert editor.rule.accepts_by["sunny"] == before["sunny"]


def test_without_a_camera_the_limits_of_the_stand_in_are_set(edit: Edit) -> None:
    editor = edit("distance")
    assert editor.measure == 1
    assert "Size" in editor.by_label.text()
    heights = [row.shape.bounds.height for row in editor.laid.rows if row.shape]
    assert heights == sorted(heights, reverse=True)
    before = editor.rule
    move(editor, 0, 2)
    assert editor.rule.limits == before.limits
    assert editor.rule.stand_in
    assert before.stand_in
    assert editor.rule.stand_in.limits != before.stand_in.limits


def test_with_two_measures_the_limits_of_either_are_set(
    edit: Edit, labelled: Session, qtbot: QtBot
) -> None:
    labelled.ruling.set_real_sizes({"car": ("us_305x152",)})
    labelled.ruling.set_cameras((Camera("phone", 70.0),))
    editor = edit("distance")
    used = editor.readings.used(editor.rule) if editor.readings else ()
    assert min(used) > 0
    assert editor.by.isVisible()
    assert editor.measure == used.index(max(used))
    other = 1 - editor.measure
    editor.by.setCurrentIndex(other)
    editor.by.activated.emit(other)
    assert editor.measure == other
    assert len(editor.laid.rows) == used[other]
    before = editor.rule
    move(editor, 0, 1)
    limits = [(one.limits, one.stand_in and one.stand_in.limits) for one in (before, editor.rule)]
    assert limits[0][1 - other] == limits[1][1 - other]


def test_another_theme_redraws_the_signs(edit: Edit, monkeypatch: pytest.MonkeyPatch) -> None:
    editor = edit("size")
    button = editor.panel.lines[0].accepted
    before = button.icon().pixmap(12, 12).toImage()
    monkeypatch.setattr(theme, "_colors", theme.DARK)
    editor.setPalette(theme.palette(theme.DARK))
    assert button.icon().pixmap(12, 12).toImage() != before


def test_new_rows_wait_until_a_drag_has_ended(edit: Edit, labelled: Session, qtbot: QtBot) -> None:
    editor = edit("size")
    handle = editor.ladder.handles[0]
    qtbot.mousePress(handle, Qt.MouseButton.LeftButton)
    shown = editor.ladder.rows
    workspace = labelled.workspace
    shape = Shape(workspace.new_id(), "box", ((300, 300), (400, 330)), "plate")
    workspace.commit(workspace.annotation.adding(shape), "draw")
    qtbot.waitUntil(lambda: editor.reader.stale, timeout=5000)
    assert editor.ladder.rows is shown
    qtbot.mouseRelease(handle, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(editor.ladder.rows) == 21, timeout=5000)


def test_esc_gives_up_changes_only_when_pressed_twice(edit: Edit, qtbot: QtBot) -> None:
    editor = edit("size")
    move(editor, 0, 6)
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert editor.isVisible()
    assert "Esc" in editor.warning.text()
    with qtbot.waitSignal(editor.destroyed):
        qtbot.keyClick(editor, Qt.Key.Key_Escape)


def test_esc_without_changes_closes(edit: Edit, qtbot: QtBot) -> None:
    editor = edit("size")
    with qtbot.waitSignal(editor.destroyed):
        qtbot.keyClick(editor, Qt.Key.Key_Escape)


def test_closed_while_rows_are_gathered(labelled: Session, qtbot: QtBot) -> None:
    rule = labelled.ruling.rule("sharpness")
    assert rule is not None
    window = QWidget()
    qtbot.addWidget(window)
    editor = RuleEditor(labelled, rule, window)
    editor.show()
    with qtbot.waitSignal(editor.destroyed):
        editor.close()
    qtbot.waitUntil(lambda: labelled.gradebook.complete, timeout=15_000)


def test_destroyed_while_rows_are_read(edit: Edit, labelled: Session, qtbot: QtBot) -> None:
    editor = edit("size")
    editor.reader.ask(editor.rule)
    with qtbot.waitSignal(editor.destroyed):
        editor.deleteLater()
    assert labelled.jobs.wait(5)
    labelled.gradebook.changed.emit()


def test_without_labels_it_says_so(folder: Path, opened: Open, qtbot: QtBot) -> None:
    session = opened(folder)
    rule = session.ruling.rule("size")
    assert rule is not None
    window = QWidget()
    qtbot.addWidget(window)
    editor = RuleEditor(session, rule, window)
    editor.show()
    ready(editor, qtbot)
    assert editor.pages.currentWidget() is editor.message
    assert editor.message.text().startswith("There are no labels yet")
    editor.close()


def test_another_language_keeps_what_was_changed(edit: Edit) -> None:
    editor = edit("size")
    move(editor, 0, 6)
    limits = editor.rule.limits
    QApplication.sendEvent(editor, QEvent(QEvent.Type.LanguageChange))
    assert editor.rule.limits == limits == editor.ladder.limits
    assert editor.chooser.currentData() == "size"


def test_another_dataset_closes_it(
    edit: Edit, labelled: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    editor = edit("size")
    other = tmp_path / "other"
    other.mkdir()
    cv2.imwrite(str(other / "a.png"), np.zeros((20, 20, 3), np.uint8))
    with qtbot.waitSignal(editor.destroyed, timeout=5000):
        labelled.open(other)
