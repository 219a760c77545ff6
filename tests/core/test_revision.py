"""Changes to many files: counted before, applied, cancelled, and taken back byte by byte."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from labeler.core.dataset import Dataset, open_dataset
from labeler.core.finding import LabelerError
from labeler.core.pictures import probe
from labeler.core.record import Writing, read
from labeler.core.revision import (
    Revision,
    bake_rotation,
    delete_images,
    merge_class,
    remove_class,
    rename_class,
)

DATA = Path(__file__).resolve().parents[2] / "../shared/data"
needs_data = pytest.mark.skipif(not DATA.is_dir(), reason="the real samples are not here")

Bytes = dict[str, bytes]
OBJECT = (
    "\t<object>\n\t\t<name>{}</name>\n\t\t<extra>kept</extra>\n\t\t<bndbox>\n\t\t\t<xmin>{}</xmin>\n"
    "\t\t\t<ymin>10</ymin>\n\t\t\t<xmax>50</xmax>\n\t\t\t<ymax>40</ymax>\n\t\t</bndbox>\n\t</object>\n"
)
XML = (
    "<annotation>\n\t<size>\n\t\t<width>{}</width>\n\t\t<height>{}</height>\n\t\t<depth>3</depth>\n"
    "\t</size>\n{}</annotation>\n"
)


def picture(path: Path, width: int = 100, height: int = 50, orientation: int = 1) -> None:
    from PIL import Image

    path.parent.mkdir(parents=True, exist_ok=True)
    exif = Image.Exif()
    exif[0x0112] = orientation
    Image.new("RGB", (width, height), "grey").save(path, exif=exif)


def writable_copy(source: Path, target: Path) -> None:
    """The samples are read-only, folders too."""
    for path in source.rglob("*"):
        if path.is_file():
            copy = target / path.relative_to(source)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)


def files(root: Path) -> Bytes:
    """Everything but what is hidden."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".labeler" not in path.parts
    }


@pytest.fixture
def dataset(tmp_path: Path) -> Dataset:
    """Three images: a pair of car and bus, an XML of a bus, a txt of a car."""
    for name in ("a", "b", "c"):
        picture(tmp_path / f"{name}.jpg")
    both = OBJECT.format("car", 0) + OBJECT.format("bus", 20)
    (tmp_path / "a.xml").write_text(XML.format(100, 50, both))
    (tmp_path / "a.txt").write_text("0 .25 0.5 .5 .6\n1  0.35 0.5 0.3 0.6")
    (tmp_path / "b.xml").write_text(XML.format(100, 50, OBJECT.format("bus", 7)))
    (tmp_path / "c.txt").write_text("0 0.5 0.5 0.5 0.5\r\n")
    (tmp_path / "classes.txt").write_bytes(b"car\r\nbus\r\n")
    return open_dataset(tmp_path)


def names_of(root: Path, rel: str) -> list[str]:
    dataset = open_dataset(root)
    info = probe(dataset.path(rel))
    record = read(dataset.place(rel), (info.width, info.height), dataset.classes, Writing())
    assert record.conflict is None
    return [shape.class_name for shape in record.annotation]


PLANS: list[Callable[[Dataset], Revision]] = [
    lambda d: rename_class(d, 0, "자동차"),
    lambda d: merge_class(d, 0, 1),
    lambda d: remove_class(d, 1),
    lambda d: remove_class(d, 1, 0),
    lambda d: delete_images(d, ["a.jpg", "c.jpg"]),
]
each_plan = pytest.mark.parametrize(
    "plan", PLANS, ids=["rename", "merge", "remove", "into", "delete"]
)


def test_the_fixture_agrees(dataset: Dataset) -> None:
    assert names_of(dataset.root, "a.jpg") == ["car", "bus"]


@each_plan
def test_planning_writes_nothing(dataset: Dataset, plan: Callable[[Dataset], Revision]) -> None:
    before = files(dataset.root)
    plan(dataset)
    assert files(dataset.root) == before


