"""One image's labels: one save writes both files in agreement, and nothing else ever changes."""

import difflib
import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from labeler.core.annotation import Annotation, Shape
from labeler.core.classes import ClassList
from labeler.core.files import temporary_for
from labeler.core.finding import LabelerError
from labeler.core.record import (
    Place,
    Record,
    Writing,
    read,
    render,
    save,
    save_copy,
    summarise,
)

SHARED = Path(__file__).resolve().parents[2] / "../shared/data"
DATA = Path(__file__).resolve().parents[1] / "data"
SIZE = (980, 551)
CLASSES = ClassList.of(["plate", "car", "번호판"])
PLATE = Shape(1, "box", ((330.0, 321.0), (744.0, 386.0)), "plate")
LECTURE_ROW = "0 0.611328 0.700521 0.400391 0.640625\n"


def place(folder: Path, name: str = "001.jpg", voc: bool = True, yolo: bool = True) -> Place:
    image = folder / name
    image.parent.mkdir(parents=True, exist_ok=True)
    image.touch()
    kept = folder / ".labeler" / "records" / f"{name}.xml"
    xml, txt = image.with_suffix(".xml"), image.with_suffix(".txt")
    return Place(image, xml if voc else None, txt if yolo else None, kept, name)


def opened(where: Place, size: tuple[int, int] | None = SIZE, **writing: object) -> Record:
    return read(where, size, CLASSES, Writing(**writing))  # type: ignore[arg-type]


def drawn(where: Place, *shapes: Shape, **writing: object) -> Record:
    record = opened(where, **writing)
    numbered = (shape.numbered(n) for n, shape in enumerate(shapes, record.annotation.next_id))
    return save(record, record.annotation.adding(*numbered), CLASSES)


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".labeler/trash" not in path.as_posix()
    }


def test_one_save_writes_both_files_in_agreement(tmp_path: Path) -> None:
    where = place(tmp_path)
    drawn(where, PLATE)
    assert where.yolo is not None
    assert where.yolo.read_text() == "0 0.547959 0.641561 0.422449 0.117967\n"
    record = opened(where)
    assert record.annotation == Annotation((PLATE,), seen=True)
    assert (record.findings, record.conflict, record.locked) == ((), None, None)
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_looking_writes_nothing_and_nothing_here_writes_both(tmp_path: Path) -> None:
    where = place(tmp_path)
    record = opened(where)
    assert not record.annotation.seen
    assert render(record, record.annotation, CLASSES) == ()
    assert save(record, record.annotation, CLASSES) is record
    save(record, record.annotation.seeing(), CLASSES)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["001.jpg", "001.txt", "001.xml"]
    assert opened(where).annotation == Annotation(seen=True)


def test_undoing_everything_takes_the_new_files_away_again(tmp_path: Path) -> None:
    where = place(tmp_path)
    record = opened(where)
    saved = save(record, record.annotation.adding(PLATE), CLASSES)
    back = save(saved, record.annotation, CLASSES)
    assert sorted(p.name for p in tmp_path.iterdir()) == [".labeler", "001.jpg"]
    save(back, record.annotation.adding(PLATE), CLASSES)
    assert opened(where).annotation.shapes == (PLATE,)


def test_the_lectures_row_disagrees_and_ends_below_the_image(tmp_path: Path) -> None:
    where = place(tmp_path)
    drawn(where, PLATE)
    assert where.yolo is not None
    where.yolo.write_text(LECTURE_ROW)
    record = opened(where)
    assert record.conflict is not None
    found = {f.code: f for f in record.findings}
    assert found.keys() == {"box_differs", "outside_image"}
    assert found["outside_image"].values == {"name": "plate", "side": "bottom", "px": 11.5}
    assert (found["outside_image"].where, found["outside_image"].line) == (where.yolo, 1)
    with pytest.raises(LabelerError) as refused:
        save(record, Annotation((), True), CLASSES)
    assert refused.value.finding.code == "conflict_open"


