"""Datasets: the images in order, where the labels of each live, which classes there are."""

import os
from pathlib import Path
from typing import Literal
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labeler.core.dataset import (
    HAS_VOC,
    HAS_YOLO,
    Dataset,
    add_class,
    open_dataset,
    opening,
    pin_classes,
    scan,
)
from labeler.core.files import natural_key
from labeler.core.finding import LabelerError
from labeler.core.listing import natural_first, natural_sorted

DATA = Path(__file__).resolve().parents[2] / "../shared/data"
needs_data = pytest.mark.skipif(not DATA.is_dir(), reason="the real samples are not here")

XML = "<annotation><object><name>{}</name></object></annotation>"


def tree(root: Path, *names: str) -> Path:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return root


def text(root: Path, name: str, content: str) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode())


def labels_of(dataset: Dataset, rel: str) -> tuple[str | None, str | None]:
    place = dataset.place(rel)
    voc, yolo = (
        None if path is None else os.path.relpath(path, dataset.root).replace(os.sep, "/")
        for path in (place.voc, place.yolo)
    )
    return voc, yolo


# --- order


@given(st.lists(st.text(alphabet="aAb01290.-é ", max_size=12), unique=True))
def test_natural_order_is_that_of_the_key(names: list[str]) -> None:
    assert natural_sorted(names) == sorted(names, key=natural_key)
    assert natural_first(names) == (min(names, key=natural_key) if names else None)


@given(st.integers(1001, 3000), st.sampled_from(["img_{}.jpg", "{}a{}.png", "{:04x}-{}.jpg"]))
def test_natural_order_of_many(count: int, pattern: str) -> None:
    names = list({pattern.format(n * 7919 % 65536, n % 13) for n in range(count)})
    assert natural_sorted(names) == sorted(names, key=natural_key)
    assert natural_first(names) == min(names, key=natural_key)


def test_images_in_natural_order_those_of_a_folder_before_its_sub_folders(tmp_path: Path) -> None:
    tree(tmp_path, "a10.jpg", "a2.JPG", "b/1.png", "b/c/0.gif", "B2/0.jpg", "no.pdf")
    assert list(open_dataset(tmp_path).images) == [
        "a2.JPG",
        "a10.jpg",
        "b/1.png",
        "b/c/0.gif",
        "B2/0.jpg",
    ]


def test_scan_gives_the_first_image_alone_and_then_all(tmp_path: Path) -> None:
    tree(tmp_path, *(f"sub/i{n}.jpg" for n in range(30)), "z/9.jpg")
    batches = list(scan(tmp_path))
    assert batches[0] == [str(tmp_path / "sub/i0.jpg")]
    assert [name for batch in batches for name in batch] == [
        str(open_dataset(tmp_path).path(rel)) for rel in open_dataset(tmp_path).images
    ]


def test_opening_has_the_first_image_at_once(tmp_path: Path) -> None:
    tree(tmp_path, "i10.jpg", "i9.jpg", "i9.txt")
    first, full = opening(tmp_path)
    assert (list(first.images), first.complete) == (["i9.jpg"], False)
    assert first.place("i9.jpg") == full.place("i9.jpg")
    assert (list(full.images), full.complete) == (["i9.jpg", "i10.jpg"], True)


def test_an_image_opens_its_folder_with_itself_first(tmp_path: Path) -> None:
    tree(tmp_path, "i1.jpg", "i2.jpg", "deep/i0.jpg")
    first, full = opening(tmp_path / "i2.jpg")
    assert list(first.images) == ["i2.jpg"]
    assert full.index("i2.jpg") == 1


def test_hidden_folders_and_files_are_no_images(tmp_path: Path) -> None:
    tree(tmp_path, ".labeler/trash/1/a.jpg", ".git/b.png", "._c.jpg", "c.jpg", "d.jpg/e.jpg")
    assert list(open_dataset(tmp_path).images) == ["c.jpg", "d.jpg/e.jpg"]


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    tree(tmp_path, "data/a/1.jpg", "out/2.jpg")
    (tmp_path / "data/a/up").symlink_to(tmp_path / "data", target_is_directory=True)
    (tmp_path / "data/self").symlink_to(tmp_path / "data/self")
    (tmp_path / "data/gone").symlink_to(tmp_path / "nowhere")
    (tmp_path / "data/other").symlink_to(tmp_path / "out", target_is_directory=True)
    (tmp_path / "out/back").symlink_to(tmp_path / "data", target_is_directory=True)
    assert list(open_dataset(tmp_path / "data").images) == ["a/1.jpg", "other/2.jpg"]


