"""Opening, walking, editing and saving a dataset without a window."""

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from pytestqt.qtbot import QtBot

from labeler.core.revision import delete_images
from labeler.services.notices import Notice
from labeler.services.session import Session
from labeler.services.states import Filter, State
from tests.services.conftest import draw, saved

Opened = Callable[[Path], Session]
DATA = Path(__file__).resolve().parents[2] / ".." / "shared" / "data"


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def boxes(path: Path) -> list[tuple[str, list[int]]]:
    sides = ("xmin", "ymin", "xmax", "ymax")
    return [
        (o.findtext("name") or "", [int(o.findtext(f"bndbox/{s}") or "") for s in sides])
        for o in ElementTree.parse(path).getroot().findall("object")
    ]


def test_one_save_writes_both(opened: Opened, folder: Path) -> None:
    session = opened(folder)
    draw(session, 30)
    draw(session, 100, 60, "car")
    saved(session)
    assert boxes(folder / "0.xml") == [("plate", [30, 10, 50, 20]), ("car", [100, 60, 120, 70])]
    assert (folder / "0.txt").read_text().split() == [
        *("0", "0.166667", "0.093750", "0.083333", "0.062500"),
        *("1", "0.458333", "0.406250", "0.083333", "0.062500"),
    ]


def test_walking_past_writes_nothing(opened: Opened, folder: Path, qtbot: QtBot) -> None:
    before = contents(folder)
    session = opened(folder)
    for _ in range(4):
        assert session.step(1)
        qtbot.wait(5)
    assert not session.step(1)
    while session.step(-1):
        qtbot.wait(5)
    saved(session)
    assert contents(folder) == before


@pytest.mark.parametrize(
    "name",
    [
        "plates/romanian-dashcam-voc", "plates/roboflow-yolov8-plates", "formats/voc-labelimg",
        "formats/yolo-darknet-yolo_mark", "formats/yolo-seg-roboflow-sharks",
        "formats/voc-labelme2voc", "plates/openalpr-benchmarks",
    ],
)  # fmt: skip
def test_walking_through_real_labels_changes_no_byte(
    opened: Opened, tmp_path: Path, qtbot: QtBot, name: str
) -> None:
    import shutil

    if not DATA.exists():
        pytest.skip("the real data is not here")
    folder = tmp_path / "copy"
    shutil.copytree(DATA / name, folder, copy_function=shutil.copyfile)
    before = contents(folder)
    session = opened(folder)
    assert session.dataset is not None
    for _ in session.dataset.images:
        session.step(1)
        qtbot.wait(2)
    saved(session)
    assert contents(folder) == before


def test_undo_survives_walking_and_brings_the_first_bytes_back(
    opened: Opened, folder: Path
) -> None:
    before = contents(folder)
    session = opened(folder)
    draw(session, 30)
    draw(session, 60)
    session.step(1)
    draw(session, 90)
    saved(session)
    session.history.undo()
    session.step(-1)
    session.history.undo()
    session.history.undo()
    saved(session)
    after = {k: v for k, v in contents(folder).items() if ".labeler" not in k}
    assert {k: v for k, v in after.items() if k in before} == before
    assert set(after) - set(before) <= {"labeler.yaml"}


def test_undo_all_and_redo_all_after_500_random_steps_give_the_same_bytes(
    opened: Opened, folder: Path
) -> None:
    session = opened(folder)
    draw(session, 30)
    saved(session)
    session.reload()
    start = (folder / "0.xml").read_bytes(), (folder / "0.txt").read_bytes()
    chance = random.Random(5)
    for _ in range(500):
        annotation = session.workspace.annotation
        if len(annotation) < 3 or chance.random() < 0.4:
            draw(session, chance.randrange(0, 200), chance.randrange(0, 140))
        elif chance.random() < 0.5:
            shape = chance.choice(annotation.shapes)
            dx = chance.randrange(0, 220) - shape.bounds.x1
            session.workspace.commit(annotation.replacing(shape.moved(dx, 0)), "move")
        else:
            gone = chance.choice(annotation.shapes).id
            session.workspace.commit(annotation.removing([gone]), "delete")
    saved(session)
    end = (folder / "0.xml").read_bytes(), (folder / "0.txt").read_bytes()
    while session.history.undo_action:
        session.history.undo()
    saved(session)
    assert ((folder / "0.xml").read_bytes(), (folder / "0.txt").read_bytes()) == start
    while session.history.redo_action:
        session.history.redo()
    saved(session)
    assert ((folder / "0.xml").read_bytes(), (folder / "0.txt").read_bytes()) == end


def test_nothing_here_is_remembered(opened: Opened, folder: Path) -> None:
    session = opened(folder)
    assert session.states[0] is State.NEW
    session.mark_nothing_here()
    saved(session)
    assert session.states[0] is State.LABELLED
    assert boxes(folder / "0.xml") == []
    assert (folder / "0.txt").read_bytes() == b""