@pytest.mark.parametrize("which", ["voc", "yolo"])
def test_answering_a_conflict_writes_what_holds_into_both(tmp_path: Path, which: str) -> None:
    where = place(tmp_path)
    drawn(where, replace(PLATE, difficult=True))
    assert where.yolo is not None
    where.yolo.write_text(LECTURE_ROW)
    record = opened(where)
    answered = record.resolved(which)  # type: ignore[arg-type]
    save(answered, answered.annotation, CLASSES)
    again = opened(where)
    assert again.conflict is None
    [shape] = again.annotation.shapes
    assert shape.difficult
    expected = PLATE if which == "voc" else record.conflict.yolo.shapes[0]  # type: ignore[union-attr]
    near = [abs(a - b) for p, q in zip(shape.points, expected.points, strict=True)
            for a, b in zip(p, q, strict=True)]  # fmt: skip
    assert max(near) < 0.002
    trash = tmp_path / ".labeler" / "trash"
    kept = [p.read_text() for p in trash.rglob("001.txt")]
    assert kept == ([LECTURE_ROW] if which == "voc" else [])


def test_objects_in_xml_and_an_empty_txt_is_a_conflict(tmp_path: Path) -> None:
    where = place(tmp_path)
    drawn(where, PLATE)
    assert where.yolo is not None
    where.yolo.write_text("")
    assert [f.code for f in opened(where).findings] == ["missing_in_txt"]
    record = opened(where).resolved("yolo")
    save(record, record.annotation, CLASSES)
    assert opened(where).annotation == Annotation(seen=True)


@pytest.mark.parametrize("missing", ["001.xml", "001.txt"])
def test_one_missing_half_is_no_conflict_and_is_written_with_the_first_save(
    tmp_path: Path, missing: str
) -> None:
    where = place(tmp_path)
    drawn(where, PLATE)
    (tmp_path / missing).unlink()
    record = opened(where)
    assert (record.conflict, record.annotation.shapes) == (None, (PLATE,))
    assert render(record, record.annotation, CLASSES) == ()
    save(record, record.annotation.replacing(PLATE.moved(1, 0)), CLASSES)
    assert (tmp_path / missing).exists()
    assert opened(where).annotation.shapes == (PLATE.moved(1, 0),)


def test_an_unreadable_half_locks(tmp_path: Path) -> None:
    where = place(tmp_path)
    drawn(where, PLATE)
    assert where.yolo is not None
    where.yolo.write_text("0 0.5 0.5 1 1\n0 0.5\n")
    record = opened(where)
    assert record.locked is not None
    assert (record.locked.code, record.locked.where, record.locked.line) == (
        "wrong_value_count", where.yolo, 2,
    )  # fmt: skip
    before = contents(tmp_path)
    with pytest.raises(LabelerError):
        save(record, Annotation((), True), CLASSES)
    assert contents(tmp_path) == before


def test_a_file_changed_by_another_program_is_not_overwritten(tmp_path: Path) -> None:
    where = place(tmp_path)
    drawn(where, PLATE)
    record = opened(where)
    assert record.fresh()
    assert where.voc is not None
    where.voc.write_bytes(where.voc.read_bytes() + b"\n")
    assert not record.fresh()
    moved = record.annotation.replacing(PLATE.moved(1, 0))
    with pytest.raises(LabelerError) as refused:
        save(record, moved, CLASSES)
    assert refused.value.finding.code == "changed_on_disk"
    save(record, moved, CLASSES, force=True)
    assert opened(where).annotation == moved


def test_a_folder_that_is_gone_is_not_made_anew(tmp_path: Path) -> None:
    where = place(tmp_path / "share")
    record = opened(where)
    shutil.rmtree(tmp_path / "share")
    with pytest.raises(LabelerError) as refused:
        save(record, record.annotation.adding(PLATE), CLASSES)
    assert refused.value.finding.code == "folder_gone"
    assert not (tmp_path / "share").exists()


def test_without_voc_the_full_record_is_kept_apart(tmp_path: Path) -> None:
    where = place(tmp_path, voc=False)
    full = replace(PLATE, occluded=True, attributes=(("grade", "near"),))
    drawn(where, full)
    assert sorted(p.name for p in tmp_path.iterdir()) == [".labeler", "001.jpg", "001.txt"]
    assert opened(where).annotation.shapes == (full,)
    # the project turns VOC on: nothing of the record is lost
    both = place(tmp_path)
    record = opened(both)
    assert record.annotation.shapes == (full,)
    save(record, record.annotation.verifying(True), CLASSES)
    assert both.voc is not None
    assert both.voc.exists()
    assert opened(both).annotation == Annotation((full,), True, True)


def test_without_yolo_there_is_only_xml(tmp_path: Path) -> None:
    drawn(place(tmp_path, yolo=False), PLATE)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["001.jpg", "001.xml"]
    assert b"txt_digest" not in (tmp_path / "001.xml").read_bytes()