@each_plan
def test_taken_back_every_file_has_its_bytes(
    dataset: Dataset, plan: Callable[[Dataset], Revision]
) -> None:
    before = files(dataset.root)
    revision = plan(dataset)
    revision.apply()
    after = files(dataset.root)
    assert after != before
    revision.revert()
    assert files(dataset.root) == before
    assert revision.findings == []
    revision.apply()
    assert files(dataset.root) == after
    revision.revert()
    assert files(dataset.root) == before


@each_plan
def test_cancelled_nothing_has_changed(
    dataset: Dataset, plan: Callable[[Dataset], Revision]
) -> None:
    before = files(dataset.root)
    seen = []

    def progress(done: int, total: int) -> bool:
        seen.append((done, total))
        return done == 0

    revision = plan(dataset)
    revision.apply(progress)
    if revision.images > 1 and revision.code != "delete_images":
        assert len(seen) > 1
        assert files(dataset.root) == before


def test_counts_are_known_before(dataset: Dataset) -> None:
    revision = rename_class(dataset, 1, "coach")
    assert (revision.code, revision.images, revision.objects) == ("rename_class", 2, 2)
    assert revision.values == {"name": "bus", "new": "coach"}
    assert rename_class(dataset, 0, "van").objects == 2


def test_renaming_changes_names_and_no_number(dataset: Dataset) -> None:
    before = files(dataset.root)
    rename_class(dataset, 1, "coach").apply()
    after = files(dataset.root)
    assert after["a.txt"] == before["a.txt"]
    assert after["a.xml"] == before["a.xml"].replace(b"bus", b"coach")
    assert after["classes.txt"] == b"car\r\ncoach\r\n"
    assert open_dataset(dataset.root).classes.names == ("car", "coach")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("nc: 2\nnames: ['car', 'bus']  # ours\n", "nc: 2\nnames: ['car', coach]  # ours\n"),
        ("names:\n  0: car\n  1: bus # b\n", "names:\n  0: car\n  1: coach # b\n"),
    ],
)
def test_renaming_in_data_yaml(dataset: Dataset, before: str, after: str) -> None:
    (dataset.root / "classes.txt").unlink()
    (dataset.root / "data.yaml").write_text(before)
    rename_class(open_dataset(dataset.root), 1, "coach").apply()
    assert (dataset.root / "data.yaml").read_text() == after


def test_a_taken_name_is_refused(dataset: Dataset) -> None:
    with pytest.raises(LabelerError, match="class_exists"):
        rename_class(dataset, 1, " car ")


def test_merging_moves_the_shapes_and_leaves_the_number_empty(dataset: Dataset) -> None:
    merge_class(dataset, 0, 1).apply()
    again = open_dataset(dataset.root)
    assert names_of(dataset.root, "a.jpg") == ["bus", "bus"]
    assert (dataset.root / "a.txt").read_text() == "1 .25 0.5 .5 .6\n1  0.35 0.5 0.3 0.6"
    assert (dataset.root / "c.txt").read_bytes() == b"1 0.5 0.5 0.5 0.5\r\n"
    assert again.classes.number_of("bus") == 1
    assert again.classes.number_of("car") is None


def test_removing_leaves_the_other_shapes_as_they_were(dataset: Dataset) -> None:
    before = files(dataset.root)
    remove_class(dataset, 1).apply()
    after = files(dataset.root)
    assert names_of(dataset.root, "a.jpg") == ["car"]
    assert OBJECT.format("car", 0).encode() in after["a.xml"]
    assert after["c.txt"] == before["c.txt"]
    assert names_of(dataset.root, "b.jpg") == []


def test_a_locked_file_is_left_and_told(dataset: Dataset) -> None:
    broken = "<annotation><object><name>bus</name>"
    (dataset.root / "b.xml").write_text(broken)
    revision = merge_class(open_dataset(dataset.root), 1, 0)
    revision.apply()
    assert (dataset.root / "b.xml").read_text() == broken
    assert [f.code for f in revision.findings] == ["xml_broken"]
    assert names_of(dataset.root, "a.jpg") == ["car", "car"]


