"""Converting: exact both ways, never over what is there, nothing dropped in silence."""

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from labeler.core.annotation import Annotation
from labeler.core.classes import ClassList
from labeler.core.convert import Outcome, Plan, To, classes_from, convert
from labeler.core.dataset import open_dataset
from labeler.core.finding import LabelerError
from labeler.core.pictures import probe
from labeler.core.record import Writing, read

DATA = Path(__file__).resolve().parents[2] / "../shared/data"
needs_data = pytest.mark.skipif(not DATA.is_dir(), reason="the real samples are not here")

BOX = (
    "<object><name>{}</name>{}<bndbox><xmin>{}</xmin><ymin>{}</ymin><xmax>{}</xmax>"
    "<ymax>{}</ymax></bndbox></object>"
)
XML = "<annotation><size><width>{}</width><height>{}</height><depth>3</depth></size>{}</annotation>"


def picture(path: Path, width: int = 100, height: int = 50) -> None:
    from PIL import Image

    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (width, height), "grey").save(path)


def voc(root: Path, stem: str, *boxes: str, size: tuple[int, int] = (100, 50)) -> None:
    picture(root / f"{stem}.png", *size)
    (root / f"{stem}.xml").write_text(XML.format(*size, "".join(boxes)))


def run(root: Path, to: To, **how: object) -> Outcome:
    return convert(replace(Plan(open_dataset(root), to), **how))  # type: ignore[arg-type]


def codes(outcome: Outcome) -> list[str]:
    return [finding.code for finding in outcome.findings]


def writable_copy(source: Path, target: Path) -> Path:
    """The samples are read-only, folders too."""
    for path in source.rglob("*"):
        if path.is_file():
            copy = target / path.relative_to(source)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)
    return target


def test_the_known_pair_of_the_lecture_both_ways(tmp_path: Path) -> None:
    voc(tmp_path, "a", BOX.format("car", "", 330, 321, 744, 386), size=(980, 551))
    assert run(tmp_path, "yolo").written == 1
    assert (tmp_path / "a.txt").read_text() == "0 0.547959 0.641561 0.422449 0.117967\n"
    (tmp_path / "a.xml").unlink()
    assert run(tmp_path, "voc").written == 1
    text = (tmp_path / "a.xml").read_text()
    for edge in ("<xmin>330<", "<ymin>321<", "<xmax>744<", "<ymax>386<"):
        assert edge in text


def test_numbers_are_written_down_with_the_first_txt(tmp_path: Path) -> None:
    voc(tmp_path, "a", BOX.format("b10", "", 1, 1, 9, 9), BOX.format("b9", "", 1, 1, 9, 9))
    run(tmp_path, "yolo")
    assert [row[0] for row in (tmp_path / "a.txt").read_text().splitlines()] == ["1", "0"]
    dataset = open_dataset(tmp_path)
    assert dataset.project.exists
    assert dataset.classes.names == ("b9", "b10")
    assert dataset.project.formats == ("voc", "yolo")


def test_a_class_that_no_file_lists_is_appended_and_told(tmp_path: Path) -> None:
    voc(tmp_path, "a", BOX.format("car", "", 1, 1, 9, 9))
    voc(tmp_path, "b", BOX.format("bus", "", 1, 1, 9, 9))
    (tmp_path / "classes.txt").write_text("car\n")
    outcome = run(tmp_path, "yolo")
    assert (outcome.written, codes(outcome)) == (2, ["class_appended"])
    assert (tmp_path / "b.txt").read_text().startswith("1 ")
    assert (tmp_path / "classes.txt").read_text() == "car\nbus\n"


def test_classes_given_by_hand_are_all_there_are(tmp_path: Path) -> None:
    voc(tmp_path, "a", BOX.format("car", "", 1, 1, 9, 9))
    voc(tmp_path, "b", BOX.format("bus", "", 1, 1, 9, 9))
    outcome = run(tmp_path, "yolo", classes=ClassList.of(["tram", "car"]))
    assert (outcome.written, outcome.failed, codes(outcome)) == (1, 1, ["class_not_listed"])
    assert (tmp_path / "a.txt").read_text().startswith("1 ")
    assert not (tmp_path / "b.txt").exists()


def test_a_file_that_says_something_else_is_left(tmp_path: Path) -> None:
    voc(tmp_path, "a", BOX.format("car", "", 1, 1, 9, 9))
    voc(tmp_path, "b", BOX.format("car", "", 1, 1, 9, 9))
    (tmp_path / "classes.txt").write_text("car\n")
    (tmp_path / "a.txt").write_text("0 0.5 0.5 0.1 0.1\n")
    (tmp_path / "b.txt").write_text("0 .05 .1 .08 .16")
    outcome = run(tmp_path, "yolo")
    assert (outcome.written, outcome.same, outcome.failed) == (0, 1, 1)
    assert codes(outcome) == ["target_differs"]
    assert (tmp_path / "a.txt").read_text() == "0 0.5 0.5 0.1 0.1\n"
    assert (tmp_path / "b.txt").read_text() == "0 .05 .1 .08 .16"


