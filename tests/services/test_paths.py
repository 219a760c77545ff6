"""Names that trip programs: scripts, spaces, signs, long names, links in a circle."""

import os
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import cv2
import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from labeler.services.session import Session
from tests.services.conftest import draw, saved

Opened = Callable[[Path], Session]
PICTURE = cv2.imencode(".png", np.full((160, 240, 3), 99, np.uint8))[1].tobytes()
NAMES = [
    "번호판 001",
    "ナンバープレート",
    "🚗 plate 🚙",
    "drive#1?t=10%20&x",
    "100% sure",
    "a.mp4#t=1091",
    " leading and trailing ",
    "-rf",
    "quote'\"quote",
    "가" * 83,  # 249 bytes; with .png 253, with .xml 253
    "n" * 251,
    "e\u0301galite\u0301",  # decomposed, as macOS writes it
    "dots...and.dots..",
    "CON",
]


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_an_image_of_any_name_is_labelled(opened: Opened, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "폴더.v1 #2 %41 🚗"
    folder.mkdir()
    (folder / f"{name}.png").write_bytes(PICTURE)
    (folder / "classes.txt").write_text("plate\n")
    session = opened(folder)
    draw(session, 30)
    saved(session)
    assert not session.unsaved
    root = ElementTree.parse(folder / f"{name}.xml").getroot()
    assert root.findtext("filename") == f"{name}.png"
    assert root.findtext("object/bndbox/xmin") == "30"
    assert (folder / f"{name}.txt").read_text().startswith("0 ")
    again = opened(folder)
    again.reload()
    assert len(again.workspace.annotation) == 1


def test_a_name_too_long_for_its_label_still_gets_one(opened: Opened, tmp_path: Path) -> None:
    name = "n" * 250 + ".png"  # the clash below asks for a name of 258 bytes
    (tmp_path / name).write_bytes(PICTURE)
    (tmp_path / ("n" * 250 + ".bmp")).write_bytes(cv2.imencode(".bmp", np.zeros((4, 4)))[1])
    session = opened(tmp_path)
    for index in (0, 1):
        session.show(index)
        draw(session, 0 if session.workspace.image_size == (4, 4) else 30)
    saved(session)
    assert not session.unsaved
    assert len(list(tmp_path.glob("*.xml"))) == 2


def test_links_in_a_circle_end(opened: Opened, folder: Path) -> None:
    (folder / "inner").mkdir()
    os.symlink(folder, folder / "inner" / "again")
    os.symlink(folder / "inner", folder / "other")
    session = opened(folder)
    assert session.dataset is not None
    assert 5 <= len(session.dataset.images) <= 10
    draw(session, 30)
    saved(session)


def test_one_stem_twice_keeps_two_labels(opened: Opened, folder: Path, qtbot: QtBot) -> None:
    (folder / "0.jpg").write_bytes(cv2.imencode(".jpg", np.zeros((160, 240, 3), np.uint8))[1])
    session = opened(folder)
    for index, x in ((0, 30), (1, 90)):
        session.show(index)
        draw(session, x)
        saved(session)
    for index, x in ((0, 30), (1, 90)):
        session.show(index)
        session.reload()
        assert [s.bounds.x1 for s in session.workspace.annotation] == [x]


def test_cases_of_a_letter_are_two_images(opened: Opened, folder: Path) -> None:
    for name in ("Car.png", "car.png"):
        (folder / name).write_bytes(PICTURE)
    if len(list(folder.glob("[Cc]ar.png"))) < 2:
        pytest.skip("this disk does not tell cases apart")
    session = opened(folder)
    for name, x in (("Car.png", 30), ("car.png", 90)):
        session.show(session.dataset.index(name))
        draw(session, x)
    saved(session)
    for name, x in (("Car.xml", 30), ("car.xml", 90)):
        found = ElementTree.parse(folder / name).getroot().findtext("object/bndbox/xmin")
        assert found == str(x)