def test_halves_that_disagree_are_both_changed_and_still_disagree(dataset: Dataset) -> None:
    (dataset.root / "a.txt").write_text("1 0.1 0.1 0.1 0.1\n")
    merge_class(open_dataset(dataset.root), 1, 0).apply()
    assert (dataset.root / "a.txt").read_text() == "0 0.1 0.1 0.1 0.1\n"
    assert b"bus" not in (dataset.root / "a.xml").read_bytes()
    assert not (dataset.root / ".labeler" / "records").exists()


def test_a_file_changed_since_is_left_when_taking_back(dataset: Dataset) -> None:
    before = files(dataset.root)
    revision = merge_class(dataset, 0, 1)
    revision.apply()
    (dataset.root / "c.txt").write_text("0 0.1 0.1 0.1 0.1\n")
    revision.revert()
    assert [(f.code, f.where) for f in revision.findings] == [
        ("changed_on_disk", dataset.root / "c.txt")
    ]
    assert files(dataset.root) == {**before, "c.txt": b"0 0.1 0.1 0.1 0.1\n"}


def test_deleted_images_are_in_the_trash(dataset: Dataset) -> None:
    before = files(dataset.root)
    delete_images(dataset, ["a.jpg"]).apply()
    assert "a.jpg" not in files(dataset.root)
    trash = {p.name: p.read_bytes() for p in (dataset.root / ".labeler/trash").rglob("a.*")}
    assert trash == {name: before[name] for name in ("a.jpg", "a.xml", "a.txt")}


# --- rotation


@pytest.mark.parametrize("orientation", range(2, 9))
def test_baking_keeps_upright_labels_as_they_are(tmp_path: Path, orientation: int) -> None:
    picture(tmp_path / "a.jpg", orientation=orientation)
    info = probe(tmp_path / "a.jpg")
    (tmp_path / "a.xml").write_text(XML.format(info.width, info.height, OBJECT.format("car", 3)))
    before = files(tmp_path)
    revision = bake_rotation(open_dataset(tmp_path), ["a.jpg"])
    assert revision.images == 1
    revision.apply()
    after = probe(tmp_path / "a.jpg")
    assert (after.width, after.height, after.orientation) == (info.width, info.height, 1)
    assert (tmp_path / "a.xml").read_bytes() == before["a.xml"]
    revision.revert()
    assert files(tmp_path) == before


@pytest.mark.parametrize(
    ("orientation", "expected"),
    [
        (5, ((10, 3), (40, 50))),
        (6, ((10, 3), (40, 50))),
        (7, ((10, 50), (40, 97))),
        (8, ((10, 50), (40, 97))),
    ],
)
def test_labels_made_on_the_stored_picture_are_turned_with_it(
    tmp_path: Path, orientation: int, expected: tuple[tuple[float, float], ...]
) -> None:
    """Stored 100 x 50, box 3..50 x 10..40; upright 50 x 100."""
    picture(tmp_path / "a.jpg", orientation=orientation)
    (tmp_path / "a.xml").write_text(XML.format(100, 50, OBJECT.format("car", 3)))
    before = files(tmp_path)
    revision = bake_rotation(open_dataset(tmp_path), ["a.jpg"])
    revision.apply()
    dataset = open_dataset(tmp_path)
    record = read(dataset.place("a.jpg"), (50, 100), dataset.classes, Writing())
    assert record.findings == ()
    assert [shape.points for shape in record.annotation] == [expected]
    assert b"<extra>kept</extra>" in (tmp_path / "a.xml").read_bytes()
    revision.revert()
    assert files(tmp_path) == before


def test_upright_images_are_not_touched(tmp_path: Path) -> None:
    picture(tmp_path / "a.jpg")
    assert bake_rotation(open_dataset(tmp_path), ["a.jpg"]).images == 0


@needs_data
def test_a_class_of_real_photos_is_renamed_and_back(tmp_path: Path) -> None:
    root = tmp_path / "set"
    writable_copy(DATA / "plates/romanian-dashcam-voc", root)
    before = files(root)
    revision = rename_class(open_dataset(root), 0, "번호판")
    assert revision.images == 20
    revision.apply()
    for name, data in files(root).items():
        if name.endswith(".xml"):
            assert data == before[name].replace(
                b"<name>license-plate</name>", "<name>번호판</name>".encode()
            )
    revision.revert()
    assert files(root) == before
