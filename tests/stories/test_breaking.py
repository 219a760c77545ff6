"""A person in a hurry, a hand that slips, files that are broken: nothing is lost, nothing hangs."""

import subprocess
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import cv2
import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from tests.stories.hand import Hand
from tests.stories.test_label_folder import assert_agree, voc

pytestmark = pytest.mark.story
Opens = Callable[[Path], Hand]

LECTURE = """<annotation>
	<folder>CarNumber</folder>
	<filename>001.jpg</filename>
	<path>/training/001.jpg</path>
	<source>
		<database>Unknown</database>
	</source>
	<size>
		<width>980</width>
		<height>551</height>
		<depth>3</depth>
	</size>
	<segmented>0</segmented>
	<object>
		<name>plate</name>
		<pose>Unspecified</pose>
		<truncated>0</truncated>
		<difficult>0</difficult>
		<bndbox>
			<xmin>330</xmin>
			<ymin>321</ymin>
			<xmax>744</xmax>
			<ymax>386</ymax>
		</bndbox>
	</object>
</annotation>
"""
TWO_YMIN = LECTURE.replace("<ymax>386</ymax>", "<ymin>386</ymin>")
TRUE_ROW = (0, 0.547959, 0.641561, 0.422449, 0.117967)
WRONG_ROW = "0 0.611328 0.700521 0.400391 0.640625\n"


@pytest.fixture
def lecture(tmp_path: Path) -> Path:
    folder = tmp_path / "lecture"
    folder.mkdir()
    cv2.imwrite(str(folder / "001.jpg"), np.full((551, 980, 3), 120, np.uint8))
    (folder / "classes.txt").write_text("plate\n")
    return folder


def press(person: Hand, key: str, answer: str) -> None:
    """Click a button of the message bar."""
    row = next(r for k, r in person.window.message_bar.rows.items() if k.startswith(key))
    button = row.buttons[answer]
    person.press_on(button.mapToGlobal(button.rect().center()))


def boxes(path: Path) -> list[tuple[float, ...]]:
    return [box for _, box in voc(path)]


def test_a_drag_out_of_the_window_ends_at_the_edge_of_the_image(hand: Opens, scenes: Path) -> None:
    person = hand(scenes)
    person.drag((500, 300), (4000, 3000))
    person.until(lambda: not person.window.session.unsaved)
    ((x1, y1, x2, y2),) = boxes(scenes / "00.xml")
    assert (x2, y2) == (640, 400)
    assert abs(x1 - 500) <= 2
    assert abs(y1 - 300) <= 2


def test_a_drag_of_one_pixel_draws_nothing(hand: Opens, scenes: Path) -> None:
    person = hand(scenes)
    person.drag((300, 300), (300.8, 300.8))
    person.click((200, 200))
    person.click((220, 200))
    assert len(person.window.session.workspace.annotation) == 0
    assert not (scenes / "00.xml").exists()


def test_undo_in_the_middle_of_a_drag_drops_the_gesture_only(hand: Opens, scenes: Path) -> None:
    person = hand(scenes)
    workspace = person.window.session.workspace
    person.drag((100, 120), (240, 200))
    before = workspace.annotation
    person._move((300, 300))
    person._xdotool("mousedown", "1")
    person.settle()
    person._move((400, 380))
    person.settle()
    assert workspace.preview_shown is not None
    person.key("ctrl+z")
    person._xdotool("mouseup", "1")
    person.settle()
    assert workspace.preview_shown is None
    assert workspace.annotation in (before, type(before)())


def test_closing_in_the_middle_of_a_drag_keeps_what_was_drawn(hand: Opens, scenes: Path) -> None:
    person = hand(scenes)
    person.drag((100, 120), (240, 200))
    person._move((300, 300))
    person._xdotool("mousedown", "1")
    person._move((400, 380))
    person.settle()
    assert person.window.close()
    person._xdotool("mouseup", "1")
    assert len(boxes(scenes / "00.xml")) == 1
    assert assert_agree(scenes, "00") == 1