def test_the_size_of_an_undecodable_image_is_taken_from_the_xml(tmp_path: Path) -> None:
    where = place(tmp_path)
    drawn(where, PLATE)
    record = opened(where, size=None)
    assert (record.size, record.annotation.shapes, record.findings) == (SIZE, (PLATE,), ())
    assert where.voc is not None
    where.voc.unlink()
    locked = opened(where, size=None).locked
    assert locked is not None
    assert locked.code == "image_size_unknown"


def test_a_save_killed_between_the_two_files_is_finished_by_the_next_read(tmp_path: Path) -> None:
    where = place(tmp_path)
    record = drawn(where, PLATE)
    moved = record.annotation.adding(PLATE.moved(5, 0))
    [(xml, new_xml), (txt, new_txt)] = render(record, moved, CLASSES)
    assert new_xml is not None
    assert new_txt is not None
    temporary_for(txt, new_xml).write_bytes(new_txt)
    xml.write_bytes(new_xml)
    again = opened(where)
    assert again.conflict is None
    assert again.annotation.shapes == (PLATE.moved(5, 0),)
    assert txt.read_bytes() == new_txt
    assert sorted(p.name for p in tmp_path.iterdir()) == ["001.jpg", "001.txt", "001.xml"]


def test_a_torn_leftover_is_not_taken_for_the_txt(tmp_path: Path) -> None:
    where = place(tmp_path)
    record = drawn(where, PLATE)
    [(xml, new_xml), (txt, _)] = render(record, Annotation((), True), CLASSES)
    assert new_xml is not None
    temporary_for(txt, new_xml).write_bytes(b"0 0.5")
    before = txt.read_bytes()
    xml.write_bytes(new_xml)
    again = opened(where)
    assert again.conflict is not None
    assert txt.read_bytes() == before


def test_a_txt_written_in_another_order_keeps_its_order(tmp_path: Path) -> None:
    where = place(tmp_path)
    other = Shape(2, "box", ((1.0, 2.0), (30.0, 40.0)), "car")
    drawn(where, PLATE, other)
    assert where.yolo is not None
    rows = where.yolo.read_text().splitlines()
    where.yolo.write_text("\n".join(reversed(rows)))
    record = opened(where)
    assert record.annotation.shapes == (PLATE, other)
    save(record, record.annotation.replacing(PLATE.classed("car")), CLASSES)
    written = where.yolo.read_text().splitlines()
    assert written == [rows[1], "1" + rows[0][1:]]


def test_the_finer_txt_is_the_geometry_of_a_rounded_xml(tmp_path: Path) -> None:
    where = place(tmp_path)
    drawn(where, Shape(1, "box", ((330.3, 321.0), (744.0, 386.0)), "plate"))
    record = opened(where)
    assert record.annotation.shapes[0].points[0][0] == pytest.approx(330.3, abs=0.001)
    assert render(record, record.annotation, CLASSES) == ()


def test_a_flag_leaves_the_txt_alone(tmp_path: Path) -> None:
    where = place(tmp_path)
    assert where.yolo is not None
    where.yolo.write_text("0\t0.5478 0.6416 0.4224 0.118 0.77\r\n")
    record = opened(where)
    [shape] = record.annotation.shapes
    save(record, record.annotation.replacing(replace(shape, difficult=True)), CLASSES)
    assert where.yolo.read_bytes() == b"0\t0.5478 0.6416 0.4224 0.118 0.77\r\n"
    again = opened(where)
    assert again.conflict is None
    assert again.annotation.shapes[0].difficult


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [("utf-8", b""), ("utf-8", b"\xef\xbb\xbf"), ("utf-16-le", b"\xff\xfe"),
     ("utf-16-be", b"\xfe\xff"), ("cp949", b""), ("euc-kr", b"")],
)  # fmt: skip
def test_encodings_and_line_ends_are_kept(tmp_path: Path, encoding: str, mark: bytes) -> None:
    where = place(tmp_path, yolo=False)
    drawn(where, replace(PLATE, class_name="번호판"))
    assert where.voc is not None
    text = where.voc.read_text(encoding="utf-8").replace("\n", "\r\n")
    where.voc.write_bytes(mark + text.encode(encoding))
    record = opened(where)
    assert record.annotation.shapes[0].class_name == "번호판"
    moved = record.annotation.replacing(replace(PLATE.moved(1, 0), class_name="번호판"))
    save(record, moved, CLASSES)
    expected = text.replace(">330<", ">331<").replace(">744<", ">745<")
    assert where.voc.read_bytes() == mark + expected.encode(encoding)


