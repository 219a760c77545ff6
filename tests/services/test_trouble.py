"""Disk full, read-only, folder gone: old files whole, the edit in memory, told once."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from pytestqt.qtbot import QtBot

from labeler.services.notices import Notice
from labeler.services.session import Session
from tests.services.conftest import draw, saved

Opened = Callable[[Path], Session]


@pytest.fixture
def disk(tmp_path: Path, folder: Path) -> Iterator[Path]:
    """The dataset on a disk of its own of 256 KiB, which root can mount."""
    mounted = tmp_path / "disk"
    mounted.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(mounted)]
    if os.name != "posix" or os.geteuid() != 0 or subprocess.run(command).returncode:
        pytest.skip("only root can mount a disk")
    for file in folder.iterdir():
        shutil.copy(file, mounted)
    yield mounted
    subprocess.run(["umount", "-l", str(mounted)], check=True)


def _heard(session: Session) -> list[Notice]:
    heard: list[Notice] = []
    session.told.connect(heard.append)
    return heard


def _count(folder: Path) -> int:
    return len(ElementTree.parse(folder / "0.xml").getroot().findall("object"))


def _fails_then_saves(
    session: Session,
    qtbot: QtBot,
    folder: Path,
    breaks: Callable[[], object],
    mends: Callable[[], object],
) -> str:
    """Draw, break, draw: nothing is lost; mend, retry: all is there. Returns the error's code."""
    draw(session, 30)
    saved(session)
    before = (folder / "0.xml").read_bytes(), (folder / "0.txt").read_bytes()
    heard = _heard(session)
    breaks()
    for x in range(60, 200, 5):
        draw(session, x)
    saved(session)
    qtbot.waitUntil(lambda: bool(heard))
    if (folder / "0.xml").exists():
        assert ((folder / "0.xml").read_bytes(), (folder / "0.txt").read_bytes()) == before
    assert session.unsaved == (session.document,)
    assert session.states.unsaved(session.index)
    assert len(session.workspace.annotation) == 29
    assert {n.key for n in heard} == {"save"}
    assert "retry" in heard[-1].actions
    mends()
    session.retry_saving()
    saved(session)
    qtbot.waitUntil(lambda: not session.unsaved)
    assert _count(folder) == 29
    assert len((folder / "0.txt").read_text().splitlines()) == 29
    assert not [name for name in os.listdir(folder) if name.startswith(".") and "tmp" in name]
    return heard[-1].finding.code


def test_disk_full(opened: Opened, disk: Path, qtbot: QtBot) -> None:
    filler = disk / "filler.bin"

    def fill() -> None:
        handle = os.open(filler, os.O_WRONLY | os.O_CREAT)
        free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
        os.write(handle, b"x" * free)
        os.close(handle)
        assert os.statvfs(disk).f_bavail == 0

    code = _fails_then_saves(opened(disk), qtbot, disk, fill, filler.unlink)
    assert code == "disk_full"


def test_read_only_disk(opened: Opened, disk: Path, qtbot: QtBot) -> None:
    def remount(mode: str) -> None:
        subprocess.run(["mount", "-o", f"remount,{mode}", str(disk)], check=True)

    code = _fails_then_saves(
        opened(disk), qtbot, disk, lambda: remount("ro"), lambda: remount("rw")
    )
    assert code == "read_only"


def test_folder_gone_and_back(opened: Opened, folder: Path, qtbot: QtBot) -> None:
    away = folder.with_name("away")
    code = _fails_then_saves(
        opened(folder), qtbot, folder, lambda: folder.rename(away), lambda: away.rename(folder)
    )
    assert code == "folder_gone"


def test_what_cannot_be_saved_goes_elsewhere(
    opened: Opened, disk: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    session = opened(disk)
    draw(session, 30)
    saved(session)
    heard = _heard(session)
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    draw(session, 60)
    saved(session)
    qtbot.waitUntil(lambda: bool(heard))
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    session.save_elsewhere(elsewhere)
    assert not session.unsaved
    written = list(elsewhere.rglob("0.xml"))
    assert len(written) == 1
    assert len(ElementTree.parse(written[0]).getroot().findall("object")) == 2
    subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)


def test_the_next_edit_tries_again_by_itself(opened: Opened, folder: Path, qtbot: QtBot) -> None:
    session = opened(folder)
    draw(session, 30)
    saved(session)
    away = folder.with_name("away")
    folder.rename(away)
    draw(session, 60)
    saved(session)
    qtbot.waitUntil(lambda: bool(session.autosave.failures))
    away.rename(folder)
    draw(session, 90)
    saved(session)
    qtbot.waitUntil(lambda: not session.unsaved)
    assert _count(folder) == 3
