"""Settings are stored, announced and survive whatever is in their file."""

import os
import stat
from dataclasses import fields
from pathlib import Path

import pytest

from labeler.services.settings import Settings, SettingsStore, default_of, spec_of


def test_a_change_is_announced_once_and_read_back(tmp_path: Path, qtbot) -> None:
    store = SettingsStore(tmp_path)
    heard = []
    store.changed.connect(lambda value, names: heard.append((value, names)))
    store.change(theme="dark", snap=False, gamma=1.0)
    assert heard == [(store.value, {"theme", "snap"})]
    again = SettingsStore(tmp_path)
    assert again.value == store.value
    assert (again.value.theme, again.value.snap) == ("dark", False)


def test_every_kind_of_value_comes_back(tmp_path: Path, qtbot) -> None:
    keys = {"next_image": ("Right", "Ctrl+,"), "save": ()}
    SettingsStore(tmp_path).change(
        keys=keys, fill_opacity=0.35, cache_mb=512, language="ko", brightness=-20
    )
    value = SettingsStore(tmp_path).value
    assert value.keys == keys
    assert (value.fill_opacity, value.cache_mb, value.language) == (0.35, 512, "ko")
    assert value.brightness == -20


def test_a_reset_setting_leaves_the_file(tmp_path: Path, qtbot) -> None:
    store = SettingsStore(tmp_path)
    store.change(loupe=False)
    store.reset("loupe")
    assert store.value == Settings()
    assert "loupe" not in (tmp_path / "settings.ini").read_text()


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ('theme="\\"purple\\""', "theme"),
        ("snap=7", "snap"),
        ("cache_mb=many", "cache_mb"),
        ('keys="[1, 2]"', "keys"),
        ("gamma=NaN", "gamma"),
        ("fill_opacity=", "fill_opacity"),
    ],
)
def test_a_value_that_cannot_be_used_falls_back_alone(
    tmp_path: Path, qtbot, line: str, name: str
) -> None:
    (tmp_path / "settings.ini").write_text(f"[settings]\n{line}\nguide_lines=false\n")
    value = SettingsStore(tmp_path).value
    assert getattr(value, name) == default_of(name)
    assert value.guide_lines is False


def test_numbers_are_kept_in_range(tmp_path: Path, qtbot) -> None:
    store = SettingsStore(tmp_path)
    store.change(cache_mb=10**9, gamma=0)
    assert store.value.cache_mb == spec_of("cache_mb").high
    assert store.value.gamma == spec_of("gamma").low


@pytest.mark.parametrize("content", [b"\x00\xff\xfe[[[", b"[settings\ntheme", b"=\n" * 50])
def test_a_broken_file_is_no_obstacle(tmp_path: Path, qtbot, content: bytes) -> None:
    (tmp_path / "settings.ini").write_bytes(content)
    store = SettingsStore(tmp_path)
    assert store.value == Settings()
    store.change(theme="light")
    assert SettingsStore(tmp_path).value.theme == "light"


def test_a_folder_that_cannot_be_written_is_no_obstacle(tmp_path: Path, qtbot) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    store = SettingsStore(blocked / "config")
    store.change(theme="dark")
    assert store.value.theme == "dark"


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root writes everywhere")
def test_a_read_only_folder_is_no_obstacle(tmp_path: Path, qtbot) -> None:
    tmp_path.chmod(stat.S_IRUSR | stat.S_IXUSR)
    store = SettingsStore(tmp_path)
    store.change(theme="dark")
    assert store.value.theme == "dark"


def test_recent_folders_are_newest_first_and_few(tmp_path: Path, qtbot) -> None:
    store = SettingsStore(tmp_path)
    for number in range(14):
        store.add_recent(Path(f"/data/한글 {number}"))
    store.add_recent(Path("/data/한글 9"))
    store.forget_recent(Path("/data/한글 13"))
    again = SettingsStore(tmp_path).recent
    assert again == store.recent
    assert again[:2] == (Path("/data/한글 9"), Path("/data/한글 12"))
    assert len(again) == 9


def test_the_window_is_remembered(tmp_path: Path, qtbot) -> None:
    data = bytes(range(256))
    SettingsStore(tmp_path).remember("geometry", data)
    assert SettingsStore(tmp_path).remembered("geometry") == data
    assert SettingsStore(tmp_path).remembered("state") == b""


def test_every_default_is_allowed_by_its_own_range() -> None:
    for each in fields(Settings):
        spec, default = spec_of(each.name), default_of(each.name)
        if spec.choices:
            assert default in spec.choices
        if spec.high:
            assert spec.low <= default <= spec.high