def test_names_of_every_kind(tmp_path: Path) -> None:
    names = ["번호판 1.jpg", "画像#1.png", "😀%20.jpg", "a.b.c=d.jpg", "é.jpg", "x" * 251 + ".jpg"]
    tree(tmp_path, *names)
    dataset = open_dataset(tmp_path)
    assert set(dataset.images) == set(names)
    for rel in dataset.images:
        place = dataset.place(rel)
        assert place.image.is_file()
        for path in (place.voc, place.yolo, place.kept):
            assert path is not None
            assert len(os.fsencode(path.name)) <= 255


@pytest.mark.parametrize(("image", "label"), [("NFD", "NFD"), ("NFD", "NFC"), ("NFC", "NFD")])
def test_decomposed_letters_keep_their_bytes(
    tmp_path: Path, image: Literal["NFC", "NFD"], label: Literal["NFC", "NFD"]
) -> None:
    names = [normalize(image, "번호.jpg"), normalize(label, "번호.txt")]
    tree(tmp_path, *names)
    dataset = open_dataset(tmp_path)
    assert list(dataset.images) == names[:1]
    assert dataset.labelled == bytes([HAS_YOLO])
    place = dataset.place(names[0])
    assert (place.image, place.yolo) == (tmp_path / names[0], tmp_path / names[1])


def test_what_cannot_be_opened_says_so(tmp_path: Path) -> None:
    tree(tmp_path, "a.pdf")
    for path, code in (("none", "no_such_path"), ("a.pdf", "not_an_image")):
        with pytest.raises(LabelerError) as caught:
            open_dataset(tmp_path / path)
        assert caught.value.finding.code == code


def test_an_empty_folder_is_a_dataset_without_images(tmp_path: Path) -> None:
    assert len(open_dataset(tmp_path)) == 0
    assert len(list(opening(tmp_path))) == 1


# --- layouts


@pytest.mark.parametrize(
    ("files", "image", "voc", "yolo"),
    [
        (["a.jpg"], "a.jpg", "a.xml", "a.txt"),
        (["a.jpg", "a.xml", "a.txt"], "a.jpg", "a.xml", "a.txt"),
        (["images/a.jpg"], "images/a.jpg", "labels/a.xml", "labels/a.txt"),
        (
            ["images/train/a.jpg", "labels/train/a.txt", "images/val/b.jpg", "labels/train/a.xml"],
            "images/val/b.jpg",
            "labels/val/b.xml",
            "labels/val/b.txt",
        ),
        (
            ["train/images/a.jpg", "train/labels/a.txt", "train/labels/a.xml", "val/images/b.jpg"],
            "val/images/b.jpg",
            "val/labels/b.xml",
            "val/labels/b.txt",
        ),
        (["JPEGImages/a.jpg"], "JPEGImages/a.jpg", "Annotations/a.xml", "labels/a.txt"),
        (
            ["JPEGImages/a.jpg", "Annotations/a.xml", "labels/a.txt"],
            "JPEGImages/a.jpg",
            "Annotations/a.xml",
            "labels/a.txt",
        ),
        (
            ["images/a.jpg", "annots/a.xml", "labels/a.txt"],
            "images/a.jpg",
            "annots/a.xml",
            "labels/a.txt",
        ),
        (
            ["photos/a.jpg", "marks/a.xml", "marks/a.txt"],
            "photos/a.jpg",
            "marks/a.xml",
            "marks/a.txt",
        ),
        (
            ["a.jpg", "b.jpg", "Annotations/a.xml", "a.txt"],
            "b.jpg",
            "Annotations/b.xml",
            "b.txt",
        ),
    ],
)  # fmt: skip
def test_layouts_are_found(
    tmp_path: Path, files: list[str], image: str, voc: str, yolo: str
) -> None:
    tree(tmp_path, *files)
    dataset = open_dataset(tmp_path)
    assert dataset.project.formats == ("voc", "yolo")
    assert labels_of(dataset, image) == (voc, yolo)


