"""Rules, cameras and real sizes in labeler.yaml: read, told by line when wrong, edited in place."""

import difflib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from labeler.core.cameras import Camera
from labeler.core.classes import ClassList, normalised
from labeler.core.finding import LabelerError
from labeler.core.project import Project, load_project, presets, save_project
from labeler.core.real_sizes import PLATES
from labeler.core.rules.rule import FAILURES, Example, Grade, Rule, StandIn

patient = settings(
    max_examples=40,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)

BY_HAND = """\
# our plates
classes:
  - plate   # all of them
  - car
formats: [voc, yolo]
yolo: detect
model_input: 1280   # as it is trained
real_sizes:
  plate: [kr_520x110, 335x155]   # the common one first
  "car": eu_520x110
cameras:
  # the old one
  - name: dash
    hfov: 120.5   # by the maker
    videos: [ride, "1"]
    serial: A-17   # not ours
  - {name: any, hfov: 60}
rules:
  # what counts as far
  - id: distance
    version: 3
    measure: distance
    limits: [10, 20.5]   # metres
    grades:
      - near   # close up
      - {id: middle, quota: 40}
      - id: far
        accepted: no   # not readable
        title: {ko: 멀다, en: far away}
    on_failure: difficult
    stand_in: {measure: size, limits: [30, 12]}
    classes: [plate]
    title: {ko: 거리, en: Distance}
    hint: how far
    owner: kim   # not ours
    examples:
      - {image: a/1.png, box: [1, 2, 30.5, 40], good: yes}
      - image: a/2.png
        box: [5, 6, 7, 8]
        good: false
  - id: tone
    of: image
    measure: image_brightness
    limits: [50]
    grades: [dark, light]
    on_failure: ignore
    by: place
    accepts_by:
      night: [dark, light]   # anything
      day: light
# the end
"""

DISTANCE = Rule(
    "distance",
    (
        Grade("near"),
        Grade("middle", quota=40),
        Grade("far", accepted=False, title={"ko": "멀다", "en": "far away"}),
    ),
    measure="distance",
    limits=(10.0, 20.5),
    on_failure="difficult",
    stand_in=StandIn("size", (30.0, 12.0)),
    classes=("plate",),
    examples=(
        Example("a/1.png", (1.0, 2.0, 30.5, 40.0), True),
        Example("a/2.png", (5.0, 6.0, 7.0, 8.0), False),
    ),
    version=3,
    title={"ko": "거리", "en": "Distance"},
    hint={"ko": "how far", "en": "how far"},
)
TONE = Rule(
    "tone",
    (Grade("dark"), Grade("light")),
    measure="image_brightness",
    limits=(50.0,),
    of="image",
    on_failure="ignore",
    by="place",
    accepts_by={"night": frozenset({"dark", "light"}), "day": frozenset({"light"})},
)


def written(root: Path, text: str) -> Path:
    path = root / "labeler.yaml"
    path.write_bytes(text.encode())
    return path


def loaded(root: Path) -> Project:
    project = load_project(root)
    assert project is not None
    return project


def changes(before: str, after: str) -> list[str]:
    return [
        line
        for line in difflib.ndiff(before.splitlines(), after.splitlines())
        if line[0] in "+-" and line[1:].strip()
    ]


def comments(text: str) -> list[str]:
    return [line.partition("#")[2].strip() for line in text.splitlines() if "#" in line]


# --- reading --------------------------------------------------------------------------------------


def test_every_key_is_read(tmp_path: Path) -> None:
    written(tmp_path, BY_HAND)
    project = loaded(tmp_path)
    assert project.rules == (DISTANCE, TONE)
    assert project.rules_in_force == (DISTANCE, TONE)
    assert project.cameras == (Camera("dash", 120.5, ("ride", "1")), Camera("any", 60))
    assert project.real_sizes == {"plate": ("kr_520x110", "335x155"), "car": ("eu_520x110",)}
    assert project.model_input == 1280


def test_a_file_that_says_nothing_of_rules_has_those_of_the_program(tmp_path: Path) -> None:
    written(tmp_path, "classes: [plate]\n")
    project = loaded(tmp_path)
    assert project.rules is None
    assert project.rules_in_force == presets()
    assert (project.cameras, project.real_sizes, project.model_input) == ((), {}, 640)


@pytest.mark.parametrize("text", ["rules:\n", "rules: []\n", "rules: null\n", "rules: ~\n"])
def test_no_rules_are_none_at_all(tmp_path: Path, text: str) -> None:
    written(tmp_path, text)
    assert loaded(tmp_path).rules_in_force == ()