@pytest.mark.parametrize(
    "name",
    ["번호판 #1 100%.jpg", "🚗.mp4#t=1.jpg", "a.b/c d/" + "n" * 251 + ".jpg", "日本/画像.png"],
)
def test_any_path_works(tmp_path: Path, name: str) -> None:
    where = place(tmp_path, name)
    drawn(where, PLATE)
    assert opened(where).annotation.shapes == (PLATE,)


def test_a_copy_is_saved_elsewhere_and_overwrites_nothing(tmp_path: Path) -> None:
    where = place(tmp_path / "set", "s1/001.jpg")
    record = opened(where)
    other = tmp_path / "rescue"
    other.mkdir()
    paths = save_copy(record, record.annotation.adding(PLATE), CLASSES, other)
    assert sorted(paths) == [other / "s1" / "001.txt", other / "s1" / "001.xml"]
    first = contents(other)
    assert b"330" in first["s1/001.xml"]
    assert contents(tmp_path / "set").keys() == {"s1/001.jpg"}
    save_copy(record, record.annotation.adding(PLATE.moved(1, 0)), CLASSES, other)
    trash = other / ".labeler" / "trash"
    assert {p.read_bytes() for p in trash.rglob("001.*")} == set(first.values())


def test_findings_say_file_line_and_shape(tmp_path: Path) -> None:
    where = place(tmp_path)
    assert where.yolo is not None
    rows = ["0 0.5 0.5 0.1 0.1", "7 0.1 0.1 0.1 0.1", "", "0 0.5 0.5 0.1 0.1", "0 0.5 0.5 0 0.2",
            "0 0.5 0.5 -0.1 0.2 0.9"]  # fmt: skip
    where.yolo.write_text("\n".join(rows))
    record = opened(where)
    assert record.locked is None
    assert {(f.code, f.line, f.shape) for f in record.findings} == {
        ("unknown_class", 2, 1),
        ("duplicate_box", 4, 2),
        ("zero_side", 5, 3),
        ("inverted_sides", 6, 4),
        ("confidence_column", 6, 4),
    }
    assert {f.where for f in record.findings} == {where.yolo}


def test_a_size_that_is_not_the_pictures_is_found(tmp_path: Path) -> None:
    where = place(tmp_path)
    drawn(where, PLATE)
    [found] = [f for f in opened(where, size=(981, 551)).findings if f.code == "size_differs"]
    assert found.values == {"image": "981x551", "file": "980x551"}


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    where = place(tmp_path)
    assert where.yolo is not None
    with open(where.yolo, "wb") as file:
        file.truncate(2**30)
    locked = opened(where).locked
    assert locked is not None
    assert locked.code == "label_too_large"


def test_a_folder_in_the_place_of_a_label_locks(tmp_path: Path) -> None:
    where = place(tmp_path)
    assert where.voc is not None
    where.voc.mkdir()
    locked = opened(where).locked
    assert locked is not None
    assert locked.code == "cannot_read"


def test_summaries(tmp_path: Path) -> None:
    where = place(tmp_path)
    assert summarise(where, CLASSES).state == "new"
    record = drawn(where, PLATE, PLATE.moved(9, 9), PLATE.classed("car"))
    summary = summarise(where, CLASSES)
    assert (summary.state, summary.counts) == ("labelled", {"plate": 2, "car": 1})
    assert where.yolo is not None
    assert where.voc is not None
    where.yolo.write_text(LECTURE_ROW)
    assert summarise(where, CLASSES).state == "problem"
    where.voc.unlink()
    where.yolo.write_text("0 0.5 0.5 1 1\n1 0.5 0.5 1.0 1.0")
    summary = summarise(where, CLASSES)
    assert (summary.state, summary.counts) == ("labelled", {"plate": 1, "car": 1})
    where.yolo.write_text("0 0.5")
    assert summarise(where, CLASSES).state == "problem"
    assert record.annotation == Annotation()


def samples() -> list[Path]:
    names = ("voc", "yolo", "plates")
    folders = [DATA, *(p for p in (SHARED / "formats").glob("*") if p.name.startswith(names))]
    folders += [SHARED / "plates", SHARED / "formats" / "malformed"]
    return [p for folder in folders for suffix in ("*.xml", "*.txt") for p in folder.rglob(suffix)]


