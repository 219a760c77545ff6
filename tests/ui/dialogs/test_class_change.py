"""A class is renamed, merged or removed in every file, after counting, and all of it comes back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from labeler.services.notices import Notice
from labeler.services.session import Session
from labeler.ui.dialogs.class_change import ClassChangeDialog, Kind
from tests.services.conftest import draw, graded

Ask = Callable[[Kind, int, str], ClassChangeDialog]


@pytest.fixture
def labelled(
    session: Session, opened: Callable[[Path], Session], folder: Path, qtbot: QtBot
) -> Session:
    """Three images with a plate each, two of them with a car too."""
    opened(folder)
    for index in range(3):
        session.show(index)
        draw(session, 30)
        if index:
            draw(session, 90, name="car")
    graded(session, qtbot)
    return session


@pytest.fixture
def ask(labelled: Session, qtbot: QtBot) -> Ask:
    window = QWidget()
    qtbot.addWidget(window)

    def ask(kind: Kind, number: int, name: str = "") -> ClassChangeDialog:
        dialog = ClassChangeDialog(labelled, kind, number, name, window)
        dialog._window = window  # type: ignore[attr-defined]  # owned for as long as it is asked
        return dialog

    return ask


def contents(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in folder.iterdir() if p.suffix in (".xml", ".txt")}


def planned(dialog: ClassChangeDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: dialog.revision is not None, timeout=5000)


def done(dialog: ClassChangeDialog, session: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(session.history.revised, timeout=5000):
        dialog.accept()
    session.jobs.wait(5)


def test_renaming_counts_first_and_then_touches_every_file(
    ask: Ask, labelled: Session, folder: Path, qtbot: QtBot
) -> None:
    before = contents(folder)
    dialog = ask("rename", 1, "van")
    assert not dialog.act.isEnabled()
    planned(dialog, qtbot)
    assert contents(folder) == before
    assert "<b>car</b> → <b>van</b>" in dialog.preview.text()
    assert dialog.revision is not None
    assert (dialog.revision.images, dialog.revision.objects) == (2, 2)
    told: list[Notice] = []
    labelled.told.connect(told.append)
    done(dialog, labelled, qtbot)
    assert labelled.workspace.classes.names == ("plate", "van")
    assert "<name>van</name>" in (folder / "2.xml").read_text()
    assert (folder / "0.xml").read_bytes() == before["0.xml"]
    assert [(n.finding.code, n.actions) for n in told] == [("class_renamed", ("undo",))]


def test_one_undo_brings_every_byte_back(
    ask: Ask, labelled: Session, folder: Path, qtbot: QtBot
) -> None:
    before = contents(folder)
    dialog = ask("merge", 1, "plate")
    planned(dialog, qtbot)
    done(dialog, labelled, qtbot)
    assert contents(folder) != before
    with qtbot.waitSignal(labelled.history.revised, timeout=5000):
        labelled.history.undo()
    assert contents(folder) == before


def test_removing_deletes_or_gives_away(
    ask: Ask, labelled: Session, folder: Path, qtbot: QtBot
) -> None:
    dialog = ask("remove", 1)
    planned(dialog, qtbot)
    assert dialog.into is None
    assert not dialog.target.isEnabled()
    assert "deleted" in dialog.preview.text()
    dialog.give.setChecked(True)
    assert dialog.target.isEnabled()
    assert dialog.revision is None
    planned(dialog, qtbot)
    assert dialog.into == 0
    done(dialog, labelled, qtbot)
    assert "car" not in labelled.workspace.classes
    assert (folder / "2.xml").read_text().count("<name>plate</name>") == 2
    assert labelled.workspace.classes.number_of("plate") == 0


@pytest.mark.parametrize("name", ["", "  ", "car", "plate"])
def test_what_cannot_be_is_refused_with_a_reason(ask: Ask, name: str, qtbot: QtBot) -> None:
    dialog = ask("rename", 1)
    dialog.name.setText(name)
    dialog.plan()
    assert not dialog.act.isEnabled()
    assert dialog.preview.text().endswith((".", "instead."))
    assert dialog.revision is None


def test_an_edited_wish_is_counted_anew(ask: Ask, qtbot: QtBot) -> None:
    dialog = ask("rename", 1, "van")
    planned(dialog, qtbot)
    dialog.name.setText("truck")
    assert not dialog.act.isEnabled()
    planned(dialog, qtbot)
    assert "truck" in dialog.preview.text()
    dialog.reject()
