"""Shapes of the open image are measured in jobs; their grades come into the record on their own."""

import random
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from labeler.core import measuring
from labeler.core.annotation import DIFFICULT, Annotation, Answer, Shape, answer_in
from labeler.core.formats import voc
from labeler.core.formats.format import Frame
from labeler.core.rules import size as size_module
from labeler.core.rules.rule import Measured, View
from labeler.services.grader import _STAMP_MS
from labeler.services.session import Session
from tests.services.conftest import saved
from tests.services.test_session import contents

Opened = Callable[[Path], Session]
RULES = """\
classes: [plate, car]
model_input: 240
rules:
  - id: size
    version: 4
    measure: size
    limits: [20]
    grades: [{id: tiny, accepted: false}, {id: large}]
  - id: blur
    grades: [sharp, {id: blurred, accepted: false}]
    classes: [plate]
  - id: place
    of: image
    grades: [indoors, outdoors]
    on_failure: none
"""
TINY, LARGE = 10.0, 60.0  # heights, for images of 240 × 160 seen at 240
SIZE = ("size", "large", False, 4)


@pytest.fixture(autouse=True)
def _nothing_measured_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LABELER_CACHE_DIR", str(tmp_path / "cache"))


@pytest.fixture
def ruled(folder: Path) -> Path:
    (folder / "labeler.yaml").write_text(RULES)
    return folder


def box(session: Session, x: float, height: float = LARGE, name: str = "plate") -> Shape:
    return Shape(session.workspace.new_id(), "box", ((x, 5.0), (x + 20, 5.0 + height)), name)


def draw(session: Session, x: float, height: float = LARGE, name: str = "plate") -> int:
    shape = box(session, x, height, name)
    session.workspace.commit(session.workspace.annotation.adding(shape), "draw")
    return shape.id


@pytest.fixture
def settled(qtbot: QtBot) -> Callable[[Session], None]:
    """Waits until nothing more happens by itself."""

    def wait(session: Session) -> None:
        for _ in range(2):  # what was measured is written, and then judged again
            qtbot.waitUntil(lambda: session.grader.complete)
            qtbot.wait(_STAMP_MS + 20)
        saved(session)

    return wait


Settled = Callable[[Session], None]


def grades(session: Session, id: int) -> list[tuple[str, str, bool, int]]:
    shape = session.workspace.annotation[id]
    return [(one.rule, one.grade, one.by_hand, one.version) for one in shape.grades]


def on_disk(folder: Path, name: str = "0") -> Annotation:
    text = (folder / f"{name}.xml").read_text()
    return voc.parse(text, Frame((240, 160), None)).annotation  # type: ignore[arg-type]


def sure(folder: Path, name: str = "0") -> list[list[str]]:
    """The grades of each shape on disk, none while there is no file."""
    if not (folder / f"{name}.xml").exists():
        return []
    return [[answer.grade for answer in s.grades] for s in on_disk(folder, name)]


def steps(session: Session) -> int:
    return session.document.undo_stack.count() if session.document else -1


# --- drawing --------------------------------------------------------------------------------------


def test_a_drawn_box_is_graded_in_its_own_step(
    opened: Opened, ruled: Path, settled: Settled
) -> None:
    session = opened(ruled)
    id = draw(session, 30)
    settled(session)
    assert grades(session, id) == [SIZE]
    assert [s.grades for s in on_disk(ruled)] == [(Answer(*SIZE),)]
    assert steps(session) == 1
    session.history.undo()
    settled(session)
    assert not (ruled / "0.xml").exists()
    assert session.history.undo_action == ""
    session.history.redo()
    settled(session)
    assert [s.grades for s in on_disk(ruled)] == [(Answer(*SIZE),)]


def test_what_is_not_certain_is_not_written(opened: Opened, ruled: Path, settled: Settled) -> None:
    session = opened(ruled)
    id = draw(session, 30, 20)
    settled(session)
    assert session.grader.judgements(id)["size"].verdict == "unsure"
    assert grades(session, id) == []


def test_before_it_is_measured_nothing_is_said(opened: Opened, ruled: Path) -> None:
    session = opened(ruled)
    id = draw(session, 30)
    found = session.grader.judgements(id)
    assert not session.grader.known(id)
    assert set(found) == {"size", "blur"}
    assert {one.verdict for one in found.values()} == {"unsure"}
    assert session.grader.judgements(99) == {}