def sample_place(sample: Path, folder: Path) -> Place:
    label = folder / sample.name
    shutil.copyfile(sample, label)
    image = label.with_suffix(".jpg")
    image.touch()
    xml = label if sample.suffix == ".xml" else None
    txt = label if sample.suffix == ".txt" else None
    return Place(image, xml, txt, folder / ".labeler" / "kept.xml", image.name)


@pytest.mark.parametrize("sample", samples(), ids=lambda p: f"{p.parent.name}/{p.name}")
def test_real_files_change_only_where_they_were_touched(sample: Path, tmp_path: Path) -> None:
    where = sample_place(sample, tmp_path)
    original = sample.read_bytes()
    classes = ClassList.of(f"class {n}" for n in range(100))
    record = read(where, (640, 480), classes, Writing())
    assert render(record, record.annotation, classes) == ()
    if record.locked is not None or not record.annotation.shapes:
        return
    label = tmp_path / sample.name
    shape = record.annotation.shapes[-1]
    saved = save(record, record.annotation.replacing(shape.moved(3, 2)), classes)
    lines = original.decode().splitlines()
    changed = [d for d in difflib.ndiff(lines, label.read_text().splitlines()) if d[0] in "+-"]
    assert 0 < len(changed) <= 8
    again = read(where, (640, 480), classes, Writing())
    assert (again.locked, again.conflict) == (None, None)
    untouched = len(record.annotation.shapes) - 1
    assert again.annotation.shapes[:untouched] == record.annotation.shapes[:untouched]
    save(saved, record.annotation, classes)
    assert label.read_bytes() == original


points = st.tuples(st.integers(0, SIZE[0]), st.integers(0, SIZE[1])).map(
    lambda p: (float(p[0]), float(p[1]))
)


@st.composite
def shapes(draw: st.DrawFn) -> Shape:
    kind = draw(st.sampled_from(["box", "polygon", "quad"]))
    count = {"box": 2, "quad": 4}.get(kind) or draw(st.integers(3, 7))
    corners = tuple(draw(st.lists(points, min_size=count, max_size=count, unique=True)))
    if kind == "box":
        (x1, y1), (x2, y2) = corners
        corners = ((min(x1, x2), min(y1, y2)), (max(x1, x2), max(y1, y2)))
    flags = draw(st.tuples(st.booleans(), st.booleans(), st.booleans()))
    attributes = draw(st.sampled_from([(), (("색", "파랑"),), (("a", '<&>"'), ("b", ""))]))
    name = draw(st.sampled_from(CLASSES.names))
    return Shape(1, kind, corners, name, *flags, attributes)  # type: ignore[arg-type]


def round_trip(folder: Path, drawn_shapes: list[Shape], verified: bool, task: str) -> None:
    where = place(folder)
    for old in (where.voc, where.yolo):
        assert old is not None
        old.unlink(missing_ok=True)
    numbered = tuple(shape.numbered(n) for n, shape in enumerate(drawn_shapes, 1))
    annotation = Annotation(numbered, True, verified)
    save(opened(where, yolo=task), annotation, CLASSES)
    record = opened(where, yolo=task)
    assert record.conflict is None
    assert record.annotation == annotation


tasks = st.sampled_from(["detect", "segment", "obb"])
patient = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


@settings(patient, max_examples=150)
@given(st.lists(shapes(), max_size=6), st.booleans(), tasks)
def test_drawn_saved_opened_is_the_same(
    tmp_path: Path, drawn_shapes: list[Shape], verified: bool, task: str
) -> None:
    round_trip(tmp_path, drawn_shapes, verified, task)


@pytest.mark.slow
@settings(patient, max_examples=10_000)
@given(st.lists(shapes(), max_size=6), st.booleans(), tasks)
def test_ten_thousand_drawn_saved_opened_are_the_same(
    tmp_path: Path, drawn_shapes: list[Shape], verified: bool, task: str
) -> None:
    round_trip(tmp_path, drawn_shapes, verified, task)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root writes anywhere")
def test_a_read_only_folder_keeps_the_old_files(tmp_path: Path) -> None:
    where = place(tmp_path)
    drawn(where, PLATE)
    record, before = opened(where), contents(tmp_path)
    tmp_path.chmod(0o555)
    try:
        with pytest.raises(LabelerError) as refused:
            save(record, record.annotation.verifying(True), CLASSES)
        assert refused.value.finding.code == "read_only"
    finally:
        tmp_path.chmod(0o755)
    assert contents(tmp_path) == before
