"""The window as a whole: actions run, conditions hold, notices answer, closing waits."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from labeler.core.annotation import Shape
from labeler.core.finding import Finding
from labeler.services.notices import Notice
from labeler.ui.actions import ACTIONS
from labeler.ui.commands import COMMANDS
from labeler.ui.main_window import MainWindow

Opened = Callable[[], MainWindow]
BOX = ((20.0, 30.0), (120.0, 90.0))


def draw(window: MainWindow, points: tuple[tuple[float, float], ...] = BOX) -> int:
    workspace = window.session.workspace
    shape = Shape(workspace.new_id(), "box", points, workspace.current_class or "plate")
    workspace.commit(workspace.annotation.adding(shape), "draw")
    workspace.select((shape.id,))
    return shape.id


def test_every_action_has_one_command() -> None:
    for action in ACTIONS:
        if action.kind in ("", "hold"):
            owners = [group for group in COMMANDS if hasattr(group, action.id)]
            assert len(owners) == 1, action.id


def test_the_window_waits_with_a_welcome(window: MainWindow) -> None:
    assert window.pages.currentWidget() is window.welcome
    assert not window.actions_["next_image"].isEnabled()
    assert window.actions_["open_folder"].isEnabled()
    assert window.windowTitle() == "Labeler"


def test_a_folder_opens_and_says_where_labels_go(opened: Opened, dataset: Path) -> None:
    window = opened()
    assert window.pages.currentWidget() is window.canvas
    assert window.status.place.text() == "1 / 4"
    assert window.status.where.text() == "Labels: beside the image · VOC + YOLO"
    assert window.status.saved.text() == "Saved"
    assert "image 0.png" in window.windowTitle()
    assert window.settings.recent == (dataset,)
    assert window.status.hint.text().startswith("Drag around an object")


def test_a_drop_opens(qtbot: QtBot, window: MainWindow, dataset: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(dataset / "image 2.png"))])
    nothing = Qt.KeyboardModifier.NoModifier
    drop = QDropEvent(
        QPointF(400, 400), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, nothing
    )
    window.dropEvent(drop)
    qtbot.waitUntil(lambda: window.session.name == "image 2.png")


def test_walking_and_verifying_by_keys(qtbot: QtBot, opened: Opened) -> None:
    window = opened()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)  # or it hears no keys
    window.canvas.setFocus()
    qtbot.keyClick(window.canvas, Qt.Key.Key_D)
    assert window.session.name == "image 1.png"
    qtbot.keyClick(window.canvas, Qt.Key.Key_A)
    assert window.session.name == "image 0.png"
    qtbot.keyClick(window.canvas, Qt.Key.Key_Space)
    assert window.session.name == "image 1.png"
    window.run("previous_image")
    assert window.session.workspace.annotation.verified


def test_space_that_pans_verifies_nothing(qtbot: QtBot, opened: Opened) -> None:
    window = opened()
    viewport = window.canvas.viewport()
    qtbot.keyPress(window.canvas, Qt.Key.Key_Space)
    qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=viewport.rect().center())
    qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=viewport.rect().center())
    qtbot.keyRelease(window.canvas, Qt.Key.Key_Space)
    assert window.session.name == "image 0.png"
    assert not window.session.workspace.annotation.seen


def test_undo_is_named_and_offered_only_when_there_is_something(
    qtbot: QtBot, opened: Opened
) -> None:
    window = opened()
    undo = window.actions_["undo"]
    assert not undo.isEnabled()
    draw(window)
    qtbot.waitUntil(lambda: undo.text() == "Undo: draw")
    assert undo.isEnabled()
    window.run("undo")
    qtbot.waitUntil(lambda: not undo.isEnabled())
    qtbot.waitUntil(lambda: window.actions_["redo"].text() == "Redo: draw")


def test_nudges_are_one_step_and_stop_at_the_edge(opened: Opened) -> None:
    window = opened()
    id = draw(window)
    for _ in range(30):
        window.run("nudge_left")
    shape = window.session.workspace.annotation[id]
    assert shape.points == ((0.0, 30.0), (100.0, 90.0))
    window.run("undo")
    assert window.session.workspace.annotation[id].points == BOX


def test_keys_resize_by_a_pixel(opened: Opened) -> None:
    window = opened()
    id = draw(window)
    window.run("wider")
    window.run("shorter")
    assert window.session.workspace.annotation[id].points == ((20.0, 30.0), (121.0, 89.0))


def test_order_changes_by_one(opened: Opened) -> None:
    window = opened()
    ids = [draw(window, ((x, 10.0), (x + 40, 50.0))) for x in (10.0, 60.0, 110.0)]
    window.session.workspace.select((ids[0],))
    window.run("raise_shape")
    assert [s.id for s in window.session.workspace.annotation] == [ids[1], ids[0], ids[2]]
    window.run("lower_shape")
    assert [s.id for s in window.session.workspace.annotation] == ids


def test_marks_switch_for_all_selected(opened: Opened) -> None:
    window = opened()
    first, second = draw(window), draw(window, ((150.0, 20.0), (200.0, 60.0)))
    window.run("difficult")
    window.session.workspace.select((first, second))
    window.run("difficult")
    assert all(s.difficult for s in window.session.workspace.annotation)
    window.run("difficult")
    assert not any(s.difficult for s in window.session.workspace.annotation)


def test_copy_and_paste_reach_the_next_image(opened: Opened) -> None:
    window = opened()
    draw(window)
    window.run("copy")
    window.run("next_image")
    window.run("paste")
    assert [s.points for s in window.session.workspace.annotation] == [BOX]
    window.run("paste")
    assert len({s.points for s in window.session.workspace.annotation}) == 2


def test_a_digit_without_class_says_so(opened: Opened) -> None:
    window = opened()
    window.run("class_3")
    assert "key 3" in window.status.hint.text()


def test_keys_draw_again_after_a_class_was_added(qtbot: QtBot, opened: Opened) -> None:
    window = opened()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.canvas.setFocus()
    window.run("add_class")
    field = window.focusWidget()
    assert field is not None
    qtbot.keyClicks(field, "bus")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert window.session.workspace.current_class == "bus"
    assert window.canvas.hasFocus()


def test_one_shape_per_image_walks_on_and_undo_comes_back(qtbot: QtBot, opened: Opened) -> None:
    window = opened()
    window.settings.change(single_shape_mode=True)
    for name in ("image 1.png", "image 2.png"):
        draw(window)
        qtbot.waitUntil(lambda name=name: window.session.name == name)
    window.run("undo")
    assert window.session.name == "image 1.png"
    assert not window.session.workspace.annotation.shapes
    window.run("undo")
    assert window.session.name == "image 0.png"
    assert not window.session.workspace.annotation.shapes
    qtbot.wait(20)
    assert window.session.name == "image 0.png"


def test_one_shape_per_image_leaves_a_hand_walk_alone(qtbot: QtBot, opened: Opened) -> None:
    window = opened()
    window.settings.change(single_shape_mode=True)
    draw(window)
    qtbot.waitUntil(lambda: window.session.name == "image 1.png")
    window.run("next_image")
    assert not window.actions_["undo"].isEnabled()
    window.run("undo")
    assert window.session.name == "image 2.png"


def test_the_language_switches_live(qtbot: QtBot, window: MainWindow) -> None:
    assert window.menuBar().actions()[0].text() == "&File"
    window.settings.change(language="ko")
    qtbot.waitUntil(lambda: window.menuBar().actions()[0].text() == "파일(&F)")
    assert window.docks["files"].windowTitle() == "이미지"
    assert window.status.hint.text() == "이미지 폴더를 열어 시작하세요"
    assert window.welcome.open_folder.text() == "폴더 열기"
    window.settings.change(language="en")
    qtbot.waitUntil(lambda: window.docks["files"].windowTitle() == "Images")


def test_the_theme_switches_live(window: MainWindow) -> None:
    light = window.palette().window().color().lightness()
    window.settings.change(theme="dark")
    assert window.palette().window().color().lightness() < 100 < light
    window.run("next_theme")
    assert window.settings.value.theme == "light"


def test_a_changed_key_is_in_force_and_in_the_menu(window: MainWindow) -> None:
    window.settings.change(keys={"next_image": ("Ctrl+Right",)})
    assert window.actions_["next_image"].shortcut().toString() == "Ctrl+Right"
    window.settings.change(keymap="yolo_mark", keys={})
    keys = [key.toString() for key in window.actions_["next_image"].shortcuts()]
    assert keys == ["Right", "Space"]
    assert window._action_on_space() is window.actions_["next_image"]


def test_notices_replace_answer_and_go(qtbot: QtBot, window: MainWindow) -> None:
    bar = window.message_bar
    full = Finding("disk_full", Path("/data/a.xml"))
    window.session.told.emit(Notice("save", full, ("retry", "save_elsewhere"), "error"))
    window.session.told.emit(Notice("save", full, ("retry",), "error"))
    assert list(bar.rows) == ["save"]
    with qtbot.waitSignal(bar.answered) as answer:
        bar.rows["save"].buttons["retry"].click()
    assert answer.args == ["save", "retry"]
    assert not bar.rows  # asking again withdraws what was said


def test_an_unexpected_error_is_told_and_the_window_lives(window: MainWindow) -> None:
    window.tell_unexpected("ValueError: example")
    row = window.message_bar.rows["unexpected"]
    assert "Your labels are saved" in row.accessibleName()
    assert set(row.buttons) == {"open_log"}


def test_what_cannot_be_saved_keeps_the_window_open(
    qtbot: QtBot, opened: Opened, dataset: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = opened()
    blocked = dataset / "image 0.xml"
    blocked.mkdir()  # no file can be put there, whoever asks
    draw(window)
    qtbot.waitUntil(lambda: "save" in window.message_bar.rows)
    assert window.session.autosave.failures
    assert window.status.saved.text() == "1 not saved"
    asked = []
    monkeypatch.setattr(window._closing, "ask", lambda: asked.append(1) or "")
    assert not window.close()
    assert asked
    blocked.rmdir()
    monkeypatch.setattr(window._closing, "ask", lambda: "retry")
    assert window.close()
    assert (dataset / "image 0.xml").is_file()
    assert (dataset / "image 0.txt").is_file()


def test_the_layout_is_remembered(window: MainWindow) -> None:
    window.docks["classes"].hide()
    window._remember()
    window.reset_layout()
    assert window.docks["classes"].isVisibleTo(window)
    window._restore()
    assert not window.docks["classes"].isVisibleTo(window)


def test_the_layout_is_reset(window: MainWindow) -> None:
    classes, files = window.docks["classes"], window.docks["files"]
    classes.setFloating(True)
    files.hide()
    window.run("reset_layout")
    assert not classes.isFloating()
    assert classes.isVisibleTo(window)
    assert files.isVisibleTo(window)
    assert window.dockWidgetArea(classes) is Qt.DockWidgetArea.RightDockWidgetArea


def test_escape_steps_back_to_selecting(qtbot: QtBot, opened: Opened) -> None:
    window = opened()
    draw(window)
    window.use_tool("draw_polygon")
    qtbot.keyClick(window.canvas, Qt.Key.Key_Escape)
    assert not window.session.workspace.selection
    qtbot.keyClick(window.canvas, Qt.Key.Key_Escape)
    assert window.actions_["select"].isChecked()


def test_shapes_hide_while_the_key_is_held(qtbot: QtBot, opened: Opened) -> None:
    window = opened()
    qtbot.keyPress(window.canvas, Qt.Key.Key_H)
    assert window.canvas.sight.hidden
    qtbot.keyRelease(window.canvas, Qt.Key.Key_H)
    assert not window.canvas.sight.hidden


def test_labels_go_to_the_chosen_folder(
    qtbot: QtBot, opened: Opened, dataset: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = opened()
    chosen = dataset / "my labels"
    chosen.mkdir()
    monkeypatch.setattr(
        "labeler.ui.commands.files.QFileDialog.getExistingDirectory", lambda *asked: str(chosen)
    )
    window.run("choose_labels_folder")
    qtbot.waitUntil(lambda: "my labels" in window.status.where.text())
    draw(window)
    window.session.autosave.wait()
    assert (chosen / "image 0.xml").is_file()
    assert not (dataset / "image 0.xml").exists()


def test_an_image_goes_to_the_trash_and_comes_back(
    qtbot: QtBot, opened: Opened, dataset: Path
) -> None:
    window = opened()
    window.run("delete_image")
    qtbot.waitUntil(lambda: not (dataset / "image 0.png").exists())
    qtbot.waitUntil(lambda: window.session.name == "image 1.png")
    assert len(window.session.dataset.images) == 3
    bar = window.message_bar
    qtbot.waitUntil(lambda: bool(bar.rows))
    (row,) = bar.rows.values()
    assert row.notice.finding.code == "image_in_trash"
    qtbot.mouseClick(row.buttons["undo"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: (dataset / "image 0.png").exists())
    qtbot.waitUntil(lambda: len(window.session.dataset.images) == 4)
    assert not bar.progress.isVisibleTo(window)
    assert not bar.rows


def test_a_bar_that_offers_undo_goes_when_undo_means_something_else(
    qtbot: QtBot, opened: Opened
) -> None:
    window = opened()
    window.run("delete_image")
    qtbot.waitUntil(lambda: bool(window.message_bar.rows))
    qtbot.waitUntil(lambda: window.session.name == "image 1.png")
    draw(window)
    qtbot.waitUntil(lambda: not window.message_bar.rows)


def test_what_another_program_wrote_can_be_taken(
    qtbot: QtBot, opened: Opened, dataset: Path
) -> None:
    window = opened()
    draw(window)
    window.session.autosave.wait()
    theirs = (dataset / "image 0.txt").read_text().replace("0 ", "0  ", 1)
    (dataset / "image 0.xml").unlink()
    (dataset / "image 0.txt").write_text(theirs)
    draw(window, ((10.0, 10.0), (50.0, 50.0)))
    qtbot.waitUntil(lambda: "save" in window.message_bar.rows)
    window.message_bar.rows["save"].buttons["take_theirs"].click()
    qtbot.waitUntil(lambda: len(window.session.workspace.annotation.shapes) == 1)
    assert (dataset / "image 0.txt").read_text() == theirs
    assert not window.session.unsaved


def test_a_label_file_that_cannot_be_read_locks_its_image(
    qtbot: QtBot, opened: Opened, dataset: Path
) -> None:
    broken = "<annotation><object><name>plate</name>"
    (dataset / "image 0.xml").write_text(broken)
    window = opened()
    assert not window.canvas.editable
    assert "image:locked" in window.message_bar.rows
    assert not window.actions_["paste"].isEnabled()
    draw(window)
    assert (dataset / "image 0.xml").read_text() == broken
    window.run("next_image")
    assert window.canvas.editable
    assert not window.message_bar.rows