def test_verify_goes_on_and_is_stored(opened: Opened, folder: Path) -> None:
    session = opened(folder)
    draw(session, 30)
    session.verify_and_next()
    assert session.name == "1.png"
    saved(session)
    assert ElementTree.parse(folder / "0.xml").getroot().get("verified") == "yes"
    assert session.states[0] is State.VERIFIED


def test_copies_from_the_previous_image_stand_beside_their_twins(
    opened: Opened, folder: Path
) -> None:
    session = opened(folder)
    draw(session, 30)
    session.step(1)
    assert session.copy_from_previous() == 1
    assert session.copy_from_previous() == 1
    first, second = session.workspace.annotation.shapes
    assert first.bounds != second.bounds
    assert session.workspace.selection == {second.id}


def test_the_list_can_be_filtered_and_walked(opened: Opened, folder: Path, qtbot: QtBot) -> None:
    session = opened(folder)
    draw(session, 30)
    session.show(3)
    draw(session, 30, name="car")
    saved(session)
    qtbot.waitUntil(lambda: not session.document.unsaved)
    session.set_filter(Filter(states=frozenset({State.LABELLED})))
    assert list(session.rows) == [0, 3]
    session.set_filter(Filter(class_name="car"))
    assert list(session.rows) == [3]
    session.set_filter(Filter(text="4"))
    assert list(session.rows) == [4]
    session.set_filter(Filter())
    session.show(0)
    session.show_next_unseen()
    assert session.name == "1.png"


def test_a_new_class_gets_the_next_number(opened: Opened, folder: Path) -> None:
    session = opened(folder)
    draw(session, 30, name="버스")
    saved(session)
    assert (folder / "0.txt").read_text().startswith("2 ")
    assert session.workspace.classes.names == ("plate", "car", "버스")
    session.open(folder)


def test_a_broken_file_is_told_locked_and_kept(opened: Opened, folder: Path) -> None:
    broken = "<annotation><object><name>plate</name>"
    (folder / "0.xml").write_text(broken)
    heard: list[Notice] = []
    session = opened(folder / "1.png")
    session.told.connect(heard.append)
    session.show(0)
    assert not session.workspace.editable
    assert "repair" in heard[-1].actions
    draw(session, 30)
    saved(session)
    assert (folder / "0.xml").read_text() == broken


def test_a_disagreement_is_asked_once_and_settled(
    opened: Opened, folder: Path, qtbot: QtBot
) -> None:
    session = opened(folder)
    draw(session, 30)
    saved(session)
    qtbot.waitUntil(lambda: bool(session.workspace.annotation.shapes[0].grades))  # measured too
    qtbot.waitUntil(lambda: not session.document.unsaved)
    (folder / "0.txt").write_text("0 0.5 0.5 0.5 0.5\n1 0.5 0.5 0.1 0.1\n")
    heard: list[Notice] = []
    session.told.connect(heard.append)
    session.step(1)
    session.step(-1)
    assert heard[-1].actions == ("use_voc", "use_yolo")
    assert not session.workspace.editable
    session.resolve_conflict("yolo")
    saved(session)
    qtbot.waitUntil(lambda: not session.document.unsaved)
    assert len(boxes(folder / "0.xml")) == 2
    heard.clear()
    session.step(1)
    session.step(-1)
    assert not heard


def test_another_programs_change_is_not_overwritten(
    opened: Opened, folder: Path, qtbot: QtBot
) -> None:
    session = opened(folder)
    draw(session, 30)
    saved(session)
    theirs = (folder / "0.xml").read_text().replace("<xmin>30<", "<xmin>31<")
    (folder / "0.xml").write_text(theirs)
    heard: list[Notice] = []
    session.told.connect(heard.append)
    draw(session, 90)
    qtbot.waitUntil(lambda: bool(heard))
    assert heard[-1].finding.code == "changed_on_disk"
    assert (folder / "0.xml").read_text() == theirs
    assert session.unsaved
    session.retry_saving(force=True)
    saved(session)
    assert len(boxes(folder / "0.xml")) == 2
    qtbot.waitUntil(lambda: not session.unsaved)


def test_the_first_shape_of_a_dataset_without_classes_gets_one(
    opened: Opened, folder: Path
) -> None:
    (folder / "classes.txt").unlink()
    session = opened(folder)
    draw(session, 30, name=session.workspace.current_class)
    saved(session)
    assert boxes(folder / "0.xml") == [("object", [30, 10, 50, 20])]
    assert (folder / "0.txt").read_text().startswith("0 ")
    assert session.workspace.classes.names == ("object",)
    assert session.workspace.current_class == "object"


