"""The settings dialog is the settings: every field, at once, and back."""

import pytest
from pytestqt.qtbot import QtBot

from labeler.services.settings import Settings, SettingsStore, default_of
from labeler.ui.dialogs.settings import SettingsDialog, _Check, _Choice, _Number


@pytest.fixture
def dialog(store: SettingsStore, qtbot: QtBot) -> SettingsDialog:
    dialog = SettingsDialog(store)
    qtbot.addWidget(dialog)
    return dialog


def test_every_setting_of_a_group_has_a_row(dialog: SettingsDialog) -> None:
    assert {"language", "theme", "snap", "gamma", "cache_mb"} <= dialog.rows.keys()
    assert not {"keys", "keymap"} & dialog.rows.keys()
    assert all(row.title.text() and row.hint.text() for row in dialog.rows.values())


@pytest.mark.parametrize("name", [n for n, v in vars(Settings()).items() if isinstance(v, bool)])
def test_a_box_switches_at_once(dialog: SettingsDialog, store: SettingsStore, name: str) -> None:
    row = dialog.rows[name]
    assert isinstance(row.control, _Check)
    row.control.box.click()
    assert getattr(store.value, name) is not default_of(name)
    assert not row.back.isHidden()
    row.back.click()
    assert getattr(store.value, name) is default_of(name)
    assert row.control.box.isChecked() is default_of(name)
    assert row.back.isHidden()


def test_a_choice_holds_at_once(dialog: SettingsDialog, store: SettingsStore) -> None:
    control = dialog.rows["theme"].control
    assert isinstance(control, _Choice)
    control.box.activated.emit(control.box.findData("dark"))
    assert store.value.theme == "dark"


def test_slider_and_field_say_the_same(dialog: SettingsDialog, store: SettingsStore) -> None:
    control = dialog.rows["gamma"].control
    assert isinstance(control, _Number)
    control.slider.setValue(15)
    assert store.value.gamma == pytest.approx(1.5)
    assert control.field.value() == pytest.approx(1.5)
    control.field.setValue(2.25)
    assert store.value.gamma == pytest.approx(2.25)
    brightness = dialog.rows["brightness"].control
    assert isinstance(brightness, _Number)
    brightness.slider.setValue(-4)
    assert store.value.brightness == -20
    assert isinstance(store.value.brightness, int)


def test_what_changes_elsewhere_is_shown(dialog: SettingsDialog, store: SettingsStore) -> None:
    store.change(snap=False, gamma=3.0)
    snap, gamma = dialog.rows["snap"].control, dialog.rows["gamma"].control
    assert isinstance(snap, _Check)
    assert isinstance(gamma, _Number)
    assert not snap.box.isChecked()
    assert gamma.field.value() == 3.0


def test_a_page_is_reset_and_no_other(dialog: SettingsDialog, store: SettingsStore) -> None:
    store.change(theme="dark", snap=False)
    dialog.pages.setCurrentRow(0)
    dialog.reset.click()
    assert store.value.theme == "system"
    assert store.value.snap is False