def test_what_is_overwritten_on_request_goes_to_the_trash(tmp_path: Path) -> None:
    voc(tmp_path, "a", BOX.format("car", "", 1, 1, 9, 9))
    (tmp_path / "classes.txt").write_text("car\n")
    (tmp_path / "a.txt").write_text("0 0.5 0.5 0.1 0.1\n")
    assert run(tmp_path, "yolo", overwrite=True).written == 1
    assert (tmp_path / "a.txt").read_text() == "0 0.050000 0.100000 0.080000 0.160000\n"
    (kept,) = (tmp_path / ".labeler" / "trash").rglob("a.txt")
    assert kept.read_text() == "0 0.5 0.5 0.1 0.1\n"


def test_unreadable_labels_are_told_and_not_converted(tmp_path: Path) -> None:
    voc(tmp_path, "a", BOX.format("car", "", 1, 1, 9, 9))
    picture(tmp_path / "b.png")
    (tmp_path / "b.xml").write_text("<annotation><object>")
    outcome = run(tmp_path, "yolo")
    assert (outcome.written, outcome.failed, codes(outcome)) == (1, 1, ["xml_broken"])
    assert not (tmp_path / "b.txt").exists()


def test_nothing_here_is_converted_to_nothing_here(tmp_path: Path) -> None:
    voc(tmp_path, "a")
    picture(tmp_path / "b.png")
    outcome = run(tmp_path, "yolo")
    assert (outcome.written, outcome.unlabelled) == (1, 1)
    assert (tmp_path / "a.txt").read_bytes() == b""
    assert not (tmp_path / "b.txt").exists()


def test_what_does_not_survive_is_told(tmp_path: Path) -> None:
    flags = "<truncated>1</truncated><difficult>1</difficult>"
    polygon = "<polygon><x1>1</x1><y1>1</y1><x2>9</x2><y2>1</y2><x3>5</x3><y3>9</y3></polygon>"
    voc(tmp_path, "a", BOX.format("car", flags + polygon, 1, 1, 9, 9))
    outcome = run(tmp_path, "yolo", yolo="detect")
    lost = {f.values["what"]: f.values["count"] for f in outcome.findings}
    assert lost == {"truncated": 1, "difficult": 1, "outline": 1}
    outcome = run(tmp_path, "yolo", yolo="segment", into=tmp_path / "out")
    assert "outline" not in {f.values.get("what") for f in outcome.findings}
    assert len((tmp_path / "out/a.txt").read_text().split()) == 7


def test_labels_without_an_image_are_told(tmp_path: Path) -> None:
    voc(tmp_path, "a", BOX.format("car", "", 1, 1, 9, 9))
    (tmp_path / "gone.xml").write_text(XML.format(9, 9, ""))
    assert codes(run(tmp_path, "yolo")) == ["label_without_image"]


def test_into_another_folder_touches_nothing_here(tmp_path: Path) -> None:
    root, out = tmp_path / "set", tmp_path / "out"
    voc(root / "s1", "img", BOX.format("car", "", 1, 1, 9, 9))
    voc(root / "s2", "img", BOX.format("bus", "", 1, 1, 9, 9))
    before = sorted(root.rglob("*"))
    outcome = run(root, "yolo", into=out)
    assert outcome.written == 2
    assert sorted(root.rglob("*")) == before
    assert sorted(p.relative_to(out).as_posix() for p in out.rglob("*.txt")) == [
        "classes.txt",
        "s1/img.txt",
        "s2/img.txt",
    ]
    assert (out / "classes.txt").read_text() == "bus\ncar\n"
    assert run(root, "yolo", into=out).same == 2


def test_images_that_share_a_stem_get_a_file_each(tmp_path: Path) -> None:
    voc(tmp_path, "a", BOX.format("car", "", 1, 1, 9, 9))
    picture(tmp_path / "a.jpg")
    (tmp_path / "a.xml").rename(tmp_path / "a.png.xml")
    (tmp_path / "a.jpg.xml").write_text(XML.format(100, 50, BOX.format("car", "", 2, 2, 5, 5)))
    assert run(tmp_path, "yolo").written == 2
    assert len(list(tmp_path.glob("*.txt"))) == 2


def test_without_labels_there_is_nothing_to_convert(tmp_path: Path) -> None:
    picture(tmp_path / "a.png")
    with pytest.raises(LabelerError, match="nothing_to_convert"):
        run(tmp_path, "voc")


