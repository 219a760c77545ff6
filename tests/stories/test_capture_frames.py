"""A person scrubs through a video, captures frames, labels one on the spot and comes back."""

import csv
from collections.abc import Callable
from pathlib import Path

import cv2
import pytest
from PySide6.QtCore import QPoint

from tests.clips import clip, number_in
from tests.stories.hand import Hand
from tests.stories.test_label_folder import voc

pytestmark = pytest.mark.story
SIZE = (640, 360)
RATE = 25


@pytest.fixture
def drive(tmp_path: Path) -> Path:
    """Eight seconds whose frames show their number."""
    folder = tmp_path / "주행 영상"
    folder.mkdir()
    return clip(folder / "도로 1.mp4", 200, size=SIZE, rate=RATE, gop=RATE)


def rests(person: Hand, index: int | None = None) -> None:
    """Wait until a frame (this one) is on the screen exactly, and can be drawn on."""
    footage, session = person.window.footage, person.window.session

    def there() -> bool:
        exact = footage.player.frame is not None and session.document is not None
        return exact and (index is None or footage.shown_index == index)

    person.until(there)


def on_timeline(person: Hand, time_ms: float) -> QPoint:
    pane = person.window.video.pane
    assert pane is not None
    x = round(pane.timeline.scale.x(time_ms))
    return pane.timeline.mapToGlobal(QPoint(x, pane.timeline.height() // 3))


def rows(folder: Path) -> list[dict[str, str]]:
    with open(folder / "frames.csv", newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_capture_five_label_one_and_come_back(hand: Callable[[Path], Hand], drive: Path) -> None:
    person = hand(drive)
    footage, session = person.window.footage, person.window.session
    rests(person, 0)

    # scrub: what is under the pointer is on the screen before it is let go
    person.drag_across(*(on_timeline(person, ms) for ms in (500, 1500, 2500, 4000)))
    rests(person)
    assert abs(footage.time_ms - 4000) < 2 * 8000 / person.window.video.pane.timeline.width() + 40
    start = footage.shown_index

    # step, and capture four
    person.key("period", "period", "comma")
    rests(person, start + 1)
    person.key("c")
    for key, by in (("Right", RATE), ("shift+period", 10), ("Left", -RATE)):
        person.key(key)
        start += by
        rests(person, start + 1)
        person.key("c")
    person.until(lambda: len(footage.captured) == 4)

    # the fifth by drawing on it
    person.key("End")
    rests(person, 199)
    person.key("comma", "comma")
    rests(person, 197)
    person.drag((200, 100), (300, 180))
    person.until(lambda: len(footage.captured) == 5 and not session.unsaved)
    assert session.frames.shown
    moment = footage.shown_index

    # label it further as an image, and come back to the same moment
    person.key("Escape", "Return")
    person.until(lambda: not session.frames.shown and person.window.canvas.has_picture)
    assert session.name.endswith("_f197.jpg")
    person.until(lambda: session.images.get(session.path) is not None)
    person.drag((400, 60), (480, 120))
    person.until(lambda: len(session.workspace.annotation) == 2 and not session.unsaved)
    person.key("Escape", "Escape")
    rests(person, moment)
    assert session.frames.shown
    assert len(session.workspace.annotation) == 2

    # what is on the disk
    frames = drive.parent / "frames"
    found = rows(frames)
    assert len(found) == 5
    images = sorted(frames.glob("*.jpg"))
    assert sorted(row["image"] for row in found) == [image.name for image in images]
    for row in found:
        index = int(row["frame"])
        assert number_in(cv2.imread(str(frames / row["image"]))) == index
        assert float(row["time_ms"]) == pytest.approx(index * 1000 / RATE)
        assert (row["video"], row["reason"]) == (drive.name, "hand")
    (labelled,) = frames.glob("*.xml")
    boxes = voc(labelled)
    assert [name for name, _ in boxes] == ["object", "object"]
    for (_, box), wanted in zip(boxes, [(200, 100, 300, 180), (400, 60, 480, 120)], strict=True):
        assert max(abs(a - b) for a, b in zip(box, wanted, strict=True)) <= 3
    lines = labelled.with_suffix(".txt").read_text().splitlines()
    for line, (_, (x1, y1, x2, y2)) in zip(lines, boxes, strict=True):
        _, cx, cy, w, h = (float(value) for value in line.split())
        assert abs((cx - w / 2) * SIZE[0] - x1) <= 0.5
        assert abs((cy + h / 2) * SIZE[1] - y2) <= 0.5
        assert abs(w * SIZE[0] - (x2 - x1)) <= 0.5
        assert abs(h * SIZE[1] - (y2 - y1)) <= 0.5


def test_fast_keys_a_drag_out_of_the_window_and_closing_while_it_plays(
    hand: Callable[[Path], Hand], drive: Path
) -> None:
    person = hand(drive)
    footage = person.window.footage
    rests(person, 0)
    person.key(*["period"] * 12, *["comma"] * 4, "Right", "Right", "Left")
    rests(person, 8 + RATE)
    person.key("space")
    person.until(lambda: footage.player.playing)
    person.until(lambda: footage.shown_index > 8 + RATE + 3)
    person.key("k")
    assert not footage.player.playing
    rests(person)
    far = QPoint(4000, -50)
    person.drag_across(on_timeline(person, 1000), on_timeline(person, 3000), far)
    rests(person, 199)
    person.key("i", "Home", "o")
    rests(person, 0)
    person.key("l", "l")
    person.until(lambda: footage.player.speed == 2.0)
    person.window.close()
    assert not person.window.isVisible()
    assert not list(drive.parent.glob("frames*"))


def test_the_keys_of_the_video_hold_only_there(hand: Callable[[Path], Hand], drive: Path) -> None:
    person = hand(drive)
    session, actions = person.window.session, person.window.actions_
    rests(person, 0)
    assert actions.first_keys["capture"] == "C"
    assert actions.first_keys["class_palette"] == "/"
    person.drag((100, 100), (200, 180))
    person.until(lambda: len(session.workspace.annotation) == 1)
    shape = session.workspace.annotation.shapes[0]
    person.key("Right")  # a selected shape is moved, the video stays
    person.until(lambda: session.workspace.annotation.shapes[0].bounds.x1 == shape.bounds.x1 + 1)
    assert person.window.footage.shown_index == 0
    person.key("Escape", "Right")
    rests(person, RATE)
    person.key("F6")
    person.until(lambda: not session.frames.shown)
    assert actions.first_keys["capture"] == ""
    assert actions.first_keys["class_palette"] == "C"
