"""Grades in label files: written, read again, plain VOC to everybody else, nothing foreign lost."""

import difflib
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labeler.core.annotation import DIFFICULT, Annotation, Answer, Shape
from labeler.core.classes import ClassList
from labeler.core.formats import voc
from labeler.core.formats.format import Frame
from labeler.core.record import Place, Record, Writing, read, save
from tests.core.test_answers import answers

SIZE = (980, 551)
CLASSES = ClassList.of(["plate", "car"])
FRAME = Frame(SIZE, CLASSES, name="001.jpg")
HAND = Answer("sharpness", "soft", by_hand=True, version=2)
MEASURED = Answer("size", "large", version=3)
NIGHT = Answer("environment", "night", by_hand=True, version=7)
PLATE = Shape(1, "box", ((330.0, 321.0), (744.0, 386.0)), "plate")
QUAD = Shape(2, "quad", ((10.0, 10.0), (90.0, 14.0), (88.0, 40.0), (8.0, 36.5)), "car")
BOX = "<bndbox><xmin>330</xmin><ymin>321</ymin><xmax>744</xmax><ymax>386</ymax></bndbox>"
FORMATS = (("voc", "yolo"), ("voc",), ("yolo",))


def place(folder: Path, formats: tuple[str, ...] = ("voc", "yolo")) -> Place:
    image = folder / "001.jpg"
    image.touch()
    kept = folder / ".labeler" / "records" / "001.jpg.xml"
    xml = image.with_suffix(".xml") if "voc" in formats else None
    return Place(
        image, xml, image.with_suffix(".txt") if "yolo" in formats else None, kept, image.name
    )


def opened(where: Place) -> Record:
    return read(where, SIZE, CLASSES, Writing())


def saved(where: Place, annotation: Annotation) -> Record:
    return save(opened(where), annotation, CLASSES)


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and "trash" not in path.parts
    }


def changes(before: str, after: str) -> list[str]:
    return [
        line for line in difflib.ndiff(before.splitlines(), after.splitlines()) if line[0] in "+-"
    ]


GRADED = replace(PLATE, grades=(HAND, MEASURED, Answer(DIFFICULT, "yes")), difficult=True)


# --- saved and opened again -----------------------------------------------------------------------


@pytest.mark.parametrize("formats", FORMATS, ids="+".join)
def test_grades_are_there_again(tmp_path: Path, formats: tuple[str, ...]) -> None:
    where = place(tmp_path, formats)
    quad = replace(QUAD, grades=(MEASURED,), attributes=(("color", "red"),), occluded=True)
    whole = Annotation((GRADED, quad, PLATE.moved(0, 100).numbered(3)), True, False, (NIGHT,))
    saved(where, whole)
    again = opened(where)
    assert (again.locked, again.conflict, again.findings) == (None, None, ())
    assert [s.grades for s in again.annotation] == [s.grades for s in whole]
    assert again.annotation.grades == (NIGHT,)
    assert [s.attributes for s in again.annotation] == [(), (("color", "red"),), ()]
    assert again.annotation[1].difficult
    assert where.kept.exists() == (formats == ("yolo",))
    assert (tmp_path / "001.xml").exists() == ("voc" in formats)


@pytest.mark.parametrize("formats", FORMATS, ids="+".join)
def test_one_more_and_one_less(tmp_path: Path, formats: tuple[str, ...]) -> None:
    where = place(tmp_path, formats)
    saved(where, Annotation((GRADED,), True))
    for grades in ((HAND,), (), (MEASURED, HAND), (replace(HAND, version=9),)):
        before = opened(where).annotation
        shape = replace(before.shapes[0], grades=grades)
        saved(where, before.replacing(shape))
        again = opened(where).annotation
        assert again.shapes[0].grades == grades
        assert (again.shapes[0].difficult, again.shapes[0].attributes) == (True, ())
    xml = where.voc or where.kept
    saved(
        where,
        opened(where).annotation.replacing(replace(opened(where).annotation.shapes[0], grades=())),
    )
    assert "attribute" not in xml.read_text()


