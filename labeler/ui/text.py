"""Every sentence for an id or a code, in the language of now.

The words are in `ui/words/`. They are looked up once per language, so that a list of ten thousand
findings costs no more than its formatting.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache

from PySide6.QtCore import QCoreApplication

from labeler.core.finding import Finding
from labeler.ui.words.actions import Actions
from labeler.ui.words.findings import Findings
from labeler.ui.words.gestures import Gestures
from labeler.ui.words.settings import SettingsWords

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def language_name() -> str:
    """The language in use, as it calls itself; what is looked up is kept under this name."""
    return QCoreApplication.translate("Language", "English")


@cache
def _kept(words: Callable[[], Mapping[str, str]], language: str) -> Mapping[str, str]:
    return words()


@cache
def _pairs(
    words: Callable[[], Mapping[str, tuple[str, str]]], language: str
) -> Mapping[str, tuple[str, str]]:
    return words()


def _actions() -> Mapping[str, tuple[str, str]]:
    return Actions().words()


def _menus() -> Mapping[str, str]:
    return Actions().menus()


def _hints() -> Mapping[str, str]:
    return Gestures().hints()


def _steps() -> Mapping[str, str]:
    return Gestures().steps()


def _reasons() -> Mapping[str, str]:
    return Gestures().reasons()


def _answers() -> Mapping[str, str]:
    return Gestures().answers()


def _findings() -> Mapping[str, str]:
    return Findings().sentences()


def _sides() -> Mapping[str, str]:
    return Findings().sides()


def _groups() -> Mapping[str, str]:
    return SettingsWords().groups()


def _titles() -> Mapping[str, tuple[str, str]]:
    return SettingsWords().titles()


def _choices() -> Mapping[str, str]:
    return SettingsWords().choices()


def action(id: str) -> str:
    """What a menu shows for an action."""
    return _pairs(_actions, language_name())[id][0]


def action_tip(id: str) -> str:
    """One sentence on what an action does."""
    return _pairs(_actions, language_name())[id][1]


def menu(id: str) -> str:
    """Title of a menu or submenu."""
    return _kept(_menus, language_name())[id]


def hint(code: str, **values: str) -> str:
    """What the pointer can do next, for a hint code of a tool; "" for an unknown one."""
    return filled(_kept(_hints, language_name()).get(code, ""), values)


def step(code: str) -> str:
    """What an undoable step did."""
    return _kept(_steps, language_name()).get(code, code)


def reason(code: str) -> str:
    """Why a frame was captured or is proposed."""
    return _kept(_reasons, language_name()).get(code, code)


def answer(id: str) -> str:
    """What the button of a notice does."""
    return _kept(_answers, language_name()).get(id, id)


def finding(found: Finding) -> str:
    """One sentence on a finding or an error, with the name of its file and its line."""
    values: dict[str, object] = {
        "where": found.where.name or str(found.where) if found.where else "",
        "line": found.line if found.line is not None else "?",
        **found.values,
    }
    if "side" in values:
        side = str(values["side"])
        values["side"] = _kept(_sides, language_name()).get(side, side)
    sentence = _kept(_findings, language_name()).get(found.code)
    if sentence is None:
        details = ", ".join(f"{name} {value}" for name, value in values.items() if value != "")
        return f"{found.code}: {details}"
    return filled(sentence, values)


def filled(sentence: str, values: Mapping[str, object]) -> str:
    """The sentence with its `{names}` replaced; one without a value stays empty."""
    return _PLACEHOLDER.sub(lambda found: str(values.get(found[1], "")), sentence)


def setting(name: str) -> str:
    """Title of a setting."""
    return _pairs(_titles, language_name())[name][0]


def setting_hint(name: str) -> str:
    """One sentence on a setting."""
    return _pairs(_titles, language_name())[name][1]


def setting_group(id: str) -> str:
    """Title of a page of the settings dialog."""
    return _kept(_groups, language_name())[id]


def setting_choice(value: str) -> str:
    """Title of one of the values that a setting offers."""
    return _kept(_choices, language_name()).get(value, value)
