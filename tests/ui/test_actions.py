"""Every action has a key, and no preset gives one key to two actions."""

import pytest

from labeler.ui.actions import ACTIONS, MENUS, PRESETS, canonical, clashes, keymap


@pytest.mark.parametrize("preset", PRESETS)
def test_no_preset_clashes(preset: str) -> None:
    assert clashes(keymap(preset, {})) == {}


@pytest.mark.parametrize("preset", PRESETS)
def test_every_action_has_a_key_that_qt_understands(preset: str) -> None:
    for id, keys in keymap(preset, {}).items():
        assert keys, id
        assert all(keys), id
        assert keys == [canonical(key) for key in keys]


def test_ids_are_unique_and_menus_exist() -> None:
    assert len({action.id for action in ACTIONS}) == len(ACTIONS)
    assert {action.menu for action in ACTIONS} == set(MENUS)


def test_presets_name_existing_actions() -> None:
    known = {action.id for action in ACTIONS}
    for preset in PRESETS.values():
        assert set(preset) <= known


def test_what_the_user_changed_wins_and_clashes_are_found() -> None:
    keys = keymap("labelimg", {"next_image": ["shift+ctrl+z"], "loupe": []})
    assert keys["next_image"] == ["Ctrl+Shift+Z"]
    assert keys["loupe"] == []
    assert clashes(keys) == {"Ctrl+Shift+Z": ("redo", "next_image")}


def test_a_key_has_one_spelling() -> None:
    assert canonical("alt+CTRL+del") == canonical("Ctrl+Alt+Del") == "Ctrl+Alt+Del"
