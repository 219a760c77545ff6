"""The list of shapes is the annotation, whatever happened to it, and edits in single steps."""

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from labeler.core.annotation import Annotation, Shape
from labeler.services.session import Session
from labeler.services.settings import SettingsStore
from labeler.ui.docks.objects import ObjectsDock
from labeler.ui.shape_rows import FLAGS, shifted
from tests.services.conftest import draw

Opened = Callable[[Path], Session]


@pytest.fixture
def dock(
    session: Session, store: SettingsStore, qtbot: QtBot, opened: Opened, folder: Path
) -> ObjectsDock:
    dock = ObjectsDock(session, store)
    qtbot.addWidget(dock)
    dock.resize(300, 500)
    dock.show()
    opened(folder)
    return dock


def ids(dock: ObjectsDock) -> list[int]:
    return [dock.model.id(row) for row in range(dock.model.rowCount())]


def three(session: Session) -> None:
    for x in (10, 60, 110):
        draw(session, x)


def test_the_topmost_comes_first(dock: ObjectsDock, session: Session, qtbot: QtBot) -> None:
    assert dock.empty.isVisible()
    three(session)
    assert ids(dock) == [3, 2, 1]
    assert not dock.empty.isVisible()
    session.step(1)
    qtbot.waitUntil(lambda: ids(dock) == [])  # a moment after the picture


def test_selection_goes_both_ways(dock: ObjectsDock, session: Session, qtbot: QtBot) -> None:
    three(session)
    session.workspace.select([1, 3])
    assert sorted(i.row() for i in dock.view.selectionModel().selectedRows()) == [0, 2]
    spot = dock.view.visualRect(dock.model.index(1)).center()
    qtbot.mouseClick(dock.view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert session.workspace.selection == {2}
    shift = Qt.KeyboardModifier.ShiftModifier
    spot = dock.view.visualRect(dock.model.index(0)).center()
    qtbot.mouseClick(dock.view.viewport(), Qt.MouseButton.LeftButton, shift, spot)
    assert session.workspace.selection == {2, 3}


def test_hover_goes_to_the_image(dock: ObjectsDock, session: Session) -> None:
    three(session)
    dock.view.entered.emit(dock.model.index(2))
    assert session.workspace.hovered == 1
    dock.view.pointer_left.emit()
    assert session.workspace.hovered is None


def test_a_click_on_a_sign_sets_the_flag_in_one_step(
    dock: ObjectsDock, session: Session, qtbot: QtBot
) -> None:
    three(session)
    rect = dock.view.visualRect(dock.model.index(0))
    for place in range(rect.right(), rect.left(), -2):
        qtbot.mouseClick(
            dock.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place, rect.center().y())
        )
        if session.workspace.annotation[3].occluded:
            break
    assert session.workspace.annotation[3].occluded
    document = session.document
    assert document is not None
    document.undo_stack.undo()
    assert not session.workspace.annotation[3].occluded


@pytest.mark.parametrize("flag", FLAGS)
def test_flags_of_all_that_is_selected(dock: ObjectsDock, session: Session, flag: str) -> None:
    three(session)
    session.workspace.select([1, 2])
    words = {"difficult": "Difficult", "truncated": "Truncated", "occluded": "Occluded"}
    action = next(a for a in dock.menu().actions() if a.text() == words[flag])
    action.trigger()
    assert [getattr(s, flag) for s in session.workspace.annotation] == [True, True, False]


def test_the_class_of_all_that_is_selected(dock: ObjectsDock, session: Session) -> None:
    three(session)
    session.workspace.select([1, 3])
    assert dock.class_box.currentData() == "plate"
    dock.class_box.activated.emit(dock.class_box.findData("car"))
    assert [s.class_name for s in session.workspace.annotation] == ["car", "plate", "car"]
    session.workspace.select([1, 2])
    assert dock.class_box.currentIndex() == -1