@pytest.mark.parametrize("formats", FORMATS, ids="+".join)
def test_grades_of_the_image_come_and_go(tmp_path: Path, formats: tuple[str, ...]) -> None:
    where = place(tmp_path, formats)
    saved(where, Annotation((PLATE,), True))
    bare = contents(tmp_path)
    xml = (where.voc or where.kept).read_text()
    for grades in ((NIGHT,), (NIGHT, MEASURED), (replace(NIGHT, grade="sunny"),)):
        saved(where, replace(opened(where).annotation, grades=grades))
        assert opened(where).annotation.grades == grades
        assert opened(where).annotation.shapes == (PLATE,)
    saved(where, replace(opened(where).annotation, grades=()))
    assert (where.voc or where.kept).read_text() == xml
    assert contents(tmp_path) == bare


def test_an_image_without_shapes_can_be_answered(tmp_path: Path) -> None:
    where = place(tmp_path)
    record = opened(where)
    save(record, record.annotation.answered("environment", NIGHT), CLASSES)
    again = opened(where).annotation
    assert (again.grades, again.shapes, again.seen) == ((NIGHT,), (), True)


def test_a_grade_touches_no_row_of_the_txt(tmp_path: Path) -> None:
    where = place(tmp_path)
    saved(where, Annotation((PLATE, QUAD), True))
    before = contents(tmp_path)
    annotation = opened(where).annotation
    saved(where, annotation.replacing(replace(annotation[1], grades=(HAND,))))
    after = contents(tmp_path)
    assert before["001.txt"] == after["001.txt"]
    lines = changes(before["001.xml"].decode(), after["001.xml"].decode())
    assert [line for line in lines if line[0] == "-"] == []
    assert "<value>soft</value>" in "".join(lines)


def test_an_untouched_file_is_not_written(tmp_path: Path) -> None:
    where = place(tmp_path)
    saved(where, Annotation((GRADED, QUAD), True, False, (NIGHT,)))
    before = {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in tmp_path.glob("001.*")}
    record = opened(where)
    assert save(record, record.annotation, CLASSES) is record
    assert {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in tmp_path.glob("001.*")} == before


def test_undoing_gives_the_file_its_bytes_back(tmp_path: Path) -> None:
    where = place(tmp_path)
    saved(where, Annotation((GRADED, QUAD), True, False, (NIGHT,)))
    before = contents(tmp_path)
    record = opened(where)
    moved = record.annotation[1].moved(1, 0)
    assert moved.grades == (HAND, Answer(DIFFICULT, "yes"))  # what was measured is of another place
    once = save(record, record.annotation.replacing(moved), CLASSES)
    assert contents(tmp_path) != before
    save(once, record.annotation, CLASSES)
    assert contents(tmp_path) == before


@given(answers, answers)
def test_any_grades(own: tuple[Answer, ...], images: tuple[Answer, ...]) -> None:
    shape = replace(PLATE, grades=own, attributes=(("a & b", "<x>"),))
    whole = Annotation((shape, QUAD), True, True, images)
    text = voc.render(whole, FRAME)
    parsed = voc.parse(text, FRAME)
    assert parsed.annotation == whole
    held = {s.id: (n, s) for n, s in enumerate(parsed.annotation.shapes)}
    bare = replace(whole, shapes=(PLATE, QUAD), grades=())
    less = voc.rewrite(text, parsed, held, bare, FRAME)
    assert voc.parse(less, FRAME).annotation == bare
    assert less == voc.render(bare, FRAME)
    back = voc.parse(less, FRAME)
    held = {s.id: (n, s) for n, s in enumerate(back.annotation.shapes)}
    assert voc.rewrite(less, back, held, whole, FRAME) == text


# --- to other programs ----------------------------------------------------------------------------


