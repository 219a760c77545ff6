"""Each check finds what it is for, with file and line, and nothing where all is well."""

from pathlib import Path

import pytest

from labeler.core.checking import check, datasets_in
from labeler.core.dataset import open_dataset
from labeler.core.finding import Finding

DATA = Path(__file__).resolve().parents[3] / "../shared/data"
needs_data = pytest.mark.skipif(not DATA.is_dir(), reason="the real samples are not here")

BOX = (
    "<object>\n<name>{}</name>\n<bndbox>\n<xmin>{}</xmin>\n<ymin>{}</ymin>\n<xmax>{}</xmax>\n"
    "<ymax>{}</ymax>\n</bndbox>\n</object>\n"
)
XML = (
    "<annotation>\n<size><width>{}</width><height>{}</height><depth>3</depth></size>\n{}"
    "</annotation>\n"
)
WELL = BOX.format("car", 10, 10, 50, 40)
AT_FIRST = "<object>"  # the line of the first object in XML is 3


def picture(path: Path, width: int = 100, height: int = 50, orientation: int = 1) -> None:
    from PIL import Image

    path.parent.mkdir(parents=True, exist_ok=True)
    exif = Image.Exif()
    exif[0x0112] = orientation
    Image.new("RGB", (width, height), "grey").save(path, exif=exif)


def found(root: Path) -> list[tuple[str, str, int | None, str]]:
    return [as_row(finding, root) for finding in check(open_dataset(root))]


