"""Rules are called the same in the window and on the command line, in both languages."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from labeler.cli_rules_text import PRESETS
from labeler.core.project import presets
from labeler.core.rules.rule import Grade, Judgement, Measured, Rule, unknown
from labeler.services.translations import Translations
from labeler.ui import rule_text


@pytest.fixture(params=["en", "ko"])
def language(request: pytest.FixtureRequest, qtbot: QtBot) -> Iterator[str]:
    translations = Translations()
    translations.use(request.param)
    yield request.param
    translations.use("en")


def test_the_window_and_the_command_line_say_the_same(language: str) -> None:
    place = 1 if language == "ko" else 0
    for rule in presets():
        words = PRESETS[rule.id]
        assert rule_text.title(rule) == words[""][place]
        for grade in rule.grades:
            assert rule_text.grade(rule, grade.id) == words[grade.id][place], (rule.id, grade.id)


def test_every_word_is_there(language: str) -> None:
    for rule in presets():
        assert rule_text.title(rule) != rule.id
        assert rule_text.hint(rule)
        assert all(rule_text.grade(rule, one.id) for one in rule.grades)
        if rule.measure:
            assert rule_text.value(rule.measure, Measured(10, 14)) not in ("", "12")


def test_a_rule_may_have_words_of_its_own(language: str) -> None:
    texts = {"ko": "가림", "en": "Hidden"}
    rule = Rule("hidden", (Grade("yes", title={"en": "yes!"}), Grade("no")), title=texts)
    assert rule_text.title(rule) == texts[language]
    assert rule_text.grade(rule, "yes") == "yes!"  # better than none
    assert rule_text.grade(rule, "no") == "no"


def test_what_is_said_of_a_value(language: str) -> None:
    rule = Rule("distance", (Grade("near"), Grade("far")), "distance", (5.0,))

    def said(found: Measured | None, by_hand: bool = False, measure: str = "distance") -> str:
        return rule_text.said(Judgement(rule, "near", "pass", by_hand, found, measure))

    assert "12 ± 2" in said(Measured(10, 14))
    assert "4.2" in said(Measured(4.2, 4.2))
    assert "±" not in said(Measured(4.2, 4.2))
    assert said(unknown("no_camera")) == rule_text.note("no_camera")
    assert rule_text.note("answered") in said(Measured(10, 14), by_hand=True)
    assert rule_text.note("no_camera") in said(Measured(30, 32), measure="size")  # it stands in
    assert said(None) == ""