def test_others_read_ordinary_voc(tmp_path: Path) -> None:
    where = place(tmp_path)
    saved(where, Annotation((GRADED, QUAD), True, False, (NIGHT,)))
    root = ElementTree.parse(tmp_path / "001.xml").getroot()
    assert root.tag == "annotation"
    assert root.findtext("filename") == "001.jpg"
    objects = root.findall("object")
    assert [o.findtext("name") for o in objects] == ["plate", "car"]
    sides = [[int(o.find("bndbox").findtext(s)) for s in ("xmin", "ymin", "xmax", "ymax")]
             for o in objects]  # type: ignore[union-attr, arg-type]  # fmt: skip
    assert sides == [[330, 321, 744, 386], [8, 10, 90, 40]]
    assert objects[0].findtext("difficult") == "1"
    pairs = {a.findtext("name"): a.findtext("value") for a in objects[0].iter("attribute")}
    assert pairs == {
        "rule.sharpness": "soft",
        "rule.size": "large",
        "rule.difficult": "yes",
        "rule.origins": "sharpness=hand/2 size=measured/3 difficult=measured/1",
    }
    # a reader that looks for the first name of the whole file finds none of ours before an object
    assert [child.tag for child in root][-2:] == ["object", "object"]
    own = root.find("attributes")
    assert own is not None
    assert [a.findtext("name") for a in own] == ["rule.environment", "rule.origins"]


# --- of other programs ----------------------------------------------------------------------------

FOREIGN = f"""<annotation>
  <filename>001.jpg</filename>
  <size><width>980</width><height>551</height><depth>3</depth></size>
  <attributes>
    <!-- of the camera -->
    <attribute><name>camera</name><value>A &amp; B</value><mutable>False</mutable></attribute>
  </attributes>
  <object>
    <name>plate</name>
    {BOX}
    <attributes>
      <!-- by the police -->
      <attribute><name>color</name><value>red</value><mutable>True</mutable></attribute>
      <attribute id="4"><value>KR</value><name>country</name></attribute>
      <attribute><value>no name</value></attribute>
    </attributes>
  </object>
  <object><name>car</name>{BOX.replace("321", "121").replace("386", "186")}</object>
</annotation>
"""
KEPT = (
    "<!-- of the camera -->",
    "<attribute><name>camera</name><value>A &amp; B</value><mutable>False</mutable></attribute>",
    "<!-- by the police -->",
    "<attribute><name>color</name><value>red</value><mutable>True</mutable></attribute>",
    '<attribute id="4"><value>KR</value><name>country</name></attribute>',
    "<attribute><value>no name</value></attribute>",
)


def foreign(tmp_path: Path, text: str = FOREIGN) -> Place:
    where = place(tmp_path, ("voc",))
    assert where.voc is not None
    where.voc.write_text(text)
    return where


def test_foreign_attributes_stand_beside_grades(tmp_path: Path) -> None:
    where = foreign(tmp_path)
    assert where.voc is not None
    record = opened(where)
    assert record.annotation[1].attributes == (("color", "red"), ("country", "KR"))
    graded = replace(record.annotation[1], grades=(HAND, MEASURED))
    save(record, replace(record.annotation.replacing(graded), grades=(NIGHT,)), CLASSES)
    after = where.voc.read_text()
    for text in KEPT:
        assert text in after
    again = opened(where).annotation
    assert again[1].grades == (HAND, MEASURED)
    assert again.grades == (NIGHT,)
    assert again[1].attributes == (("color", "red"), ("country", "KR"))
    assert again[2] == record.annotation[2]
    assert "<object><name>car</name><bndbox>" in after  # not touched at all
    # and without grades all is as it was
    last = opened(where)
    bare = replace(last.annotation[1], grades=())
    save(last, replace(last.annotation.replacing(bare), grades=()), CLASSES)
    assert where.voc.read_text() == FOREIGN


def test_another_attribute_changes_only_its_value(tmp_path: Path) -> None:
    where = foreign(tmp_path)
    assert where.voc is not None
    record = opened(where)
    blue = replace(record.annotation[1], attributes=(("color", "blue"), ("country", "KR")))
    save(record, record.annotation.replacing(blue), CLASSES)
    assert opened(where).annotation[1].attributes == blue.attributes
    after = where.voc.read_text()
    for text in (*KEPT[:3], *KEPT[4:]):
        assert text in after


def test_grades_of_the_image_alone_leave_objects_alone(tmp_path: Path) -> None:
    where = foreign(tmp_path)
    assert where.voc is not None
    record = opened(where)
    save(record, record.annotation.answered("environment", NIGHT), CLASSES)
    after = where.voc.read_text()
    assert after.partition("<object>")[2] == FOREIGN.partition("<object>")[2]
    assert opened(where).annotation.grades == (NIGHT,)


