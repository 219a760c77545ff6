"""Speaks the user's language: reads resources/translations/labeler_<code>.ts as they are.

A compiled .qm would have to be made again after every change of a sentence. Read directly, 750
sentences take 2.5 ms once, and one answer is half a microsecond slower than Qt's own.
"""

import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator

from labeler.services.resources import resource

_Key = tuple[str, str, str]

# Which of a language's plural forms goes with a number, where "one" and "many" do not do.
_PLURALS: Mapping[str, Callable[[int], int]] = {
    "fr": lambda n: int(n > 1),
    "cs": lambda n: 0 if n == 1 else 1 if 2 <= n <= 4 else 2,
    "pl": lambda n: 0 if n == 1 else 1 if _few(n) else 2,
    "ru": lambda n: 0 if n % 10 == 1 and n % 100 != 11 else 1 if _few(n) else 2,
    "uk": lambda n: 0 if n % 10 == 1 and n % 100 != 11 else 1 if _few(n) else 2,
}


def _one_or_many(n: int) -> int:
    return int(n != 1)


def _few(n: int) -> bool:
    return 2 <= n % 10 <= 4 and not 12 <= n % 100 <= 14


class Translation(QTranslator):
    """The sentences of one .ts file."""

    def __init__(self, path: Path, language: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._plural = _PLURALS.get(language.split("_")[0], _one_or_many)
        self._sentences = dict(_sentences(path))

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        """The sentence, None where the file has none; `%n` stays for Qt to fill in."""
        forms = self._sentences.get((context, source, disambiguation or ""))
        if forms is None:
            return None
        form = self._plural(n) if n >= 0 else 0
        return forms[min(form, len(forms) - 1)]

    def isEmpty(self) -> bool:
        return not self._sentences


def _sentences(path: Path) -> list[tuple[_Key, tuple[str, ...]]]:
    found = []
    for context in ElementTree.parse(path).iter("context"):
        name = context.findtext("name", "")
        for message in context.iter("message"):
            forms = _forms(message.find("translation"))
            if forms:
                source = message.findtext("source", "")
                found.append(((name, source, message.findtext("comment", "")), forms))
    return found


def _forms(translation: ElementTree.Element | None) -> tuple[str, ...]:
    if translation is None or translation.get("type") in ("vanished", "obsolete"):
        return ()
    forms = [form.text or "" for form in translation.iter("numerusform")]
    forms = forms or [translation.text or ""]
    return tuple(forms) if all(forms) else ()


def languages() -> tuple[str, ...]:
    """The codes there is a file for, and English, which is what the sources speak."""
    files = resource("translations").glob("labeler_*.ts")
    return tuple(sorted({"en", *(path.stem.removeprefix("labeler_") for path in files)}))


def system_language() -> str:
    """The first of the user's languages that there is, else English."""
    offered = languages()
    for wanted in QLocale.system().uiLanguages():
        for code in (wanted.replace("-", "_"), wanted.split("-")[0]):
            if code in offered:
                return code
    return "en"


class Translations(QObject):
    """The language in use; changing it makes Qt send LanguageChange to every widget."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.language = "en"
        self._installed: list[QTranslator] = []

    def use(self, language: str) -> None:
        """Speak `language`, a code of `languages()`; "" is the system's."""
        self.language = language or system_language()
        for translator in self._installed:
            QCoreApplication.removeTranslator(translator)
            translator.deleteLater()
        self._installed = self._made()
        for translator in self._installed:
            QCoreApplication.installTranslator(translator)

    def _made(self) -> list[QTranslator]:
        made: list[QTranslator] = []
        own_words_of_qt = QTranslator(self)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if self.language != "en" and own_words_of_qt.load(f"qtbase_{self.language}", folder):
            made.append(own_words_of_qt)
        path = resource("translations") / f"labeler_{self.language}.ts"
        if path.exists():
            made.append(Translation(path, self.language, self))
        return made
