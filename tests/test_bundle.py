"""What the frozen program holds: by the lists it is made from, and, slowly, by making it."""

import ast
import os
import re
import subprocess
import sys
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGING = ROOT / "packaging"


def loaded(name: str) -> ModuleType:
    spec = spec_from_file_location(f"packaging_{name}", PACKAGING / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


bundle = loaded("bundle")


def imported() -> set[str]:
    """Every module that labeler/ imports, with those of Qt by their own name."""
    found = set()
    for path in (ROOT / "labeler").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                found |= {name.name for name in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found |= {node.module, *(f"{node.module}.{name.name}" for name in node.names)}
    return found


def test_the_qt_modules_are_those_that_are_imported() -> None:
    used = {name.split(".")[1] for name in imported() if name.startswith("PySide6.Qt")}
    assert used == bundle.QT_BINDINGS


def test_nothing_that_is_imported_is_left_out() -> None:
    for name in imported():
        words = name.split(".")
        above = {".".join(words[:end]) for end in range(1, len(words) + 1)}
        assert not above & set(bundle.EXCLUDED_MODULES) - bundle.NEEDED_ALL_THE_SAME, name


@pytest.mark.parametrize(
    "path",
    [
        "PySide6/Qt/lib/libQt6Gui.so.6",
        "PySide6/Qt6Gui.dll",
        "PySide6/Qt/lib/QtGui.framework/Versions/A/QtGui",
        "PySide6/QtWidgets.abi3.so",
        "PySide6/QtWidgets.pyd",
        "PySide6/Qt/lib/libicudata.so.73",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/Qt/plugins/platforminputcontexts/libibusplatforminputcontextplugin.so",
        "PySide6/Qt/translations/qtbase_ko.qm",
        "cv2/cv2.abi3.so",
        "cv2/config.py",
        "labeler/resources/samples/plates/street_01.jpg",
        "labeler/resources/icons/labeler.svg",
        "labeler/resources/translations/labeler_ko.ts",
    ],
)
def test_what_is_needed_goes_in(path: str) -> None:
    assert bundle.is_wanted(path)


@pytest.mark.parametrize(
    "path",
    [
        "PySide6/Qt/lib/libQt6Qml.so.6",
        "PySide6/Qt6Network.dll",
        "PySide6/QtNetwork.abi3.so",
        "PySide6/opengl32sw.dll",
        "PySide6/Qt/plugins/platforms/libqeglfs.so",
        "PySide6/Qt/plugins/sqldrivers/libqsqlite.so",
        "PySide6/plugins/imageformats/qtga.dll",
        "PySide6/Qt/translations/qtbase_de.qm",
        "PySide6/Qt/qml/QtQuick/qmldir",
        "cv2/data/haarcascade_eye.xml",
        "cv2/opencv_videoio_ffmpeg500_64.dll",
        "numpy/_core/tests/data/numbers.csv",
        "lxml/includes/etree_defs.h",
        "labeler-0.1.0.dist-info/direct_url.json",
    ],
)
def test_what_is_never_loaded_stays_out(path: str) -> None:
    assert not bundle.is_wanted(path)


def test_of_the_system_only_the_helpers_of_x_go_in() -> None:
    def goes(name: str) -> bool:
        return bool(bundle.is_wanted(name, f"/usr/lib/{name}", of_the_wheels=False))

    assert goes("libxcb-cursor.so.0")
    assert not any(map(goes, ("libstdc++.so.6", "libGL.so.1", "libglib-2.0.so.0", "libxcb.so.1")))


def test_every_library_that_is_left_to_the_system_has_a_package() -> None:
    lines = (PACKAGING / "linux/libraries").read_text("utf-8").splitlines()
    pairs = [line.split() for line in lines if line and not line.startswith("#")]
    assert all(len(pair) == 2 for pair in pairs)
    assert not [name for name, _ in pairs if name.startswith(bundle.LINUX_LIBRARIES)]


@pytest.mark.skipif(sys.platform != "linux", reason="the scripts are for Linux")
@pytest.mark.parametrize("script", sorted((PACKAGING / "linux").glob("*.sh")), ids=lambda p: p.name)
def test_a_script_can_be_parsed(script: Path) -> None:
    assert subprocess.run(["bash", "-n", script], check=False).returncode == 0


def test_the_menu_entry_is_in_two_languages_and_opens_three_kinds() -> None:
    text = (PACKAGING / "linux/labeler.desktop").read_text("utf-8")
    for key in ("Name", "GenericName", "Comment", "Keywords"):
        assert re.search(rf"^{key}=.", text, re.M)
        assert re.search(rf"^{key}\[ko\]=.", text, re.M)
    for kind in ("inode/directory;", "image/jpeg;", "video/mp4;"):
        assert kind in text


@pytest.fixture(scope="module")
def frozen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The frozen folder: that of LABELER_FROZEN, or one made now."""
    given = os.environ.get("LABELER_FROZEN")
    if given:
        return Path(given)
    if not find_spec("PyInstaller"):
        pytest.skip("PyInstaller is not installed here, and LABELER_FROZEN names no bundle")
    out = tmp_path_factory.mktemp("frozen")
    command = [sys.executable, str(PACKAGING / "freeze.py"), str(out)]
    subprocess.run(command, check=True, timeout=900, stdout=subprocess.DEVNULL)
    return out / "dist/labeler"


@pytest.mark.slow
def test_every_file_of_the_bundle_is_one_that_is_wanted(frozen: Path) -> None:
    inside = frozen / "_internal"
    names = [path.relative_to(inside).as_posix() for path in inside.rglob("*") if path.is_file()]
    assert names
    assert not [name for name in names if not bundle.is_wanted(name)]
    of_qt = {bundle.qt_library(name) for name in names if name.startswith("PySide6/")} - {""}
    assert of_qt <= bundle.QT_LIBRARIES
    ours = [name for name in names if not name.startswith("labeler/")]
    assert not [name for name in ours if {"test", "tests"} & set(name.split("/"))]


@pytest.mark.slow
def test_no_text_of_the_bundle_names_a_place_on_the_building_machine(frozen: Path) -> None:
    places = {str(ROOT), sys.prefix, sys.base_prefix, str(Path.home()), str(frozen)} - {"/", "/usr"}
    for path in frozen.rglob("*"):
        if path.is_symlink():
            assert not os.path.isabs(os.readlink(path)), path
        elif path.is_file():
            data = path.read_bytes()
            if b"\0" in data[:4096]:
                continue
            assert not [place for place in places if f"{place}/".encode() in data], path


@pytest.mark.slow
def test_the_frozen_program_has_the_command_line(frozen: Path) -> None:
    program = frozen / ("labeler-cli.exe" if sys.platform == "win32" else "labeler")
    sample = frozen / "_internal/labeler/resources/samples/plates"
    for words in (["--version"], ["check", str(sample), "--jobs", "2"]):
        answer = subprocess.run([program, *words], capture_output=True, timeout=120, check=False)
        assert answer.returncode == 0, answer.stderr


@pytest.mark.slow
def test_the_licences_are_laid_beside_the_program(frozen: Path) -> None:
    text = (frozen / "LICENCES.txt").read_text("utf-8")
    for name in (
        "PySide6",
        "LGPL-3.0-only",
        "FFmpeg",
        "libx264",
        "opencv-python-headless",
        "numpy",
    ):
        assert name in text
