"""Hostile and broken label files end as shapes or as a finding, quickly, and reach for nothing."""

import random
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from labeler.core.classes import ClassList
from labeler.core.finding import LabelerError
from labeler.core.record import Place, Writing, read, render, summarise
from labeler.core.repair import repair

DATA = Path(__file__).resolve().parents[1] / "data"
CLASSES = ClassList.of(["plate", "car"])
LONGEST = 1.0
SEEDS = [p.read_bytes() for s in ("xml", "txt") for p in sorted(DATA.rglob(f"*.{s}"))]
PIECES = [
    b"<", b">", b"</object>", b"<object>", b"<bndbox>", b"&", b"&#0;", b"&x;", b'"', b"'", b"\0",
    b"\xff\xfe", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<!DOCTYPE a [", b"<?xml", b"-", b"1e999",
    b"nan", b"9" * 400, b"\r", b"\n", b",", b"\xed\x95\x9c", b"</annotation>", b"<annotation>",
]  # fmt: skip


def place(folder: Path) -> Place:
    image = folder / "a.jpg"
    image.touch()
    return Place(image, folder / "a.xml", folder / "a.txt", folder / "kept.xml", "a.jpg")


def survive(folder: Path, xml: bytes | None, txt: bytes | None) -> None:
    """Read, render, summarise and repair: none of it raises, hangs or writes."""
    where = place(folder)
    for path, data in ((where.voc, xml), (where.yolo, txt)):
        assert path is not None
        path.unlink(missing_ok=True)
        if data is not None:
            path.write_bytes(data)
    started = time.process_time()
    record = read(where, (640, 480), CLASSES, Writing())
    assert time.process_time() - started < LONGEST
    assert render(record, record.annotation, CLASSES) == ()
    for finding in record.findings:
        assert finding.where in (where.voc, where.yolo)
    if record.locked is None and record.conflict is None and record.annotation.shapes:
        shape = record.annotation.shapes[0]
        moved = record.annotation.replacing(shape.moved(1, 1).classed("car"))
        classes = CLASSES
        for name in {s.class_name or "car" for s in moved.shapes}:
            classes = classes.adding(name)
        try:
            assert render(record, moved, classes)
        except LabelerError as refused:  # an object without a name has no number
            assert refused.finding.code == "class_not_listed"  # noqa: PT017
            assert "" in {s.class_name for s in moved.shapes}
    started = time.process_time()
    repair(record)
    summarise(where, CLASSES)
    assert time.process_time() - started < 3 * LONGEST


def mutated(data: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.randint(1, 6)):
        at = chance.randint(0, len(data))
        match chance.randint(0, 4):
            case 0:
                data = data[:at] + chance.choice(PIECES) + data[at:]
            case 1:
                data = data[:at] + data[at + chance.randint(1, 40) :]
            case 2:
                data = data[:at] + bytes([chance.randint(0, 255)]) + data[at + 1 :]
            case 3:
                data = data[:at]
            case _:
                data = data[:at] + data[at : at + 60] * chance.randint(2, 4) + data[at:]
    return data


def mutate_many(folder: Path, seeds: range) -> None:
    for seed in seeds:
        chance = random.Random(seed)
        data = mutated(chance.choice(SEEDS), chance)
        other = mutated(chance.choice(SEEDS), chance) if chance.random() < 0.5 else None
        survive(folder, data, other)
        survive(folder, other, data)


def test_mutated_real_files(tmp_path: Path) -> None:
    mutate_many(tmp_path, range(300))


@pytest.mark.slow
def test_ten_thousand_mutated_real_files(tmp_path: Path) -> None:
    mutate_many(tmp_path, range(5_000))  # each as XML and as txt


patient = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
garbage = st.lists(st.sampled_from(PIECES) | st.binary(max_size=12), max_size=12).map(b"".join)


@settings(patient, max_examples=200)
@given(garbage | st.none(), garbage | st.none())
def test_generated_garbage(tmp_path: Path, xml: bytes | None, txt: bytes | None) -> None:
    survive(tmp_path, xml, txt)


@pytest.mark.slow
@settings(patient, max_examples=10_000)
@given(garbage | st.none(), garbage | st.none())
def test_ten_thousand_of_generated_garbage(
    tmp_path: Path, xml: bytes | None, txt: bytes | None
) -> None:
    survive(tmp_path, xml, txt)


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
ROW = b"0 0.5 0.5 0.1 0.1 "


@pytest.mark.parametrize(
    "data",
    [
        f'<!DOCTYPE a [<!ENTITY l0 "ha">{LAUGHS}]><annotation>&l11;</annotation>'.encode(),
        b"<!DOCTYPE a [" + b"<!-- -->" * 400_000,
        b"<a>" * 2_000_000,
        b"<annotation>" + b"<object>" * 1_000_000,
        b"<annotation>" + b"<object/>" * 500_000 + b"</annotation>",
        b"<annotation>" + b"<object/>" * 45_000 + b"</annotation>",
        b"<annotation>" + b"<a/>" * 700_000 + b"</annotation>",
        b"<annotation a='" + b"x" * 8_000_000,
        b"<annotation" + b" a='1'" * 300_000 + b"/>",
        b"<annotation>" + b"<!--" * 1_000_000,
        b"<annotation>" + b"<bndbox>" * 1_000_000,
        b"<" * 4_000_000,
        b"'\"" * 2_000_000,
        b"\n" * 8_000_000,
        ROW * 400_000,
        (ROW + b"\n") * 45_000,
        b"0 " * 4_000_000,
        b"," * 8_000_000,
        b"9" * 8_000_000,
        b"\0" * 8_000_000,
        b"1\n" + b"1 " * 2_000_000,
        b"\xff" * 8_000_000,
    ],
    ids=lambda data: repr(data[:24]),
)
def test_bombs_and_endless_lines(tmp_path: Path, data: bytes) -> None:
    survive(tmp_path, data, None)
    survive(tmp_path, None, data)


def test_no_file_outside_is_read_into_a_label(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    where = place(tmp_path)
    assert where.voc is not None
    where.voc.write_text(
        f'<!DOCTYPE a [<!ENTITY x SYSTEM "{secret.as_uri()}">]><annotation><object><name>&x;</name>'
        "<bndbox><xmin>1</xmin><ymin>1</ymin><xmax>2</xmax><ymax>2</ymax></bndbox></object>"
        "</annotation>"
    )
    record = read(where, (640, 480), CLASSES, Writing())
    assert record.locked is not None
    assert record.locked.code == "xml_doctype"
    done = repair(record)
    assert done is None or "secret" not in repr(done.record.annotation)
