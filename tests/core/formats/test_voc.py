"""VOC XML: LabelImg's own form and every other is read; only what was touched is rewritten."""

import difflib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from labeler.core.annotation import Annotation, Shape
from labeler.core.classes import ClassList
from labeler.core.finding import LabelerError
from labeler.core.formats import voc
from labeler.core.formats.format import Frame, Writing

DATA = Path(__file__).resolve().parents[2] / "data" / "voc"
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
FRAME = Frame((980, 551), ClassList.of(["plate"]), name="s1/001.jpg", folder="s1")
PLATE = Shape(1, "box", ((330.0, 321.0), (744.0, 386.0)), "plate")


def sample(name: str) -> str:
    return (DATA / name).read_bytes().decode()


def wrapped(content: str, marks: str = "") -> str:
    return f"<annotation{marks}>\n\t{content}\n</annotation>\n"


def obj(content: str, name: str = "<name>plate</name>") -> str:
    return f"<object>{name}{content}</object>"


BOX = "<bndbox><xmin>330</xmin><ymin>321</ymin><xmax>744</xmax><ymax>386</ymax></bndbox>"


def rewritten(text: str, annotation: Annotation, frame: Frame = FRAME) -> str:
    parsed = voc.parse(text, frame)
    held = {s.id: (n, s) for n, s in enumerate(parsed.annotation.shapes)}
    return voc.rewrite(text, parsed, held, annotation, frame)


def changed_lines(before: str, after: str) -> list[str]:
    return [
        line for line in difflib.ndiff(before.splitlines(), after.splitlines()) if line[0] in "+-"
    ]


@pytest.mark.parametrize("path", sorted(DATA.glob("*.xml")), ids=lambda p: p.name)
def test_both_ways_of_reading_agree_and_unchanged_text_is_kept(path: Path) -> None:
    text = sample(path.name)
    plain, any_form = voc.parse_plain(text, FRAME), voc.parse_any(text, FRAME)
    assert plain is not None, "a real file should be read the fast way"
    assert plain.annotation == any_form.annotation
    assert (plain.size, plain.depth, plain.twin) == (any_form.size, any_form.depth, any_form.twin)
    assert rewritten(text, plain.annotation) == text


@pytest.mark.parametrize("path", sorted(DATA.glob("*.xml")), ids=lambda p: p.name)
def test_moving_one_box_changes_its_numbers_only(path: Path) -> None:
    text = sample(path.name)
    annotation = voc.parse(text, FRAME).annotation
    shape = annotation.shapes[-1]
    new = rewritten(text, annotation.replacing(shape.reshaped(((1.0, 2.0), (30.0, 40.0)))))
    changed = changed_lines(text, new)
    assert 2 <= len(changed) <= 8
    assert all("<xm" in line or "<ym" in line for line in changed)
    assert voc.parse(new, FRAME).annotation.shapes[-1].points == ((1.0, 2.0), (30.0, 40.0))


def test_decimals_are_kept_and_a_touched_box_gets_integers() -> None:
    text = sample("vott.xml")
    [shape] = voc.parse(text, FRAME).annotation.shapes
    assert shape.points[0] == (553.2078371110257, 344.75409836065575)
    new = rewritten(text, Annotation((shape.moved(1, 0),), True, True))
    assert "<xmin>554</xmin>\n        <ymin>345</ymin>" in new


def test_a_new_file_has_labelimgs_order() -> None:
    text = voc.render(Annotation((PLATE,), True, True), FRAME)
    parsed = voc.parse(text, FRAME)
    assert parsed.annotation == Annotation((PLATE,), True, True)
    assert (parsed.size, parsed.depth) == ((980, 551), 3)
    tags = ["folder", "filename", "path", "source", "size", "segmented", "object"]
    positions = [text.index(f"\n\t<{tag}>") for tag in tags]
    assert positions == sorted(positions)
    assert "<path>s1/001.jpg</path>" in text
    assert text.startswith('<annotation verified="yes">')


names = st.text(min_size=1, max_size=8).map(lambda s: ClassList.of([s]).names[0]).filter(bool)
points = st.tuples(st.integers(0, 980), st.integers(0, 551)).map(
    lambda p: (float(p[0]), float(p[1]))
)
decimals = st.tuples(st.floats(0, 980), st.floats(0, 551))


def is_xml(text: str) -> bool:
    return "\ufffd" not in voc.escaped(text)


