"""`labeler --smoke-test` passes where the program works, fails where not, and leaves nothing."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from labeler.services.resources import resource
from tests.x_server import x_server

ROOT = Path(__file__).resolve().parents[1]
STEPS = 10  # each with a line of its own
HIDDEN = ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")

needs_rights = pytest.mark.skipif(
    not sys.platform.startswith("linux") or not shutil.which("setpriv"),
    reason="takes the right to write anywhere from root, as Linux can",
)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An empty home, with a temporary folder of its own."""
    folder = tmp_path / "홍길동"
    (folder / "tmp").mkdir(parents=True)
    return folder


def environment(home: Path, **more: str) -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("LABELER_") and name not in HIDDEN
    }
    own = {"HOME": str(home), "TMPDIR": str(home / "tmp"), "LC_ALL": "C.UTF-8"}
    return kept | own | {"QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": "1"} | more


def python(
    *words: str, env: dict[str, str], cwd: Path = ROOT, before: tuple[str, ...] = ()
) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [*before, sys.executable, *words],
        env=env,
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=90,
        check=False,
    )


def smoke(home: Path, cwd: Path = ROOT, **more: str) -> "subprocess.CompletedProcess[str]":
    return python("-m", "labeler", "--smoke-test", env=environment(home, **more), cwd=cwd)


def failed(answer: "subprocess.CompletedProcess[str]", step: str, reason: str) -> None:
    assert answer.returncode == 1, answer.stdout + answer.stderr
    assert f"FAILED at “{step}”: {reason}" in answer.stdout.splitlines()[-1]


def passed(answer: "subprocess.CompletedProcess[str]") -> None:
    lines = answer.stdout.splitlines()
    assert answer.returncode == 0, answer.stdout + answer.stderr
    assert lines[-1].startswith("All is well")
    assert len([line for line in lines if line.endswith(" s")]) == STEPS + 1