@pytest.mark.parametrize(
    ("opened", "root"),
    [("set/images", "set"), ("set/images/train", "set"), ("set", "set")],
)
def test_the_root_of_an_opened_images_folder_holds_the_labels_too(
    tmp_path: Path, opened: str, root: str
) -> None:
    tree(tmp_path, "set/images/train/a.jpg", "set/labels/train/a.txt")
    dataset = open_dataset(tmp_path / opened)
    assert dataset.root == tmp_path / root
    assert list(dataset.images) == ["images/train/a.jpg"]
    assert labels_of(dataset, "images/train/a.jpg")[1] == "labels/train/a.txt"
    assert dataset.labelled == bytes([HAS_YOLO])


def test_the_nearest_labeler_yaml_is_the_root(tmp_path: Path) -> None:
    tree(tmp_path, "set/x/y/a.jpg", "set/x/classes.txt")
    text(tmp_path, "set/labeler.yaml", "classes: [car]\n")
    dataset = open_dataset(tmp_path / "set/x/y")
    assert dataset.root == tmp_path / "set"
    assert dataset.classes.names == ("car",)


def test_a_class_file_above_is_the_root(tmp_path: Path) -> None:
    tree(tmp_path, "data/img/a.jpg", "data/img/a.txt")
    text(tmp_path, "data/obj.names", "air\nbird\n")
    dataset = open_dataset(tmp_path / "data/img")
    assert dataset.root == tmp_path / "data"
    assert dataset.classes.names == ("air", "bird")


def test_pictures_kept_under_somebodys_images_folder_stay_there(tmp_path: Path) -> None:
    tree(tmp_path, "images/holiday/a.jpg", "images/other/b.jpg")
    dataset = open_dataset(tmp_path / "images/holiday")
    assert dataset.root == tmp_path / "images/holiday"
    assert labels_of(dataset, "a.jpg") == ("a.xml", "a.txt")


def test_a_chosen_labels_folder_mirrors_sub_folders(tmp_path: Path) -> None:
    tree(tmp_path, "s1/img.jpg", "s2/img.jpg")
    text(tmp_path, "labeler.yaml", "classes: [a]\nlabels_dir: marks\n")
    dataset = open_dataset(tmp_path)
    assert dataset.layout.kind == "folder"
    assert labels_of(dataset, "s1/img.jpg") == ("marks/s1/img.xml", "marks/s1/img.txt")
    assert not dataset.clashes


@pytest.mark.parametrize(
    ("label", "formats"),
    [("a.txt", ("yolo",)), ("a.xml", ("voc",)), ("x.pdf", ("voc", "yolo")), ("README.txt", None)],
)
def test_formats_of_an_existing_dataset_are_what_it_has(
    tmp_path: Path, label: str, formats: tuple[str, ...] | None
) -> None:
    tree(tmp_path, "a.jpg", "b.jpg", "train.txt", label)
    assert open_dataset(tmp_path).project.formats == (formats or ("voc", "yolo"))


@pytest.mark.parametrize(
    ("rows", "more", "task"),
    [
        ("0 .5 .5 .1 .1\n", "", "detect"),
        ("0 .5 .5 .1 .1 0.9\n", "", "detect"),
        ("0 .5 .5 .1 .1\n1 .1 .1 .2 .2 .3 .1\n", "", "segment"),
        ("0 .1 .1 .2 .1 .2 .2 .1 .2\n", "", "segment"),
        ("0 .1 .1 .2 .1 .2 .2 .1 .2\n", "task: obb\nnames: [a]\n", "obb"),
        ("", "", "detect"),
    ],
)
def test_the_yolo_task_is_guessed_from_rows(
    tmp_path: Path, rows: str, more: str, task: str
) -> None:
    tree(tmp_path, "a.jpg")
    text(tmp_path, "a.txt", rows)
    if more:
        text(tmp_path, "data.yaml", more)
    assert open_dataset(tmp_path).project.yolo == task


