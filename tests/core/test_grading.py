"""Rows of a dataset: what the labels say and what was measured, the second time from the store."""

import os
import random
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest

from labeler.core.annotation import Annotation, Answer, Shape
from labeler.core.classes import ClassList
from labeler.core.dataset import Dataset, open_dataset
from labeler.core.graded import Row
from labeler.core.grading import rows_of, survey
from labeler.core.measure_store import MeasureStore
from labeler.core.pictures import decode
from labeler.core.record import Writing, read, save

CLASSES = ("plate", "car")
SIZE = (320, 240)
LONG_AGO = 1_500_000_000
NOISE = np.random.default_rng(5).integers(0, 256, (SIZE[1], SIZE[0], 3), dtype=np.uint8)
BOX = Shape(1, "box", ((20.0, 30.0), (120.0, 90.0)), "plate")
QUAD = Shape(2, "quad", ((50.0, 50.0), (150.0, 54.0), (150.0, 90.0), (50.0, 86.0)), "plate")
FINE = Shape(3, "box", ((10.25, 10.5), (60.75, 40.125)), "car")


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MeasureStore]:
    monkeypatch.setenv("LABELER_CACHE_DIR", os.fspath(tmp_path / "cache"))
    with MeasureStore() as made:
        assert made.path.is_relative_to(tmp_path)
        yield made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "set"
    made.mkdir()
    (made / "classes.txt").write_text("\n".join(CLASSES) + "\n")
    return made


def drawn(folder: Path, name: str, level: int = 0) -> Path:
    path = folder / name
    path.write_bytes(
        cv2.imencode(path.suffix, cv2.GaussianBlur(NOISE, (9, 9), 0) + level)[1].tobytes()
    )
    os.utime(path, (LONG_AGO, LONG_AGO))
    return path


def labelled(folder: Path, name: str, *shapes: Shape, level: int = 0) -> None:
    drawn(folder, name, level)
    dataset = open_dataset(folder)
    writing = Writing(dataset.project.yolo)
    record = read(dataset.place(name), SIZE, ClassList.of(CLASSES), writing)
    save(record, record.annotation.adding(*shapes), ClassList.of(CLASSES))


def surveyed(dataset: Dataset, store: MeasureStore, jobs: int = 1) -> dict[str, list[Row]]:
    return {rows[0].image: rows for rows in survey(dataset, dataset.images, store, jobs)}