def test_moving_measures_again(opened: Opened, ruled: Path, settled: Settled) -> None:
    session = opened(ruled)
    id = draw(session, 30)
    settled(session)
    shape = session.workspace.annotation[id]
    low = shape.reshaped(((30.0, 5.0), (50.0, 5.0 + TINY)))
    session.workspace.commit(session.workspace.annotation.replacing(low), "resize")
    settled(session)
    assert grades(session, id) == [("size", "tiny", False, 4)]
    assert steps(session) == 2
    session.history.undo()
    settled(session)
    assert grades(session, id) == [SIZE]
    assert session.grader.judgements(id)["size"].grade == "large"


def test_undoing_and_redoing_all_gives_the_same_bytes(
    opened: Opened, ruled: Path, settled: Settled
) -> None:
    session = opened(ruled)
    draw(session, 100)
    settled(session)
    session.reload()
    settled(session)
    start = contents(ruled)
    chance = random.Random(3)
    for number in range(60):
        annotation = session.workspace.annotation
        shape = chance.choice(annotation.shapes) if annotation.shapes else None
        kind = chance.randrange(6)
        if shape is None or kind == 0:
            draw(session, chance.randrange(200), chance.choice((TINY, 20, LARGE)))
        elif kind == 1:
            tall = chance.choice((TINY, 20, LARGE))
            (x1, y1), (x2, _) = shape.points
            after = annotation.replacing(shape.reshaped(((x1, y1), (x2, y1 + tall))))
            session.workspace.commit(after, "resize")
        elif kind == 2:
            after = annotation.replacing(shape.moved(chance.choice((-1, 1)), 0))
            session.workspace.commit(after, "nudge", "nudge")
        elif kind == 3:
            grade = chance.choice(("sharp", "blurred", None))
            session.grader.answer([s.id for s in annotation], "blur", grade)
        elif kind == 4:
            session.grader.answer([0], "place", chance.choice(("indoors", None)))
        elif len(annotation) > 1:
            session.workspace.commit(annotation.removing([shape.id]), "delete")
        if number % 7 == 0:  # now and then the measuring has the time to end
            settled(session)
    settled(session)
    end = contents(ruled)
    for _ in range(2):
        while session.history.undo_action:
            session.history.undo()
        settled(session)
        assert _labels(contents(ruled)) == _labels(start)
        while session.history.redo_action:
            session.history.redo()
        settled(session)
        assert _labels(contents(ruled)) == _labels(end)


def _labels(files: dict[str, bytes]) -> dict[str, bytes]:
    return {name: data for name, data in files.items() if ".labeler" not in name}


def test_undoing_step_by_step_and_waiting_between(
    opened: Opened, ruled: Path, settled: Settled
) -> None:
    """Two strokes before anything was measured: the first is graded once it is the last again."""
    session = opened(ruled)
    draw(session, 30)
    draw(session, 90)
    settled(session)
    both = contents(ruled)
    session.history.undo()
    settled(session)
    assert [s.grades for s in on_disk(ruled)] == [(Answer(*SIZE),)]
    session.history.redo()
    settled(session)
    assert _labels(contents(ruled)) == _labels(both)
    assert steps(session) == 2


# --- what must not be touched ---------------------------------------------------------------------


def labelled(folder: Path, name: str, *heights: float) -> bytes:
    """An XML of somebody else's, without grades."""
    objects = "".join(
        f"  <object><name>plate</name><bndbox><xmin>{20 + 40 * n}</xmin><ymin>5</ymin>"
        f"<xmax>{40 + 40 * n}</xmax><ymax>{5 + int(height)}</ymax></bndbox></object>\n"
        for n, height in enumerate(heights)
    )
    text = (
        f"<annotation>\n  <filename>{name}.png</filename>\n  <size><width>240</width>"
        f"<height>160</height><depth>3</depth></size>\n{objects}</annotation>\n"
    )
    (folder / f"{name}.xml").write_text(text)
    return text.encode()


def test_opening_and_looking_writes_nothing(
    opened: Opened, ruled: Path, settled: Settled, qtbot: QtBot
) -> None:
    for name in "01":
        labelled(ruled, name, LARGE, TINY)
    before = contents(ruled)
    session = opened(ruled)
    settled(session)
    assert session.grader.problems.keys() == {2}
    session.workspace.select([1, 2])
    while session.step(1):
        settled(session)
    assert contents(ruled) == before
    assert session.history.undo_action == ""