def test_labelled_tells_each_format(tmp_path: Path) -> None:
    tree(tmp_path, "a.jpg", "a.xml", "b.jpg", "b.TXT", "c.jpg", "c.xml", "c.txt", "d.jpg")
    dataset = open_dataset(tmp_path)
    assert list(dataset.labelled) == [HAS_VOC, HAS_YOLO, HAS_VOC | HAS_YOLO, 0]
    assert labels_of(dataset, "b.jpg")[1] == "b.TXT"


# --- clashes


def test_images_that_share_a_stem_do_not_share_a_label(tmp_path: Path) -> None:
    tree(tmp_path, "a.jpg", "a.png", "b.jpg")
    dataset = open_dataset(tmp_path)
    assert list(dataset.clashes.values()) == [("a.jpg", "a.png")]
    assert labels_of(dataset, "a.jpg") == ("a.xml", "a.txt")
    assert labels_of(dataset, "a.png") == ("a.png.xml", "a.png.txt")
    assert labels_of(dataset, "b.jpg") == ("b.xml", "b.txt")
    assert [f.code for f in dataset.findings()] == ["stem_clash"]


def test_an_existing_label_belongs_to_the_image_it_names(tmp_path: Path) -> None:
    tree(tmp_path, "a.jpg", "a.png")
    text(tmp_path, "a.xml", "<annotation><filename>a.png</filename></annotation>")
    dataset = open_dataset(tmp_path)
    assert labels_of(dataset, "a.png")[0] == "a.xml"
    assert labels_of(dataset, "a.jpg")[0] == "a.jpg.xml"


def test_labels_under_the_whole_name_are_found_when_the_clash_is_gone(tmp_path: Path) -> None:
    tree(tmp_path, "a.png", "a.png.xml")
    dataset = open_dataset(tmp_path)
    assert dataset.labelled == bytes([HAS_VOC])
    assert labels_of(dataset, "a.png") == ("a.png.xml", None)


def test_one_flat_labels_folder_for_two_folders_of_images(tmp_path: Path) -> None:
    tree(tmp_path, "images/s1/i.jpg", "images/s2/i.jpg", "images/s1/j.jpg")
    tree(tmp_path, "labels/i.txt", "labels/j.txt")
    dataset = open_dataset(tmp_path)
    assert labels_of(dataset, "images/s1/i.jpg")[1] == "labels/i.txt"
    assert labels_of(dataset, "images/s2/i.jpg")[1] == "labels/i.jpg.txt"
    assert len(dataset.clashes) == 1


# --- classes


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("data.yaml", "nc: 2\nnames: [car, no]\n", "data.yaml"),
        ("data.yaml", "names:\n  0: car\n  1: no\n", "data.yaml"),
        ("obj.names", "car\r\nno\r\n", "obj.names"),
        ("cfg/obj.names", "car\nno", "obj.names"),
        ("classes.txt", "\ufeffcar\nno\n\n", "classes.txt"),
        ("labels/classes.txt", "car\nno\n", "classes.txt"),
        ("class_names.txt", "car\nno\n", "class_names.txt"),
        ("data/predefined_classes.txt", "car \n no\n", "predefined"),
        ("set.yaml", "names: [car, 'no']\n", "data.yaml"),
    ],
)
def test_class_files_of_other_programs(tmp_path: Path, name: str, content: str, kind: str) -> None:
    tree(tmp_path, "images/a.jpg", "labels/a.txt")
    text(tmp_path, name, content)
    dataset = open_dataset(tmp_path)
    assert dataset.classes.names == ("car", "no")
    assert (dataset.choice.kind, dataset.choice.disagreement) == (kind, ())


def test_a_yaml_one_level_up_counts_when_it_names_the_folder(tmp_path: Path) -> None:
    tree(tmp_path, "coco8/images/a.jpg", "coco8/labels/a.txt")
    text(tmp_path, "some.yaml", "path: ../datasets/coco8\nnames: {0: person}\n")
    text(tmp_path, "other.yaml", "path: elsewhere\nnames: {0: wrong}\n")
    assert open_dataset(tmp_path / "coco8").classes.names == ("person",)


def test_a_hole_in_a_mapping_keeps_the_numbers(tmp_path: Path) -> None:
    tree(tmp_path, "a.jpg", "a.txt")
    text(tmp_path, "data.yaml", "names: {0: car, 3: bus}\n")
    assert open_dataset(tmp_path).classes.number_of("bus") == 3


