"""YOLO rows: every way they are spelled is read, six exact decimals are written."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labeler.core.annotation import Annotation, Shape
from labeler.core.classes import ClassList
from labeler.core.finding import LabelerError
from labeler.core.formats import yolo
from labeler.core.formats.format import Frame, Writing

CLASSES = ClassList.of(["plate", "car"])
FRAME = Frame((980, 551), CLASSES)


def box(x1: float, y1: float, x2: float, y2: float, name: str = "plate") -> Shape:
    return Shape(1, "box", ((x1, y1), (x2, y2)), name)


def test_the_known_pair_of_the_lecture() -> None:
    shape = box(330, 321, 744, 386)
    text = yolo.render(Annotation((shape,)), FRAME)
    assert text == "0 0.547959 0.641561 0.422449 0.117967\n"
    assert yolo.parse(text, FRAME).annotation.shapes == (shape,)


def test_a_full_frame_box_is_exact() -> None:
    text = yolo.render(Annotation((box(0, 0, 980, 551),)), FRAME)
    assert text == "0 0.500000 0.500000 1.000000 1.000000\n"
    assert yolo.parse(text, FRAME).annotation.shapes[0].points == ((0, 0), (980, 551))


def test_nothing_is_clamped() -> None:
    shape = box(-10, 0, 1000, 551)
    assert yolo.parse(yolo.render(Annotation((shape,)), FRAME), FRAME).annotation.shapes == (shape,)


@st.composite
def sized_boxes(draw: st.DrawFn) -> tuple[tuple[int, int], Shape]:
    width, height = draw(st.integers(1, 65_535)), draw(st.integers(1, 65_535))
    x1, y1 = draw(st.integers(0, width - 1)), draw(st.integers(0, height - 1))
    x2, y2 = draw(st.integers(x1 + 1, width)), draw(st.integers(y1 + 1, height))
    return (width, height), box(float(x1), float(y1), float(x2), float(y2))


@settings(deadline=None)
@given(sized_boxes())
def test_whole_pixels_come_back_up_to_65535(sized: tuple[tuple[int, int], Shape]) -> None:
    size, shape = sized
    frame = Frame(size, CLASSES)
    assert yolo.parse(yolo.row(shape, frame), frame).annotation.shapes == (shape,)


@pytest.mark.parametrize("task", ["segment", "obb"])
@settings(deadline=None)
@given(sized_boxes())
def test_corners_come_back_too(task: str, sized: tuple[tuple[int, int], Shape]) -> None:
    size, shape = sized
    frame = Frame(size, CLASSES, Writing(yolo=task))  # type: ignore[arg-type]
    [read] = yolo.parse(yolo.row(shape, frame), frame).annotation.shapes
    assert read.corners == shape.corners
    assert read.kind == ("box" if task == "segment" else "quad")


def test_a_polygon_under_detect_is_its_enclosing_box() -> None:
    shape = Shape(1, "polygon", ((98, 0), (196, 551), (0, 551)), "car")
    assert yolo.row(shape, FRAME) == "1 0.100000 0.500000 0.200000 1.000000"


def test_a_segment_row_keeps_every_corner() -> None:
    frame = Frame((100, 100), CLASSES, Writing(yolo="segment"))
    shape = Shape(1, "polygon", ((1, 2), (30, 4), (5, 60)), "car")
    text = yolo.row(shape, frame)
    assert text == "1 0.010000 0.020000 0.300000 0.040000 0.050000 0.600000"
    assert yolo.parse(text, frame).annotation.shapes == (shape,)


@pytest.mark.parametrize(
    "text",
    [
        "0 0.5 0.5 1 1",
        "0\t0.5\t0.5\t1\t1\n",
        "0  0.5  .5 1. 1e0\r\n",
        "\n\n 0 0.5 0.5 1 1 \n\n",
        "0 0.5 0.5 1 1\r",
        "00 +0.5 5e-1 1 1",
        "0.0 0.5 0.5 1 1",
    ],
)
def test_spellings(text: str) -> None:
    assert yolo.parse(text, FRAME).annotation.shapes == (box(0, 0, 980, 551),)


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("0,0.5,0.5,1,1", "wrong_value_count", 1),
        ("0 0.5 0.5 1 1\n0 0.5 0.5 1", "wrong_value_count", 2),
        ("0 nan 0.5 1 1", "not_a_number", 1),
        ("\n0 inf 0.5 1 1", "not_a_number", 2),
        ("0 1_0 0.5 1 1", "not_a_number", 1),
        ("0 0,5 0.5 1 1", "not_a_number", 1),
        ("plate 0.5 0.5 1 1", "not_a_class_number", 1),
        ("-1 0.5 0.5 1 1", "not_a_class_number", 1),
        ("0.5 0.5 0.5 1 1", "not_a_class_number", 1),
        ("1\n29 45 615 251", "wrong_value_count", 1),
        ("0 1e400 0.5 1 1", "not_a_number", 1),
        ("\0", "wrong_value_count", 1),
    ],
)
def test_what_cannot_be_read_is_named_with_its_line(text: str, code: str, line: int) -> None:
    with pytest.raises(LabelerError) as refused:
        yolo.parse(text, FRAME)
    assert (refused.value.finding.code, refused.value.finding.line) == (code, line)


def test_a_confidence_is_a_finding() -> None:
    parsed = yolo.parse("0 0.5 0.5 1 1\n1 0.5 0.5 1 1 0.93", FRAME)
    assert [s.class_name for s in parsed.annotation.shapes] == ["plate", "car"]
    [finding] = parsed.findings
    assert (finding.code, finding.line, finding.shape) == ("confidence_column", 2, 1)


def test_an_unlisted_class_is_kept_by_its_number() -> None:
    [shape] = yolo.parse("7 0.5 0.5 1 1", FRAME).annotation.shapes
    assert shape.class_name == "#7"
    assert yolo.row(shape, FRAME).startswith("7 ")


def test_a_class_without_number_is_refused() -> None:
    with pytest.raises(LabelerError) as refused:
        yolo.row(box(0, 0, 1, 1, "bicycle"), FRAME)
    assert refused.value.finding.code == "class_not_listed"


def rewritten(text: str, *after: Shape | int, removed: tuple[int, ...] = ()) -> str:
    parsed = yolo.parse(text, FRAME)
    held = {s.id: (n, s) for n, s in enumerate(parsed.annotation.shapes)}
    annotation = parsed.annotation.removing(removed)
    for shape in after:
        assert isinstance(shape, Shape)
        known = shape.id in annotation
        annotation = annotation.replacing(shape) if known else annotation.adding(shape)
    return yolo.rewrite(text, parsed, held, annotation, FRAME)


ROWS = "0  0.5 0.5 1 1\r\n\r\n1\t0.25 0.25 0.5 0.5 0.9\r\n0 0.1 0.1 0.1 0.1"


def test_untouched_rows_keep_their_characters() -> None:
    assert rewritten(ROWS) == ROWS


def test_a_class_changes_without_its_coordinates() -> None:
    [_, second, _] = yolo.parse(ROWS, FRAME).annotation.shapes
    expected = ROWS.replace("1\t0.25 0.25", "0\t0.25 0.25")
    assert rewritten(ROWS, second.classed("plate")) == expected


def test_a_new_row_ends_the_last_one() -> None:
    new = rewritten(ROWS, Shape(9, "box", ((0, 0), (980, 551)), "car"))
    assert new == ROWS + "\r\n1 0.500000 0.500000 1.000000 1.000000\r\n"


def test_a_row_is_removed_alone() -> None:
    assert rewritten(ROWS, removed=(2,)) == "0  0.5 0.5 1 1\r\n\r\n0 0.1 0.1 0.1 0.1"
    assert rewritten(ROWS, removed=(1, 2, 3)) == "\r\n"


def test_an_empty_file_gets_rows() -> None:
    assert rewritten("", box(0, 0, 980, 551)) == "0 0.500000 0.500000 1.000000 1.000000\n"


@settings(deadline=None)
@given(st.text(st.sampled_from("0123456789.,- \t\r\n\x00eEnaif_+٣"), max_size=200))
def test_garbage_is_shapes_or_a_refusal(text: str) -> None:
    try:
        parsed = yolo.parse(text, FRAME)
    except LabelerError:
        return
    held = {s.id: (n, s) for n, s in enumerate(parsed.annotation.shapes)}
    assert yolo.rewrite(text, parsed, held, parsed.annotation, FRAME) == text