@st.composite
def shapes(draw: st.DrawFn) -> Shape:
    kind = draw(st.sampled_from(["box", "polygon", "quad"]))
    if kind == "box":
        corners = (draw(points), draw(points))
    else:
        count = 4 if kind == "quad" else draw(st.integers(3, 8))
        corners = tuple(draw(st.lists(points | decimals, min_size=count, max_size=count)))  # type: ignore[assignment]
    text = st.text(max_size=6).filter(is_xml)
    attributes = draw(st.lists(st.tuples(text.map(str.strip).filter(bool), text), max_size=2))
    flags = draw(st.tuples(st.booleans(), st.booleans(), st.booleans()))
    return Shape(1, kind, corners, draw(names.filter(is_xml)), *flags, tuple(attributes))  # type: ignore[arg-type]


@st.composite
def annotations(draw: st.DrawFn) -> Annotation:
    drawn = draw(st.lists(shapes(), max_size=5))
    return Annotation(
        tuple(s.numbered(n) for n, s in enumerate(drawn, 1)), True, draw(st.booleans())
    )


@patient
@given(annotations())
def test_what_is_written_is_read_back(annotation: Annotation) -> None:
    text = voc.render(annotation, FRAME)
    assert voc.parse_any(text, FRAME).annotation == annotation
    plain = voc.parse_plain(text, FRAME)
    assert plain is None or plain.annotation == annotation


@patient
@given(annotations(), st.data())
def test_any_edit_of_a_file_reads_as_the_edit(before: Annotation, data: st.DataObject) -> None:
    text = voc.render(before, FRAME)
    kept = data.draw(st.permutations(before.shapes)) if before.shapes else []
    edited: list[Shape] = []
    for number, shape in enumerate(kept):
        act = data.draw(st.sampled_from(["keep", "edit", "drop", "new"]))
        other = data.draw(shapes())
        if act in ("keep", "edit"):
            edited.append(shape if act == "keep" else other.numbered(shape.id))
        elif act == "new":
            edited += [shape, other.numbered(100 + number)]
    after = Annotation(tuple(edited), True, data.draw(st.booleans()))
    read = voc.parse_any(rewritten(text, after), FRAME).annotation
    assert [s.numbered(0) for s in read.shapes] == [s.numbered(0) for s in after.shapes]
    assert read.verified == after.verified


@patient
@given(st.integers(0, 400), st.text(max_size=3))
def test_the_fast_way_never_reads_what_a_parser_refuses(position: int, insert: str) -> None:
    text = sample("raccoon-1.xml")
    text = text[:position] + insert + text[position:]
    plain = voc.parse_plain(text, FRAME)
    if plain is None:
        return
    exact = voc.parse_any(text, FRAME)
    assert plain.annotation == exact.annotation
    assert (plain.size, plain.depth, plain.twin) == (exact.size, exact.depth, exact.twin)


@pytest.mark.parametrize(
    "text",
    [
        wrapped(obj(BOX)),
        wrapped(obj("<pose/><truncated/><difficult>Unspecified</difficult>" + BOX)),
        f"<?xml version='1.0'?><!-- a > b --><annotation><a b='>'/>{obj(BOX)}</annotation>",
        wrapped(obj(BOX.replace("330", " 330 ").replace("744", "<!-- x -->744.0"))),
        wrapped(obj(BOX.replace("330", "3.3e2"), "<name> pl<![CDATA[at]]>e\n</name>")),
        "<!DOCTYPE annotation>" + wrapped(obj(BOX)),
        wrapped(
            "<size/><object><part><name>x</name>"
            + BOX
            + "</part>"
            + "<name>plate</name>"
            + BOX
            + "</object>"
        ),
        wrapped(obj(BOX)).replace("\n", "\r\n"),
        f"<annotation><annotation/>{obj(BOX)}<size></size></annotation>",
    ],
)
def test_odd_but_readable(text: str) -> None:
    parsed = voc.parse(text, FRAME)
    assert parsed.annotation.shapes == (PLATE,)
    moved = Annotation((PLATE.moved(2, 0),), True)
    new = rewritten(text, moved)
    assert voc.parse(new, FRAME).annotation.shapes == moved.shapes
    assert rewritten(text, Annotation((), True)).count("<object") == 0
    assert (
        len(
            voc.parse(
                rewritten(text, Annotation((PLATE, PLATE.numbered(2)), True)), FRAME
            ).annotation
        )
        == 2
    )


