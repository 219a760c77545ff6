"""What `labeler rules` prints: aligned columns in any script, and sentences of what lacks."""

import unicodedata
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from labeler.cli_rules_survey import Surveyed
from labeler.cli_rules_text import PRESETS
from labeler.cli_text import language, said

if TYPE_CHECKING:
    from labeler.core.coverage import Axis, Coverage, Thin
    from labeler.core.rules.rule import Rule, Texts

_CODES = ("en", "ko")
_NONE = "–"
_SENTENCES = 10  # of one board; the rest only as a number


def lines_of(one: Surveyed, heading: bool) -> Iterator[str]:
    """Everything about a dataset."""
    if heading:
        yield f"— {one.dataset.folder}"
    standing = one.standing
    if not one.objects:
        yield said("no_objects", images=len(one.dataset))
    else:
        yield said(
            "standing",
            images=len(one.dataset),
            labelled=one.labelled,
            objects=one.objects,
            passing=standing.passing,
            failing=standing.failing,
            unsure=standing.unsure,
            ignored=standing.ignored,
            share=percent(standing.passing, standing.passing + standing.failing),
        )
    if one.unread:
        yield said("unread", count=len(one.unread), first=one.unread[0])
    if one.rules:
        yield ""
        yield from _aligned(_of_rules(one))
    *_, board = one.boards
    if board.total and not _repeats(board):
        yield ""
        yield from _of_board(board)
    yield ""
    yield from _of_what_lacks(one)


def percent(part: int, whole: int) -> str:
    """Rounded down, so that 100 % is all of it."""
    tenths = 1000 * part // max(1, whole)
    return f"{tenths // 10}.{tenths % 10} %"


# --- tables

Cells = Sequence[str] | str  # a text stands over all columns


def _of_rules(one: Surveyed) -> Iterator[Cells]:
    from labeler.core.coverage import tally

    yield ("", said("count"), said("part"), said("target"), said("lacking"))
    for rule, board in zip(one.rules, one.boards, strict=False):
        counts = tally(rule, one.judgements)
        yield said(
            "verdicts" if rule.of == "object" else "verdicts_of_images",
            title=title_of(rule),
            passing=counts["pass"],
            failing=counts["fail"],
            unsure=counts["unsure"],
        )
        for line in board.lines:
            have, want = board.count(line), board.target(line)
            lacking = str(want - have) if have < want and not board.unknown else ""
            target = str(want) if want else _NONE if line else ""
            share = percent(have, board.total)
            yield (f"  {value_of(rule, line)}", str(have), share, target, lacking)


def _of_board(board: "Coverage") -> Iterator[str]:
    title = said(f"board_{board.unit}", axes=_crossed(board))
    yield f"{title}; {said('board_thin')}" if board.thin else title
    thin = {(one.first, one.second): one.want for one in board.thin}
    crossed = board.second != ""
    rows: list[Cells] = []
    if crossed:
        rows.append(["", *(value_of(board.second, one) for one in board.columns), said("total")])
    for line in board.lines:
        cells = [_cell(board, thin, line, column) for column in board.columns]
        sums = [str(board.line_totals[line])] if crossed else []
        rows.append([f"  {value_of(board.first, line)}", *cells, *sums])
    totals = map(str, board.column_totals.values())
    rows.append([f"  {said('total')}", *totals, *([str(board.total)] if crossed else [])])
    yield from _aligned(rows)


def _crossed(board: "Coverage") -> str:
    return " × ".join(title_of(axis) for axis in (board.first, board.second) if axis != "")


def _cell(board: "Coverage", thin: dict[tuple[str, str], int], line: str, column: str) -> str:
    want = thin.get((line, column))
    have = board.count(line, column)
    return str(have) if want is None else f"{have}/{want}"


def _repeats(board: "Coverage") -> bool:
    """True for the single line of a rule, which stands above already."""
    return board.second == "" and not isinstance(board.first, str)


def width(text: str) -> int:
    """How many columns of a terminal a text takes: Hangul syllables are two wide."""
    return sum(
        0
        if unicodedata.combining(letter)
        else 2
        if unicodedata.east_asian_width(letter) in "WF"
        else 1
        for letter in text
    )


def _aligned(rows: "Iterator[Cells] | Sequence[Cells]") -> Iterator[str]:
    """The first column to the left, the others to the right."""
    every = list(rows)
    columns = list(zip(*(row for row in every if not isinstance(row, str)), strict=True))
    widths = [max(map(width, column)) for column in columns]
    for row in every:
        if isinstance(row, str):
            yield row
            continue
        first, *others = zip(row, widths, strict=True)
        cells = [first[0] + " " * (first[1] - width(first[0]))]
        cells += [" " * (wide - width(cell)) + cell for cell, wide in others]
        yield "  ".join(cells).rstrip()


# --- sentences


def _of_what_lacks(one: Surveyed) -> Iterator[str]:
    """A sentence for each thin cell, those of the rules alone first."""
    *of_rules, crossed = one.boards
    sentences: list[str] = []
    for board in (*of_rules, *(() if _repeats(crossed) else (crossed,))):
        if board.unknown and board is not crossed:
            sentences.append(said("not_known", cell=title_of(board.first)))
        sentences += [_sentence(board, thin) for thin in board.thin[:_SENTENCES]]
        if len(board.thin) > _SENTENCES:
            axes = _crossed(board)
            sentences.append(said("more_thin", cell=axes, count=len(board.thin) - _SENTENCES))
    yield said("to_capture") if sentences else said("nothing_lacks")
    yield from (f"  {sentence}" for sentence in sentences)


def _sentence(board: "Coverage", thin: "Thin") -> str:
    if board.second == "":
        cell = f"{title_of(board.first)}, {value_of(board.first, thin.first)}"
    else:
        cell = f"{value_of(board.first, thin.first)} × {value_of(board.second, thin.second)}"
    code = thin.code if board.unit == "object" else f"{thin.code}_image"
    return said(code, cell=cell, have=thin.have, want=thin.want)


# --- the words of rules


def title_of(axis: "Axis") -> str:
    if isinstance(axis, str):
        return said(axis)
    return _own(axis.title) or _preset(axis, "") or axis.id


def value_of(axis: "Axis", value: str) -> str:
    """A grade, class, video or annotator in words."""
    if isinstance(axis, str):
        return value or said("none_of_it")
    if value == "":
        return said("unsure")
    grade = axis.grade(value)
    return (_own(grade.title) if grade else "") or _preset(axis, value) or value


def _own(texts: "Texts") -> str:
    """The words that the dataset brings along, in another language if need be."""
    return texts.get(_CODES[language()], "") or next((text for text in texts.values() if text), "")


def _preset(rule: "Rule", grade: str) -> str:
    words = PRESETS.get(rule.id, {}).get(grade)
    return words[language()] if words else ""