def left_in(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A copy of the program whose resources may be spoilt."""
    folder = tmp_path / "program"
    for name in ("labeler", "resources"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


# --- it passes, and leaves nothing


def test_it_passes_without_a_screen_and_writes_nothing_of_the_users(
    home: Path, program: Path
) -> None:
    before = left_in(program)
    passed(smoke(home, program))
    assert left_in(home) == ["tmp"]
    assert left_in(program) == before


@pytest.mark.story
def test_it_passes_on_an_x_server_without_a_window_manager(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "QT_QPA_PLATFORM", "WAYLAND_DISPLAY"):
        monkeypatch.setenv(name, "")  # to be put back as it was
    with x_server():
        passed(smoke(home, QT_QPA_PLATFORM="xcb"))
    assert left_in(home) == ["tmp"]


def test_what_it_says_goes_into_a_file_too(home: Path) -> None:
    report = home / "report.txt"
    words = ("-m", "labeler", "--smoke-test", "--report", str(report))
    answer = python(*words, env=environment(home))
    passed(answer)
    assert report.read_text("utf-8") == answer.stdout


def test_a_program_without_any_output_writes_the_report(home: Path) -> None:
    """As Windows starts a program that has no terminal."""
    report = home / "report.txt"
    code = (
        "import sys; sys.stdout = sys.stderr = None\n"
        "from labeler.cli import main\n"
        f"sys.exit(main(['--smoke-test', '--report', {str(report)!r}]))"
    )
    answer = python("-c", code, env=environment(home))
    assert answer.returncode == 0
    assert "All is well" in report.read_text("utf-8")


def test_it_speaks_korean(home: Path) -> None:
    answer = smoke(home, LC_ALL="ko_KR.UTF-8")
    assert answer.returncode == 0
    assert "모두 정상입니다" in answer.stdout


# --- it fails, and says where


def test_without_the_sample_it_fails(home: Path, program: Path) -> None:
    shutil.rmtree(program / "resources/samples/plates")
    answer = smoke(home, program)
    failed(answer, "sample shown", "the window says: ")
    assert left_in(home) == ["tmp"]


@pytest.mark.parametrize(
    ("library", "step"), [("lxml", "labeler check"), ("numpy", "sample shown")]
)
def test_without_a_library_it_fails(home: Path, program: Path, library: str, step: str) -> None:
    """As a frozen program from which too much was taken."""
    (program / f"{library}.py").write_text("raise ImportError('taken away')\n", "utf-8")
    answer = smoke(home, program)
    failed(answer, step, "")
    assert "ImportError: taken away" in answer.stdout


def test_with_a_broken_video_it_fails(home: Path, program: Path) -> None:
    (program / "resources/samples/plates/drive.mp4").write_bytes(b"no video")
    answer = smoke(home, program)
    failed(answer, "video open", "the window says: ")
    assert left_in(home) == ["tmp"]


def test_a_box_that_is_saved_elsewhere_is_found_out(home: Path, program: Path) -> None:
    """The canvas of this program takes the pointer to be elsewhere."""
    code = (
        "import sys\n"
        "from labeler import smoke\n"
        "pointer = smoke.ByHand._pointer\n"
        "smoke.ByHand._pointer = lambda self, kind, at, held=False:"
        " pointer(self, kind, (at[0] + 40, at[1]), held)\n"
        "sys.exit(smoke.run())"
    )
    answer = python("-c", code, env=environment(home), cwd=program)
    failed(answer, "saved, XML and txt hold the box", "gate_06.xml should have one box more")


SPOILT = """

_right = row


def row(shape: Shape, frame: Frame) -> str:
    from dataclasses import replace

    return _right(replace(shape, points=tuple((x + 1, y) for x, y in shape.points)), frame)
"""


def test_a_txt_that_disagrees_is_found_out(home: Path, program: Path) -> None:
    """This program writes rows one pixel too far to the right."""
    with open(program / "labeler/core/formats/yolo.py", "a", encoding="utf-8") as module:
        module.write(SPOILT)
    answer = smoke(home, program)
    failed(answer, "saved, XML and txt hold the box", "gate_06.txt has no row within half")


def test_what_hangs_is_ended(home: Path) -> None:
    code = (
        "import time\n"
        "from labeler import smoke\n"
        "smoke._start_processes = lambda: time.sleep(60)\n"
        "smoke.run(limit_s=0.5)"
    )
    answer = python("-c", code, env=environment(home))
    failed(answer, "two processes", "it was not over after")
    assert left_in(home) == ["tmp"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="displays of X")
@pytest.mark.parametrize("display", ["", ":9876"])
def test_without_a_display_it_says_so(home: Path, display: str) -> None:
    answer = smoke(home, QT_QPA_PLATFORM="", DISPLAY=display, WAYLAND_DISPLAY="")
    assert answer.returncode == 2
    assert "display" in answer.stdout
    assert left_in(home) == ["tmp"]


# --- settings that cannot be written, and two starts at once

OPENED = """
import sys
from labeler import app
def then(window):
    from PySide6.QtCore import QTimer
    def look():
        session = window.session
        if session.document is None or not session.dataset.complete:
            return
        looking.stop()
        before = window.settings.value.theme
        window.settings.change(theme="dark")
        assert window.settings.value.theme == "dark"
        print("opened", session.name, before, flush=True)
        window.close()
    looking = QTimer(window, interval=20)
    looking.timeout.connect(look)
    looking.start()
sys.exit(app.run(sample=True, then=then))
"""


def rights_taken(folder: Path) -> tuple[str, ...]:
    """How to start a program that cannot write into the folder, by root as well."""
    folder.chmod(0o555)
    if os.geteuid() != 0:
        return ()
    return ("setpriv", "--bounding-set=-dac_override,-dac_read_search")


@needs_rights
def test_settings_that_cannot_be_written(home: Path) -> None:
    config = home / "config"
    config.mkdir()
    (config / "settings.ini").write_text('[settings]\ntheme=\\"light\\"\n')
    before = rights_taken(config)
    env = environment(home, LABELER_CONFIG_DIR=str(config))
    answer = python("-c", OPENED, env=env, before=before)
    assert (answer.returncode, answer.stdout) == (0, "opened gate_06.jpg light\n"), answer.stderr
    answer = python("-m", "labeler", "--smoke-test", env=env, before=before)
    passed(answer)
    assert answer.stdout.startswith(f"The settings folder {config} cannot be written")
    assert left_in(config) == ["settings.ini"]
    config.chmod(0o755)


def test_settings_whose_folder_cannot_be_made(home: Path) -> None:
    (home / "file").touch()
    passed(smoke(home, LABELER_CONFIG_DIR=str(home / "file" / "config")))


def test_settings_of_the_user_are_left_alone(home: Path) -> None:
    config = home / "config"
    config.mkdir()
    passed(smoke(home, LABELER_CONFIG_DIR=str(config)))
    assert left_in(config) == []


def test_two_first_starts_at_once(home: Path) -> None:
    """Both make the settings and the copy of the sample; neither half of a copy stays."""
    env = environment(home, LABELER_DATA_DIR=str(home / "data"))
    command = [sys.executable, "-c", OPENED]
    both = [
        subprocess.Popen(command, env=env, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    for one in both:
        assert one.communicate(timeout=60)[0].startswith("opened gate_06.jpg ")
        assert one.returncode == 0
    assert left_in(home / "data")[0] == "sample"
    assert [path.name for path in (home / "data").iterdir()] == ["sample"]
    assert 'theme=\\"dark\\"' in (home / ".config/labeler/settings.ini").read_text("utf-8")


# --- the sample video


def test_the_sample_video_is_short_and_small() -> None:
    from labeler.core.video.source import Video

    path = resource("samples/plates") / "drive.mp4"
    assert path.stat().st_size < 1_000_000
    with Video(path) as video:
        assert len(video.table) == 75