def test_class_files_that_disagree_stop_it_before_anything_is_written(tmp_path: Path) -> None:
    voc(tmp_path, "a", BOX.format("car", "", 1, 1, 9, 9))
    (tmp_path / "classes.txt").write_text("car\n")
    (tmp_path / "data.yaml").write_text("names: [bus, car]\n")
    with pytest.raises(LabelerError, match="classes_unclear"):
        run(tmp_path, "yolo")
    assert not (tmp_path / "a.txt").exists()
    assert run(tmp_path, "yolo", classes=classes_from(tmp_path / "data.yaml")).written == 1
    assert (tmp_path / "a.txt").read_text().startswith("1 ")


def test_two_processes_write_the_same(tmp_path: Path) -> None:
    root = tmp_path / "set"
    voc(root, "0", BOX.format("car", "", 1, 1, 9, 9))
    data, text = (root / "0.png").read_bytes(), (root / "0.xml").read_text()
    for number in range(1, 1500):
        (root / f"{number}.png").write_bytes(data)
        (root / f"{number}.xml").write_text(text.replace("9</xmax>", f"{number % 90 + 2}</xmax>"))
    assert run(root, "yolo", into=tmp_path / "one").written == 1500
    assert run(root, "yolo", into=tmp_path / "two", jobs=2).written == 1500
    one, two = (
        {p.name: p.read_bytes() for p in (tmp_path / name).iterdir()} for name in ("one", "two")
    )
    assert one == two


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("names.txt", "car\nbus\n"),
        ("any.yaml", "names: {0: car, 1: bus}\n"),
        ("x.names", "car\nbus"),
    ],
)
def test_classes_from_any_file(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)
    assert classes_from(tmp_path / name).names == ("car", "bus")


def test_a_file_without_classes_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("\n")
    with pytest.raises(LabelerError, match="no_classes"):
        classes_from(tmp_path / "empty.txt")


# --- the real ones


def annotations(root: Path, formats: tuple[str, ...]) -> dict[str, Annotation]:
    dataset = open_dataset(root)
    dataset = dataset.with_project(replace(dataset.project, formats=formats))
    found = {}
    for rel in dataset.images:
        info = probe(dataset.path(rel))
        writing = Writing(dataset.project.yolo)
        record = read(dataset.place(rel), (info.width, info.height), dataset.classes, writing)
        assert record.locked is None
        assert record.conflict is None
        found[rel] = record.annotation
    return found


@needs_data
@pytest.mark.parametrize(
    ("folder", "to"),
    [
        ("formats/voc-labelimg", "yolo"),
        ("formats/voc-labelme2voc", "yolo"),
        ("plates/romanian-dashcam-voc", "yolo"),
        ("plates/roboflow-yolov8-plates", "voc"),
        ("formats/yolo-darknet-yolo_mark", "voc"),
        ("formats/yolo-classes_txt-labelstudio", "voc"),
        ("formats/yolo-data_yaml-coco8", "voc"),
        ("formats/yolo-seg-roboflow-sharks", "voc"),
    ],
)
def test_real_datasets_there_and_back(tmp_path: Path, folder: str, to: To) -> None:
    root = writable_copy(DATA / folder, tmp_path / "set")
    sources = {p: p.read_bytes() for p in root.rglob("*") if p.is_file()}
    back: To = "voc" if to == "yolo" else "yolo"
    images = len(open_dataset(root))
    outcome = run(root, to)
    assert (outcome.written, outcome.failed) == (images, 0)
    assert all(path.read_bytes() == data for path, data in sources.items())
    assert (run(root, back).same, run(root, to).same) == (images, images)
    from_voc, from_yolo = annotations(root, ("voc",)), annotations(root, ("yolo",))
    for rel, one in from_voc.items():
        other = from_yolo[rel]
        assert [s.class_name for s in one] == [s.class_name for s in other]
        for a, b in zip(one, other, strict=True):
            assert [edge for point in a.points for edge in point] == pytest.approx(
                [edge for point in b.points for edge in point], abs=0.51
            )


@needs_data
def test_whole_pixels_come_back_the_same(tmp_path: Path) -> None:
    root = writable_copy(DATA / "formats/voc-labelimg", tmp_path / "set")
    before = annotations(root, ("voc",))
    run(root, "yolo")
    for path in (root / "annotations").iterdir():
        os.remove(path)
    run(root, "voc")
    after = annotations(root, ("voc",))
    assert {k: [s.points for s in v] for k, v in after.items()} == {
        k: [s.points for s in v] for k, v in before.items()
    }


@needs_data
def test_text_that_is_no_yolo_is_told_file_by_file(tmp_path: Path) -> None:
    outcome = run(DATA / "plates/openalpr-benchmarks/eu", "voc", into=tmp_path)
    assert (outcome.written, outcome.failed) == (0, 24)
    assert len(outcome.findings) == 24
