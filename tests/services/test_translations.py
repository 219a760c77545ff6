"""The language of the window: read from a .ts file, switched live, plural forms, Qt's own words."""

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from labeler.services import translations
from labeler.services.resources import resource
from labeler.services.translations import Translation, Translations

TS = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko_KR">
<context><name>Window</name>
  <message><source>Open &amp;folder</source><translation>폴더 열기(&amp;F)</translation></message>
  <message><source>Open</source><comment>a file</comment>
    <translation>파일 열기</translation></message>
  <message><source>Open</source><comment>a state</comment>
    <translation>열림</translation></message>
  <message><source>Later</source><translation type="unfinished"></translation></message>
  <message><source>Gone</source><translation type="vanished">사라짐</translation></message>
  <message numerus="yes"><source>%n box(es)</source>
    <translation><numerusform>%n one</numerusform><numerusform>%n two</numerusform>
    <numerusform>%n five</numerusform></translation></message>
</context></TS>
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(translations, "resource", lambda name: tmp_path)
    for code in ("ko", "ru"):
        (tmp_path / f"labeler_{code}.ts").write_text(TS, encoding="utf-8")
    return tmp_path


def test_a_language_is_found_by_the_name_of_its_file(folder: Path) -> None:
    assert translations.languages() == ("en", "ko", "ru")


def test_the_application_answers_in_the_language(folder: Path, qapp: object) -> None:
    used = Translations()
    used.use("ko")
    say = QCoreApplication.translate
    assert say("Window", "Open &folder") == "폴더 열기(&F)"
    assert say("Window", "Open", "a file") == "파일 열기"
    assert say("Window", "Open", "a state") == "열림"
    assert say("Window", "Later") == "Later"
    assert say("Window", "Gone") == "Gone"
    assert say("Other", "Open &folder") == "Open &folder"
    assert say("QPlatformTheme", "Cancel") == "취소"
    used.use("en")
    assert say("Window", "Open &folder") == "Open &folder"
    assert say("QPlatformTheme", "Cancel") == "Cancel"


def test_tr_of_an_object_finds_the_words_of_its_class(folder: Path, qapp: object) -> None:
    class Window(QObject):
        def words(self) -> str:
            return self.tr("Open &folder")

    used = Translations()
    used.use("ko")
    assert Window().words() == "폴더 열기(&F)"
    used.use("en")


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "1 one"), (3, "3 two"), (5, "5 five"), (11, "11 five"), (21, "21 one")],
)
def test_the_plural_form_follows_the_language(
    folder: Path, qapp: object, number: int, words: str
) -> None:
    used = Translations()
    used.use("ru")
    assert QCoreApplication.translate("Window", "%n box(es)", None, number) == words
    used.use("en")


def test_an_open_widget_hears_of_the_switch(folder: Path, qtbot: QtBot) -> None:
    heard: list[QEvent.Type] = []

    class Listening(QLabel):
        def changeEvent(self, event: QEvent) -> None:
            heard.append(event.type())
            super().changeEvent(event)

    widget = Listening()
    qtbot.addWidget(widget)
    widget.show()
    used = Translations()
    used.use("ko")
    qtbot.waitUntil(lambda: QEvent.Type.LanguageChange in heard)
    used.use("en")


def test_every_file_that_travels_with_the_program_can_be_read() -> None:
    for code in translations.languages():
        path = resource("translations") / f"labeler_{code}.ts"
        if path.exists():
            assert not Translation(path, code).isEmpty()
