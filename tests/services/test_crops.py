"""Crops: tight, read off the main thread once an image, the last wish first, within a budget."""

from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from labeler.core.annotation import Shape
from labeler.core.graded import Row
from labeler.services import crops as module
from labeler.services.crops import Crops, key_of
from labeler.services.session import Session

Open = Callable[[Path], Session]


@pytest.fixture
def pictured(folder: Path, opened: Open) -> Session:
    """Five images of 240 × 160, white where x is 60 to 120 and y is 40 to 70, else grey."""
    for number in range(5):
        pixels = np.full((160, 240, 3), 90, np.uint8)
        pixels[40:70, 60:120] = 255
        cv2.imwrite(str(folder / f"{number}.png"), pixels)
    return opened(folder)


def row(image: int = 0, box: tuple[float, float, float, float] = (60, 40, 120, 70)) -> Row:
    x1, y1, x2, y2 = box
    return Row(f"{image}.png", Shape(1, "box", ((x1, y1), (x2, y2)), "plate"))


def got(crops: Crops, wanted: Row, height: int, qtbot: QtBot) -> QImage:
    qtbot.waitUntil(lambda: crops.get(wanted, height) is not None)
    image = crops.get(wanted, height)
    assert image is not None
    return image


def test_a_crop_is_the_object_with_a_little_around_it(pictured: Session, qtbot: QtBot) -> None:
    crops = Crops(pictured, pictured)
    with qtbot.waitSignal(crops.ready) as told:
        assert crops.get(row(), 44) is None
    assert told.args == [key_of(row())]
    image = crops.get(row(), 44)
    assert image is not None
    margin = round(module.MARGIN * 45)
    assert image.height() == 44
    assert image.width() == pytest.approx(44 * (60 + 2 * margin) / (30 + 2 * margin), abs=1)
    assert image.pixelColor(1, 1) == QColor(90, 90, 90)
    assert image.pixelColor(image.rect().center()) == QColor(255, 255, 255)


def test_without_a_shape_it_is_the_whole_image(pictured: Session, qtbot: QtBot) -> None:
    image = got(Crops(pictured, pictured), Row("2.png", None), 80, qtbot)
    assert (image.width(), image.height()) == (120, 80)


def test_a_very_wide_one_is_made_lower(pictured: Session, qtbot: QtBot) -> None:
    image = got(Crops(pictured, pictured), row(0, (0, 50, 240, 52)), 40, qtbot)
    assert image.width() == module.WIDEST * 40
    assert image.height() < 40


def test_what_cannot_be_read_is_a_null_picture(pictured: Session, qtbot: QtBot) -> None:
    crops = Crops(pictured, pictured)
    assert got(crops, Row("gone.png", None), 40, qtbot).isNull()
    assert got(crops, row(0, (500, 500, 600, 600)), 40, qtbot).isNull()


def test_all_crops_of_an_image_come_from_one_reading(
    pictured: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[Path] = []
    decode = module.decode
    monkeypatch.setattr(module, "decode", lambda p, r: read.append(p) or decode(p, r))
    crops = Crops(pictured, pictured)
    rows = [row(n % 2, (10 * n, 10, 10 * n + 30, 40)) for n in range(10)]
    crops.want(rows, 30)
    qtbot.waitUntil(lambda: all(crops.get(one, 30) is not None for one in rows))
    assert sorted(path.name for path in read) == ["0.png", "1.png"]


def test_other_wishes_replace_those_that_wait(pictured: Session, qtbot: QtBot) -> None:
    crops = Crops(pictured, pictured)
    crops.want([row(n) for n in range(4)], 30)  # two are begun at once
    crops.want([row(4)], 30)
    got(crops, row(4), 30, qtbot)
    assert pictured.jobs.wait(5)
    assert {key.image for key, _ in crops._kept} == {"0.png", "1.png", "4.png"}


def test_it_keeps_no_more_than_its_budget(pictured: Session, qtbot: QtBot) -> None:
    crops = Crops(pictured, pictured, budget_bytes=3 * 60 * 40 * 4)
    for number in range(5):
        got(crops, Row(f"{number}.png", None), 40, qtbot)
    assert crops.bytes == 3 * 60 * 40 * 4
    assert {key.image for key, _ in crops._kept} == {"2.png", "3.png", "4.png"}


def test_a_big_jpeg_is_read_smaller_and_shows_the_same_part(
    folder: Path, opened: Open, qtbot: QtBot
) -> None:
    pixels = np.full((2400, 3200, 3), 60, np.uint8)
    pixels[800:1600, 800:2400] = 230
    cv2.imwrite(str(folder / "0.jpg"), pixels)
    session = opened(folder)
    big = Row("0.jpg", Shape(1, "box", ((800, 800), (2400, 1600)), "plate"))
    assert module._reduce_for(module._around(key_of(big).box, 3200, 2400), 60) == 8
    image = got(Crops(session, session), big, 60, qtbot)
    assert image.pixelColor(image.rect().center()).lightness() > 220
    assert image.pixelColor(4, 4).lightness() < 80


def test_no_answer_comes_to_one_that_is_gone(pictured: Session, qtbot: QtBot) -> None:
    crops = Crops(pictured)
    crops.want([row(n) for n in range(5)], 30)
    crops.deleteLater()
    with qtbot.waitSignal(crops.destroyed):
        pass
    assert pictured.jobs.wait(5)


def test_another_dataset_forgets_them(pictured: Session, qtbot: QtBot) -> None:
    crops = Crops(pictured, pictured)
    got(crops, row(), 30, qtbot)
    pictured.opened.emit()
    assert crops.bytes == 0