def test_shapes_that_nobody_touched_keep_their_text(
    opened: Opened, ruled: Path, settled: Settled
) -> None:
    labelled(ruled, "0", LARGE, TINY)
    (ruled / "labeler.yaml").write_text(RULES + "formats: [voc]\n")
    session = opened(ruled)
    settled(session)
    new = draw(session, 150)
    settled(session)
    assert [len(s.grades) for s in on_disk(ruled)] == [0, 0, 1]
    after = (ruled / "0.xml").read_text()
    for line in labelled(ruled, "9", LARGE, TINY).decode().splitlines():
        assert line.replace("9.png", "0.png") in after
    assert session.grader.judgements(1)["size"].grade == "large"
    session.workspace.commit(session.workspace.annotation.removing([new]), "delete")
    settled(session)
    assert [len(s.grades) for s in on_disk(ruled)] == [0, 0]


def test_moving_there_and_back_leaves_the_files_text(
    opened: Opened, ruled: Path, settled: Settled
) -> None:
    before = labelled(ruled, "0", LARGE)
    (ruled / "labeler.yaml").write_text(RULES + "formats: [voc]\n")
    session = opened(ruled)
    settled(session)
    for dx in (5, -5):
        shape = session.workspace.annotation[1]
        session.workspace.commit(session.workspace.annotation.replacing(shape.moved(dx, 0)), "x")
    settled(session)
    # the last step has grades now, as it was drawn on; taken back it has none
    session.history.undo()
    session.history.undo()
    settled(session)
    assert (ruled / "0.xml").read_bytes() == before


def test_a_record_that_must_not_be_edited_is_measured_and_left(
    opened: Opened, ruled: Path, qtbot: QtBot
) -> None:
    labelled(ruled, "0", LARGE)
    (ruled / "0.txt").write_text("1 0.5 0.5 0.2 0.2\n")  # says something else
    before = contents(ruled)
    session = opened(ruled)
    qtbot.waitUntil(lambda: session.grader.known(1))
    session.grader.answer([1], "blur", "sharp")
    session.grader.answer([0], "place", "indoors")
    qtbot.wait(50)
    saved(session)
    assert contents(ruled) == before


# --- walking on -----------------------------------------------------------------------------------


def test_drawing_and_walking_on_still_grades(
    opened: Opened, ruled: Path, qtbot: QtBot, settled: Settled
) -> None:
    session = opened(ruled)
    settled(session)
    draw(session, 30)
    qtbot.wait(1)  # the job has begun
    session.step(1)
    qtbot.waitUntil(lambda: sure(ruled) == [["large"]])
    session.step(-1)
    settled(session)
    assert steps(session) == 1
    session.history.undo()
    settled(session)
    assert not (ruled / "0.xml").exists()


def test_drawing_and_walking_on_at_once_still_grades(
    opened: Opened, ruled: Path, qtbot: QtBot, settled: Settled
) -> None:
    session = opened(ruled)
    settled(session)
    draw(session, 30)
    session.step(1)
    draw(session, 60, TINY)
    draw(session, 90)
    session.step(1)
    qtbot.waitUntil(lambda: sure(ruled, "1") == [["tiny"], ["large"]])
    qtbot.waitUntil(lambda: sure(ruled) == [["large"]])
    assert session.name == "2.png"


def test_walking_fast_measures_nothing_and_stops_at_the_last(
    opened: Opened, ruled: Path, settled: Settled
) -> None:
    for name in "01234":
        labelled(ruled, name, LARGE)
    session = opened(ruled)
    while session.step(1):
        pass
    settled(session)
    assert session.name == "4.png"
    assert session.grader.judgements(1)["size"].grade == "large"


# --- answers --------------------------------------------------------------------------------------


def test_one_answer_for_five_shapes_is_one_step(
    opened: Opened, ruled: Path, settled: Settled
) -> None:
    session = opened(ruled)
    ids = [draw(session, 10 + 40 * n) for n in range(5)]
    settled(session)
    before = contents(ruled)
    session.grader.answer(ids, "blur", "blurred")
    settled(session)
    assert steps(session) == 6
    for shape in on_disk(ruled):
        assert answer_in(shape.grades, "blur") == Answer("blur", "blurred", True, 1)
        assert answer_in(shape.grades, "size") == Answer(*SIZE)
    assert session.grader.problems.keys() == set(ids)
    session.grader.answer(ids, "blur", "blurred")  # the same again is no step
    assert steps(session) == 6
    session.history.undo()
    settled(session)
    assert _labels(contents(ruled)) == _labels(before)
    assert session.grader.problems == {}


