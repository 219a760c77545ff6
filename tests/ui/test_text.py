"""Every id and code has words, and every sentence is translated."""

import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from dataclasses import fields
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from labeler.core.finding import Finding
from labeler.services.resources import resource
from labeler.services.settings import Settings, spec_of
from labeler.services.translations import Translations
from labeler.ui import text
from labeler.ui.actions import ACTIONS, MENUS
from labeler.ui.words.findings import Findings

ROOT = Path(__file__).resolve().parents[2]
CODE = re.compile(r'(?:Finding|LabelerError)\(\s*"([a-z_0-9]+)"')


def test_every_action_and_menu_has_words() -> None:
    for action in ACTIONS:
        assert text.action(action.id)
        assert text.action_tip(action.id)
        assert not action.submenu or text.menu(action.submenu)
    for menu in MENUS:
        assert "&" in text.menu(menu)


def test_every_setting_has_words() -> None:
    for each in fields(Settings):
        assert text.setting(each.name)
        assert text.setting_hint(each.name)
        spec = spec_of(each.name)
        assert not spec.group or text.setting_group(spec.group)


def test_every_code_has_a_sentence() -> None:
    codes: set[str] = set()
    for path in (ROOT / "labeler").rglob("*.py"):
        codes.update(CODE.findall(path.read_text(encoding="utf-8")))
    assert len(codes) > 30
    assert codes <= Findings().sentences().keys(), sorted(codes - Findings().sentences().keys())


def test_a_finding_is_said_with_its_values() -> None:
    found = Finding("not_a_number", Path("/data/a.txt"), 3, values={"value": "{line}"})
    assert text.finding(found) == "a.txt, line 3: “{line}” is not a number"


def test_a_side_is_said_in_the_language_of_the_user(qapp: QApplication) -> None:
    found = Finding("outside_image", values={"name": "plate", "side": "bottom", "px": 11.5})
    assert text.finding(found) == "plate: 11.5 px outside the image (bottom)"
    translations = Translations()
    translations.use("ko")
    try:
        assert "아래쪽" in text.finding(found)
    finally:
        translations.use("en")


def test_an_unknown_code_is_still_something_to_read() -> None:
    found = Finding("never_heard_of", Path("a.xml"), values={"px": 3})
    assert "never_heard_of" in text.finding(found)
    assert "a.xml" in text.finding(found)


def test_a_value_that_is_missing_stays_empty() -> None:
    assert text.finding(Finding("not_a_picture")) == " is not a picture, whatever its name says"


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Korean translation brought up to date with the sources, in a copy."""
    lupdate = Path(sys.executable).with_name("pyside6-lupdate")
    if not lupdate.exists():
        pytest.skip("pyside6-lupdate is not beside this Python")
    copy = tmp_path_factory.mktemp("ts") / "labeler_ko.ts"
    copy.write_bytes(resource("translations/labeler_ko.ts").read_bytes())
    command = [lupdate, "-silent", "-extensions", "py", "-no-obsolete", "-locations", "none"]
    subprocess.run([*command, "labeler", "-ts", copy], cwd=ROOT, check=True, capture_output=True)
    return copy


def test_every_sentence_is_translated(collected: Path) -> None:
    missing = [
        f"{context.findtext('name')}: {message.findtext('source')}"
        for context in ElementTree.parse(collected).iter("context")
        for message in context.iter("message")
        if message.find("translation").get("type") == "unfinished"
    ]
    assert not missing


def test_a_translation_keeps_the_placeholders(collected: Path) -> None:
    for message in ElementTree.parse(collected).iter("message"):
        source, translation = message.findtext("source"), message.find("translation")
        forms = [form.text for form in translation.iter("numerusform")] or [translation.text]
        wanted = set(re.findall(r"\{\w+\}|%n", source))
        for form in forms:
            assert set(re.findall(r"\{\w+\}|%n", form or "")) == wanted, source