def as_row(finding: Finding, root: Path) -> tuple[str, str, int | None, str]:
    where = finding.where.relative_to(root).as_posix() if finding.where else ""
    return (finding.code, where, finding.line, finding.severity)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A dataset in which nothing is wrong: one image, XML and txt in agreement."""
    picture(tmp_path / "a.jpg")
    (tmp_path / "a.xml").write_text(XML.format(100, 50, WELL))
    (tmp_path / "a.txt").write_text("0 0.3 0.5 0.4 0.6\n")
    (tmp_path / "classes.txt").write_text("car\n")
    return tmp_path


def test_nothing_is_found_where_all_is_well(root: Path) -> None:
    assert found(root) == []


@pytest.mark.parametrize(
    ("size", "objects", "expected"),
    [
        ((100, 50), BOX.format("car", 10, 10, 120, 40), [("outside_image", 3, "error")]),
        ((100, 50), BOX.format("car", 10, 10, 10, 40), [("zero_side", 3, "error")]),
        ((100, 50), WELL + BOX.format("car", 50, 10, 10, 40), [("inverted_sides", 12, "error")]),
        ((100, 50), BOX.format("bus", 10, 10, 50, 40), [("unknown_class", 3, "warning")]),
        ((100, 50), WELL + WELL, [("duplicate_box", 12, "warning")]),
        ((99, 50), WELL, [("size_differs", 2, "error")]),
        ((100, 50), "<object>\n<name>car</name>\n", [("xml_broken", 5, "error")]),
    ],
)
def test_faults_in_an_xml(
    root: Path,
    size: tuple[int, int],
    objects: str,
    expected: list[tuple[str, int, str]],
) -> None:
    (root / "a.txt").unlink()
    (root / "a.xml").write_text(XML.format(*size, objects))
    assert found(root) == [(code, "a.xml", line, sev) for code, line, sev in expected]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("0 0.3 0.5 0.4 0.6\n\n0 0.9 0.5 0.4 0.6\n", ("outside_image", 3, "error")),
        ("0 0.3 0.5 0.4 0.6 0.87\n", ("confidence_column", 1, "warning")),
        ("0 0.3 0.5 0.4 0.6\n7 0.3 0.3 0.1 0.1\n", ("unknown_class", 2, "warning")),
        ("0 0.3 0.5 0 0.6\n", ("zero_side", 1, "error")),
        ("0 0.3 0.5 0.4 0.6\n0,0.3,0.5,0.4,0.6\n", ("wrong_value_count", 2, "error")),
    ],
)
def test_faults_in_a_txt(root: Path, rows: str, expected: tuple[str, int, str]) -> None:
    (root / "a.xml").unlink()
    (root / "a.txt").write_text(rows)
    code, line, severity = expected
    assert found(root) == [(code, "a.txt", line, severity)]


def test_formats_that_disagree(root: Path) -> None:
    (root / "a.txt").write_text("0 0.3 0.5 0.5 0.6\n")
    assert [row[0] for row in found(root)] == ["box_differs"]


def test_the_row_of_the_lecture_disagrees_and_lies_outside(tmp_path: Path) -> None:
    picture(tmp_path / "a.jpg", 980, 551)
    (tmp_path / "a.xml").write_text(XML.format(980, 551, BOX.format("car", 330, 321, 744, 386)))
    (tmp_path / "classes.txt").write_text("car\n")
    (tmp_path / "a.txt").write_text("0 0.547959 0.641561 0.422449 0.117967\n")
    assert found(tmp_path) == []
    (tmp_path / "a.txt").write_text("0 0.611328 0.700521 0.400391 0.640625\n")
    codes = {row[0] for row in found(tmp_path)}
    assert "outside_image" in codes
    assert codes & {"box_differs", "missing_in_txt", "missing_in_xml"}


def test_labels_without_an_image(root: Path) -> None:
    (root / "gone.xml").write_text(XML.format(10, 10, BOX.format("car", 1, 5, 1, 9)))
    (root / "lost.txt").write_text("0 0.5 0.5 0.1\n")
    for name in ("notes.txt", "train.txt", "README.md.txt"):
        (root / name).write_text("some words\n")
    (root / "pom.xml").write_text("<project/>")
    assert found(root) == [
        ("label_without_image", "gone.xml", None, "warning"),
        ("label_without_image", "lost.txt", None, "warning"),
        ("zero_side", "gone.xml", 3, "error"),
        ("wrong_value_count", "lost.txt", 1, "error"),
    ]


def test_labels_in_a_folder_without_images(tmp_path: Path) -> None:
    picture(tmp_path / "images/train/a.jpg")
    for name in ("train/a", "val/b"):
        path = tmp_path / f"labels/{name}.txt"
        path.parent.mkdir(parents=True)
        path.write_text("0 0.5 0.5 0.1 0.1\n")
    (tmp_path / "data.yaml").write_text("names: [car]\n")
    assert found(tmp_path) == [("label_without_image", "labels/val/b.txt", None, "warning")]


def test_images_that_share_a_stem(root: Path) -> None:
    picture(root / "a.png")
    assert found(root) == [("stem_clash", "a.png", None, "warning")]


@pytest.mark.parametrize("orientation", range(2, 9))
def test_turned_pictures(tmp_path: Path, orientation: int) -> None:
    picture(tmp_path / "a.jpg", orientation=orientation)
    assert found(tmp_path) == [("rotated", "a.jpg", None, "warning")]


def test_pictures_that_are_none(root: Path) -> None:
    (root / "b.jpg").write_text("hello")
    (root / "c.png").write_bytes(b"")
    assert [row[:2] for row in found(root)] == [
        ("not_a_picture", "b.jpg"),
        ("picture_empty", "c.png"),
    ]


def test_class_files_that_disagree(root: Path) -> None:
    (root / "data.yaml").write_text("names: [bus, car]\n")
    assert ("classes_disagree", "classes.txt", None, "warning") in found(root)


def test_two_processes_find_the_same(tmp_path: Path) -> None:
    picture(tmp_path / "img0.jpg")
    data = (tmp_path / "img0.jpg").read_bytes()
    for number in range(2100):
        (tmp_path / f"img{number}.jpg").write_bytes(data)
        (tmp_path / f"img{number}.txt").write_text(f"0 0.5 0.5 {number % 2} 0.1\n")
    dataset = open_dataset(tmp_path)
    seen: list[int] = []
    one = list(check(dataset, jobs=1))
    two = list(check(dataset, jobs=2, progress=lambda done, total: seen.append(done)))
    assert one == two
    assert sum(1 for f in one if f.code == "zero_side") == 1050
    assert seen == [*range(100, 2100 + 1, 100)]


def test_a_folder_of_datasets_is_checked_one_by_one(tmp_path: Path) -> None:
    for name, classes in (("one", "car\n"), ("two", "bus\ncar\n")):
        picture(tmp_path / name / "images/a.jpg")
        (tmp_path / name / "classes.txt").write_text(classes)
    assert datasets_in(tmp_path) == [tmp_path / "one", tmp_path / "two"]
    assert datasets_in(tmp_path / "one") == [tmp_path / "one"]


def test_folders_without_class_files_are_one_dataset(tmp_path: Path) -> None:
    picture(tmp_path / "monday/a.jpg")
    picture(tmp_path / "tuesday/a.jpg")
    assert datasets_in(tmp_path) == [tmp_path]


@needs_data
def test_the_real_samples() -> None:
    codes: dict[str, set[str]] = {}
    for top in ("formats", "plates"):
        for path in datasets_in((DATA / top).resolve()):
            for finding in check(open_dataset(path)):
                assert finding.where is not None
                codes.setdefault(finding.code, set()).add(finding.where.name)
    assert codes.pop("zero_side") == {"BloodImage_00338.xml"}
    assert len(codes.pop("not_a_number")) == 44  # OpenALPR's own text files, not labels
    assert codes.pop("wrong_value_count") == {
        "YOLO-Annotation-Tool-8_count-then-pixels.txt",
        "yolov5-10685_commas.txt",
    }
    assert len(codes.pop("label_without_image")) == 3
    assert codes == {}