def test_an_answer_wins_and_is_taken_back(opened: Opened, ruled: Path, settled: Settled) -> None:
    session = opened(ruled)
    id = draw(session, 30)
    settled(session)
    session.grader.answer([id], "size", "tiny")
    settled(session)
    assert grades(session, id) == [("size", "tiny", True, 4)]
    found = session.grader.judgements(id)["size"]
    assert (found.verdict, found.by_hand) == ("fail", True)
    moved = session.workspace.annotation[id].moved(3, 0)
    session.workspace.commit(session.workspace.annotation.replacing(moved), "move")
    settled(session)
    assert grades(session, id) == [("size", "tiny", True, 4)]
    session.grader.answer([id], "size", None)
    settled(session)
    assert grades(session, id) == [SIZE]


def test_an_answer_about_the_image(opened: Opened, ruled: Path, settled: Settled) -> None:
    session = opened(ruled)
    session.grader.answer([0], "place", "indoors")
    settled(session)
    assert on_disk(ruled).grades == (Answer("place", "indoors", True, 1),)
    assert session.grader.judgements(0)["place"].grade == "indoors"
    assert steps(session) == 1
    session.history.undo()
    settled(session)
    assert session.grader.judgements(0)["place"].grade == ""
    assert not (ruled / "0.xml").exists()


def test_only_those_are_answered_for_that_are_asked(
    opened: Opened, ruled: Path, settled: Settled
) -> None:
    session = opened(ruled)
    plate, car = draw(session, 30), draw(session, 90, name="car")
    session.grader.answer([0, plate, car, 77], "blur", "sharp")
    settled(session)
    assert [one[0] for one in grades(session, plate)] == ["blur", "size"]
    assert [one[0] for one in grades(session, car)] == ["size"]
    assert session.workspace.annotation.grades == ()
    session.grader.answer([plate], "place", "indoors")
    session.grader.answer([plate], "no such rule", "x")
    assert [one[0] for one in grades(session, plate)] == ["blur", "size"]


def test_another_class_is_asked_other_rules(opened: Opened, ruled: Path, settled: Settled) -> None:
    session = opened(ruled)
    id = draw(session, 30)
    settled(session)
    car = session.workspace.annotation[id].classed("car")
    session.workspace.commit(session.workspace.annotation.replacing(car), "class")
    settled(session)
    assert set(session.grader.judgements(id)) == {"size"}


# --- the flag, and who it was ---------------------------------------------------------------------

STRICT = RULES.replace("limits: [20]\n", "limits: [20]\n    on_failure: difficult\n")


def test_a_failure_flags_and_its_end_takes_the_flag_back(
    opened: Opened, ruled: Path, settled: Settled
) -> None:
    (ruled / "labeler.yaml").write_text(STRICT)
    session = opened(ruled)
    id = draw(session, 30, TINY)
    settled(session)
    assert on_disk(ruled).shapes[0].difficult
    assert steps(session) == 1
    shape = session.workspace.annotation[id]
    tall = shape.reshaped(((30.0, 5.0), (50.0, 5.0 + LARGE)))
    session.workspace.commit(session.workspace.annotation.replacing(tall), "resize")
    settled(session)
    assert not on_disk(ruled).shapes[0].difficult
    assert grades(session, id) == [SIZE]
    session.history.undo()
    settled(session)
    assert on_disk(ruled).shapes[0].difficult


def test_a_flag_that_a_person_takes_off_stays_off(
    opened: Opened, ruled: Path, settled: Settled
) -> None:
    (ruled / "labeler.yaml").write_text(STRICT)
    session = opened(ruled)
    id = draw(session, 30, TINY)
    settled(session)
    off = replace(session.workspace.annotation[id], difficult=False)
    session.workspace.commit(session.workspace.annotation.replacing(off), "difficult")
    settled(session)
    assert not on_disk(ruled).shapes[0].difficult
    assert answer_in(on_disk(ruled).shapes[0].grades, DIFFICULT)
    moved = session.workspace.annotation[id].moved(2, 0)
    session.workspace.commit(session.workspace.annotation.replacing(moved), "move")
    settled(session)
    assert not on_disk(ruled).shapes[0].difficult
    session.reload()
    settled(session)
    moved = session.workspace.annotation[id].moved(2, 0)
    session.workspace.commit(session.workspace.annotation.replacing(moved), "move")
    settled(session)
    assert not on_disk(ruled).shapes[0].difficult


