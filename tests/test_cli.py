"""The command line: exit codes, one clear line for bad input, both languages, no Qt."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from labeler import cli_text
from labeler.cli import main
from labeler.core.finding import Finding

ROOT = Path(__file__).resolve().parents[1]
XML = (
    "<annotation><size><width>100</width><height>50</height><depth>3</depth></size>"
    "<object><name>car</name><bndbox><xmin>{}</xmin><ymin>10</ymin><xmax>50</xmax><ymax>40</ymax>"
    "</bndbox></object></annotation>"
)


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    speak(monkeypatch, "en_US.UTF-8")


def speak(monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    monkeypatch.setenv("LC_ALL", language)
    cli_text.language.cache_clear()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    from PIL import Image

    Image.new("RGB", (100, 50), "grey").save(tmp_path / "a.png")
    (tmp_path / "a.xml").write_text(XML.format(10))
    return tmp_path


def command(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "labeler", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        env={**os.environ, "LC_ALL": "C.UTF-8", **environment},
        timeout=60,
        check=False,
    )


def test_check_is_quiet_and_fine(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(folder)]) == 0
    assert capsys.readouterr().out == "1 images: 0 errors, 0 warnings\n"


def test_check_names_file_and_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "a.xml").write_text("\n" + XML.format(50))
    assert main(["check", str(folder)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "a.xml:2: error: car: a side of the box has no length",
        "1 images: 1 errors, 0 warnings",
    ]


@pytest.mark.parametrize(("fail_on", "code"), [("error", 0), ("warning", 1)])
def test_fail_on_decides(folder: Path, fail_on: str, code: int) -> None:
    (folder / "gone.xml").write_text(XML.format(10))
    assert main(["check", str(folder), "--fail-on", fail_on]) == code


def test_check_as_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "a.xml").write_text(XML.format(60))
    assert main(["check", "--json", str(folder)]) == 1
    report = json.loads(capsys.readouterr().out)
    assert report["images"] == 1
    (finding,) = report["findings"]
    assert finding["file"] == str(folder / "a.xml")
    assert (finding["code"], finding["severity"]) == ("inverted_sides", "error")
    assert (finding["line"], finding["shape"]) == (1, 0)


def test_convert_writes_and_counts(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["convert", str(folder), "--to", "yolo", "--jobs", "1"]) == 0
    assert (folder / "a.txt").read_text() == "0 0.300000 0.500000 0.400000 0.600000\n"
    assert capsys.readouterr().out == "1 written, 0 there already, 0 not converted, 0 unlabelled\n"


def test_convert_that_leaves_something_out_fails(folder: Path) -> None:
    (folder / "a.txt").write_text("0 0.1 0.1 0.1 0.1\n")
    (folder / "classes.txt").write_text("car\n")
    assert main(["convert", str(folder), "--to", "yolo"]) == 1
    assert main(["convert", str(folder), "--to", "yolo", "--overwrite"]) == 0


def test_convert_with_classes_and_into(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "my.names").write_text("bus\ncar\n")
    arguments = ["convert", str(folder), "--to", "yolo", "--classes", str(tmp_path / "my.names")]
    assert main([*arguments, "--into", str(tmp_path / "out"), "--yolo", "obb"]) == 0
    row = (tmp_path / "out" / "a.txt").read_text()
    assert row.startswith("1 ")
    assert len(row.split()) == 9


def test_convert_takes_each_dataset_by_its_own_classes(folder: Path, tmp_path: Path) -> None:
    for name, classes in (("one", "car\n"), ("two", "bus\ncar\n")):
        part = tmp_path / "both" / name
        part.mkdir(parents=True)
        (part / "a.png").write_bytes((folder / "a.png").read_bytes())
        (part / "a.xml").write_text(XML.format(10))
        (part / "classes.txt").write_text(classes)
    out = tmp_path / "out"
    assert main(["convert", str(tmp_path / "both"), "--to", "yolo", "--into", str(out)]) == 0
    rows = [(out / name / "a.txt").read_text()[0] for name in ("one", "two")]
    assert rows == ["0", "1"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["/no/such/folder"],
        ["check"],
        ["check", "/no/such/folder"],
        ["check", "\0"],
        ["check", "{folder}/a.xml"],
        ["check", "{folder}", "--fail-on", "all"],
        ["convert", "{folder}"],
        ["convert", "{folder}", "--to", "coco"],
        ["convert", "{folder}", "--to", "voc"],
        ["convert", "{folder}", "--to", "yolo", "--classes", "/none"],
        ["convert", "{folder}", "--to", "yolo", "--classes", "{folder}/a.png"],
        ["convert", "{folder}", "--to", "yolo", "--into", "{folder}/a.png"],
        ["convert", "{folder}", "--to", "yolo", "--jobs", "x"],
        ["--unknown"],
    ],
)
@pytest.mark.parametrize("language", ["en_US.UTF-8", "ko_KR.UTF-8"])
def test_wrong_use_is_one_line(
    folder: Path,
    arguments: list[str],
    language: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    speak(monkeypatch, language)
    before = sorted(folder.iterdir())
    try:
        code = main([argument.format(folder=folder) for argument in arguments])
    except SystemExit as exit:
        code = int(exit.code or 0)
    said = capsys.readouterr()
    assert code == 2
    assert said.out == ""
    assert len(said.err.splitlines()) == 1
    assert sorted(folder.iterdir()) == before


def test_a_broken_labeler_yaml_is_one_line(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "labeler.yaml").write_text("classes: [a\n")
    assert main(["check", str(folder)]) == 2
    assert re.fullmatch(
        r".*labeler\.yaml:\d+: error: this is not YAML: .*\n", capsys.readouterr().err
    )


def test_korean_where_the_system_speaks_it(folder: Path) -> None:
    (folder / "a.xml").write_text(XML.format(50))
    done = command("check", str(folder), LC_ALL="ko_KR.UTF-8")
    assert "a.xml:1: 오류: car: 상자 한 변의 길이가 0입니다" in done.stdout
    assert done.returncode == 1


def test_a_terminal_without_korean_letters_is_no_obstacle(folder: Path) -> None:
    (folder / "a.xml").rename(folder / "번호판.xml")
    done = command("check", str(folder), LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 0
    assert "warning" in done.stdout
    assert done.stderr == ""


def test_version() -> None:
    done = command("--version")
    assert (done.returncode, done.stdout) == (0, "labeler 0.1.0\n")


@pytest.mark.parametrize("arguments", [["--help"], ["check", "--help"], ["convert", "--help"]])
@pytest.mark.parametrize("language", ["C.UTF-8", "ko_KR.UTF-8"])
def test_help(arguments: list[str], language: str) -> None:
    done = command(*arguments, LC_ALL=language)
    assert done.returncode == 0
    assert done.stderr == ""


def test_no_qt_is_loaded_for_commands(folder: Path) -> None:
    code = (
        "import sys; sys.modules['PySide6'] = None; from labeler.cli import main\n"
        "code = main(['check', sys.argv[1]])\n"
        "code |= main(['convert', sys.argv[1], '--to', 'yolo'])\n"
        "sys.exit(code)"
    )
    subprocess.run([sys.executable, "-c", code, str(folder)], check=True, cwd=ROOT)


def test_a_reader_that_leaves_is_no_error(folder: Path) -> None:
    for number in range(2000):
        (folder / f"gone{number}.xml").write_text(XML.format(10))
    done = subprocess.run(
        f"'{sys.executable}' -m labeler check '{folder}' | head -n 1",
        shell=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert done.stderr == ""
    assert len(done.stdout.splitlines()) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_an_interrupt_ends_quietly(tmp_path: Path) -> None:
    from PIL import Image

    Image.new("RGB", (100, 50), "grey").save(tmp_path / "a0.png")
    data = (tmp_path / "a0.png").read_bytes()
    for number in range(6000):
        (tmp_path / f"a{number}.png").write_bytes(data)
        (tmp_path / f"a{number}.xml").write_text(XML.format(10))
    process = subprocess.Popen(
        [sys.executable, "-m", "labeler", "convert", str(tmp_path), "--to", "yolo", "--jobs", "2"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        start_new_session=True,
        # a shell starts what runs in its background deaf to interrupts
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
    )
    deadline = time.monotonic() + 30
    while not (tmp_path / "a0.txt").exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGINT)
    _out, error = process.communicate(timeout=30)
    assert process.returncode == 130
    assert len(error.splitlines()) == 1
    for path in tmp_path.glob("*.txt"):
        assert path.read_text() == "0 0.300000 0.500000 0.400000 0.600000\n"


# --- words


def codes_in_core() -> set[str]:
    """Codes by how they are written: the first argument of a Finding or a LabelerError."""
    found: set[str] = set()
    for path in (ROOT / "labeler/core").rglob("*.py"):
        text = path.read_text("utf-8")
        found |= set(re.findall(r'(?:Finding|LabelerError)\(\s*"(\w+)"', text))
    return found


# What only the window can meet: repairs, baking, classes renamed.
IN_THE_WINDOW = {
    "repaired_size", "repaired_pixels", "repaired_objects", "repaired_edge", "repaired_commas",
    "row_left_out", "cannot_bake", "class_exists", "class_name_empty",
}  # fmt: skip


def test_every_code_has_words() -> None:
    assert not codes_in_core() - set(cli_text.SENTENCES) - IN_THE_WINDOW


@pytest.mark.parametrize("code", sorted(cli_text.SENTENCES))
def test_both_languages_use_the_same_values(code: str) -> None:
    english, korean = cli_text.SENTENCES[code]
    assert set(re.findall(r"{(\w+)}", korean)) == set(re.findall(r"{(\w+)}", english))
    assert re.search("[가-힣]", korean)


def test_a_code_without_words_is_shown_as_it_is() -> None:
    assert cli_text.sentence(Finding("new_thing", values={"a": 1})) == "new_thing (a=1)"
