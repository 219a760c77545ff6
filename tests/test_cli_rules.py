"""labeler rules: what it prints, as JSON and as CSV, in both languages, and its exit codes."""

import csv
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from labeler import cli_text
from labeler.cli import main
from labeler.cli_rules_table import width
from labeler.cli_rules_text import PRESETS, WORDS
from labeler.core.project import presets

ROOT = Path(__file__).resolve().parents[1]
SIZE = (800, 600)
OWN_RULES = """
rules:
  - id: size
    measure: size
    limits: [16, 64]
    grades: [{id: small, accepted: false}, {id: medium, quota: 2}, {id: large, quota: 1}]
  - id: weather
    of: image
    title: {en: Weather, ko: 날씨}
    grades: [{id: dry, quota: 1}, {id: rain, title: {en: raining}, quota: 1}]
"""


@pytest.fixture(autouse=True)
def settings(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    monkeypatch.setenv("LABELER_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
    speak(monkeypatch, "en_US.UTF-8")


def speak(monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    monkeypatch.setenv("LC_ALL", language)
    cli_text.language.cache_clear()


def picture(path: Path, dark: int = 80, bright: int = 170) -> None:
    """Stripes four pixels wide, of two grey levels."""
    from PIL import Image

    image = Image.new("L", SIZE, dark)
    for x in range(0, SIZE[0], 8):
        image.paste(bright, (x, 0, x + 4, SIZE[1]))
    image.save(path)


def attributes(pairs: dict[str, str]) -> str:
    each = (
        f"<attribute><name>{name}</name><value>{value}</value></attribute>"
        for name, value in pairs.items()
    )
    return f"<attributes>{''.join(each)}</attributes>" if pairs else ""


def objects(*heights: int, name: str = "plate", **pairs: str) -> str:
    """Boxes 100 px wide; heights of 20, 40 and 200 px are 16, 32 and 160 at the model's input."""
    dotted = {key.replace("rule_", "rule."): value for key, value in pairs.items()}
    return "".join(
        f"<object><name>{name}</name><bndbox><xmin>{100 * n}</xmin><ymin>10</ymin>"
        f"<xmax>{100 * n + 100}</xmax><ymax>{10 + height}</ymax></bndbox>{attributes(dotted)}"
        "</object>"
        for n, height in enumerate(heights)
    )


def labels(path: Path, *parts: str, **pairs: str) -> None:
    dotted = {key.replace("rule_", "rule."): value for key, value in pairs.items()}
    path.write_text(
        "<annotation><size><width>800</width><height>600</height><depth>3</depth></size>"
        f"{attributes(dotted)}{''.join(parts)}</annotation>"
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two images: a small, a medium and a large object in the dry, a medium one nobody knows."""
    made = tmp_path / "set"
    made.mkdir()
    (made / "labeler.yaml").write_text("formats: [voc]\n" + OWN_RULES)
    for name in ("a", "b"):
        picture(made / f"{name}.png")
    labels(made / "a.xml", objects(12, 40, 200), rule_weather="dry")
    labels(made / "b.xml", objects(40, name="car"))
    return made


Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def ran(*arguments: object) -> tuple[int, str, str]:
        try:
            code = main(["rules", *map(str, arguments), "--jobs", "1"])
        except SystemExit as exit:
            code = int(exit.code or 0)
        said = capsys.readouterr()
        return code, said.out, said.err

    return ran


@pytest.fixture
def report(run: Run) -> Callable[..., dict[str, Any]]:
    def reported(*arguments: object) -> dict[str, Any]:
        _code, out, error = run(*arguments, "--json")
        assert error == ""
        return dict(json.loads(out))

    return reported


def test_what_it_prints(folder: Path, run: Run) -> None:
    code, out, error = run(folder)
    assert (code, error) == (0, "")
    assert out == (
        "2 images, 2 labelled, 4 objects: 3 pass, 1 fail, 0 unsure, 0 left out; "
        "75.0 % of the sure ones pass\n"
        "\n"
        "           count   share  target  missing\n"
        "Size: 3 pass, 1 fail, 0 unsure\n"
        "  small        1  25.0 %       –\n"
        "  medium       2  50.0 %       2\n"
        "  large        1  25.0 %       1\n"
        "Weather (images): 1 pass, 0 fail, 1 unsure\n"
        "  dry          1  50.0 %       1\n"
        "  raining      0   0.0 %       1        1\n"
        "  unsure       1  50.0 %\n"
        "\n"
        "Size × class, objects; 4/30 is 4 where 30 are wanted\n"
        "          car  plate  total\n"
        "  small     0      1      1\n"
        "  medium  1/2    1/2      2\n"
        "  large   0/1      1      1\n"
        "  total     1      3      4\n"
        "\n"
        "Still missing:\n"
        "  Weather, raining: 0 of 1 images, capture more\n"
        "  medium × car: 1 of 2, capture more\n"
        "  medium × plate: 1 of 2, capture more\n"
        "  large × car: 0 of 1, capture more\n"
    )


def test_korean_is_aligned_by_what_it_takes_on_the_screen(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    speak(monkeypatch, "ko_KR.UTF-8")
    _, out, _ = run(folder)
    assert "날씨, raining: 1장 중 0장, 더 캡처하세요" in out
    assert "작음" in out
    lines = out.splitlines()
    counts = [line for line in lines if re.match(r"  \S+ +\d+ +\d+\.\d %", line)]
    assert len(counts) == 6
    assert len({width(line[: line.index(" %")]) for line in counts}) == 1


def test_hangul_is_two_columns_wide() -> None:
    assert width("멂 x") == 4
    assert width("e\u0301") == 1


@pytest.mark.parametrize("language", ["en_US.UTF-8", "ko_KR.UTF-8"])
def test_the_presets_speak_both_languages(
    folder: Path, run: Run, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    speak(monkeypatch, language)
    (folder / "labeler.yaml").write_text("formats: [voc]\n")
    picture(folder / "b.png", 2, 60)
    code, out, _ = run(folder)
    assert code == 0
    wanted = {
        "en_US.UTF-8": "dark × very far: 0 of 30, capture more",
        "ko_KR.UTF-8": "어두움 × 아주 멂: 30개 중 0개, 더 캡처하세요",
    }
    assert wanted[language] in out
    korean = language.startswith("ko")
    assert ("선명도(흐릿함)" if korean else "Sharpness") in out
    for id in ("sharpness", "very_far", "image_size", "very_large"):
        assert id not in out


def test_json_has_ids_not_words(
    folder: Path,
    report: Callable[..., dict[str, Any]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = report(folder)
    assert (found["passing"], found["sure"], found["share"]) == (3, 4, 0.75)
    (one,) = found["datasets"]
    assert (one["images"], one["labelled"], one["objects"]) == (2, 2, 4)
    size, weather = one["rules"]
    assert [(grade["id"], grade["count"], grade["target"]) for grade in size["grades"]] == [
        ("small", 1, 0),
        ("medium", 2, 2),
        ("large", 1, 1),
    ]
    assert size["verdicts"] == {"pass": 3, "fail": 1, "unsure": 0}
    assert sum(size["histogram"]["counts"]) == 4
    assert 0 < size["entropy"] < 1
    assert weather["thin"] == [
        {"code": "cell_thin", "first": "rain", "second": "", "have": 0, "want": 1}
    ]
    board = one["board"]
    assert (board["axes"], board["unit"]) == (["size", "class"], "object")
    assert {"first": "medium", "second": "car", "count": 1, "target": 2} in board["cells"]
    speak(monkeypatch, "ko_KR.UTF-8")
    assert report(folder) == found


def test_by_chooses_the_table(folder: Path, report: Callable[..., dict[str, Any]]) -> None:
    labels(folder / "b.xml", objects(40, annotator="Kim"))
    board = report(folder, "--by", "weather,annotator")["datasets"][0]["board"]
    assert (board["lines"], board["columns"]) == (["dry", "rain", ""], ["Kim", ""])
    board = report(folder, "--by", "weather")["datasets"][0]["board"]
    assert (board["unit"], board["counted"], board["axes"]) == ("image", 2, ["weather"])
    board = report(folder, "--by", "class, video")["datasets"][0]["board"]
    assert (board["lines"], board["columns"]) == (["plate"], [""])


def test_csv_has_a_line_for_each_object(folder: Path, tmp_path: Path, run: Run) -> None:
    labels(folder / "b.xml", objects(40, name="차", rule_size="large"))
    target = tmp_path / "out.csv"
    code, out, _ = run(folder, "--csv", target)
    assert code == 0
    assert out.endswith(f"4 objects written to {target}\n")
    with open(target, encoding="utf-8", newline="") as file:
        first, _, _, last = csv.DictReader(file)
    assert (first["image"], first["class"], first["kind"]) == ("a.png", "plate", "box")
    assert [float(first[side]) for side in ("x1", "y1", "x2", "y2")] == [0, 10, 100, 22]
    assert (first["size.grade"], first["size.verdict"], first["size.by"]) == (
        "small",
        "fail",
        "measured",
    )
    assert float(first["size.low"]) <= 9.6 <= float(first["size.high"])
    assert (first["weather.grade"], first["weather.by"]) == ("dry", "hand")
    assert (last["class"], last["size.grade"], last["size.by"]) == ("차", "large", "hand")
    assert (last["weather.grade"], last["weather.verdict"], last["weather.by"]) == (
        "",
        "unsure",
        "",
    )
    assert last["size.version"] == "1"


def test_csv_is_written_beside_json(folder: Path, tmp_path: Path, run: Run) -> None:
    _, out, _ = run(folder, "--json", "--csv", tmp_path / "out.csv")
    assert json.loads(out)["passing"] == 3
    assert len((tmp_path / "out.csv").read_text("utf-8").splitlines()) == 5


@pytest.mark.parametrize(("least", "code"), [("0", 0), ("75", 0), ("75.1", 1), ("100", 1)])
def test_fail_under_decides(folder: Path, least: str, code: int, run: Run) -> None:
    got, out, _ = run(folder, "--fail-under", least)
    assert got == code
    assert ("75.0 % pass, less than" in out) == bool(code)
    assert run(folder, "--fail-under", least, "--json")[0] == code


def test_objects_of_which_nothing_is_known_are_not_counted(folder: Path, run: Run) -> None:
    (folder / "labeler.yaml").write_text("formats: [voc]\nrules:\n  - {id: a, grades: [x, y]}\n")
    code, out, _ = run(folder)
    assert code == 0
    assert "a: nothing certain yet, answer by hand first" in out
    assert run(folder, "--fail-under", "1")[0] == 1
    labels(folder / "b.xml", objects(40, rule_a="x"))
    assert run(folder, "--fail-under", "100")[0] == 0


def test_what_is_left_out_is_said(folder: Path, run: Run) -> None:
    text = (folder / "labeler.yaml").read_text()
    changed = text.replace("measure: size", "measure: size\n    on_failure: ignore")
    (folder / "labeler.yaml").write_text(changed)
    code, out, _ = run(folder, "--fail-under", "100")
    assert code == 0
    assert "3 pass, 0 fail, 0 unsure, 1 left out; 100.0 %" in out


def test_a_folder_without_labels_has_no_objects(tmp_path: Path, run: Run) -> None:
    picture(tmp_path / "a.png")
    code, out, _ = run(tmp_path)
    assert code == 0
    assert out.startswith("1 images, no objects yet\n")
    assert run(tmp_path, "--fail-under", "1")[0] == 1


def test_without_rules_classes_are_counted(folder: Path, run: Run) -> None:
    (folder / "labeler.yaml").write_text("formats: [voc]\nrules: []\n")
    code, out, _ = run(folder)
    assert code == 0
    assert "  car    1/30\n  plate  3/30\n  total     4\n" in out
    assert "class, plate: 3 of 30, capture more" in out


def test_a_broken_picture_is_named_and_the_others_are_counted(
    folder: Path, run: Run, report: Callable[..., dict[str, Any]]
) -> None:
    (folder / "b.png").write_bytes(b"\x89PNG\r\n\x1a\n broken")
    code, out, _ = run(folder)
    assert code == 0
    assert "1 images could not be measured, the first is b.png" in out
    one = report(folder)["datasets"][0]
    assert one["unread"] == ["b.png"]
    assert one["rules"][0]["verdicts"]["pass"] == 2


def test_every_dataset_has_its_own_rules(folder: Path, tmp_path: Path, run: Run) -> None:
    other = tmp_path / "other"
    other.mkdir()
    picture(other / "c.png")
    labels(other / "c.xml", objects(40))
    (other / "classes.txt").write_text("plate\n")
    (folder / "classes.txt").write_text("plate\ncar\n")
    (other / "labeler.yaml").write_text(
        "formats: [voc]\nrules:\n  - {id: size, measure: size, limits: [64], grades: [s, l]}\n"
    )
    code, out, _ = run(tmp_path, "--csv", tmp_path / "out.csv")
    assert code == 0
    assert [line for line in out.splitlines() if line.startswith("—")] == [
        f"— {other}",
        f"— {folder}",
    ]
    with open(tmp_path / "out.csv", encoding="utf-8", newline="") as file:
        rows = {row["image"]: row for row in csv.DictReader(file)}
    assert set(rows) == {"other/c.png", "set/a.png", "set/b.png"}
    assert rows["other/c.png"]["size.grade"] == "s"
    assert rows["other/c.png"]["weather.verdict"] == ""
    code, _, error = run(tmp_path, "--by", "weather")
    assert code == 2
    assert str(other) in error


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["/no/such/folder"],
        ["{folder}/a.xml"],
        ["{empty}"],
        ["{folder}", "--by", "speed"],
        ["{folder}", "--by", "size,size"],
        ["{folder}", "--by", "size,class,video"],
        ["{folder}", "--by", ""],
        ["{folder}", "--fail-under", "101"],
        ["{folder}", "--fail-under", "-1"],
        ["{folder}", "--fail-under", "nan"],
        ["{folder}", "--fail-under", "1/0"],
        ["{folder}", "--csv", "{folder}"],
        ["{folder}", "--csv", "{folder}/none/out.csv"],
    ],
)
@pytest.mark.parametrize("language", ["en_US.UTF-8", "ko_KR.UTF-8"])
def test_wrong_use_is_one_line(
    folder: Path,
    arguments: list[str],
    language: str,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    speak(monkeypatch, language)
    empty = folder.parent / "empty"
    empty.mkdir()
    before = sorted(folder.iterdir())
    code, out, error = run(*(one.format(folder=folder, empty=empty) for one in arguments))
    assert (code, out) == (2, "")
    assert len(error.splitlines()) == 1
    assert sorted(folder.iterdir()) == before


def test_nothing_is_written_into_the_dataset(folder: Path, run: Run) -> None:
    before = {path: path.read_bytes() for path in folder.iterdir()}
    run(folder)
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_no_qt_is_loaded(folder: Path) -> None:
    code = (
        "import sys; sys.modules['PySide6'] = None; from labeler.cli import main\n"
        "sys.exit(main(['rules', sys.argv[1]]))"
    )
    subprocess.run([sys.executable, "-c", code, str(folder)], check=True, cwd=ROOT)


@pytest.mark.parametrize("language", ["en_US.UTF-8", "ko_KR.UTF-8"])
def test_help(language: str, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    speak(monkeypatch, language)
    code, out, _ = run("--help")
    assert code == 0
    assert "--fail-under" in out


# --- words


@pytest.mark.parametrize("word", WORDS)
def test_both_languages_use_the_same_values(word: str) -> None:
    english, korean = WORDS[word]
    assert set(re.findall(r"{(\w+)}", korean)) == set(re.findall(r"{(\w+)}", english))
    assert re.search("[가-힣]", korean)


def test_every_preset_and_grade_has_words() -> None:
    for rule in presets():
        assert {"", *(grade.id for grade in rule.grades)} == PRESETS[rule.id].keys()
    for words in PRESETS.values():
        assert len({korean for _, korean in words.values()}) == len(words)
        assert len({english for english, _ in words.values()}) == len(words)