@pytest.mark.parametrize(
    "text",
    [
        "<annotation/>",
        "<annotation></annotation>",
        "<annotation />\n",
        "<annotation><attributes/></annotation>",
        "<annotation>\n\t<attributes></attributes>\n</annotation>\n",
        '<?xml version="1.0" encoding="utf-8"?>\n<annotation verified="yes">\n</annotation>',
        "<annotation><filename>001.jpg</filename></annotation>",
        "<annotation>\r\n    <segmented>0</segmented>\r\n</annotation>\r\n",
        "<!-- <annotation> --><annotation><!-- <attributes> --></annotation>",
    ],
)
def test_an_image_answered_in_the_emptiest_of_files(tmp_path: Path, text: str) -> None:
    where = place(tmp_path, ("voc",))
    assert where.voc is not None
    where.voc.write_bytes(text.encode())
    record = opened(where)
    save(record, record.annotation.answered("environment", NIGHT), CLASSES)
    again = opened(where)
    assert again.locked is None
    assert again.annotation.grades == (NIGHT,)
    save(again, again.annotation.answered("environment", NIGHT).adding(GRADED), CLASSES)
    last = opened(where).annotation
    assert (last.grades, last.shapes) == ((NIGHT,), (GRADED,))
    if "\r\n" in text:
        data = where.voc.read_bytes()
        assert data.count(b"\n") == data.count(b"\r\n")


def test_a_grade_of_another_program_counts_as_given(tmp_path: Path) -> None:
    """CVAT's export of a label with an attribute `rule.sharpness`."""
    where = foreign(
        tmp_path,
        f"""<annotation>
  <folder></folder>
  <filename>001.jpg</filename>
  <source><database>Unknown</database><annotation>Unknown</annotation><image>Unknown</image></source>
  <size><width>980</width><height>551</height><depth></depth></size>
  <segmented>0</segmented>
  <object>
    <name>plate</name>
    <occluded>0</occluded>
    {BOX}
    <attributes>
      <attribute><name>rule.sharpness</name><value>soft</value></attribute>
      <attribute><name>rotation</name><value>0.0</value></attribute>
    </attributes>
  </object>
</annotation>
""",
    )
    shape = opened(where).annotation[1]
    assert shape.grades == (Answer("sharpness", "soft", by_hand=True, version=1),)
    assert shape.attributes == (("rotation", "0.0"),)


def test_a_file_with_mixed_line_ends_and_an_object_in_one_line(tmp_path: Path) -> None:
    where = foreign(tmp_path, f"<annotation><object><name>plate</name>{BOX}</object></annotation>")
    record = opened(where)
    graded = replace(record.annotation[1], grades=(HAND,))
    save(record, replace(record.annotation.replacing(graded), grades=(NIGHT,)), CLASSES)
    again = opened(where).annotation
    assert (again[1].grades, again.grades) == ((HAND,), (NIGHT,))
    assert where.voc is not None
    assert "\n" not in where.voc.read_text().partition("</bndbox>")[0].partition("<object>")[2]


tags = st.sampled_from(("color", "rule.size", "rule.difficult", "x"))


@given(st.lists(st.tuples(tags, st.text("ab =/&<1", max_size=5)), max_size=5), answers)
def test_whatever_attributes_a_file_has_its_foreign_ones_stay(
    pairs: list[tuple[str, str]], grades: tuple[Answer, ...]
) -> None:
    escaped = [(n, v.replace("&", "&amp;").replace("<", "&lt;")) for n, v in pairs]
    inside = "".join(
        f"<attribute><name>{n}</name><value>{v}</value></attribute>" for n, v in escaped
    )
    text = (
        f"<annotation><attributes>{inside}</attributes><object><name>plate</name>{BOX}"
        f"<attributes>{inside}</attributes></object></annotation>"
    )
    parsed = voc.parse(text, FRAME)
    shape = parsed.annotation.shapes[0]
    after = replace(parsed.annotation, shapes=(replace(shape, grades=grades),), grades=grades)
    done = voc.parse(voc.rewrite(text, parsed, {1: (0, shape)}, after, FRAME), FRAME)
    assert done.annotation == after
