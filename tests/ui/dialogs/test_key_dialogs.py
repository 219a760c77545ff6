"""Keys are changed by pressing them, clashes are told, and the sheet shows what holds."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from labeler.services.settings import SettingsStore
from labeler.ui.actions import ACTIONS, clashes
from labeler.ui.dialogs.dialog import without_mnemonic
from labeler.ui.dialogs.key_sheet import KeySheet
from labeler.ui.dialogs.keymap import KeymapDialog


@pytest.fixture
def dialog(store: SettingsStore, qtbot: QtBot) -> KeymapDialog:
    dialog = KeymapDialog(store)
    qtbot.addWidget(dialog)
    return dialog


def choose(dialog: KeymapDialog, id: str) -> None:
    dialog.tree.setCurrentItem(dialog._items[id])
    assert dialog.chosen == id


def test_every_action_is_listed_with_its_keys(dialog: KeymapDialog) -> None:
    assert dialog._items.keys() == {action.id for action in ACTIONS}
    assert dialog._items["next_image"].text(1) == "D"
    assert all(item.text(0) for item in dialog._items.values())


def test_a_pressed_key_is_set(dialog: KeymapDialog, store: SettingsStore) -> None:
    choose(dialog, "next_image")
    assert not dialog.put.isEnabled()
    dialog.edit.setKeySequence(QKeySequence("Ctrl+Alt+9"))
    assert dialog.note.text() == ""
    dialog.put.click()
    assert store.value.keys == {"next_image": ("Ctrl+Alt+9",)}
    assert dialog._items["next_image"].text(1) == "Ctrl+Alt+9"


def test_a_clash_is_told_before_and_never_made(dialog: KeymapDialog, store: SettingsStore) -> None:
    choose(dialog, "next_image")
    dialog.edit.setKeySequence(QKeySequence("Ctrl+Z"))
    assert dialog.note.text() == "Ctrl+Z is now: Undo. Setting it takes it from there."
    dialog.add.click()
    assert dialog.keys["next_image"] == ["D", "Ctrl+Z"]
    assert dialog.keys["undo"] == []
    assert not clashes(dialog.keys)


def test_escape_leaves_the_field_for_keys(dialog: KeymapDialog, qtbot: QtBot) -> None:
    choose(dialog, "next_image")
    dialog.show()
    qtbot.keyClick(dialog.edit, Qt.Key.Key_V)
    assert dialog.note.text()
    qtbot.keyClick(dialog.edit, Qt.Key.Key_Escape)
    assert dialog.edit.keySequence().isEmpty()
    assert dialog.isVisible()
    qtbot.keyClick(dialog.tree, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_finding_chooses_what_is_found(dialog: KeymapDialog) -> None:
    choose(dialog, "next_image")
    dialog.search.setText("copy from")
    assert dialog.chosen == "copy_previous"
    assert "Copy from previous image" in dialog.title.text()
    dialog.search.setText("no such action")
    assert dialog.chosen == ""
    assert not dialog.clear.isEnabled()
    dialog.search.clear()
    assert dialog.chosen


def test_a_clash_from_outside_is_shown(dialog: KeymapDialog, store: SettingsStore) -> None:
    store.change(keys={"next_image": ("Ctrl+Z",)})
    assert dialog._items["next_image"].text(2) == "also: Undo"
    assert dialog._items["undo"].text(2).startswith("also: ")


def test_back_to_the_default_and_no_key(dialog: KeymapDialog, store: SettingsStore) -> None:
    choose(dialog, "next_image")
    dialog.clear.click()
    assert dialog.keys["next_image"] == []
    dialog.back.click()
    assert store.value.keys == {}
    assert dialog.keys["next_image"] == ["D"]


def test_presets(dialog: KeymapDialog, store: SettingsStore) -> None:
    dialog.preset.activated.emit(dialog.preset.findData("yolo_mark"))
    assert store.value.keymap == "yolo_mark"
    assert dialog._items["next_image"].text(1).split() == ["Right", "Space"]
    choose(dialog, "next_image")
    dialog.give("next_image", ["Right"])
    dialog.reset.click()
    assert dialog.keys["next_image"] == ["Right", "Space"]


def test_searching_hides_the_rest(dialog: KeymapDialog) -> None:
    dialog.search.setText("next image")
    shown = [id for id, item in dialog._items.items() if not item.isHidden()]
    assert "next_image" in shown
    assert "undo" not in shown
    assert dialog._menus["file"].isHidden()


def test_the_sheet_shows_the_keys_that_hold(store: SettingsStore, qtbot: QtBot) -> None:
    store.change(keys={"next_image": ("Ctrl+Alt+9",)})
    sheet = KeySheet(store)
    qtbot.addWidget(sheet)
    words = [label.text() for label in sheet.findChildren(QLabel)]
    assert "Ctrl+Alt+9" in words
    assert "Drag" in words
    store.change(keys={})
    assert "D" in [label.text() for label in sheet.findChildren(QLabel)]


def test_the_sheet_is_searched(store: SettingsStore, qtbot: QtBot) -> None:
    sheet = KeySheet(store)
    qtbot.addWidget(sheet)
    sheet.search.setText("undo")
    shown = [w for group in sheet.groups for w, label, _ in group.rows if not label.isHidden()]
    assert shown
    assert all("undo" in words for words in shown)
    assert sum(not group.isHidden() for group in sheet.groups) == 1
    assert sheet.nothing.isHidden()
    sheet.search.setText("no such action")
    assert not sheet.nothing.isHidden()
    assert sheet.nothing.text()


@pytest.mark.parametrize("title", ["&File", "파일(&F)", "파일 (&F)", "File"])
def test_titles_lose_their_mnemonic(title: str) -> None:
    assert without_mnemonic(title) in ("File", "파일")
