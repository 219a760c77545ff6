"""One step per gesture, everything undoable, one signal that says what changed."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labeler.core.annotation import Annotation, Change, Shape
from labeler.core.classes import ClassList
from labeler.core.record import Place, Writing, read
from labeler.services.document import Document
from labeler.services.workspace import Workspace


def box(id: int, x: float = 10, name: str = "plate") -> Shape:
    return Shape(id, "box", ((x, 10), (x + 20, 30)), name)


@pytest.fixture
def document(tmp_path: Path) -> Document:
    place = Place(
        tmp_path / "a.png", tmp_path / "a.xml", tmp_path / "a.txt", tmp_path / "kept.xml", "a.png"
    )
    return Document("a.png", read(place, (100, 100), ClassList.of(["plate"]), Writing()))


def test_an_edit_is_one_step_and_says_what_changed(document: Document) -> None:
    heard: list[Change] = []
    document.changed.connect(heard.append)
    document.edit(document.annotation.adding(box(1), box(2)), "draw")
    document.edit(document.annotation.replacing(box(2, x=40)), "move")
    assert [(c.added, c.changed) for c in heard] == [({1, 2}, set()), (set(), {2})]
    assert document.undo_stack.count() == 2
    assert document.unsaved
    document.undo_stack.undo()
    document.undo_stack.undo()
    assert document.annotation == Annotation()
    assert heard[-1].removed == {1, 2}


def test_the_same_value_is_no_step(document: Document) -> None:
    document.edit(Annotation(), "draw")
    assert document.undo_stack.count() == 0
    assert not document.unsaved


def test_nudges_with_one_key_merge_and_vanish_when_they_cancel_out(document: Document) -> None:
    document.edit(document.annotation.adding(box(1)), "draw")
    for x in (11, 12, 13):
        document.edit(document.annotation.replacing(box(1, x=x)), "nudge", merge="nudge:1")
    assert document.undo_stack.count() == 2
    for x in (12, 11, 10):
        document.edit(document.annotation.replacing(box(1, x=x)), "nudge", merge="nudge:1")
    assert document.undo_stack.count() == 1
    document.edit(document.annotation.replacing(box(1, x=11)), "nudge", merge="other")
    document.edit(document.annotation.replacing(box(1, x=12)), "nudge", merge="another")
    assert document.undo_stack.count() == 3


def test_an_id_is_never_used_twice(document: Document) -> None:
    first = document.new_id()
    document.edit(document.annotation.adding(box(first)), "draw")
    document.undo_stack.undo()
    assert document.new_id() != first


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 60)), min_size=1, max_size=60))
def test_undoing_all_and_redoing_all_meet_every_value_again(
    tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[int, int]]
) -> None:
    folder = tmp_path_factory.mktemp("undo")
    place = Place(folder / "a.png", folder / "a.xml", folder / "a.txt", folder / "k.xml", "a.png")
    document = Document("a.png", read(place, (100, 100), ClassList(), Writing()))
    values = [document.annotation]
    for kind, x in edits:
        annotation = document.annotation
        if kind == 0 or not annotation.shapes:
            after = annotation.adding(box(document.new_id(), x=x))
        elif kind == 1:
            after = annotation.removing([annotation.shapes[x % len(annotation)].id])
        elif kind == 2:
            after = annotation.replacing(box(annotation.shapes[x % len(annotation)].id, x=x))
        else:
            after = annotation.verifying(not annotation.verified)
        document.edit(after, "edit")
        if document.annotation is not values[-1]:
            values.append(document.annotation)
    for value in reversed(values[:-1]):
        document.undo_stack.undo()
        assert document.annotation == value
    for value in values[1:]:
        document.undo_stack.redo()
        assert document.annotation == value


def test_the_workspace_forgets_what_is_gone(document: Document) -> None:
    workspace = Workspace()
    workspace.open(document, (100, 100))
    workspace.commit(workspace.annotation.adding(box(1), box(2)), "draw")
    workspace.select({1, 2})
    workspace.hover(2)
    workspace.commit(workspace.annotation.removing([2]), "delete")
    assert workspace.selection == {1}
    assert workspace.hovered is None


def test_a_class_goes_to_the_shape_in_hand_and_the_next(document: Document) -> None:
    workspace = Workspace()
    workspace.set_classes(ClassList.of(["plate", "car", "bus"]))
    workspace.open(document, (100, 100))
    workspace.commit(workspace.annotation.adding(box(1), box(2), box(3)), "draw")
    workspace.select({1, 2})
    workspace.apply_class("car")
    assert [s.class_name for s in workspace.annotation] == ["car", "car", "plate"]
    workspace.hover(3)
    workspace.apply_class("bus")
    assert [s.class_name for s in workspace.annotation] == ["car", "car", "bus"]
    assert workspace.current_class == "bus"


def test_a_locked_document_takes_no_edit(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text("<annotation><object>")
    place = Place(tmp_path / "a.png", tmp_path / "a.xml", None, tmp_path / "kept.xml", "a.png")
    document = Document("a.png", read(place, (100, 100), ClassList(), Writing()))
    workspace = Workspace()
    workspace.open(document, (100, 100))
    workspace.commit(workspace.annotation.adding(box(1)), "draw")
    assert not workspace.editable
    assert len(workspace.annotation) == 0
