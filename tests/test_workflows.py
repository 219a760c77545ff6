"""The workflows and the scripts they call: what can be seen of them without running them there."""

import plistlib
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
SHELL = sorted([*ROOT.glob("packaging/macos/*.sh"), *ROOT.glob("packaging/smoke/*.sh")])
_SCRIPT = re.compile(r"(packaging/[\w./-]+\.(?:sh|ps1|py))([^\n|;&]*)")

each_workflow = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
each_shell = pytest.mark.parametrize(
    "path", SHELL, ids=lambda path: f"{path.parent.name}/{path.name}"
)


def read(path: Path) -> dict[Any, Any]:
    return yaml.safe_load(path.read_text("utf-8"))


def steps(path: Path) -> list[dict[str, Any]]:
    jobs = read(path)["jobs"].values()
    return [job for job in jobs if "uses" in job] + [
        step for job in jobs for step in job.get("steps", [])
    ]


def calls(path: Path) -> list[tuple[str, str]]:
    """Every script of ours that is run, with what stands behind it."""
    return [
        (str(found[1]), str(found[2]))
        for step in steps(path)
        for found in _SCRIPT.finditer(step.get("run", ""))
    ]


def test_both_workflows_are_there() -> None:
    assert [path.name for path in WORKFLOWS] == ["release.yml", "test.yml"]


@each_workflow
def test_actions_are_pinned_to_a_major_version(path: Path) -> None:
    for step in steps(path):
        action = step.get("uses", "./")
        if action.startswith("./"):
            assert (ROOT / action).exists(), action
        else:
            assert re.fullmatch(r"actions/[\w-]+@v\d+", action), action


@each_workflow
def test_every_job_ends_in_time_and_may_only_read(path: Path) -> None:
    workflow = read(path)
    assert workflow["permissions"] == {"contents": "read"}
    assert "concurrency" in workflow
    for name, job in workflow["jobs"].items():
        assert "timeout-minutes" in job or "uses" in job, name
        if "permissions" in job:
            assert (path.name, name) == ("release.yml", "release")


@each_workflow
def test_scripts_are_there_and_have_the_options_they_are_given(path: Path) -> None:
    assert calls(path)
    for script, rest in calls(path):
        assert (ROOT / script).is_file(), script
        text = (ROOT / script).read_text("utf-8").lower()
        for option in re.findall(r"(?<=\s)--?(\w[\w-]*)", rest):
            assert option.lower() in text, f"{script} {option}"


def test_a_release_tests_first_and_tries_every_installer() -> None:
    release = read(ROOT / ".github/workflows/release.yml")
    assert release[True]["push"] == {"tags": ["v*"]}  # YAML takes the word `on` for true
    needs = {name: set(job.get("needs", [])) for name, job in release["jobs"].items()}
    for system in ("linux", "windows", "macos"):
        assert "tests" in needs[system]
        assert system in needs["release"]
    tried = [call for call in calls(ROOT / ".github/workflows/release.yml") if "/smoke/" in call[0]]
    assert {Path(script).stem for script, _ in tried} == {"linux", "macos", "windows"}
    assert {end for _, rest in tried for end in re.findall(r"\.(?:deb|xz|exe|dmg)\b", rest)} == {
        ".deb",
        ".xz",
        ".exe",
        ".dmg",
    }


def test_every_python_is_tested_on_every_system() -> None:
    wanted = re.findall(r'"(3\.\d+)"', (ROOT / ".github/workflows/test.yml").read_text("utf-8"))
    assert wanted == ["3.10", "3.11", "3.12", "3.13"] * 2


@each_workflow
def test_actionlint_finds_nothing(path: Path) -> None:
    program = shutil.which("actionlint")
    if program is None:
        pytest.skip("actionlint is not here")
    answer = subprocess.run([program, path], capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stdout + answer.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="the scripts are for other systems")
@each_shell
def test_a_script_can_be_parsed(path: Path) -> None:
    assert subprocess.run(["bash", "-n", path], check=False).returncode == 0
    program = shutil.which("shellcheck")
    if program is not None:
        answer = subprocess.run([program, path], capture_output=True, text=True, check=False)
        assert answer.returncode == 0, answer.stdout


def test_a_bundle_offers_to_open_folders_images_and_videos() -> None:
    with open(ROOT / "packaging/macos/Info.plist", "rb") as file:
        said = plistlib.load(file)
    kinds = [kind for one in said["CFBundleDocumentTypes"] for kind in one["LSItemContentTypes"]]
    assert kinds == ["public.folder", "public.image", "public.movie"]
    assert {one["LSHandlerRank"] for one in said["CFBundleDocumentTypes"]} == {"Alternate"}
    assert said["NSHighResolutionCapable"] is True
    with open(ROOT / "packaging/macos/entitlements.plist", "rb") as file:
        assert plistlib.load(file) == {
            "com.apple.security.cs.allow-unsigned-executable-memory": True
        }


def test_the_first_commands_of_the_readme_run_and_test_the_program() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    first = re.findall(r"^    (bash \S+|\S+)", readme, re.M)[:2]
    assert first == ["bash packaging/run.sh", "bash packaging/test.sh"]
    assert re.findall(r"^## (.+)", readme, re.M)[:2] == ["Install", "Start"]


@pytest.mark.parametrize(
    ("script", "name"),
    [
        ("packaging/linux/build.sh", "_amd64.deb"),
        ("packaging/linux/build.sh", "-linux-x86_64"),
        ("packaging/windows/build.ps1", "-windows-x86_64-setup.exe"),
        ("packaging/macos/build.sh", "-macos-"),
    ],
)
def test_the_readme_names_the_files_that_are_made(script: str, name: str) -> None:
    assert name in (ROOT / "README.md").read_text("utf-8")
    assert name in (ROOT / script).read_text("utf-8")