def test_a_class_colour_is_undone_and_a_later_class_stays(opened: Opened, folder: Path) -> None:
    session = opened(folder)
    classes = session.workspace.classes
    red = replace(classes.classes[0], color="#ff0000")
    session.set_classes(classes.replacing(0, red), "class_color")
    assert session.history.undo_action == "class_color"
    session.set_classes(session.workspace.classes.adding("bus"))
    session.history.undo()
    assert session.workspace.classes.names == ("plate", "car", "bus")
    assert session.workspace.classes.classes[0].color == ""
    session.history.redo()
    assert session.workspace.classes.classes[0].color == "#ff0000"
    assert "#ff0000" in (folder / "labeler.yaml").read_text()


def test_undo_takes_the_later_of_a_class_change_and_an_edit(opened: Opened, folder: Path) -> None:
    session = opened(folder)
    classes = session.workspace.classes
    session.set_classes(classes.ordering((1, 0)), "reorder_classes")
    draw(session, 30)
    assert session.history.undo_action == "draw"
    session.history.undo()
    assert session.history.undo_action == "reorder_classes"
    session.history.undo()
    assert session.workspace.classes.displayed == (0, 1)
    session.history.redo()
    assert session.workspace.classes.displayed == (1, 0)
    assert len(session.workspace.annotation) == 0
    session.history.redo()
    assert len(session.workspace.annotation) == 1


def test_what_is_wrong_with_labels_is_told_until_it_is_mended(opened: Opened, folder: Path) -> None:
    (folder / "1.txt").write_text("0 0.5 0.9 0.2 0.4\n")
    heard: list[Notice] = []
    session = opened(folder)
    session.told.connect(heard.append)
    session.step(1)
    assert [notice.finding.code for notice in heard] == ["outside_image"]
    assert session.states[1] is State.PROBLEM
    heard.clear()
    shape = session.workspace.annotation.shapes[0]
    session.workspace.commit(session.workspace.annotation.replacing(shape.moved(0, -40)), "move")
    assert not heard
    assert session.states[1] is State.LABELLED
    saved(session)


def test_numbers_made_from_names_in_xml_are_written_down_before_the_first_txt(
    opened: Opened, folder: Path
) -> None:
    (folder / "classes.txt").unlink()
    session = opened(folder)
    draw(session, 30, name="truck")
    saved(session)
    (folder / "labeler.yaml").unlink()
    session = opened(folder / "1.png")
    assert session.workspace.classes.names == ("truck",)
    assert not (folder / "labeler.yaml").exists()
    draw(session, 30, name="truck")
    saved(session)
    assert "truck" in (folder / "labeler.yaml").read_text()
    assert (folder / "1.txt").read_text().startswith("0 ")


def test_only_what_another_program_changed_is_forced(
    opened: Opened, folder: Path, qtbot: QtBot
) -> None:
    session = opened(folder)
    draw(session, 30)
    saved(session)
    theirs = (folder / "0.xml").read_text().replace("<xmin>30<", "<xmin>31<")
    (folder / "0.xml").write_text(theirs)
    draw(session, 90)
    saved(session)
    qtbot.waitUntil(lambda: bool(session.autosave.failures))
    session.discard_unsaved("disk_full")
    assert session.unsaved
    session.discard_unsaved("changed_on_disk")
    assert not session.unsaved
    session.reload()
    assert [s.bounds.x1 for s in session.workspace.annotation] == [31]


def test_a_picture_that_cannot_be_shown_is_a_problem_in_the_list(
    opened: Opened, folder: Path
) -> None:
    (folder / "1.png").write_text("no picture")
    session = opened(folder)
    session.step(1)
    assert session.failure is not None
    assert session.states[1] is State.PROBLEM
    session.show_next_unseen()
    assert session.name == "2.png"


def test_a_deleted_image_that_comes_back_is_shown(
    opened: Opened, folder: Path, qtbot: QtBot
) -> None:
    session = opened(folder)
    session.show(2)
    dataset = session.dataset
    assert dataset is not None
    with qtbot.waitSignal(session.history.revised, timeout=5000):
        session.apply_revision(delete_images(dataset, ["2.png"]))
    qtbot.waitUntil(lambda: len(session.dataset.images) == 4)
    assert not (folder / "2.png").exists()
    assert session.name == "3.png"
    with qtbot.waitSignal(session.history.revised, timeout=5000):
        session.history.undo()
    qtbot.waitUntil(lambda: len(session.dataset.images) == 5)
    assert session.name == "2.png"


def test_a_disagreement_says_what_else_is_wrong(opened: Opened, folder: Path) -> None:
    session = opened(folder)
    draw(session, 30)
    saved(session)
    (folder / "1.xml").write_bytes((folder / "0.xml").read_bytes())
    (folder / "1.txt").write_text("0 0.5 0.9 0.5 0.4\n")
    heard: list[Notice] = []
    session.told.connect(heard.append)
    session.show(1)
    codes = [notice.finding.code for notice in heard]
    assert codes == ["box_differs", "outside_image", "files_disagree"]
