"""The rules dock: what is said of the selection and the image, and grades by click and key."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from labeler.core.annotation import Answer, answer_in
from labeler.core.rules import size as size_module
from labeler.core.rules.rule import Grade, Measured, Rule, View
from labeler.services.session import Session
from labeler.services.settings import SettingsStore
from labeler.ui.docks.rules import RulesDock
from tests.services.test_grader import LARGE, RULES, TINY, draw

Opened = Callable[[Path], Session]


@pytest.fixture
def dock(
    session: Session,
    store: SettingsStore,
    qtbot: QtBot,
    opened: Opened,
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> RulesDock:
    monkeypatch.setenv("LABELER_CACHE_DIR", str(tmp_path / "cache"))
    (folder / "labeler.yaml").write_text(RULES)
    dock = RulesDock(session, store)
    qtbot.addWidget(dock)
    dock.resize(300, 600)
    dock.show()
    opened(folder)
    qtbot.waitUntil(lambda: session.grader.complete)
    return dock


def shown(dock: RulesDock) -> list[str]:
    """The rules in the order of their rows."""
    rows = [(dock.column.indexOf(row), id) for id, row in dock.rows.items() if not row.isHidden()]
    return [id for _, id in sorted(rows)]


def verdicts(dock: RulesDock) -> dict[str, str]:
    return {id: dock.rows[id].sign.verdict for id in shown(dock)}


def chosen(dock: RulesDock, rule: str) -> list[tuple[str, bool]]:
    """The grade that a row shows as the one, and whether it was given by hand."""
    return [(chip.grade, chip.by_hand) for chip in dock.rows[rule].bar.chips if chip.chosen]


def click(qtbot: QtBot, dock: RulesDock, rule: str, grade: str) -> None:
    bar = dock.rows[rule].bar
    at = bar.rect_of(grade).center().toPoint()
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=at)


def graded(session: Session, *ids: int) -> list[str]:
    """The grades by hand for blur."""
    found = [answer_in(session.workspace.annotation[id].grades, "blur") for id in ids]
    return [answer.grade if answer and answer.by_hand else "" for answer in found]


def selected(session: Session, dock: RulesDock, qtbot: QtBot, *ids: int) -> None:
    session.workspace.select(ids)
    qtbot.waitUntil(lambda: session.grader.complete)
    qtbot.waitUntil(lambda: not dock._showing.isActive())


def test_without_a_selection_only_the_image_is_asked_about(
    dock: RulesDock, session: Session, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: shown(dock) == ["place"])
    assert dock.image_title.isVisible()
    assert dock.in_hand == "place"
    id = draw(session, 30)
    selected(session, dock, qtbot, id)
    assert shown(dock) == ["size", "blur", "place"]
    assert dock.in_hand == "size"
    session.workspace.select(())
    qtbot.waitUntil(lambda: shown(dock) == ["place"])
    assert dock.in_hand == "place"


def test_the_rule_in_hand_comes_back_with_its_subject(
    dock: RulesDock, session: Session, qtbot: QtBot
) -> None:
    id = draw(session, 30)
    selected(session, dock, qtbot, id)
    dock.take("blur")
    session.workspace.select(())
    qtbot.waitUntil(lambda: dock.in_hand == "place")
    selected(session, dock, qtbot, id)
    assert dock.in_hand == "blur"


def test_what_is_said_of_one_shape(dock: RulesDock, session: Session, qtbot: QtBot) -> None:
    large, tiny, between = draw(session, 30), draw(session, 60, TINY), draw(session, 90, 20)
    for id, verdict, grade in ((large, "pass", "large"), (tiny, "fail", "tiny")):
        selected(session, dock, qtbot, id)
        assert verdicts(dock)["size"] == verdict
        assert chosen(dock, "size") == [(grade, False)]
    selected(session, dock, qtbot, between)
    assert verdicts(dock)["size"] == "unsure"
    assert chosen(dock, "size") == []
    assert [chip.grade for chip in dock.rows["size"].bar.chips if chip.maybe] == ["tiny", "large"]
    assert "20" in dock.rows["size"].value.text


def test_of_several_the_worst_is_said(dock: RulesDock, session: Session, qtbot: QtBot) -> None:
    large, tiny, between = draw(session, 30), draw(session, 60, TINY), draw(session, 90, 20)
    selected(session, dock, qtbot, large, between)
    assert verdicts(dock)["size"] == "unsure"
    selected(session, dock, qtbot, large, tiny, between)
    assert verdicts(dock)["size"] == "fail"
    assert chosen(dock, "size") == []
    selected(session, dock, qtbot, large)
    assert verdicts(dock)["size"] == "pass"


def test_while_it_measures_no_verdict_is_shown(
    dock: RulesDock, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = size_module.measured

    def slow(view: View) -> dict[str, Measured]:
        time.sleep(0.4)
        return honest(view)

    monkeypatch.setattr(size_module, "measured", slow)
    id = draw(session, 30)
    session.workspace.select([id])
    qtbot.waitUntil(lambda: "size" in shown(dock))
    assert verdicts(dock)["size"] == ""
    qtbot.waitUntil(lambda: verdicts(dock)["size"] == "pass")


# --- answering ------------------------------------------------------------------------------------


def test_a_click_gives_a_grade_and_again_takes_it_back(
    dock: RulesDock, session: Session, qtbot: QtBot
) -> None:
    id = draw(session, 30)
    selected(session, dock, qtbot, id)
    click(qtbot, dock, "blur", "blurred")
    qtbot.waitUntil(lambda: chosen(dock, "blur") == [("blurred", True)])
    assert verdicts(dock)["blur"] == "fail"
    assert dock.in_hand == "blur"
    click(qtbot, dock, "blur", "sharp")
    qtbot.waitUntil(lambda: chosen(dock, "blur") == [("sharp", True)])
    click(qtbot, dock, "blur", "sharp")
    qtbot.waitUntil(lambda: chosen(dock, "blur") == [])
    assert graded(session, id) == [""]


def test_a_click_on_the_measured_grade_makes_it_a_persons(
    dock: RulesDock, session: Session, qtbot: QtBot
) -> None:
    id = draw(session, 30)
    selected(session, dock, qtbot, id)
    click(qtbot, dock, "size", "large")
    qtbot.waitUntil(lambda: chosen(dock, "size") == [("large", True)])
    click(qtbot, dock, "size", "large")
    qtbot.waitUntil(lambda: chosen(dock, "size") == [("large", False)])


def test_two_quick_clicks_are_no_double_click_on_the_rule(
    dock: RulesDock, session: Session, qtbot: QtBot
) -> None:
    id = draw(session, 30)
    selected(session, dock, qtbot, id)
    asked: list[str] = []
    dock.edit_asked.connect(asked.append)
    bar = dock.rows["blur"].bar
    at = bar.rect_of("sharp").center().toPoint()
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseDClick(bar, Qt.MouseButton.LeftButton, pos=at)
    assert asked == []
    qtbot.mouseDClick(dock.rows["blur"], Qt.MouseButton.LeftButton, pos=QPoint(4, 4))
    assert asked == ["blur"]


def test_several_get_it_in_one_step(dock: RulesDock, session: Session, qtbot: QtBot) -> None:
    ids = [draw(session, 20 + 40 * n) for n in range(5)]
    selected(session, dock, qtbot, *ids)
    before = session.document.undo_stack.count() if session.document else 0
    click(qtbot, dock, "blur", "blurred")
    assert graded(session, *ids) == ["blurred"] * 5
    qtbot.waitUntil(lambda: chosen(dock, "blur") == [("blurred", True)])
    assert session.document is not None
    assert session.document.undo_stack.count() == before + 1
    session.history.undo()
    assert graded(session, *ids) == [""] * 5
    qtbot.waitUntil(lambda: chosen(dock, "blur") == [])


def test_a_shape_that_is_not_asked_gets_none(
    dock: RulesDock, session: Session, qtbot: QtBot
) -> None:
    plate, car = draw(session, 30), draw(session, 90, name="car")
    selected(session, dock, qtbot, plate, car)
    click(qtbot, dock, "blur", "sharp")
    assert graded(session, plate, car) == ["sharp", ""]
    selected(session, dock, qtbot, car)
    assert not dock.rows["blur"].bar.isEnabled()
    assert dock.rows["size"].bar.isEnabled()


def test_keys_answer_the_rule_in_hand(dock: RulesDock, session: Session, qtbot: QtBot) -> None:
    a, b = draw(session, 30), draw(session, 90)
    selected(session, dock, qtbot, a, b)
    dock.take("blur")
    assert dock.rows["blur"].bar.keyed
    assert not dock.rows["size"].bar.keyed
    assert dock.answer(2)
    assert graded(session, a, b) == ["blurred", "blurred"]
    assert not dock.answer(3)  # it has two
    assert dock.answer(0)
    assert graded(session, a, b) == ["", ""]
    session.workspace.select(())
    assert dock.answer(2)  # at once: now the image is asked about
    assert session.workspace.annotation.grades == (Answer("place", "outdoors", True, 1),)


def test_walking_along_the_rules(dock: RulesDock, session: Session, qtbot: QtBot) -> None:
    session.ruling.put(Rule("view", (Grade("front"), Grade("back", accepted=False))))
    id = draw(session, 30)
    selected(session, dock, qtbot, id)
    assert shown(dock) == ["size", "blur", "view", "place"]
    assert verdicts(dock)["view"] == "unsure"
    dock.take("size")
    dock.step(1)
    assert dock.in_hand == "blur"  # not answered yet
    dock.answer(1)
    dock.step(1)
    assert dock.in_hand == "view"
    dock.answer(1)
    walked = []
    for _ in range(4):
        dock.step(1)
        walked.append(dock.in_hand)
    assert walked == ["place", "size", "blur", "view"]
    dock.step(-1)
    assert dock.in_hand == "blur"


def test_a_record_that_must_not_be_edited_takes_no_grade(
    dock: RulesDock, session: Session, qtbot: QtBot, folder: Path
) -> None:
    draw(session, 30)
    assert session.autosave.wait(5)
    (folder / "0.txt").write_text("1 0.5 0.5 0.2 0.2\n")
    session.reload()
    assert not session.workspace.editable
    selected(session, dock, qtbot, 1)
    assert not dock.rows["blur"].bar.isEnabled()
    click(qtbot, dock, "blur", "sharp")
    assert not dock.answer(1)
    assert graded(session, 1) == [""]


# --- what changes around it -----------------------------------------------------------------------


def test_other_rules_and_other_images(dock: RulesDock, session: Session, qtbot: QtBot) -> None:
    id = draw(session, 30)
    selected(session, dock, qtbot, id)
    rule = session.ruling.rule("size")
    assert rule is not None
    session.ruling.put(rule.limited((100,)))
    qtbot.waitUntil(lambda: verdicts(dock).get("size") == "fail")
    session.ruling.remove("size")
    qtbot.waitUntil(lambda: shown(dock) == ["blur", "place"])
    assert dock.in_hand == "blur"
    session.history.undo()
    qtbot.waitUntil(lambda: shown(dock) == ["size", "blur", "place"])
    session.step(1)
    qtbot.waitUntil(lambda: shown(dock) == ["place"])


def test_without_rules_nothing_is_asked(dock: RulesDock, session: Session, qtbot: QtBot) -> None:
    for id in ("size", "blur", "place"):
        session.ruling.remove(id)
    qtbot.waitUntil(lambda: shown(dock) == [])
    assert dock.in_hand == ""
    assert not dock.answer(1)
    dock.step(1)
    assert not dock.edit.isEnabled()


def test_grades_wrap_where_the_dock_is_narrow(
    dock: RulesDock, session: Session, qtbot: QtBot
) -> None:
    grades = tuple(Grade(f"g{n}", title={"en": f"a long grade {n}"}) for n in range(7))
    session.ruling.put(Rule("long", grades))
    id = draw(session, 30, LARGE)
    selected(session, dock, qtbot, id)
    dock.resize(220, 700)
    qtbot.wait(20)
    bar = dock.rows["long"].bar
    places = [bar.rect_of(grade.id) for grade in grades]
    assert all(rect.right() <= bar.width() + 1 for rect in places)
    assert all(rect.bottom() <= bar.height() + 1 for rect in places)
    assert not any(a.intersects(b) for n, a in enumerate(places) for b in places[n + 1 :])
    click(qtbot, dock, "long", grades[6].id)
    found = answer_in(session.workspace.annotation[id].grades, "long")
    assert found is not None
    assert found.grade == grades[6].id
