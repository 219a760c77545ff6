"""Unreadable label files are mended on request, and the broken ones kept in the trash."""

from pathlib import Path

import pytest

from labeler.core.annotation import Shape
from labeler.core.classes import ClassList
from labeler.core.record import Place, Record, Writing, read, save
from labeler.core.repair import Repair, repair

CLASSES = ClassList.of(["plate", "car"])
SIZE = (980, 551)
PLATE = Shape(1, "box", ((330.0, 321.0), (744.0, 386.0)), "plate")

OBJECT = """<object>
  <name>plate</name>
  <pose>Unspecified</pose>
  <truncated>0</truncated>
  <difficult>0</difficult>
  <bndbox>
    <xmin>330</xmin>
    <ymin>321</ymin>
    <xmax>744</xmax>
    <ymin>386</ymin>
  </bndbox>
</object>
"""
# as printed in the lecture: its head is cut off, and its box has two ymin and no ymax
LECTURE = f"""</source>
<size>
  <width>980</width>
  <height>551</height>
  <depth>3</depth>
</size>
<segmented>0</segmented>
{OBJECT}</annotation>
"""


def locked(folder: Path, xml: str | None = None, txt: str | None = None) -> Record:
    image = folder / "001.jpg"
    image.touch()
    where = Place(image, folder / "001.xml", folder / "001.txt", folder / "kept.xml", "001.jpg")
    for path, text in ((where.voc, xml), (where.yolo, txt)):
        if text is not None and path is not None:
            path.write_text(text)
    record = read(where, SIZE, CLASSES, Writing())
    assert record.locked is not None
    return record


def mended(record: Record) -> Repair:
    done = repair(record)
    assert done is not None
    assert done.record.locked is None
    return done


def reread(record: Record) -> Record:
    return read(record.place, SIZE, CLASSES, Writing())


def test_two_ymin_and_no_ymax(tmp_path: Path) -> None:
    text = f"<annotation>\n<odd kept='yes'/>\n{OBJECT}</annotation>"
    record = locked(tmp_path, text)
    assert record.locked is not None
    assert (record.locked.code, record.locked.line) == ("repeated_value", 12)
    done = mended(record)
    assert [(f.code, f.line) for f in done.findings] == [("repaired_edge", 12)]
    assert done.record.annotation.shapes == (PLATE,)
    assert (tmp_path / "001.xml").read_text() == text, "nothing is written before the save"
    save(done.record, done.record.annotation, CLASSES)
    expected = text.replace("<ymin>386</ymin>", "<ymax>386</ymax>")
    assert (tmp_path / "001.xml").read_text() == expected
    assert reread(record).annotation.shapes == (PLATE,)
    [kept] = (tmp_path / ".labeler" / "trash").rglob("001.xml")
    assert kept.read_text() == text


def test_the_lectures_listing_as_printed(tmp_path: Path) -> None:
    record = locked(tmp_path, LECTURE)
    done = mended(record)
    assert {f.code for f in done.findings} == {"repaired_edge", "repaired_objects"}
    assert done.record.annotation.shapes == (PLATE,)
    save(done.record, done.record.annotation, CLASSES)
    assert reread(record).annotation.shapes == (PLATE,)


def test_a_repair_may_lead_to_a_conflict(tmp_path: Path) -> None:
    done = mended(locked(tmp_path, LECTURE, "0 0.611328 0.700521 0.400391 0.640625\n"))
    assert done.record.conflict is not None
    answered = done.record.resolved("voc")
    save(answered, answered.annotation, CLASSES)
    again = reread(done.record)
    assert (again.conflict, again.locked, again.annotation.shapes) == (None, None, (PLATE,))


def test_of_a_cut_xml_the_whole_objects_are_kept(tmp_path: Path) -> None:
    whole = OBJECT.replace("<ymin>386</ymin>", "<ymax>386</ymax>")
    text = f"<annotation verified='yes'>{whole}{whole.replace('330', '331')}{whole[:80]}"
    done = mended(locked(tmp_path, text))
    assert [s.points[0][0] for s in done.record.annotation.shapes] == [330, 331]
    [finding] = done.findings
    assert finding.values == {"kept": 2, "lost": 1}


@pytest.mark.parametrize(
    ("text", "points", "code"),
    [
        ("0,0.547959,0.641561,0.422449,0.117967\n", PLATE.points, "repaired_commas"),
        ("0 0,547959 0,641561 0,422449 0,117967\n", PLATE.points, "repaired_commas"),
        ("1\n330 321 744 386\n", PLATE.points, "repaired_pixels"),
        ("001.jpg\t330\t321\t414\t65\tPP587AO\n", PLATE.points, "repaired_pixels"),
    ],
)
def test_rows(tmp_path: Path, text: str, points: object, code: str) -> None:
    record = locked(tmp_path, txt=text)
    done = mended(record)
    assert [s.points for s in done.record.annotation.shapes] == [points]
    assert [f.code for f in done.findings] == [code]
    save(done.record, done.record.annotation, CLASSES)
    assert reread(record).annotation.shapes == (PLATE,)


def test_a_hopeless_row_is_left_out_and_said(tmp_path: Path) -> None:
    done = mended(locked(tmp_path, txt="0 0.5 0.5 1 1\n0 0.5 oops 1 1\n"))
    assert len(done.record.annotation) == 1
    [finding] = done.findings
    assert (finding.code, finding.line) == ("row_left_out", 2)


def test_a_size_of_zero_with_stray_text(tmp_path: Path) -> None:
    whole = OBJECT.replace("<ymin>386</ymin>", "<ymax>386</ymax>")
    size = "<size>\n<width>0</width> #here\n<height>0</height> #here\n<depth>3</depth>\n</size>\n"
    image = tmp_path / "001.jpg"
    image.touch()
    xml = tmp_path / "001.xml"
    xml.write_text(f"<annotation>\n{size}{whole}</annotation>\n")
    record = read(Place(image, xml, None, tmp_path / "k.xml", "001.jpg"), SIZE, CLASSES, Writing())
    assert record.locked is None
    assert [f.code for f in record.findings] == ["size_differs"]
    done = mended(record)
    save(done.record, done.record.annotation, CLASSES)
    expected = "<size>\n<width>980</width>\n<height>551</height>\n<depth>3</depth>\n</size>\n"
    assert xml.read_text() == f"<annotation>\n{expected}{whole}</annotation>\n"


@pytest.mark.parametrize("text", ["", "nothing of the kind", "<annotations/>", "<a>" * 10_000])
def test_what_is_no_label_is_not_made_one(tmp_path: Path, text: str) -> None:
    done = repair(locked(tmp_path, text))
    assert done is None or (text == "" and len(done.record.annotation) == 0)