def test_attributes_are_edited_in_place(dock: ObjectsDock, session: Session) -> None:
    three(session)
    session.workspace.select([2])
    model = dock.attributes.model()
    assert model.setData(model.index(0, 0), "colour")
    assert model.setData(model.index(0, 1), "white")
    assert session.workspace.annotation[2].attributes == (("colour", "white"),)
    session.workspace.select([1])
    assert model.data(model.index(0, 0)) == "Add…"
    session.workspace.select([2])
    dock.attributes.setCurrentIndex(model.index(0, 0))
    dock.attributes.edited.emit(())
    assert session.workspace.annotation[2].attributes == ()


def test_delete_in_the_attributes_is_not_the_shapes(
    dock: ObjectsDock, session: Session, qtbot: QtBot
) -> None:
    three(session)
    session.workspace.select([2])
    model = dock.attributes.model()
    model.setData(model.index(0, 0), "colour")
    dock.attributes.setCurrentIndex(model.index(0, 0))
    qtbot.keyClick(dock.attributes, Qt.Key.Key_Delete)
    assert session.workspace.annotation[2].attributes == ()
    assert len(session.workspace.annotation) == 3


def box(id: int) -> Shape:
    return Shape(id, "box", ((id, 0), (id + 5, 5)), "plate")


def test_raising_and_lowering_keeps_the_order_of_the_others() -> None:
    annotation = Annotation(tuple(box(id) for id in range(1, 6)))

    def order(after: Annotation) -> list[int]:
        return [s.id for s in after]

    assert order(shifted(annotation, [2], 1)) == [1, 3, 2, 4, 5]
    assert order(shifted(annotation, [2, 3], 1)) == [1, 4, 2, 3, 5]
    assert order(shifted(annotation, [4, 5], 1)) == [1, 2, 3, 4, 5]
    assert order(shifted(annotation, [1, 3], -1)) == [1, 3, 2, 4, 5]


def test_the_rows_are_the_annotation_after_anything(dock: ObjectsDock, session: Session) -> None:
    chance = random.Random(7)
    workspace = session.workspace
    for _ in range(300):
        there = [s.id for s in workspace.annotation]
        some = chance.sample(there, min(len(there), chance.randint(1, 3))) if there else []
        what = chance.choice(("add", "add", "remove", "move", "shift", "mixed", "undo"))
        annotation = workspace.annotation
        if what == "add":
            annotation = annotation.adding(box(workspace.new_id()), box(workspace.new_id()))
        elif what == "remove":
            annotation = annotation.removing(some)
        elif what == "move":
            annotation = annotation.replacing(*(annotation[i].moved(1, 0) for i in some))
        elif what == "shift":
            annotation = shifted(annotation, some, chance.choice((1, -1)))
        elif what == "mixed":
            shapes = [s for s in annotation if s.id not in some]
            shapes.insert(chance.randint(0, len(shapes)), box(workspace.new_id()))
            annotation = replace(annotation, shapes=tuple(shapes))
        elif session.document is not None:
            session.document.undo_stack.undo()
            continue
        workspace.select(some)
        workspace.commit(annotation, what)
        assert ids(dock) == [s.id for s in reversed(workspace.annotation.shapes)]
        rows = {dock.model.id(i.row()) for i in dock.view.selectionModel().selectedRows()}
        assert rows == workspace.selection


def test_an_edit_of_one_shape_in_5_000_touches_its_row_alone(
    dock: ObjectsDock, session: Session
) -> None:
    workspace = session.workspace
    workspace.commit(Annotation(tuple(box(id) for id in range(1, 5001)), seen=True), "draw")
    assert len(ids(dock)) == 5000
    resets: list[bool] = []
    rows: list[tuple[int, int]] = []
    dock.model.modelReset.connect(lambda: resets.append(True))
    dock.model.dataChanged.connect(lambda first, last: rows.append((first.row(), last.row())))
    after = workspace.annotation.replacing(workspace.annotation[2500].moved(1, 0))
    workspace.commit(after, "move")
    row = dock.model.rows([2500])[0]
    assert rows == [(row, row)]
    assert not resets


def test_nothing_here_is_said(dock: ObjectsDock, session: Session) -> None:
    session.workspace.commit(Annotation(), "clear_all")
    before = dock.empty.text()
    session.workspace.commit(Annotation(seen=True), "nothing_here")
    assert dock.empty.text() != before
    assert "nothing to mark" in dock.empty.text()
