"""A program killed at any moment of saving leaves whole label files that agree."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from labeler.core.classes import ClassList
from labeler.core.record import Place, Writing, read

ROOT = Path(__file__).resolve().parents[2]
CLASSES = ClassList.of(["plate"])
FOREIGN = (
    "<annotation><size><width>980</width><height>551</height></size><object><name>plate</name>"
    "<bndbox><xmin>1</xmin><ymin>1</ymin><xmax>5</xmax><ymax>5</ymax></bndbox></object></annotation>"
)

SAVING = """
import sys
from pathlib import Path
from labeler.core.annotation import Annotation, Shape
from labeler.core.classes import ClassList
from labeler.core.record import Place, Writing, read, save

folder = Path(sys.argv[1])
place = Place(folder / "a.jpg", folder / "a.xml", folder / "a.txt", folder / "k.xml", "a.jpg")
classes = ClassList.of(["plate"])
record = read(place, (980, 551), classes, Writing())
print("ready", flush=True)
for n in range(10**9):
    points = ((float(n % 900), 1.0), (float(n % 900 + 9), 9.0))
    shapes = tuple(Shape(i, "box", points, "plate") for i in range(1, 2 + n % 30))
    record = save(record, Annotation(shapes, True), classes)
    print(n, flush=True)
"""


def killed_round(folder: Path, seed: int) -> None:
    (folder / "a.jpg").touch()
    if seed % 2:
        (folder / "a.xml").write_text(FOREIGN)
        (folder / "a.txt").unlink(missing_ok=True)
    command = [sys.executable, "-c", SAVING, str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(random.Random(seed).uniform(0.0, 0.1))
        process.send_signal(signal.SIGKILL)
        said = process.stdout.read().splitlines()
    place = Place(folder / "a.jpg", folder / "a.xml", folder / "a.txt", folder / "k.xml", "a.jpg")
    record = read(place, (980, 551), CLASSES, Writing())
    assert record.locked is None
    assert record.conflict is None
    if said:
        last = int(said[-1])
        shape = record.annotation.shapes[0]
        assert shape.points[0][0] in {float(last % 900), float((last + 1) % 900)}


def kill(folder: Path, rounds: int) -> None:
    for seed in range(rounds):
        killed_round(folder, seed)


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_killed_saves_leave_whole_pairs(tmp_path: Path) -> None:
    kill(tmp_path, 12)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_two_hundred_killed_saves_leave_whole_pairs(tmp_path: Path) -> None:
    kill(tmp_path, 200)