def test_keys_as_fast_as_they_come(hand: Opens, scenes: Path) -> None:
    person = hand(scenes)
    session = person.window.session
    person.drag((100, 120), (240, 200))
    subprocess.run(["xdotool", "key", "--delay", "4", *("d", "v") * 30], check=True)
    person.until(lambda: session.index == 19)
    person.settle()
    subprocess.run(["xdotool", "key", "--delay", "4", *("a",) * 40], check=True)
    person.until(lambda: session.index == 0)
    person.until(lambda: not session.unsaved)
    for number in range(20):
        assert_agree(scenes, f"{number:02d}")
    assert len(boxes(scenes / "00.xml")) == 1


def test_a_held_button_and_a_digit_do_not_meet(hand: Opens, scenes: Path) -> None:
    person = hand(scenes)
    person._move((100, 100))
    person._xdotool("mousedown", "1")
    person._move((200, 180))
    person.settle()
    person.key("2", "d", "space")
    person._move((220, 190))
    person._xdotool("mouseup", "1")
    person.settle()
    person.until(lambda: not person.window.session.unsaved)
    for number in range(3):
        if (scenes / f"{number:02d}.xml").exists():
            assert_agree(scenes, f"{number:02d}")


def test_the_broken_listing_of_the_lecture_is_repaired_on_request(
    hand: Opens, lecture: Path
) -> None:
    (lecture / "001.xml").write_text(TWO_YMIN)
    person = hand(lecture)
    assert not person.window.canvas.editable
    person.drag((100, 100), (200, 200))
    assert (lecture / "001.xml").read_text() == TWO_YMIN
    press(person, "image:locked", "repair")
    person.until(lambda: not person.window.session.unsaved)
    assert boxes(lecture / "001.xml") == [(330, 321, 744, 386)]
    assert ElementTree.parse(lecture / "001.xml").getroot().findtext("path") == "/training/001.jpg"
    kept = list((lecture / ".labeler" / "trash").rglob("001.xml"))
    assert [path.read_text() for path in kept] == [TWO_YMIN]


def test_the_wrong_row_of_the_lecture_is_asked_about(hand: Opens, lecture: Path) -> None:
    (lecture / "001.xml").write_text(LECTURE)
    (lecture / "001.txt").write_text(WRONG_ROW)
    person = hand(lecture)
    assert not person.window.canvas.editable
    record = person.window.session.document.record
    codes = {finding.code for finding in record.findings}
    assert {"box_differs", "outside_image"} <= codes
    assert (lecture / "001.xml").read_text() == LECTURE
    assert (lecture / "001.txt").read_text() == WRONG_ROW
    press(person, "image:conflict", "use_voc")
    person.until(lambda: not person.window.session.unsaved)
    (row,) = (lecture / "001.txt").read_text().splitlines()
    assert tuple(float(v) for v in row.split()) == TRUE_ROW
    assert (lecture / "001.xml").read_text() == LECTURE


def test_a_picture_that_is_none_is_passed(hand: Opens, scenes: Path) -> None:
    (scenes / "05.png").write_text("not a picture at all")
    person = hand(scenes)
    session = person.window.session
    for index in range(1, 7):
        person.key("d")
        person.until(lambda index=index: session.index == index)  # type: ignore[misc]
    assert session.failure is None
    person.drag((100, 120), (240, 200))
    person.until(lambda: not session.unsaved)
    assert len(boxes(scenes / "06.xml")) == 1
    assert (scenes / "05.png").read_text() == "not a picture at all"


def test_a_korean_class_is_added_and_used(hand: Opens, scenes: Path) -> None:
    person = hand(scenes)
    session = person.window.session
    person.key("ctrl+n")
    QGuiApplication.clipboard().setText("번호판")  # xdotool has no input method for Hangul
    person.key("ctrl+v", "Return")
    person.until(lambda: "번호판" in session.workspace.classes)
    person.window.canvas.setFocus(Qt.FocusReason.OtherFocusReason)
    session.workspace.set_current_class("번호판")
    person.drag((100, 120), (240, 200))
    person.until(lambda: not session.unsaved)
    assert voc(scenes / "00.xml")[0][0] == "번호판"
    assert (scenes / "00.txt").read_text().startswith("3 ")
    assert (scenes / "classes.txt").read_text(encoding="utf-8") == "plate\ncar\nbus\n번호판\n"
