"""The installer for Windows: its words, what it would remove, and a trial of it under Wine."""

import importlib.util
import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from labeler import __version__
from labeler.core.measure_store import default_path
from labeler.core.pictures import IMAGE_SUFFIXES
from labeler.core.video.clips import VIDEO_SUFFIXES

FOLDER = Path(__file__).resolve().parents[1] / "packaging/windows"
SCRIPT = (FOLDER / "labeler.nsi").read_text(encoding="utf-8")
TEXTS = (FOLDER / "texts.nsh").read_text(encoding="utf-8")
TYPES = (FOLDER / "types.nsh").read_text(encoding="utf-8")

nsis = pytest.mark.skipif(shutil.which("makensis") is None, reason="NSIS is not here")


@pytest.fixture(scope="module")
def payload() -> ModuleType:
    specification = importlib.util.spec_from_file_location("payload", FOLDER / "payload.py")
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A stand-in for the frozen program, in a folder with a Korean name and a space."""
    folder = tmp_path / "얼린 프로그램"
    for name in ("labeler.exe", "labeler-cli.exe", "_internal/a.dll", "_internal/b/한글 $x.txt"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"MZ")
    return folder


def test_every_text_is_there_in_english_and_korean() -> None:
    rows = [line for line in TEXTS.splitlines() if line.startswith("!insertmacro TEXT")]
    texts = {}
    for row in rows:
        name, english, korean = re.fullmatch(
            r'!insertmacro TEXT (\w+) "([^"]+)" "([^"]+)"', row
        ).groups()
        texts[name] = (english, korean)
        assert re.search(r"[가-힣]", korean), name
        assert not re.search(r"[가-힣]", english), name
        assert english.isascii(), name
    assert len(texts) == len(rows)
    assert set(re.findall(r"\$\((\w+)\)", SCRIPT)) == set(texts)


def test_it_offers_itself_for_what_the_program_opens() -> None:
    found = re.findall(r"!insertmacro \$\{DO\} (\w+) (\S+)", TYPES)
    assert len(set(found)) == len(found)
    images = {suffix for kind, suffix in found if kind == "Image"}
    videos = {suffix for kind, suffix in found if kind == "Video"}
    assert images == IMAGE_SUFFIXES - {".heic", ".heif"}
    assert videos == VIDEO_SUFFIXES


def test_nothing_is_removed_by_the_folder() -> None:
    for text in (SCRIPT, TYPES, (FOLDER / "payload.py").read_text(encoding="utf-8")):
        assert not re.search(r"RMDir\s+/", text, re.IGNORECASE)
    wild = [line for line in SCRIPT.splitlines() if re.search(r"^\s*Delete .*[*?]", line)]
    assert all("\\Cache\\measured-*" in line for line in wild)


def test_the_settings_it_may_remove_are_those_the_program_writes() -> None:
    assert r'Delete "$LOCALAPPDATA\labeler\settings.ini"' in SCRIPT
    pattern = re.search(r'labeler\\Cache\\([^"]*sqlite)"', SCRIPT)
    assert pattern is not None
    assert Path(default_path().name).match(pattern.group(1))


def test_the_script_reads_the_same_in_every_code_page() -> None:
    assert SCRIPT.isascii()
    assert "/CHARSET=UTF8" in SCRIPT  # what is not ASCII says what it is


def test_no_administrator_is_asked_for() -> None:
    assert "RequestExecutionLevel user" in SCRIPT
    assert not re.search(r"\bHK(LM|CR)\b|SetShellVarContext all", SCRIPT)


def test_the_version_is_found_where_the_build_looks(payload: ModuleType) -> None:
    build = (FOLDER / "build.ps1").read_text(encoding="utf-8")
    pattern = re.search(r"-notmatch '(.+)'\)", build)
    assert pattern is not None
    source = (FOLDER.parents[1] / "labeler/__init__.py").read_text(encoding="utf-8")
    found = re.search(pattern.group(1), source)
    assert found is not None
    assert found.group(1) == __version__
    assert payload.numbers(__version__).startswith(__version__.split("rc")[0])


@pytest.mark.parametrize(
    ("version", "numbers"),
    [("0.1.0", "0.1.0.0"), ("1.2", "1.2.0.0"), ("0.2.0rc1", "0.2.0.0"), ("1.0.dev3", "1.0.0.0")],
)
def test_a_version_in_the_numbers_of_windows(
    payload: ModuleType, version: str, numbers: str
) -> None:
    assert payload.numbers(version) == numbers


def listed(program: Path, out: Path) -> subprocess.CompletedProcess[str]:
    arguments = [FOLDER / "payload.py", program, "0.1.0", out, out.with_suffix(".bmp")]
    return subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=False)


def test_what_is_unpacked_is_what_is_removed(program: Path, tmp_path: Path) -> None:
    out = tmp_path / "list.nsh"
    assert listed(program, out).returncode == 0
    text = out.read_text(encoding="utf-8-sig")
    unpacked = set(re.findall(r'File "/oname=([^"]+)"', text))
    removed = re.findall(r'Delete "\$INSTDIR\\([^"]+)"', text)
    assert unpacked == set(removed)
    assert unpacked == {
        "labeler.exe", "labeler-cli.exe", r"_internal\a.dll", r"_internal\b\한글 $$x.txt",
    }  # fmt: skip
    folders = re.findall(r'RMDir "\$INSTDIR\\([^"]+)"', text)
    assert folders == [r"_internal\b", "_internal"]  # the inner one first


def test_a_folder_without_the_program_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    answer = listed(tmp_path / "empty", tmp_path / "list.nsh")
    assert answer.returncode == 1
    assert "holds no labeler.exe" in answer.stderr


@nsis
def test_it_compiles_without_a_warning(program: Path, tmp_path: Path) -> None:
    out = tmp_path / "labeler-setup.exe"
    command = [
        *("makensis", "-V2", "-WX", f"-DPAYLOAD={program}", f"-DVERSION={__version__}"),
        *(f"-DOUT={out}", f"-DPYTHON={sys.executable}", str(FOLDER / "labeler.nsi")),
    ]
    answer = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert answer.returncode == 0, answer.stdout + answer.stderr
    assert out.read_bytes()[:2] == b"MZ"


@pytest.mark.slow
@nsis
@pytest.mark.skipif(shutil.which("wine") is None, reason="Wine is not here")
def test_under_wine_it_installs_updates_and_removes(tmp_path: Path) -> None:
    command = ["bash", str(FOLDER / "try.sh"), str(tmp_path / "out")]
    answer = subprocess.run(command, capture_output=True, text=True, timeout=900, check=False)
    print(answer.stdout)
    if answer.returncode == 77:
        pytest.skip(answer.stdout.strip())
    assert answer.returncode == 0, answer.stdout + answer.stderr
