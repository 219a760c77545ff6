"""Rules of the open dataset: a change is one step, written at once, with a version of its own."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from labeler.core.cameras import Camera
from labeler.core.project import Project, load_project, presets
from labeler.core.rules.rule import Grade, Rule
from labeler.services.session import Session
from tests.services.conftest import draw, saved

Opened = Callable[[Path], Session]
RULES = """\
# ours
classes: [plate, car]
rules:
  - id: size
    version: 4
    measure: size
    limits: [20]   # by the boss
    grades: [{id: tiny, accepted: false}, {id: large}]
"""
VIEW = Rule("view", (Grade("front"), Grade("back", accepted=False)))


@pytest.fixture
def ruled(folder: Path) -> Path:
    (folder / "labeler.yaml").write_text(RULES)
    return folder


def on_disk(folder: Path) -> Project:
    project = load_project(folder)
    assert project is not None
    return project


def limited(session: Session, limit: float) -> Rule:
    rule = session.ruling.rule("size")
    assert rule is not None
    return rule.limited((limit,))


def test_no_dataset_has_no_rules_and_takes_none(session: Session) -> None:
    assert session.ruling.rules == ()
    assert session.ruling.rule("size") is None
    session.ruling.put(VIEW)
    session.ruling.remove("size")
    session.ruling.set_model_input(320)
    assert session.ruling.rules == ()
    assert session.history.undo_action == ""


def test_the_programs_rules_hold_until_one_is_changed(opened: Opened, folder: Path) -> None:
    session = opened(folder)
    assert session.ruling.rules == presets()
    before = session.ruling.rule("size")
    assert before is not None
    session.ruling.put(before)
    assert not (folder / "labeler.yaml").exists()
    session.ruling.put(before.limited((4, 8, 12, 20)))
    rules = on_disk(folder).rules
    assert rules is not None
    assert [rule.id for rule in rules] == [rule.id for rule in presets()]
    changed = next(rule for rule in rules if rule.id == "size")
    assert (changed.version, changed.limits) == (2, (4, 8, 12, 20))
    session.history.undo()
    assert session.ruling.rules == presets()
    assert on_disk(folder).rules is None
    session.history.redo()
    assert on_disk(folder).rules == rules


def test_each_change_is_one_step(opened: Opened, ruled: Path, qtbot: QtBot) -> None:
    session = opened(ruled)
    for limit, version in ((30, 5), (40, 6)):
        with qtbot.waitSignal(session.ruling.changed):
            session.ruling.put(limited(session, limit))
        rule = session.ruling.rule("size")
        assert rule is not None
        assert (rule.limits, rule.version) == ((limit,), version)
        assert on_disk(ruled).rules == (rule,)
    assert "# by the boss" in (ruled / "labeler.yaml").read_text()
    for limit in (30, 20):
        with qtbot.waitSignal(session.ruling.changed):
            session.history.undo()
        assert on_disk(ruled).rules == session.ruling.rules
        assert session.ruling.rules[0].limits == (limit,)
    assert session.history.undo_action == ""
    session.history.redo()
    session.history.redo()
    assert (on_disk(ruled).rules or ())[0].version == 6


def test_a_version_that_was_given_is_not_given_again(opened: Opened, ruled: Path) -> None:
    session = opened(ruled)
    session.ruling.put(limited(session, 30))
    session.history.undo()
    session.ruling.put(limited(session, 50))
    assert session.ruling.rules[0].version == 6  # 5 was 30


def test_a_rule_that_comes_again_goes_on_counting(opened: Opened, ruled: Path) -> None:
    session = opened(ruled)
    rule = session.ruling.rules[0]
    session.ruling.put(limited(session, 30))
    session.ruling.remove("size")
    assert session.ruling.rules == ()
    session.ruling.put(replace(rule, version=1, limits=(70.0,)))
    assert session.ruling.rules[0].version == 6


def test_other_words_are_no_other_version(opened: Opened, ruled: Path) -> None:
    session = opened(ruled)
    rule = session.ruling.rules[0]
    session.ruling.put(replace(rule, title={"en": "How large"}))
    assert session.ruling.rules[0].version == 4
    assert session.history.undo_action == "rule"


def test_one_more_and_one_less(opened: Opened, ruled: Path) -> None:
    session = opened(ruled)
    session.ruling.put(VIEW)
    assert [rule.id for rule in session.ruling.rules] == ["size", "view"]
    session.ruling.remove("size")
    session.ruling.remove("nothing")
    assert on_disk(ruled).rules == session.ruling.rules == (VIEW,)
    session.history.undo()
    session.history.undo()
    assert [rule.id for rule in on_disk(ruled).rules or ()] == ["size"]
    assert session.history.undo_action == ""


def test_the_last_rule_can_go(opened: Opened, ruled: Path) -> None:
    session = opened(ruled)
    session.ruling.remove("size")
    assert session.ruling.rules == ()
    assert on_disk(ruled).rules == ()
    session.history.undo()
    assert on_disk(ruled).rules == session.ruling.rules != ()


def test_cameras_sizes_and_the_models_input(opened: Opened, ruled: Path) -> None:
    session = opened(ruled)
    camera = Camera("dash", 100, ("ride",))
    session.ruling.set_cameras((camera,))
    session.ruling.set_real_sizes({"plate": ("kr_520x110",)})
    session.ruling.set_model_input(320)
    session.ruling.set_model_input(320)
    there = on_disk(ruled)
    assert (there.cameras, there.real_sizes, there.model_input) == (
        (camera,),
        {"plate": ("kr_520x110",)},
        320,
    )
    for _ in range(3):
        session.history.undo()
    assert session.history.undo_action == ""
    there = on_disk(ruled)
    assert (there.cameras, there.real_sizes, there.model_input) == ((), {}, 640)


def test_rules_and_strokes_are_taken_back_in_order(opened: Opened, ruled: Path) -> None:
    session = opened(ruled)
    draw(session, 30)
    session.ruling.put(limited(session, 30))
    draw(session, 90)
    session.history.undo()
    assert len(session.workspace.annotation) == 1
    session.history.undo()
    assert session.ruling.rules[0].limits == (20.0,)
    assert len(session.workspace.annotation) == 1
    session.history.undo()
    assert len(session.workspace.annotation) == 0
    saved(session)


def test_what_somebody_else_wrote_is_not_written_over(
    opened: Opened, ruled: Path, qtbot: QtBot
) -> None:
    session = opened(ruled)
    theirs = RULES.replace("20", "25")
    (ruled / "labeler.yaml").write_text(theirs)
    with qtbot.waitSignal(session.told) as told:
        session.ruling.put(limited(session, 30))
    assert told.args[0].finding.code == "project_changed_on_disk"
    assert (ruled / "labeler.yaml").read_text() == theirs
    assert session.ruling.rules[0].limits == (20.0,)
    assert session.history.undo_action == ""


def test_what_somebody_else_wrote_holds_after_refreshing(
    opened: Opened, ruled: Path, qtbot: QtBot
) -> None:
    session = opened(ruled)
    (ruled / "labeler.yaml").write_text(RULES.replace("20", "25"))
    with qtbot.waitSignal(session.ruling.changed):
        session.refresh()
    assert session.ruling.rules[0].limits == (25.0,)
    session.ruling.put(limited(session, 30))
    assert (on_disk(ruled).rules or ())[0].limits == (30.0,)


def test_another_dataset_has_other_rules(
    opened: Opened, ruled: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    session = opened(ruled)
    session.ruling.put(limited(session, 30))
    other = tmp_path / "other"
    other.mkdir()
    (other / "0.png").write_bytes((ruled / "0.png").read_bytes())
    with qtbot.waitSignal(session.ruling.changed):
        opened(other)
    assert session.ruling.rules == presets()
    assert session.history.undo_action == ""


def test_a_folder_that_cannot_be_written_keeps_the_rules(
    opened: Opened, ruled: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    session = opened(ruled)

    def refused(*args: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("os.replace", refused)
    with qtbot.waitSignal(session.told) as told:
        session.ruling.put(limited(session, 30))
    assert told.args[0].level == "error"
    assert session.ruling.rules[0].limits == (20.0,)
    assert (ruled / "labeler.yaml").read_text() == RULES
    monkeypatch.undo()
    session.ruling.put(limited(session, 30))
    assert (on_disk(ruled).rules or ())[0].limits == (30.0,)
