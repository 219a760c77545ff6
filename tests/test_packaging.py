"""The entry scripts over a set-up that is already there, the sample, and what travels with it."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from labeler.core.dataset import Dataset, open_dataset
from labeler.core.pictures import probe
from labeler.core.record import Record, Writing, read
from labeler.services.resources import resource

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = resource("samples/plates")

linux = pytest.mark.skipif(sys.platform != "linux", reason="the scripts are for Linux")

PYPROJECT = ROOT / "pyproject.toml"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project whose set-up has been done; its programs only write down how they are called."""
    root = tmp_path / "a project"
    shutil.copytree(ROOT / "packaging", root / "packaging")
    shutil.copy(ROOT / "pyproject.toml", root)
    programs = root / ".venv" / "bin"
    programs.mkdir(parents=True)
    for name in ("labeler", "python"):
        program = programs / name
        program.write_text(f'#!/bin/bash\nprintf "{name}: %s\\n" "$*" >>"{root}/called"\n')
        program.chmod(0o755)
    digest = hashlib.sha256((root / "pyproject.toml").read_bytes()).hexdigest()
    (root / ".venv" / "installed").write_text(f"{digest}\n{root}\n")
    (root / ".venv" / "korean-font").touch()
    return root


def run(project: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    kept = {name: value for name, value in os.environ.items() if name not in hidden}
    return subprocess.run(
        ["bash", str(project / "packaging/run.sh"), *words],
        env=kept | environment,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


@linux
def test_without_a_display_it_says_so(project: Path) -> None:
    answer = run(project)
    assert answer.returncode == 2
    assert "DISPLAY" in answer.stderr
    assert "WAYLAND_DISPLAY" in answer.stderr
    assert not (project / "called").exists()


@linux
def test_a_second_start_only_starts_the_program(project: Path) -> None:
    assert run(project, "/some where/가 b.jpg", DISPLAY=":0").returncode == 0
    assert (project / "called").read_text() == "labeler: /some where/가 b.jpg\n"


@linux
def test_without_a_path_the_sample_opens(project: Path) -> None:
    run(project, DISPLAY=":0")
    assert (project / "called").read_text() == "labeler: --sample\n"


@linux
def test_changed_metadata_installs_again_once(project: Path) -> None:
    with open(project / "pyproject.toml", "a") as file:
        file.write("# changed\n")
    run(project, DISPLAY=":0")
    run(project, DISPLAY=":0")
    calls = (project / "called").read_text().splitlines()
    assert sum("pip install" in call for call in calls) == 1
    assert calls[-1] == "labeler: --sample"


@linux
@pytest.mark.parametrize("script", ["packaging/run.sh", "packaging/test.sh", ".ci/run"])
def test_a_script_can_be_parsed(script: str) -> None:
    assert subprocess.run(["bash", "-n", ROOT / script], check=False).returncode == 0


def records(dataset: Dataset) -> dict[str, Record]:
    size = {name: probe(dataset.path(name)) for name in dataset.images}
    return {
        name: read(
            dataset.place(name), (size[name].width, size[name].height), dataset.classes, Writing()
        )
        for name in dataset.images
    }


def test_the_sample_shows_what_can_be_done() -> None:
    dataset = open_dataset(SAMPLE)
    found = records(dataset)
    annotations = [record.annotation for record in found.values()]
    shapes = [shape for annotation in annotations for shape in annotation]
    assert len(found) == 12
    assert [one.name for one in dataset.classes] == ["plate", "car"]
    assert sum(annotation.seen for annotation in annotations) == 9
    assert sum(annotation.verified for annotation in annotations) == 1
    assert sum(a.seen and not len(a) for a in annotations) == 1
    assert {shape.kind for shape in shapes} == {"box", "quad", "polygon"}
    assert {shape.class_name for shape in shapes} == {"plate", "car"}


def test_nothing_is_wrong_with_the_sample() -> None:
    for name, record in records(open_dataset(SAMPLE)).items():
        assert record.findings == (), name
        assert record.locked is None
        assert record.conflict is None


def test_the_sample_is_small() -> None:
    assert all(path.stat().st_size <= 60_000 for path in SAMPLE.glob("*.jpg"))


def test_every_package_is_installed() -> None:
    listed = set(re.findall(r'^    "(labeler[.\w]*)",$', PYPROJECT.read_text("utf-8"), re.M))
    there = {
        ".".join(path.parent.relative_to(PYPROJECT.parent).parts)
        for path in (PYPROJECT.parent / "labeler").rglob("__init__.py")
    }
    assert listed == there | {"labeler.resources"}
