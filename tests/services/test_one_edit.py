"""On real photos: editing one box changes that image's files only, and in them that object only."""

import difflib
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from labeler.services.session import Session
from tests.services.conftest import saved

PLATES = Path(__file__).resolve().parents[2] / "../shared/data/plates"


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.mark.parametrize(
    ("name", "lines"), [("romanian-dashcam-voc", 4), ("roboflow-yolov8-plates", 1)]
)
def test_one_edit(
    opened: Callable[[Path], Session], tmp_path: Path, qtbot: QtBot, name: str, lines: int
) -> None:
    if not PLATES.exists():
        pytest.skip("the real data is not here")
    folder = tmp_path / "copy"
    shutil.copytree(PLATES / name, folder, copy_function=shutil.copyfile)
    before = contents(folder)
    session = opened(folder)
    session.show(3)
    shape = session.workspace.annotation.shapes[0]
    session.workspace.commit(session.workspace.annotation.replacing(shape.moved(2, 1)), "move")
    saved(session)
    after = contents(folder)
    stem = Path(session.name).stem
    touched = {path for path in after if after[path] != before.get(path)}
    assert before.keys() <= after.keys()
    assert all(stem in path for path in touched)
    (label,) = touched & before.keys()
    texts = (before[label].decode().splitlines(), after[label].decode().splitlines())
    changes = [line for line in difflib.ndiff(*texts) if line[0] in "+-"]
    assert len(changes) == 2 * lines
