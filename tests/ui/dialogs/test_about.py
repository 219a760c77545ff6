"""The page of licences: an installed program's own text, or a list of what is used."""

import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from labeler.ui.dialogs import about
from labeler.ui.dialogs.about import AboutDialog


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installed program, as far as the dialog can tell."""
    path = tmp_path / "프로그램" / "labeler"
    path.parent.mkdir()
    path.touch()
    monkeypatch.setattr(sys, "executable", str(path))
    return path


def test_the_text_beside_the_program_is_read_when_it_is_asked_for(
    tmp_path: Path, program: Path, window: QWidget
) -> None:
    (program.parent / "LICENCES.txt").write_text("Qt: LGPL-3 한글", "utf-8")
    dialog = AboutDialog(tmp_path / "none.log", window)
    assert dialog.licences.toPlainText() == ""
    dialog.pages.setCurrentWidget(dialog.licences)
    assert dialog.licences.toPlainText() == "Qt: LGPL-3 한글"


def test_an_app_of_macos_keeps_it_among_its_resources(program: Path) -> None:
    folder = program.parents[1] / "Resources"
    folder.mkdir()
    (folder / "LICENCES.txt").write_text("all of them", "utf-8")
    assert about.licences() == "all of them"


@pytest.mark.usefixtures("program")
def test_without_that_text_what_is_used_is_listed() -> None:
    lines = about.licences().splitlines()
    assert lines[0] == "Labeler: MIT"
    assert any(line.startswith("PySide6-Essentials: LGPL") for line in lines)
    assert any(line.startswith("av: ") for line in lines)


def test_opencv_is_found_by_either_name(monkeypatch: pytest.MonkeyPatch) -> None:
    def version(name: str) -> str:
        if name == "opencv-python":
            raise about.metadata.PackageNotFoundError(name)
        return "5.0"

    monkeypatch.setattr(about.metadata, "version", version)
    assert "opencv-python-headless 5.0" in about.versions()