ENTITY = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
BOMB = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("", "xml_broken", None),
        ("<annotation>\n<object>\n", "xml_broken", 3),
        ("<annotations/>", "not_voc", 1),
        (ENTITY + wrapped(obj(BOX, "<name>&x;</name>")), "xml_doctype", 1),
        (
            f"<?xml version='1.0'?>\n{BOMB}" + wrapped(obj(BOX, "<name>&b;</name>")),
            "xml_doctype",
            2,
        ),
        ('<!DOCTYPE a SYSTEM "http://localhost/a.dtd">' + wrapped(""), "xml_doctype", 1),
        (wrapped(obj(BOX, "<name>&x;</name>")), "xml_broken", 2),
        (wrapped(obj(BOX, "")), "missing_value", 2),
        (wrapped(obj(BOX.replace("ymax", "ymin"))), "repeated_value", 2),
        (wrapped(obj(BOX.replace("<ymax>386</ymax>", ""))), "missing_value", 2),
        (wrapped(obj(BOX.replace("386", "nan"))), "not_a_number", 2),
        (wrapped(obj(BOX.replace("386", "1_0"))), "not_a_number", 2),
        (wrapped(obj(BOX.replace("386", ""))), "not_a_number", 2),
        (wrapped(obj(BOX.replace("386", "1e300"))), "not_a_number", 2),
    ],
)
def test_what_cannot_be_read_is_named_with_its_line(text: str, code: str, line: int | None) -> None:
    with pytest.raises(LabelerError) as refused:
        voc.parse(text, FRAME)
    finding = refused.value.finding
    assert finding.code == code
    assert line is None or finding.line == line


def test_an_inverted_box_stays_inverted() -> None:
    [shape] = voc.parse(wrapped(obj(BOX.replace("330", "900"))), FRAME).annotation.shapes
    assert shape.points == ((900.0, 321.0), (744.0, 386.0))


def test_voc_origin_1_is_the_devkits_inclusive_pixels() -> None:
    frame = Frame((980, 551), FRAME.classes, Writing(voc_origin=1))
    text = wrapped(
        obj("<bndbox><xmin>1</xmin><ymin>1</ymin><xmax>980</xmax><ymax>551</ymax></bndbox>")
    )
    [shape] = voc.parse(text, frame).annotation.shapes
    assert shape.points == ((0.0, 0.0), (980.0, 551.0))
    assert voc.parse(voc.render(Annotation((shape,)), frame), frame).annotation.shapes == (shape,)
    assert "<xmin>1</xmin>" in voc.render(Annotation((shape,)), frame)


def test_an_object_without_box_is_kept_and_found() -> None:
    strange = "<object><name>x</name><robndbox><cx>3</cx></robndbox></object>"
    text = wrapped(strange + "\n\t" + obj(BOX))
    parsed = voc.parse(text, FRAME)
    assert [(f.code, f.line) for f in parsed.findings] == [("object_without_box", 2)]
    assert strange in rewritten(text, Annotation((PLATE.moved(1, 1),), True))
    assert strange in rewritten(text, Annotation((), True))


def test_unknown_children_and_their_order_survive_an_edit() -> None:
    text = wrapped(
        obj(f"<deleted>0</deleted>{BOX}<id a='1'>7</id><attributes><attribute><name>k</name>"
            "<value>v</value></attribute></attributes><occluded>no</occluded>")
    )  # fmt: skip
    [shape] = voc.parse(text, FRAME).annotation.shapes
    assert shape.attributes == (("k", "v"),)
    flagged = Shape(
        1, "box", shape.points, "plate", difficult=True, occluded=True, attributes=shape.attributes
    )
    new = rewritten(text, Annotation((flagged,), True))
    assert new == text.replace("<occluded>no<", "<occluded>1<").replace(
        "<bndbox>", "<difficult>1</difficult><bndbox>"
    )


def test_roboflow_polygons_and_labelme_points_are_polygons() -> None:
    roboflow = "<polygon><x1>1.5</x1><y1>2</y1><x2>9</x2><y2>2</y2><x3>5</x3><y3>8</y3></polygon>"
    corners = ((1.5, 2), (9, 2), (5, 8))
    points = "".join(f"<pt><x>{x}</x><y>{y}</y></pt>" for x, y in corners)
    points = f"<polygon>{points}</polygon>"
    for text in (roboflow, points):
        [shape] = voc.parse(wrapped(obj(BOX + text)), FRAME).annotation.shapes
        assert (shape.kind, shape.points) == ("polygon", ((1.5, 2.0), (9.0, 2.0), (5.0, 8.0)))


def test_a_root_without_content_takes_shapes() -> None:
    for text in ("<annotation/>", "<annotation></annotation>", "<annotation>\r\n</annotation>"):
        assert voc.parse(rewritten(text, Annotation((PLATE,), True)), FRAME).annotation.shapes == (
            PLATE,
        )


def test_the_twins_digest_is_only_in_files_that_have_one() -> None:
    frame = Frame((980, 551), FRAME.classes, twin="0123456789abcdef")
    text = voc.render(Annotation((PLATE,)), frame)
    assert voc.parse(text, frame).twin == "0123456789abcdef"
    other = Frame((980, 551), FRAME.classes, twin="fedcba9876543210")
    assert voc.parse(rewritten(text, Annotation((PLATE,)), other), frame).twin == other.twin
    foreign = sample("raccoon-1.xml")
    assert rewritten(foreign, voc.parse(foreign, FRAME).annotation, other) == foreign
