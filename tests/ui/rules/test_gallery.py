"""The wall of crops: reads only what is in sight, opens by double click and Enter."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from labeler.core.annotation import Shape
from labeler.core.graded import Row
from labeler.services.session import Session
from labeler.ui.rules.gallery import CropGallery


@pytest.fixture
def gallery(folder: Path, opened: Callable[[Path], Session], qtbot: QtBot) -> CropGallery:
    made = CropGallery(opened(folder))
    qtbot.addWidget(made)
    made.resize(500, 300)
    made.show()
    return made


def rows(count: int) -> list[Row]:
    return [
        Row(f"{n % 5}.png", Shape(n, "box", ((n % 200, 20), (n % 200 + 30, 40)), "plate"))
        for n in range(count)
    ]


def test_only_what_is_in_sight_is_read(gallery: CropGallery, qtbot: QtBot) -> None:
    shown = rows(10_000)
    gallery.show_rows(shown, [str(n) for n in range(10_000)])
    qtbot.waitUntil(lambda: len(gallery.crops._kept) > 0)
    qtbot.waitUntil(lambda: not gallery.crops._running and not gallery.crops._waiting)
    assert len(gallery.crops._kept) < 100


def test_ten_thousand_are_laid_out_at_once(gallery: CropGallery) -> None:
    shown, captions = rows(10_000), [str(n) for n in range(10_000)]
    begun = time.perf_counter()
    gallery.show_rows(shown, captions)
    gallery.doItemsLayout()
    assert time.perf_counter() - begun < 0.2  # about 0.02 s on a quiet machine


def test_scrolled_to_the_end_the_last_ones_are_read(gallery: CropGallery, qtbot: QtBot) -> None:
    gallery.show_rows(rows(300))
    qtbot.waitUntil(lambda: gallery.verticalScrollBar().maximum() > 0)
    gallery.scrollToBottom()
    last = gallery.rows[-1]
    qtbot.waitUntil(lambda: gallery.crop_of(last) is not None)


def test_it_opens_by_double_click_and_enter(gallery: CropGallery, qtbot: QtBot) -> None:
    shown = rows(3)
    gallery.show_rows(shown, ["a", "b", "c"], ["good", "bad", "unsure"])
    place = gallery.visualRect(gallery.model().index(1, 0)).center()
    heard: list[object] = []
    gallery.opened.connect(heard.append)
    qtbot.mouseClick(gallery.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(gallery.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert heard == [shown[1]]
    qtbot.keyClick(gallery, Qt.Key.Key_Right)
    qtbot.keyClick(gallery, Qt.Key.Key_Return)
    assert heard == [shown[1], shown[2]]


def test_a_click_beside_all_crops_opens_nothing(gallery: CropGallery, qtbot: QtBot) -> None:
    gallery.show_rows(rows(1))
    heard: list[object] = []
    gallery.opened.connect(heard.append)
    gallery.chosen.connect(heard.append)
    qtbot.mouseDClick(gallery.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(480, 280))
    assert heard == []


def test_marks_are_seen(gallery: CropGallery, qtbot: QtBot) -> None:
    gallery.show_rows(rows(1), [""])
    qtbot.waitUntil(lambda: gallery.crop_of(gallery.rows[0]) is not None)
    plain = gallery.grab().toImage()
    seen = [plain]
    for mark in ("good", "bad", "unsure"):
        gallery.show_marks([mark])
        seen.append(gallery.grab().toImage())
    assert all(a != b for n, a in enumerate(seen) for b in seen[n + 1 :])