def test_the_annotator_signs_what_is_drawn_and_nothing_else(
    opened: Opened, ruled: Path, settled: Settled
) -> None:
    labelled(ruled, "0", LARGE)
    session = opened(ruled)
    session.grader.annotator = "김"
    settled(session)
    draw(session, 150)
    settled(session)
    old, new = on_disk(ruled).shapes
    assert old.attributes == ()
    assert new.attributes == (("annotator", "김"),)
    assert steps(session) == 1


# --- rules and measures that change or break ------------------------------------------------------


def put_limit(session: Session, limit: float) -> None:
    rule = session.ruling.rule("size")
    assert rule is not None
    session.ruling.put(rule.limited((limit,)))


def test_another_rule_judges_anew_and_writes_nothing_old(
    opened: Opened, ruled: Path, settled: Settled, qtbot: QtBot
) -> None:
    session = opened(ruled)
    id = draw(session, 30)
    settled(session)
    session.reload()
    settled(session)
    before = contents(ruled)["0.xml"]
    put_limit(session, 100)
    assert session.grader.judgements(id)["size"].verdict == "fail"  # at once: it is measured
    settled(session)
    assert session.grader.problems.keys() == {id}
    assert contents(ruled)["0.xml"] == before
    session.history.undo()
    settled(session)
    assert session.grader.problems == {}
    assert session.grader.judgements(id)["size"].verdict == "pass"


def test_another_input_size_measures_anew(opened: Opened, ruled: Path, settled: Settled) -> None:
    session = opened(ruled)
    id = draw(session, 30)
    settled(session)
    session.ruling.set_model_input(48)  # a fifth: 12 pixels
    settled(session)
    assert session.grader.judgements(id)["size"].verdict == "fail"


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = size_module.measured

    def measured(view: View) -> dict[str, Measured]:
        time.sleep(0.05)
        return honest(view)

    monkeypatch.setattr(size_module, "measured", measured)


def test_rules_that_change_while_it_measures(
    opened: Opened, ruled: Path, settled: Settled, slow: None, qtbot: QtBot
) -> None:
    session = opened(ruled)
    ids = [draw(session, 20 * n) for n in range(8)]
    qtbot.wait(60)
    put_limit(session, 100)
    qtbot.wait(60)
    session.ruling.set_model_input(48)
    put_limit(session, 5)
    settled(session)
    for id in ids:
        assert session.grader.judgements(id)["size"].grade == "large"
        assert grades(session, id) == [("size", "large", False, 6)]


def test_a_shape_that_moves_while_it_is_measured(
    opened: Opened, ruled: Path, settled: Settled, slow: None, qtbot: QtBot
) -> None:
    session = opened(ruled)
    id = draw(session, 30)
    for height in (TINY, LARGE, TINY):
        qtbot.wait(20)
        shape = session.workspace.annotation[id]
        now = shape.reshaped(((30.0, 5.0), (50.0, 5.0 + height)))
        session.workspace.commit(session.workspace.annotation.replacing(now), "resize")
    settled(session)
    assert grades(session, id) == [("size", "tiny", False, 4)]


def test_a_shape_that_is_deleted_while_it_is_measured(
    opened: Opened, ruled: Path, settled: Settled, slow: None, qtbot: QtBot
) -> None:
    session = opened(ruled)
    id = draw(session, 30, TINY)
    qtbot.wait(20)
    session.workspace.commit(session.workspace.annotation.removing([id]), "delete")
    settled(session)
    assert session.grader.problems == {}
    assert session.grader.judgements(id) == {}
    assert session.grader.ids == (0,)


@pytest.mark.parametrize("error", [MemoryError(), cv2.error("no")])
def test_a_measure_that_fails_says_nothing_and_stops_nothing(
    opened: Opened,
    ruled: Path,
    settled: Settled,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
) -> None:
    def broken(view: View) -> dict[str, Measured]:
        raise error

    monkeypatch.setattr(size_module, "measured", broken)
    session = opened(ruled)
    id = draw(session, 30)
    settled(session)
    assert session.grader.judgements(id)["size"].verdict == "unsure"
    assert [s.grades for s in on_disk(ruled)] == [()]
    monkeypatch.undo()
    other = draw(session, 90)
    settled(session)
    assert grades(session, other) == [SIZE]


