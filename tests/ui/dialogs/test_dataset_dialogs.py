"""What belongs to a dataset is asked, saved in labeler.yaml, and found wanting by the checks."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from labeler.core.finding import Finding
from labeler.core.project import load_project
from labeler.services.session import Session
from labeler.ui.dialogs.about import AboutDialog, versions
from labeler.ui.dialogs.class_choice import ClassChoiceDialog
from labeler.ui.dialogs.dataset_settings import DatasetSettingsDialog
from labeler.ui.dialogs.findings import FindingsDialog, image_of

Opened = Callable[[Path], Session]
DATA = Path(__file__).resolve().parents[3] / ".." / "shared" / "data"


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """Owns the dialogs, as the window does: they delete themselves when they are closed."""
    window = QWidget()
    qtbot.addWidget(window)
    return window


def test_dataset_settings_are_saved_and_hold(
    opened: Opened, folder: Path, window: QWidget, qtbot: QtBot
) -> None:
    session = opened(folder)
    dialog = DatasetSettingsDialog(session, window)
    assert dialog.voc.isChecked()
    assert dialog.yolo.isChecked()
    dialog.voc.setChecked(False)
    dialog.task.setCurrentIndex(dialog.task.findData("obb"))
    dialog.folder.setText("labels")
    dialog.accept()
    project = load_project(folder)
    assert project is not None
    assert (project.formats, project.yolo, project.labels_dir) == (("yolo",), "obb", "labels")
    qtbot.waitUntil(lambda: session.dataset.project.yolo == "obb", timeout=3000)


def test_no_format_cannot_be_saved(opened: Opened, folder: Path, window: QWidget) -> None:
    dialog = DatasetSettingsDialog(opened(folder), window)
    dialog.voc.setChecked(False)
    dialog.yolo.setChecked(False)
    assert not dialog.save.isEnabled()
    assert dialog.problem.text()


def test_nothing_changed_writes_nothing(opened: Opened, folder: Path, window: QWidget) -> None:
    before = {p.name for p in folder.iterdir()}
    DatasetSettingsDialog(opened(folder), window).accept()
    assert {p.name for p in folder.iterdir()} == before


def test_the_chosen_class_list_is_remembered(
    opened: Opened, folder: Path, window: QWidget, qtbot: QtBot
) -> None:
    (folder / "data.yaml").write_text("names: [car, plate]\n")
    session = opened(folder)
    assert session.dataset is not None
    assert session.dataset.choice.disagreement
    dialog = ClassChoiceDialog(session, window)
    titles = [offer.button.text() for offer in dialog.offers]
    assert titles == ["data.yaml", "classes.txt"]
    dialog.offers[1].button.setChecked(True)
    dialog.accept()
    project = load_project(folder)
    assert project is not None
    assert project.classes.names == ("plate", "car")
    qtbot.waitUntil(lambda: session.workspace.classes.names == ("plate", "car"), timeout=3000)


def test_findings_come_from_the_checks_and_lead_to_the_image(
    opened: Opened, folder: Path, window: QWidget, qtbot: QtBot
) -> None:
    (folder / "3.txt").write_text("0 0.5 0.5 0.1 0.1\n0 0.98 0.5 0.2 0.1\n")
    session = opened(folder)
    dialog = FindingsDialog(session, window)
    qtbot.waitUntil(lambda: dialog._run is None, timeout=5000)
    assert dialog.model.rowCount() > 0
    places = dialog.model.lines()
    assert any(line.startswith(f"{folder / '3.txt'}:2: ") for line in places)
    row = next(r for r, line in enumerate(places) if "3.txt" in line)
    dialog._on_chosen(dialog.model.index(row))
    assert session.name == "3.png"


def test_findings_are_filtered(opened: Opened, folder: Path, window: QWidget) -> None:
    dialog = FindingsDialog(opened(folder), window)
    dialog.show_findings(
        [
            Finding("box_outside_image", folder / "1.txt", 4),
            Finding("duplicate_box", folder / "2.txt", severity="warning"),
        ]
    )
    assert dialog.count.text() == "1 error(s) · 1 warning(s)"
    dialog.severity.setCurrentIndex(dialog.severity.findData("warning"))
    assert [finding.code for finding in map(dialog.model.finding, range(1))] == ["duplicate_box"]
    assert dialog.model.rowCount() == 1
    dialog.severity.setCurrentIndex(0)
    dialog.search.setText("1.txt")
    assert dialog.model.rowCount() == 1


def test_a_finding_leads_to_its_image(opened: Opened, folder: Path) -> None:
    session = opened(folder)
    assert session.dataset is not None
    for name in ("2.png", "2.xml", "2.txt"):
        assert image_of(session.dataset, Finding("x", folder / name)) == 2
    assert image_of(session.dataset, Finding("x", folder.parent / "elsewhere.txt")) is None
    assert image_of(session.dataset, Finding("x")) is None


def test_about_names_what_runs(tmp_path: Path, window: QWidget) -> None:
    dialog = AboutDialog(tmp_path / "none.log", window)
    assert "Labeler " in dialog.libraries.toPlainText()
    assert "Qt 6" in versions()
    assert not dialog.open_log.isEnabled()