def test_two_files_that_disagree_are_shown_with_their_candidates(tmp_path: Path) -> None:
    tree(tmp_path, "a.jpg", "a.txt")
    text(tmp_path, "data.yaml", "names: [car, bus]\n")
    text(tmp_path, "classes.txt", "bus\ncar\n")
    dataset = open_dataset(tmp_path)
    assert dataset.classes.names == ("car", "bus")
    assert [c.names for c in dataset.choice.disagreement] == [("car", "bus"), ("bus", "car")]
    chosen = dataset.with_classes(dataset.choice.chosen(dataset.choice.disagreement[1])).remember()
    assert chosen.classes.names == ("bus", "car")
    assert open_dataset(tmp_path).classes.names == ("bus", "car")
    assert not open_dataset(tmp_path).choice.disagreement


def test_a_longer_list_with_the_same_beginning_is_no_disagreement(tmp_path: Path) -> None:
    tree(tmp_path, "a.jpg", "a.txt")
    text(tmp_path, "data.yaml", "names: [car]\n")
    text(tmp_path, "classes.txt", "car\nbus\n")
    dataset = open_dataset(tmp_path)
    assert dataset.classes.names == ("car", "bus")
    assert not dataset.choice.disagreement


def test_names_in_xml_in_natural_order_when_there_is_no_file(tmp_path: Path) -> None:
    tree(tmp_path, "a.jpg", "b.jpg", "c.jpg")
    text(tmp_path, "a.xml", XML.format("type10"))
    text(tmp_path, "b.xml", XML.format(" type9 </name><part><name>wheel</name></part><name>x"))
    (tmp_path / "c.xml").write_bytes(
        b'<?xml version="1.0" encoding="euc-kr"?>' + XML.format("번호판").encode("euc-kr")
    )
    assert open_dataset(tmp_path).classes.names == ("type9", "type10", "번호판")


def test_a_hostile_class_file_is_no_class_file(tmp_path: Path) -> None:
    tree(tmp_path, "a.jpg", "a.txt")
    text(tmp_path, "data.yaml", "names: {99999999999: a}\n")
    text(tmp_path, "b.yaml", "a: &a [x]\nnames: [[[")
    assert open_dataset(tmp_path).classes.names == ()


# --- a new class


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("classes.txt", b"car\r\nbus\r\n", b"car\r\nbus\r\ntram\r\n"),
        ("classes.txt", b"car\nbus", b"car\nbus\ntram"),
        ("obj.names", b"car\nbus\n\n", b"car\nbus\ntram\n"),
        (
            "data.yaml",
            b"train: x  # here\nnc: 2\nnames: ['car', \"bus\"] # two\n",
            b"train: x  # here\nnc: 3\nnames: ['car', \"bus\", tram] # two\n",
        ),
        (
            "data.yaml",
            b"names:\n- car\n- bus\nnc: 2\nz: 1\n",
            b"names:\n- car\n- bus\n- tram\nnc: 3\nz: 1\n",
        ),
        (
            "data.yaml",
            b"names:\r\n  0: car # c\r\n  1: bus\r\n\r\n# end\r\nurl: x",
            b"names:\r\n  0: car # c\r\n  1: bus\r\n  2: tram\r\n\r\n# end\r\nurl: x",
        ),
    ],
)
def test_a_new_class_is_appended_where_other_programs_read(
    tmp_path: Path, name: str, before: bytes, after: bytes
) -> None:
    tree(tmp_path, "a.jpg", "a.txt")
    (tmp_path / name).write_bytes(before)
    dataset, findings = add_class(open_dataset(tmp_path), "tram")
    assert findings == ()
    assert (tmp_path / name).read_bytes() == after
    assert open_dataset(tmp_path).classes.names == ("car", "bus", "tram")
    again, findings = add_class(dataset, "van")
    assert findings == ()
    assert again.classes.names == ("car", "bus", "tram", "van")
    assert b"van" in (tmp_path / name).read_bytes()


