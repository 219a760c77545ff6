"""What is said of a rule, a grade or a measured value, in the language of now."""

from collections.abc import Callable, Mapping
from functools import cache

from labeler.core.rules.rule import Judgement, Measured, Rule, Texts
from labeler.ui.text import filled, language_name
from labeler.ui.words.rules import RuleWords

_DIGITS = {"distance": 1, "sharpness": 1}  # decimals of values below ten


@cache
def _words(kind: str, language: str) -> Mapping[str, str]:
    made: Callable[[], Mapping[str, str]] = getattr(RuleWords(), kind)
    return made()


@cache
def _titles(language: str) -> Mapping[str, tuple[str, str]]:
    return RuleWords().titles()


def _word(kind: str, id: str) -> str:
    return _words(kind, language_name()).get(id, id)


def _own(texts: Texts) -> str:
    """The text that somebody gave, in this language or any."""
    code = "ko" if language_name() == "한국어" else "en"
    return texts.get(code) or next(iter(texts.values()), "")


def title(rule: Rule) -> str:
    return _own(rule.title) or _titles(language_name()).get(rule.id, (rule.id, ""))[0]


def hint(rule: Rule) -> str:
    return _own(rule.hint) or _titles(language_name()).get(rule.id, ("", ""))[1]


def grade(rule: Rule, id: str) -> str:
    """A grade in words; "" is a grade that is not certain."""
    if not id:
        return _word("axes", "unsure")
    found = rule.grade(id)
    own = _own(found.title) if found is not None else ""
    return own or _words("grades", language_name()).get(f"{rule.id}.{id}", id)


def value(measure: str, measured: Measured) -> str:
    """A measured value with its interval, such as "about 12 m ± 2"; "" where nothing is known."""
    if not measured.known:
        return ""
    spread = (measured.high - measured.low) / 2
    places = _DIGITS.get(measure, 0) if abs(measured.middle) < 10 else 0
    number = f"{measured.middle:.{places}f}"
    if round(spread, places) > 0:
        number += f" ± {spread:.{places}f}"
    return filled(_words("values", language_name()).get(measure, "{value}"), {"value": number})


def note(code: str) -> str:
    """Why a value is not certain."""
    return _word("notes", code) if code else ""


def verdict(code: str) -> str:
    return _word("verdicts", code)


def failure(code: str) -> str:
    """What a failure does."""
    return _word("failures", code)


def axis(id: str) -> str:
    """What a board is laid out by: class, video, annotator or "" for none; and `unsure` values."""
    return _word("axes", id)


def plate(id: str) -> str:
    """A real size by its id, or the sides themselves."""
    return _word("plates", id)


def said(judgement: Judgement) -> str:
    """All that is known of a value on one line: measured, why it is uncertain, or by hand."""
    measured = judgement.measured
    parts = [note("answered")] if judgement.by_hand else []
    if measured is not None:
        shown = value(judgement.measure, measured)
        stands_in = judgement.measure != judgement.rule.measure
        why = "no_camera" if stands_in else measured.note
        parts += [part for part in (shown, note(why)) if part]
    elif not judgement.by_hand and not judgement.rule.measure:
        parts.append(note("not_answered"))
    return " · ".join(parts)


def thin(cell: str, have: int, want: int) -> str:
    """What a cell of the board lacks: "dark × far: 4 of 30, capture more"."""
    values = {"cell": cell, "have": have, "want": want}
    return filled(_word("sentences", "thin"), values)
