"""The fast way of converting answers as the full one does, or not at all."""

from pathlib import Path

import pytest

from labeler.core.classes import ClassList
from labeler.core.finding import LabelerError
from labeler.core.formats import yolo
from labeler.core.formats.format import Frame, Writing
from labeler.core.pictures import IMAGE_SUFFIXES, probe
from labeler.core.plain_voc import plain_rows, plain_size
from labeler.core.record import Place, read

DATA = Path(__file__).resolve().parents[2] / "../shared/data"
needs_data = pytest.mark.skipif(not DATA.is_dir(), reason="the real samples are not here")

OBJECT = (
    "\t<object>\n\t\t<name>{}</name>\n\t\t<pose>Unspecified</pose>\n\t\t<truncated>{}</truncated>\n"
    "\t\t<difficult>0</difficult>\n\t\t<bndbox>\n\t\t\t<xmin>{}</xmin>\n\t\t\t<ymin>10</ymin>\n"
    "\t\t\t<xmax>{}</xmax>\n\t\t\t<ymax>40</ymax>\n\t\t</bndbox>\n\t</object>\n"
)
XML = (
    "<annotation>\n\t<folder>f</folder>\n\t<filename>a.png</filename>\n\t<size>\n\t\t"
    "<width>100</width>\n\t\t<height>{}</height>\n\t\t<depth>3</depth>\n\t</size>\n{}</annotation>\n"
)
FRAME = Frame(None, ClassList.of(["car", "bus"]), Writing())


def pair(folder: Path, *objects: str, height: int = 50) -> tuple[str, str]:
    from PIL import Image

    Image.new("RGB", (100, 50), "grey").save(folder / "a.png")
    (folder / "a.xml").write_text(XML.format(height, "".join(objects)))
    return str(folder / "a.png"), str(folder / "a.xml")


def test_a_plain_pair(tmp_path: Path) -> None:
    rows = plain_rows(*pair(tmp_path, OBJECT.format("bus", 1, 10, 50)), FRAME)
    assert rows is not None
    assert rows.text == b"1 0.300000 0.500000 0.400000 0.600000\n"
    assert rows.lost == {"truncated": 1}


@pytest.mark.parametrize(
    "objects",
    [
        [OBJECT.format("tram", 0, 10, 50)],
        [OBJECT.format("car", 0, 10, 101)],
        [OBJECT.format("car", 0, 10, 10)],
        [OBJECT.format("car", 0, 50, 10)],
        [OBJECT.format("car", 0, 10, 50)] * 2,
        [OBJECT.format("car", 0, 10, 50), "<other/>"],
        ["<object>"],
    ],
)
def test_whatever_is_to_be_told_is_not_plain(tmp_path: Path, objects: list[str]) -> None:
    assert plain_rows(*pair(tmp_path, *objects), FRAME) is None


def test_another_size_in_the_file_is_not_plain(tmp_path: Path) -> None:
    assert plain_rows(*pair(tmp_path, OBJECT.format("car", 0, 10, 50), height=49), FRAME) is None


@needs_data
def test_the_size_of_every_real_picture_is_that_of_the_full_reader() -> None:
    plain = 0
    for path in DATA.resolve().rglob("*"):
        if path.suffix.lower() in IMAGE_SUFFIXES and (size := plain_size(str(path))):
            info = probe(path)
            assert (info.width, info.height, info.orientation) == (*size, 1)
            plain += 1
    assert plain > 50


@needs_data
def test_real_files_give_the_rows_of_the_full_reader() -> None:
    folder = (DATA / "formats/voc-labelimg").resolve()
    classes = ClassList.of(["raccoon"])
    found = 0
    for image in (folder / "images").iterdir():
        xml = folder / "annotations" / (image.stem + ".xml")
        rows = plain_rows(str(image), str(xml), Frame(None, classes))
        if rows is None:
            continue
        try:
            info = probe(image)
        except LabelerError:
            pytest.fail("a plain picture that cannot be opened")
        size = (info.width, info.height)
        place = Place(image, xml, None, xml.with_suffix(".none"), image.name)
        record = read(place, size, classes, Writing())
        assert rows.text.decode() == yolo.render(record.annotation, Frame(size, classes))
        found += 1
    assert found
