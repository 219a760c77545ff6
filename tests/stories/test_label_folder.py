"""A person labels twenty images in three classes, by hand, and finds VOC and YOLO that agree."""

from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from labeler.core.geometry import Point
from tests.stories.hand import Hand

pytestmark = pytest.mark.story
NAMES = ("plate", "car", "bus")
SIZE = (640, 400)


def voc(path: Path) -> list[tuple[str, tuple[float, ...]]]:
    sides = ("xmin", "ymin", "xmax", "ymax")
    root = ElementTree.parse(path).getroot()
    return [
        (o.findtext("name") or "", tuple(float(o.findtext(f"bndbox/{s}") or "") for s in sides))
        for o in root.findall("object")
    ]


def yolo(path: Path) -> list[tuple[str, tuple[float, ...]]]:
    found = []
    for row in path.read_text().splitlines():
        number, cx, cy, w, h = (float(value) for value in row.split())
        x, y = cx * SIZE[0], cy * SIZE[1]
        half = (w * SIZE[0] / 2, h * SIZE[1] / 2)
        found.append((NAMES[int(number)], (x - half[0], y - half[1], x + half[0], y + half[1])))
    return found


def assert_agree(folder: Path, stem: str) -> int:
    """The pair holds the same objects within half a pixel; returns how many."""
    first, second = voc(folder / f"{stem}.xml"), yolo(folder / f"{stem}.txt")
    assert [name for name, _ in first] == [name for name, _ in second]
    for (_, a), (_, b) in zip(first, second, strict=True):
        assert max(abs(x - y) for x, y in zip(a, b, strict=True)) <= 0.5
    return len(first)


def draw_polygon(hand: Hand, corners: list[Point]) -> None:
    hand.key("p")
    for corner in corners:
        hand.click(corner)
    hand.key("Return")


def test_twenty_images_three_classes(hand: Callable[[Path], Hand], scenes: Path) -> None:
    person = hand(scenes)
    session = person.window.session
    for number in range(20):
        person.until(lambda number=number: session.index == number)  # type: ignore[misc]
        person.drag((100, 120), (240, 200))
        person.key("1")
        person.drag((400, 200), (560, 320))
        person.key("2")
        if number % 3 == 0:
            draw_polygon(person, [(300, 40), (360, 60), (340, 120), (290, 100)])
            person.key("3", "s")
        if number % 4 == 0:
            person.key("ctrl+z", "ctrl+z")
            person.key("ctrl+shift+z", "ctrl+shift+z")
        person.key("space")
    person.until(lambda: not session.unsaved)
    counts = [assert_agree(scenes, f"{number:02d}") for number in range(20)]
    assert counts == [3 if number % 3 == 0 else 2 for number in range(20)]
    for number in range(20):
        path = scenes / f"{number:02d}.xml"
        assert ElementTree.parse(path).getroot().get("verified") == "yes"
        names = [name for name, _ in voc(path)]
        assert names == (["plate", "car", "bus"] if number % 3 == 0 else ["plate", "car"])
        boxes = dict(voc(path))
        for name, box in (("plate", (100, 120, 240, 200)), ("car", (400, 200, 560, 320))):
            assert max(abs(a - b) for a, b in zip(boxes[name], box, strict=True)) <= 2


def test_one_class_one_box_an_image_needs_no_key(
    hand: Callable[[Path], Hand], scenes: Path
) -> None:
    """Task (a): 0 keys, 1 button, 1 drag, 1 pointer move an image."""
    person = hand(scenes)
    session = person.window.session
    person.window.settings.change(single_shape_mode=True)
    person.begin()
    for number in range(10):
        person.until(lambda number=number: session.index == number)  # type: ignore[misc]
        person.drag((100, 120), (240, 200))
    person.until(lambda: session.index == 10)
    print(f"(a) ten images: {person.tally}, {person.motor_seconds / 10:.1f} s an image")
    assert dict(person.counts) == {"P": 10, "B": 10, "D": 10}
    person.key("ctrl+z")
    person.until(lambda: session.index == 9)
    assert len(session.workspace.annotation) == 0
    person.until(lambda: not session.unsaved)
    assert [len(voc(scenes / f"{n:02d}.xml")) for n in range(9)] == [1] * 9


def test_three_classes_five_boxes(hand: Callable[[Path], Hand], scenes: Path) -> None:
    """Task (b): at most one key per class change, no dialog, at most 12.6 s."""
    person = hand(scenes)
    session = person.window.session
    person.key("1")
    person.begin()
    corners = [(20, 60), (20, 200), (150, 60), (280, 60), (420, 60)]
    wanted = ["plate", "plate", "car", "car", "bus"]
    for (x, y), name in zip(corners, wanted, strict=True):
        person.drag((x, y), (x + 90, y + 70))
        if name != session.workspace.current_class:
            person.key(str(NAMES.index(name) + 1))
    person.key("d")
    person.until(lambda: session.index == 1 and not session.unsaved)
    print(f"(b) {person.tally}, {person.motor_seconds:.1f} s")
    assert person.counts["K"] <= 3
    assert (person.counts["B"], person.counts["D"], person.counts["P"]) == (5, 5, 5)
    assert person.motor_seconds <= 12.6 + 1e-9
    assert [name for name, _ in voc(scenes / "00.xml")] == wanted
    assert assert_agree(scenes, "00") == 5


def test_wrong_class_is_one_key_over_the_shape(hand: Callable[[Path], Hand], scenes: Path) -> None:
    """Task (c): hover and digit; the geometry is kept."""
    person = hand(scenes)
    session = person.window.session
    person.key("1")
    person.drag((100, 120), (240, 200))
    person.key("Escape")
    before = session.workspace.annotation.shapes[0]
    person.begin()
    person.point((150, 150))
    person.key("3")
    print(f"(c) {person.tally}, {person.motor_seconds:.1f} s")
    assert dict(person.counts) == {"P": 1, "K": 1}
    after = session.workspace.annotation.shapes[0]
    assert (after.class_name, after.points) == ("bus", before.points)


def test_verify_is_one_key(hand: Callable[[Path], Hand], scenes: Path) -> None:
    """Task (e): one key verifies, stores and goes on."""
    person = hand(scenes)
    session = person.window.session
    person.drag((100, 120), (240, 200))
    person.begin()
    person.key("space")
    person.until(lambda: session.index == 1 and not session.unsaved)
    print(f"(e) {person.tally}")
    assert dict(person.counts) == {"K": 1}
    assert ElementTree.parse(scenes / "00.xml").getroot().get("verified") == "yes"
