"""Killed at any moment, every label file is whole and every edit older than 300 ms is in it."""

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path
from xml.etree import ElementTree

import cv2
import numpy as np
import pytest

SETTLED_S = 0.3


def _boxes_in_xml(path: Path) -> list[list[object]]:
    if not path.exists():
        return []
    found: list[list[object]] = []
    for item in ElementTree.parse(path).getroot().findall("object"):
        sides = [
            int(item.findtext(f"bndbox/{side}") or "") for side in ("xmin", "ymin", "xmax", "ymax")
        ]
        found.append([item.findtext("name"), *sides])
    return found


def _rows_in_txt(path: Path) -> list[str]:
    rows = path.read_text().splitlines() if path.exists() else []
    for row in rows:
        number, *sides = row.split()
        assert int(number) in (0, 1)
        assert len([float(side) for side in sides]) == 4
    return rows


def _one_round(folder: Path, seed: int) -> int:
    """Edit, kill, check; returns how many edits were made."""
    folder.mkdir()
    for number in range(4):
        cv2.imwrite(str(folder / f"{number}.png"), np.full((160, 240, 3), 90, np.uint8))
    (folder / "classes.txt").write_text("plate\ncar\n")
    command = [sys.executable, "-m", "tests.services.edit_forever", str(folder), str(seed)]
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    editor = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=env)
    assert editor.stdout is not None
    lines = [editor.stdout.readline()]
    time.sleep(random.Random(seed).uniform(0.3, 1.2))
    killed_at = time.time()
    editor.kill()
    lines += editor.stdout.read().splitlines()
    editor.wait()
    editor.stdout.close()
    edits = [json.loads(line) for line in lines if line.strip().endswith("]]]") or "[]]" in line]
    for index in range(4):
        _check_image(folder, index, [e for e in edits if e[1] == index], killed_at)
    return len(edits)


def _check_image(folder: Path, index: int, edits: list[list], killed_at: float) -> None:
    boxes = _boxes_in_xml(folder / f"{index}.xml")
    rows = _rows_in_txt(folder / f"{index}.txt")
    settled = [i for i, edit in enumerate(edits) if edit[0] < killed_at - SETTLED_S]
    allowed = [edit[2] for edit in edits[settled[-1] if settled else 0 :]]
    if not settled:
        allowed.append([])
    assert boxes in allowed
    assert len(rows) in {len(state) for state in allowed}


def _rounds(tmp_path: Path, seeds: range) -> None:
    edits = sum(_one_round(tmp_path / str(seed), seed) for seed in seeds)
    print(f"{len(seeds)} kills, {edits} edits")
    assert edits > 10 * len(seeds)


def test_twenty_kills_lose_nothing(tmp_path: Path) -> None:
    _rounds(tmp_path, range(20))


@pytest.mark.slow
def test_two_hundred_kills_lose_nothing(tmp_path: Path) -> None:
    _rounds(tmp_path, range(1000, 1200))