def test_a_picture_that_is_gone_is_measured_as_it_is_shown(
    opened: Opened, ruled: Path, settled: Settled
) -> None:
    session = opened(ruled)
    settled(session)
    (ruled / "0.png").unlink()
    id = draw(session, 30)
    settled(session)
    assert grades(session, id) == [SIZE]


def test_a_bug_in_a_measure_is_told_and_drawing_goes_on(
    opened: Opened, ruled: Path, settled: Settled, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def broken(view: View) -> dict[str, Measured]:
        raise ValueError("a bug")

    session = opened(ruled)
    settled(session)
    monkeypatch.setattr(measuring, "_by", lambda module, view: broken(view))
    with qtbot.captureExceptions() as told:
        draw(session, 30)
        qtbot.waitUntil(lambda: bool(told))
    assert isinstance(told[0][1], ValueError)
    monkeypatch.undo()
    id = draw(session, 90)
    qtbot.waitUntil(lambda: session.grader.known(id))
    saved(session)
    assert len(on_disk(ruled)) == 2


def test_a_bug_and_another_rule_at_the_same_time(
    opened: Opened, ruled: Path, settled: Settled, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    """Whatever happened to the job, the next one is begun."""

    def broken(view: View) -> dict[str, Measured]:
        time.sleep(0.1)
        raise ValueError("a bug")

    session = opened(ruled)
    settled(session)
    with qtbot.captureExceptions() as told:
        with monkeypatch.context() as during:
            during.setattr(size_module, "measured", broken)
            id = draw(session, 30)
            qtbot.wait(30)
        put_limit(session, 5)
        qtbot.waitUntil(lambda: bool(told))
        qtbot.waitUntil(lambda: session.grader.known(id))
    saved(session)


# --- when it begins -------------------------------------------------------------------------------


def test_the_first_image_is_measured_though_the_list_comes_later(
    opened: Opened, ruled: Path, settled: Settled, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    """The picture is often there before the whole folder has been read."""
    from labeler.core import dataset as dataset_module

    labelled(ruled, "0", TINY)
    honest = dataset_module.opening

    def patient(path: Path):  # type: ignore[no-untyped-def]
        for step, found in enumerate(honest(path)):
            if step:
                time.sleep(0.3)
            yield found

    monkeypatch.setattr(dataset_module, "opening", patient)
    session = opened(ruled)
    settled(session)
    assert session.grader.problems.keys() == {1}


def test_a_hundred_shapes_are_all_measured(opened: Opened, ruled: Path, settled: Settled) -> None:
    session = opened(ruled)
    annotation = session.workspace.annotation
    shapes = [box(session, n % 200, TINY if n % 2 else LARGE) for n in range(100)]
    session.workspace.commit(annotation.adding(*shapes), "paste")
    settled(session)
    assert len(session.grader.problems) == 50
    assert steps(session) == 1
    assert all(len(s.grades) == 1 for s in on_disk(ruled))


def test_a_large_picture_is_measured_as_a_whole(
    opened: Opened, ruled: Path, settled: Settled
) -> None:
    cv2.imwrite(str(ruled / "0.png"), np.full((3000, 4001, 3), 99, np.uint8))
    session = opened(ruled)
    shape = Shape(session.workspace.new_id(), "box", ((10, 10), (400, 2000)), "plate")
    session.workspace.commit(session.workspace.annotation.adding(shape), "draw")
    settled(session)
    found = session.grader.judgements(shape.id)["size"]
    assert found.measured is not None
    assert found.measured.middle == pytest.approx(1990 * 240 / 4001)


def test_of_many_shapes_only_the_one_that_moved_is_judged_again(
    opened: Opened, ruled: Path, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    from labeler.core import graded

    session = opened(ruled)
    shapes = [box(session, n, TINY) for n in range(200)]
    session.workspace.commit(session.workspace.annotation.adding(*shapes), "paste")
    settled(session)
    asked: list[object] = []
    honest = graded.judge

    def counting(rule: object, *rest: object) -> object:
        asked.append(rule)
        return honest(rule, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(graded, "judge", counting)
    moved = session.workspace.annotation[shapes[7].id].moved(1, 0)
    session.workspace.commit(session.workspace.annotation.replacing(moved), "nudge", "nudge")
    settled(session)
    assert len(session.grader.problems) == 200
    assert 0 < len(asked) < 30