def test_a_class_file_that_cannot_be_appended_to_is_left_with_a_finding(tmp_path: Path) -> None:
    tree(tmp_path, "a.jpg", "a.txt")
    content = "x: &names [car]\nnames: *names\n"
    text(tmp_path, "data.yaml", content)
    dataset, findings = add_class(open_dataset(tmp_path), "tram")
    assert [f.code for f in findings] == ["class_file_not_appended"]
    assert (tmp_path / "data.yaml").read_text("utf-8") == content
    assert open_dataset(tmp_path).classes == dataset.classes


def test_opening_writes_nothing(tmp_path: Path) -> None:
    tree(tmp_path, "images/a.jpg")
    text(tmp_path, "labels/a.xml", XML.format("car"))
    before = sorted(tmp_path.rglob("*"))
    dataset = open_dataset(tmp_path)
    dataset.place("images/a.jpg")
    _ = dataset.labelled
    assert sorted(tmp_path.rglob("*")) == before


def test_numbers_from_xml_are_written_down_before_they_are_used(tmp_path: Path) -> None:
    tree(tmp_path, "a.jpg", "b.jpg")
    text(tmp_path, "a.xml", XML.format("b"))
    pin_classes(open_dataset(tmp_path))
    text(tmp_path, "b.xml", XML.format("a"))
    assert open_dataset(tmp_path).classes.number_of("b") == 0


# --- the real ones


@needs_data
@pytest.mark.parametrize(
    ("folder", "count", "formats", "task", "classes"),
    [
        ("formats/voc-labelimg", 8, ("voc",), "detect", 1),
        ("formats/voc-labelimg/images", 8, ("voc",), "detect", 1),
        ("plates/romanian-dashcam-voc", 20, ("voc",), "detect", 1),
        ("plates/romanian-dashcam-voc/images", 20, ("voc",), "detect", 1),
        ("plates/roboflow-yolov8-plates", 34, ("yolo",), "detect", 2),
        ("plates/roboflow-yolov8-plates/train/images", 22, ("yolo",), "detect", 2),
        ("formats/yolo-darknet-yolo_mark", 10, ("yolo",), "detect", 2),
        ("formats/yolo-darknet-yolo_mark/data/img", 10, ("yolo",), "detect", 2),
        ("formats/yolo-data_yaml-coco8", 8, ("yolo",), "detect", 80),
        ("formats/yolo-data_yaml-coco8/coco8/images/val", 4, ("yolo",), "detect", 80),
        ("formats/yolo-classes_txt-labelstudio", 5, ("yolo",), "detect", 4),
        ("formats/yolo-seg-roboflow-sharks", 10, ("yolo",), "segment", 3),
        ("formats/voc-labelme2voc", 3, ("voc",), "detect", 21),
    ],
)
def test_real_datasets_are_understood(
    folder: str, count: int, formats: tuple[str, ...], task: str, classes: int
) -> None:
    dataset = open_dataset(DATA / folder)
    assert len(dataset) == count
    assert dataset.project.formats == formats
    assert dataset.project.yolo == task
    assert len(dataset.classes) == classes
    assert all(dataset.labelled)
    for rel in dataset.images:
        place = dataset.place(rel)
        assert all(path.is_file() for path in (place.voc, place.yolo) if path)


def test_many_images_open_in_a_few_listings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(20_000):
        (tmp_path / f"img_{number}.jpg").touch()
    names = os.listdir(tmp_path)
    stats = 0
    real = os.stat

    def counted(*args: object, **kwargs: object) -> os.stat_result:
        nonlocal stats
        stats += 1
        return real(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "stat", counted)
    dataset = open_dataset(tmp_path)
    _ = dataset.labelled
    assert len(dataset) == len(names)
    assert stats < 100


# --- groups: the videos that images came from

COLUMNS = "image,video,video_sha256,video_bytes,stream,frame,time_ms,scene,reason"
FRONT, REAR = "f" * 64, "e" * 64


def frames_csv(root: Path, folder: str, *rows: tuple[str, str, str]) -> None:
    lines = [f"{image},{video},{sha256},9,0,0,0.000,,hand" for image, video, sha256 in rows]
    text(root, f"{folder}frames.csv", "\n".join((COLUMNS, *lines)) + "\n")


def test_images_of_no_video_are_in_no_group(tmp_path: Path) -> None:
    tree(tmp_path, "a.jpg", "b_f1.jpg", "c_000000_f1.jpg", "sub/d.png")
    assert open_dataset(tmp_path).groups == {}