def contents(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {
        os.fspath(path): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }


# --- one image ------------------------------------------------------------------------------------


def test_the_image_comes_first_and_then_its_shapes(folder: Path, store: MeasureStore) -> None:
    drawn(folder, "1.png")
    told = Answer("environment", "night", by_hand=True)
    near = Answer("distance", "near", by_hand=True)
    annotation = Annotation((BOX.answered("distance", near), QUAD), grades=(told,))
    image, box, quad = rows_of(open_dataset(folder), "1.png", annotation, store)
    assert (image.shape, image.grades) == (None, (told,))
    assert (box.shape, box.grades) == (annotation[1], (near,))
    assert (quad.shape, quad.grades) == (QUAD, ())
    assert "image_brightness" in image.measured
    assert "sharpness" in box.measured
    assert {row.image for row in (image, box, quad)} == {"1.png"}


def test_pixels_at_hand_give_what_the_file_gives(folder: Path, store: MeasureStore) -> None:
    path = drawn(folder, "1.png")
    dataset, annotation = open_dataset(folder), Annotation((BOX, QUAD))
    given = rows_of(dataset, "1.png", annotation, None, decode(path))
    assert rows_of(dataset, "1.png", annotation, None) == given
    assert rows_of(dataset, "1.png", annotation, store) == given
    assert rows_of(dataset, "1.png", annotation, store) == given


def spoiled(path: Path) -> None:
    """Other content in a file of the same size and time: whoever reads it can be told."""
    path.write_bytes(bytes(path.stat().st_size))
    os.utime(path, (LONG_AGO, LONG_AGO))


def test_nothing_is_measured_a_second_time(folder: Path, store: MeasureStore) -> None:
    path = drawn(folder, "1.png")
    dataset, annotation = open_dataset(folder), Annotation((BOX, QUAD))
    rows = rows_of(dataset, "1.png", annotation, store)
    spoiled(path)
    assert rows_of(dataset, "1.png", annotation, store) == rows


def test_only_what_is_new_is_measured(folder: Path, store: MeasureStore) -> None:
    drawn(folder, "1.png")
    dataset, black = open_dataset(folder), np.zeros((SIZE[1], SIZE[0], 4), np.uint8)
    before = rows_of(dataset, "1.png", Annotation((BOX,)), store)
    after = rows_of(dataset, "1.png", Annotation((BOX, FINE)), store, black)
    assert after[:2] == before
    assert after[2].measured["brightness"].high < 9


def test_a_picture_written_since_is_measured_anew(folder: Path, store: MeasureStore) -> None:
    path = drawn(folder, "1.png")
    dataset, annotation = open_dataset(folder), Annotation((BOX,))
    before = rows_of(dataset, "1.png", annotation, store)
    path.write_bytes(cv2.imencode(".png", np.zeros_like(NOISE))[1].tobytes())
    after = rows_of(dataset, "1.png", annotation, store)
    assert after[1].measured["brightness"] != before[1].measured["brightness"]


def test_pixels_of_another_picture_are_not_kept(folder: Path, store: MeasureStore) -> None:
    drawn(folder, "1.png")
    dataset, annotation = open_dataset(folder), Annotation((BOX,))
    black = np.zeros((SIZE[1] * 2, SIZE[0] * 2, 4), np.uint8)
    other = rows_of(dataset, "1.png", annotation, store, black)
    assert other[1].measured["brightness"].high < 9
    assert rows_of(dataset, "1.png", annotation, store)[1].measured["brightness"].low > 9


def test_pixels_without_a_file_are_measured(folder: Path, store: MeasureStore) -> None:
    drawn(folder, "1.png")
    pixels = decode(folder / "1.png")
    dataset = open_dataset(folder)
    (folder / "1.png").unlink()
    rows = rows_of(dataset, "1.png", Annotation((BOX,)), store, pixels)
    assert all(row.measured for row in rows)
    assert not any(row.measured for row in rows_of(dataset, "1.png", Annotation((BOX,)), store))


@pytest.mark.parametrize("data", [b"", b"no picture", b"half"])
def test_a_picture_that_cannot_be_read_has_rows(
    folder: Path, store: MeasureStore, data: bytes
) -> None:
    path = drawn(folder, "1.png")
    path.write_bytes(path.read_bytes()[:2000] if data == b"half" else data)
    rows = rows_of(open_dataset(folder), "1.png", Annotation((BOX,)), store)
    assert [(row.shape, dict(row.measured)) for row in rows] == [(None, {}), (BOX, {})]


def test_a_frame_belongs_to_its_video(folder: Path, store: MeasureStore) -> None:
    name = "ride_000001.500_f45.jpg"
    labelled(folder, name, BOX)
    dataset = open_dataset(folder)
    assert dataset.groups[name] == "ride"
    rows = rows_of(dataset, name, Annotation((BOX,)), store)
    assert {row.video for row in rows} == {"ride"}
    assert surveyed(dataset, store)[name] == [
        Row(row.image, row.shape and row.shape.numbered(1), row.grades, row.measured, row.video)
        for row in rows
    ]


# --- many images ----------------------------------------------------------------------------------


def test_images_come_in_order_and_unlabelled_ones_not_at_all(
    folder: Path, store: MeasureStore
) -> None:
    for number in (2, 10, 1):
        labelled(folder, f"{number}.png", BOX, level=number)
    drawn(folder, "5.png")
    labelled(folder, "7.png")
    (folder / "7.txt").write_text("")
    dataset, told = open_dataset(folder), []
    found = list(survey(dataset, dataset.images, store, progress=lambda *at: told.append(at)))
    assert [rows[0].image for rows in found] == ["1.png", "2.png", "7.png", "10.png"]
    assert [len(rows) for rows in found] == [2, 2, 1, 2]
    assert told == [(n, 5) for n in range(1, 6)]
    assert all(row.measured for rows in found for row in rows)


def test_what_was_surveyed_is_not_read_again(folder: Path, store: MeasureStore) -> None:
    for number in range(5):
        labelled(folder, f"{number}.png", BOX, QUAD, FINE, level=number)
    dataset = open_dataset(folder)
    first = surveyed(dataset, store)
    for name in dataset.images:
        spoiled(folder / name)
    store.close()
    with MeasureStore() as again:
        assert surveyed(dataset, again) == first


def test_one_unknown_picture_among_known_ones(folder: Path, store: MeasureStore) -> None:
    for number in range(5):
        labelled(folder, f"{number}.png", BOX, level=number)
    dataset = open_dataset(folder)
    list(survey(dataset, ["0.png", "1.png", "4.png"], store))
    found = surveyed(dataset, store)
    assert list(found) == list(dataset.images)
    assert all(row.measured for rows in found.values() for row in rows)


def test_looking_writes_nothing_into_the_dataset(folder: Path, store: MeasureStore) -> None:
    labelled(folder, "1.png", BOX)
    before = contents(folder)
    surveyed(open_dataset(folder), store)
    assert contents(folder) == before


def test_who_stops_asking_keeps_what_was_measured(folder: Path, store: MeasureStore) -> None:
    for number in range(3):
        labelled(folder, f"{number}.png", BOX, level=number)
    dataset = open_dataset(folder)
    walk = survey(dataset, dataset.images, store)
    first = next(walk)
    walk.close()  # type: ignore[attr-defined]
    spoiled(folder / "0.png")
    assert next(survey(dataset, dataset.images, store)) == first


def test_the_rows_are_those_of_the_record(folder: Path, store: MeasureStore) -> None:
    """Whatever the two files hold, and however they agree."""
    polygon = Shape(4, "polygon", ((5.0, 5.0), (90.0, 9.5), (60.0, 80.25)), "car")
    labelled(folder, "1.png", BOX, QUAD)
    labelled(folder, "2.png", FINE, level=1)  # whole pixels in the XML, decimals in the txt
    labelled(folder, "3.png", polygon, BOX, level=2)
    labelled(folder, "4.png", BOX, FINE, level=3)
    (folder / "4.xml").unlink()
    labelled(folder, "5.png", BOX, QUAD, level=4)
    (folder / "5.txt").unlink()
    labelled(folder, "6.png", BOX, FINE, level=5)
    (folder / "6.txt").write_text("1 0.5 0.5 0.25 0.25\n")  # a conflict
    labelled(folder, "7.png", BOX, level=6)
    rows = (folder / "3.txt").read_text().splitlines()
    (folder / "3.txt").write_text("\n".join(reversed(rows)) + "\n")
    dataset = open_dataset(folder)
    found = surveyed(dataset, store)
    for name in dataset.images:
        record = read(dataset.place(name), SIZE, dataset.classes, Writing())
        assert record.locked is None
        assert [row.shape for row in found[name]] == [None, *record.annotation.shapes]
        assert [row.grades for row in found[name][1:]] == [s.grades for s in record.annotation]
        assert found[name][0].grades == record.annotation.grades
    assert found["2.png"][1].shape != FINE.numbered(1)  # by the decimals


def by_chance(chance: random.Random, id: int) -> Shape:
    """Often at the edge of another, of any kind, with decimals or without."""
    digits = chance.choice((0, 0, 1, 3))
    x, y = chance.choice((20, 60)), chance.choice((20, 60))
    w, h = round(chance.uniform(9, 60), digits), round(chance.uniform(9, 60), digits)
    box = Shape(id, "box", ((x, y), (x + w, y + h)), chance.choice(CLASSES))
    kind = chance.choice(("box", "box", "quad", "polygon"))
    return box if kind == "box" else box.converted(kind)


@pytest.mark.parametrize("task", ["detect", "segment", "obb"])
def test_the_rows_are_those_of_any_record(folder: Path, store: MeasureStore, task: str) -> None:
    chance = random.Random(task)
    (folder / "labeler.yaml").write_text(f"classes: [plate, car]\nyolo: {task}\n")
    for number in range(25):
        labelled(folder, f"{number}.png", *(by_chance(chance, id) for id in range(1, 6)))
        if chance.random() < 0.5:
            rows = (folder / f"{number}.txt").read_text().splitlines()
            chance.shuffle(rows)
            (folder / f"{number}.txt").write_text("\n".join(rows) + "\n")
    dataset = open_dataset(folder)
    assert dataset.project.yolo == task
    found = surveyed(dataset, store)
    for name in dataset.images:
        record = read(dataset.place(name), SIZE, dataset.classes, Writing(dataset.project.yolo))
        assert [row.shape for row in found[name]] == [None, *record.annotation.shapes]


def test_what_was_measured_while_drawing_holds_after_saving(
    folder: Path, store: MeasureStore
) -> None:
    """Though the decimals of the txt have moved the box a little."""
    drawn(folder, "1.png")
    rows = rows_of(open_dataset(folder), "1.png", Annotation((FINE, QUAD)), store)
    labelled(folder, "1.png", FINE, QUAD)
    spoiled(folder / "1.png")
    (again,) = surveyed(open_dataset(folder), store).values()
    assert again[1].shape is not None
    assert again[1].shape.points != FINE.points
    assert [row.measured for row in again] == [row.measured for row in rows]


@pytest.mark.parametrize("broken", ["1.xml", "1.txt"])
def test_a_record_that_must_not_be_edited_has_no_objects(
    folder: Path, store: MeasureStore, broken: str
) -> None:
    labelled(folder, "1.png", BOX)
    (folder / broken).write_text("<annotation><object> 0 x y z")
    (rows,) = surveyed(open_dataset(folder), store).values()
    assert [row.shape for row in rows] == [None]
    assert rows[0].measured


def test_labels_of_a_picture_that_cannot_be_read(folder: Path, store: MeasureStore) -> None:
    labelled(folder, "1.png", BOX)
    (folder / "1.png").write_bytes(b"no picture")
    (rows,) = surveyed(open_dataset(folder), store).values()
    assert [row.shape for row in rows] == [None, BOX]
    assert not any(row.measured for row in rows)


def test_hand_set_grades_come_from_the_label_file(folder: Path, store: MeasureStore) -> None:
    answer = Answer("distance", "far", by_hand=True, version=3)
    labelled(folder, "1.png", BOX.answered("distance", answer))
    (rows,) = surveyed(open_dataset(folder), store).values()
    assert rows[1].grades == (answer,)


def test_several_processes_find_the_same(folder: Path, store: MeasureStore) -> None:
    labelled(folder, "0.png", BOX, QUAD)
    for number in range(1, 1100):
        for suffix in (".png", ".xml", ".txt"):
            os.link(folder / f"0{suffix}", folder / f"{number}{suffix}")
    dataset = open_dataset(folder)
    found = surveyed(dataset, store, jobs=2)
    assert list(found) == list(dataset.images)
    assert all(row.measured for rows in found.values() for row in rows)
    assert surveyed(dataset, store) == found