def test_the_programs_own_rules_are_written_and_read_whole(tmp_path: Path) -> None:
    save_project(Project(tmp_path, ClassList.of(["plate"]), rules=presets()))
    assert loaded(tmp_path).rules == presets()


RULE = "rules:\n  - id: size\n    grades: [a, b, c]\n    "


@pytest.mark.parametrize(
    ("text", "line", "key"),
    [
        ("rules: 3\n", 1, "rules"),
        ("rules:\n  - size\n", 2, "rules"),
        ("rules:\n  - id: size\n", 2, "grades"),
        ("rules:\n  - id: size\n    grades: []\n", 3, "grades"),
        ("rules:\n  - id: size\n    grades: [a, a]\n", 3, "grades"),
        ("rules:\n  - id: size\n    grades: [a, 'b b']\n", 3, "grades"),
        ("rules:\n  - id: size\n    grades: [a, '']\n", 3, "grades"),
        ("rules:\n  - id: size\n    grades:\n      - a\n      - {quota: 3}\n", 5, "id"),
        ("rules:\n  - id: size\n    grades:\n      - {id: a, quota: -1}\n", 4, "quota"),
        ("rules:\n  - id: size\n    grades:\n      - {id: a, quota: 1.5}\n", 4, "quota"),
        ("rules:\n  - id: size\n    grades:\n      - {id: a, accepted: maybe}\n", 4, "accepted"),
        ("rules:\n  - grades: [a]\n", 2, "id"),
        ("rules:\n  - grades: [a]\n    id: 1st\n", 3, "id"),
        ("rules:\n  - grades: [a]\n    id: 크기\n", 3, "id"),
        ("rules:\n  - grades: [a]\n    id: difficult\n", 3, "id"),
        (f"rules:\n  - grades: [a]\n    id: {'x' * 41}\n", 3, "id"),
        ("rules:\n  - {id: s, grades: [a]}\n  - {id: s, grades: [a]}\n", 3, "id"),
        (RULE + "limits: [1, 2, 3]\n", 4, "limits"),
        (RULE + "limits: [1, 3, 2]\n    measure: size\n", 4, "limits"),
        (RULE + "limits: [1, x]\n", 4, "limits"),
        (RULE + "limits: [.nan]\n", 4, "limits"),
        (RULE + "limits: [nan]\n", 4, "limits"),
        (RULE + "limits: [inf]\n", 4, "limits"),
        (RULE + "limits: [1e10]\n", 4, "limits"),
        (RULE + "limits: 5\n", 4, "limits"),
        (RULE + "version: 0\n", 4, "version"),
        (RULE + "version: two\n", 4, "version"),
        (RULE + "of: video\n", 4, "of"),
        (RULE + "on_failure: delete\n", 4, "on_failure"),
        (RULE + "measure: [size]\n", 4, "measure"),
        (RULE + "stand_in: size\n", 4, "stand_in"),
        (RULE + "stand_in: {measure: size, limits: [3, 1, 2]}\n", 4, "limits"),
        (RULE + "accepts_by: {night: [d]}\n", 4, "accepts_by"),
        (RULE + "accepts_by: [night]\n", 4, "accepts_by"),
        (RULE + "classes: {plate: 1}\n", 4, "classes"),
        (RULE + "title: [a]\n", 4, "title"),
        (RULE + "examples: [{image: a, box: [1, 2, 3]}]\n", 4, "box"),
        (RULE + "examples: [{image: a, box: [1, 2, 3, x]}]\n", 4, "box"),
        (RULE + "examples: [1]\n", 4, "examples"),
        (RULE + "examples: [{image: a, box: [1, 2, 3, 4], good: perhaps}]\n", 4, "good"),
        (RULE + "id: size\n", 4, "id"),
        ("cameras: dash\n", 1, "cameras"),
        ("cameras:\n  - {name: a}\n", 2, "hfov"),
        ("cameras:\n  - {hfov: 90}\n", 2, "name"),
        ("cameras:\n  - {name: '', hfov: 90}\n", 2, "name"),
        ("cameras:\n  - {name: a, hfov: 180}\n", 2, "hfov"),
        ("cameras:\n  - {name: a, hfov: 0}\n", 2, "hfov"),
        ("cameras:\n  - {name: a, hfov: wide}\n", 2, "hfov"),
        ("cameras:\n  - {name: a, hfov: 90}\n  - {name: a, hfov: 80}\n", 3, "name"),
        ("cameras:\n  - {name: a, hfov: 90, videos: {x: 1}}\n", 2, "videos"),
        ("real_sizes: [1]\n", 1, "real_sizes"),
        ("real_sizes:\n  plate: huge\n", 2, "real_sizes"),
        ("real_sizes:\n  plate: [520x110, 0x5]\n", 2, "real_sizes"),
        ("model_input: 16\n", 1, "model_input"),
        ("model_input: 640.5\n", 1, "model_input"),
        ("model_input: [640]\n", 1, "model_input"),
        ("model_input: inf\n", 1, "model_input"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(
    tmp_path: Path, text: str, line: int, key: str
) -> None:
    path = written(tmp_path, text)
    with pytest.raises(LabelerError) as told:
        load_project(tmp_path)
    found = told.value.finding
    assert (found.code, found.where, found.line) == ("project_bad_value", path, line)
    assert found.values["key"] == key
    assert path.read_text() == text


# --- writing --------------------------------------------------------------------------------------


def test_saving_what_was_read_changes_no_byte(tmp_path: Path) -> None:
    path = written(tmp_path, BY_HAND)
    save_project(loaded(tmp_path))
    assert path.read_bytes() == BY_HAND.encode()


def test_a_change_elsewhere_leaves_the_rules_alone(tmp_path: Path) -> None:
    """Short ways to write something, defaults that are written out, comments and all."""
    path = written(tmp_path, BY_HAND)
    project = loaded(tmp_path)
    save_project(project.classed(project.classes.adding("bus")))
    after = path.read_text("utf-8")
    assert [line[2:].strip() for line in changes(BY_HAND, after)] == ["- {name: bus}"]


def test_changing_a_limit_touches_only_that(tmp_path: Path) -> None:
    path = written(tmp_path, BY_HAND)
    project = loaded(tmp_path)
    rule = DISTANCE.limited((10.0, 25.0)).next_version(DISTANCE)
    save_project(project.ruled(rule))
    after = path.read_text("utf-8")
    added = {line[2:].strip() for line in changes(BY_HAND, after) if line[0] == "+"}
    taken = {line[2:].strip() for line in changes(BY_HAND, after) if line[0] == "-"}
    assert taken == {"version: 3", "limits: [10, 20.5]   # metres"}
    assert {line.partition("#")[0].strip() for line in added} == {"version: 4", "limits: [10, 25]"}
    assert comments(after) == comments(BY_HAND)
    assert loaded(tmp_path).rules == (rule, TONE)


def test_changing_one_grade_keeps_the_rest(tmp_path: Path) -> None:
    path = written(tmp_path, BY_HAND)
    grades = (DISTANCE.grades[0], replace(DISTANCE.grades[1], quota=50), DISTANCE.grades[2])
    save_project(loaded(tmp_path).ruled(replace(DISTANCE, grades=grades)))
    after = path.read_text("utf-8")
    assert loaded(tmp_path).rules == (replace(DISTANCE, grades=grades), TONE)
    for kept in (
        "owner: kim   # not ours",
        "limits: [10, 20.5]   # metres",
        "grades: [dark, light]",
    ):
        assert kept in after


def test_an_own_key_within_a_rule_is_kept(tmp_path: Path) -> None:
    path = written(tmp_path, BY_HAND)
    project = loaded(tmp_path)
    dash = replace(project.cameras[0], hfov_deg=90.0)
    save_project(
        replace(project, cameras=(dash, *project.cameras[1:])).ruled(
            replace(DISTANCE, on_failure="warn")
        )
    )
    after = path.read_text("utf-8")
    assert "serial: A-17   # not ours" in after
    assert "owner: kim   # not ours" in after
    assert "hfov: 90" in after
    again = loaded(tmp_path)
    assert again.cameras[0] == dash
    assert again.rules is not None
    assert again.rules[0].on_failure == "warn"


def test_a_rule_more_and_a_rule_less(tmp_path: Path) -> None:
    path = written(tmp_path, BY_HAND)
    project = loaded(tmp_path)
    more = save_project(project.ruled(Rule("view", (Grade("front"), Grade("back", False, 5)))))
    assert loaded(tmp_path).rules == more.rules
    text = path.read_text("utf-8")
    assert comments(text) == comments(BY_HAND)
    less = save_project(replace(more, rules=(TONE,)))
    assert less.rules == loaded(tmp_path).rules == (TONE,)
    after = path.read_text("utf-8")
    assert "grades: [dark, light]" in after
    assert "night: [dark, light]   # anything" in after
    assert "kim" not in after
    none = save_project(replace(less, rules=()))
    assert none.rules == loaded(tmp_path).rules == ()
    assert "all of them" in path.read_text("utf-8")


def test_rules_in_another_order(tmp_path: Path) -> None:
    written(tmp_path, BY_HAND)
    save_project(replace(loaded(tmp_path), rules=(TONE, DISTANCE)))
    assert loaded(tmp_path).rules == (TONE, DISTANCE)


def test_back_to_the_programs_own_rules(tmp_path: Path) -> None:
    """As undoing the first change of a rule does."""
    path = written(tmp_path, "# ours\nclasses:\n  - plate\nowner: kim\n")
    before = loaded(tmp_path)
    rule = before.rules_in_force[0]
    after = save_project(before.ruled(rule.limited(tuple(x + 1 for x in rule.limits))))
    assert loaded(tmp_path).rules == after.rules
    back = save_project(replace(after, rules=None))
    assert back.rules is None
    assert loaded(tmp_path).rules is None
    assert "owner: kim" in path.read_text()


def test_cameras_and_sizes_come_and_go(tmp_path: Path) -> None:
    path = written(tmp_path, "# ours\nclasses: [plate]\n")
    project = loaded(tmp_path)
    full = replace(
        project,
        cameras=(Camera("앞", 71.25, ("ride",), ("in/", "out")), Camera("2", 90)),
        real_sizes={"plate": tuple(PLATES), "번호판": ("520x110",)},
        model_input=1024,
    )
    saved = save_project(full)
    assert loaded(tmp_path) == saved == full
    less = replace(saved, cameras=full.cameras[1:], real_sizes={}, model_input=640)
    saved = save_project(less)
    assert loaded(tmp_path) == saved == less
    save_project(replace(saved, cameras=()))
    assert loaded(tmp_path) == project
    assert "# ours" in path.read_text("utf-8")


def test_windows_line_ends_are_kept(tmp_path: Path) -> None:
    path = written(tmp_path, BY_HAND.replace("\n", "\r\n"))
    save_project(loaded(tmp_path).ruled(replace(DISTANCE, version=9)))
    data = path.read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n")
    assert loaded(tmp_path).rules == (replace(DISTANCE, version=9), TONE)


# --- whatever there may be ------------------------------------------------------------------------

ids = st.from_regex(r"[A-Za-z][A-Za-z0-9_-]{0,8}", fullmatch=True).filter(
    lambda id: id != "difficult"
)
words = st.text(
    st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"], exclude_characters="\x85"),
    min_size=1,
    max_size=12,
)
numbers = st.one_of(
    st.integers(-1000, 1000).map(float), st.integers(-10_000_000, 10_000_000).map(lambda n: n / 1e4)
)
texts = st.dictionaries(st.sampled_from(("ko", "en")), words, max_size=2)


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    names = draw(st.lists(ids, min_size=1, max_size=5, unique=True))
    grades = tuple(
        Grade(name, draw(st.booleans()), draw(st.none() | st.integers(0, 999)), draw(texts))
        for name in names
    )

    def limits() -> tuple[float, ...]:
        found = sorted(draw(st.lists(numbers, max_size=len(names) - 1)))
        return tuple(reversed(found)) if draw(st.booleans()) else tuple(found)

    some = st.lists(st.sampled_from(names), max_size=3).map(frozenset)
    return Rule(
        draw(ids),
        grades,
        draw(st.just("") | ids),
        limits(),
        draw(st.sampled_from(("object", "image"))),
        draw(st.sampled_from(FAILURES)),
        draw(st.none() | st.just(StandIn(draw(ids), limits()))),
        draw(st.just("") | ids),
        draw(st.dictionaries(ids, some, max_size=3)),
        tuple(draw(st.lists(words.map(normalised).filter(bool), max_size=2))),
        tuple(
            Example(draw(words), draw(st.tuples(*[numbers] * 4)), draw(st.booleans()))
            for _ in range(draw(st.integers(0, 2)))
        ),
        draw(st.integers(1, 999)),
        draw(texts),
        draw(texts),
    )


several = st.lists(rules(), max_size=3, unique_by=lambda rule: rule.id).map(tuple)


@patient
@given(several, several)
def test_any_rules_are_written_and_read_back(
    tmp_path: Path, first: tuple[Rule, ...], second: tuple[Rule, ...]
) -> None:
    path = written(tmp_path, BY_HAND)
    project = loaded(tmp_path)
    once = save_project(replace(project, rules=first))
    assert loaded(tmp_path).rules == first
    save_project(replace(once, rules=second))
    assert loaded(tmp_path) == replace(project, rules=second)
    data = path.read_bytes()
    save_project(loaded(tmp_path))
    assert path.read_bytes() == data