def test_groups_go_by_the_rows_of_each_folder(tmp_path: Path) -> None:
    tree(tmp_path, "front/a.jpg", "front/b.jpg", "front/photo.jpg", "rear/a.jpg", "c.jpg")
    frames_csv(tmp_path, "front/", ("a.jpg", "CLIP.mp4", FRONT), ("b.jpg", "CLIP.mp4", FRONT))
    frames_csv(tmp_path, "rear/", ("a.jpg", "CLIP.mp4", REAR), ("gone.jpg", "x.mp4", "d" * 64))
    frames_csv(tmp_path, "", ("c.jpg", "other name.mp4", FRONT))
    assert open_dataset(tmp_path).groups == {
        "c.jpg": "other name.mp4",
        "front/a.jpg": "other name.mp4",
        "front/b.jpg": "other name.mp4",
        "rear/a.jpg": "CLIP.mp4",
    }


def test_two_videos_of_one_name_are_two_groups_as_labeler_yaml_says(tmp_path: Path) -> None:
    tree(tmp_path, "front/a.jpg", "rear/a.jpg")
    frames_csv(tmp_path, "front/", ("a.jpg", "CLIP.mp4", FRONT))
    frames_csv(tmp_path, "rear/", ("a.jpg", "CLIP.mp4", REAR))
    groups = open_dataset(tmp_path).groups
    assert groups == {"front/a.jpg": "CLIP.mp4", "rear/a.jpg": "CLIP.mp4~eeeeee"}
    text(tmp_path, "labeler.yaml", f"videos:\n  - {{name: CLIP.mp4, sha256: {REAR[:16]}}}\n")
    groups = open_dataset(tmp_path).groups
    assert groups == {"front/a.jpg": "CLIP.mp4~ffffff", "rear/a.jpg": "CLIP.mp4"}


def test_an_image_without_a_row_is_grouped_by_its_name(tmp_path: Path) -> None:
    names = [f"{stem}_000001.000_f30" for stem in ("drive", "drive_s1", "CLIP", "lost", "lost_s1")]
    tree(tmp_path, *(f"{name}.jpg" for name in names), "drive_000002.000_f60.PNG")
    frames_csv(tmp_path, "", (f"{names[0]}.jpg", "drive.mp4", FRONT))
    text(tmp_path, "labeler.yaml", f"videos:\n  - {{name: CLIP.mp4, sha256: {REAR[:16]}}}\n")
    groups = open_dataset(tmp_path).groups
    assert groups == {
        "drive_000001.000_f30.jpg": "drive.mp4",
        "drive_000002.000_f60.PNG": "drive.mp4",
        "drive_s1_000001.000_f30.jpg": "drive.mp4",
        "CLIP_000001.000_f30.jpg": "CLIP.mp4",
        "lost_000001.000_f30.jpg": "lost",
        "lost_s1_000001.000_f30.jpg": "lost",
    }


def test_letters_composed_another_way_are_the_same_image(tmp_path: Path) -> None:
    name = "블랙박스.jpg"
    tree(tmp_path, normalize("NFD", name))
    frames_csv(tmp_path, "", (name, normalize("NFD", "블랙박스.mp4"), FRONT))
    assert list(open_dataset(tmp_path).groups.values()) == ["블랙박스.mp4"]


def test_a_broken_frames_csv_is_no_obstacle(tmp_path: Path) -> None:
    tree(tmp_path, "a.jpg", "b/c.jpg")
    (tmp_path / "frames.csv").write_bytes(b"\xff\xfe\0\0,,,\n" + b"x" * 200_000)
    (tmp_path / "b" / "frames.csv").mkdir()
    assert open_dataset(tmp_path).groups == {}


def test_groups_cost_one_look_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tree(tmp_path, *(f"{folder}/{n}_f.jpg" for folder in "ab" for n in range(200)))
    dataset = open_dataset(tmp_path)
    looked: list[str] = []
    real = os.path.exists
    monkeypatch.setattr(os.path, "exists", lambda path: looked.append(str(path)) or real(path))
    assert dataset.groups == {}
    assert dataset.groups == {}
    assert len(looked) == 2
