"""A coverage board as it is shown: its words, what kind each cell is of, and totals at the ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from labeler.core.coverage import TOTAL, UNSURE, Axis, Coverage, as_csv, id_of
from labeler.core.rules.rule import Rule
from labeler.ui import rule_text

Kind = Literal["enough", "thin", "plain", "refused", "unsure", "total"]
Place = tuple[str | None, str | None]  # line and column of a cell, None for all of them


@dataclass(frozen=True, slots=True)
class Cell:
    """How many there are and should be, 0 where nobody wants any."""

    have: int
    want: int
    kind: Kind


@dataclass(frozen=True)
class Table:
    """Lines and columns of a board, the totals last; without an axis there are no totals of it.

    `counted` is the heading where there is no axis: what is counted.
    """

    board: Coverage
    total: str = ""
    counted: str = ""

    @cached_property
    def lines(self) -> tuple[str | None, ...]:
        return (*self.board.lines, None) if self.board.first != "" else self.board.lines

    @cached_property
    def columns(self) -> tuple[str | None, ...]:
        return (*self.board.columns, None) if self.board.second != "" else self.board.columns

    @cached_property
    def axis_titles(self) -> tuple[str, str]:
        """Of the lines and of the columns, "" without."""
        first, second = (
            axis_title(axis) if axis != "" else "" for axis in (self.board.first, self.board.second)
        )
        return first, second

    @cached_property
    def line_titles(self) -> tuple[str, ...]:
        return tuple(self._heading(self.board.first, line, self.total) for line in self.lines)

    @cached_property
    def column_titles(self) -> tuple[str, ...]:
        return tuple(self._heading(self.board.second, one, self.counted) for one in self.columns)

    def _heading(self, axis: Axis, value: str | None, nothing: str) -> str:
        if value is None:
            return self.total
        return nothing if axis == "" else value_title(axis, value)

    def line_kind(self, line: str | None) -> Kind:
        return _heading_kind(self.board.first, line)

    def column_kind(self, column: str | None) -> Kind:
        return _heading_kind(self.board.second, column)

    def cell(self, line: str | None, column: str | None) -> Cell:
        board = self.board
        if line is None or column is None:
            return Cell(self._total(line, column), 0, "total")
        have, want = board.count(line, column), board.target(line, column)
        if "unsure" in (self.line_kind(line), self.column_kind(column)):
            return Cell(have, 0, "unsure")
        if want and not board.unknown:
            return Cell(have, want, "thin" if have < want else "enough")
        refused = _refused(board.first, line, board.second, column) or _refused(
            board.second, column, board.first, line
        )
        return Cell(have, 0, "refused" if refused else "plain")

    def _total(self, line: str | None, column: str | None) -> int:
        if line is not None:
            return self.board.line_totals[line]
        return self.board.total if column is None else self.board.column_totals[column]

    def rows(self, place: Place) -> list[int]:
        """Indexes of the rows in a cell, ascending; of a total, those of all its cells."""
        line, column = place
        lines = self.board.lines if line is None else (line,)
        columns = self.board.columns if column is None else (column,)
        return sorted(n for one in lines for other in columns for n in self.board.rows(one, other))

    def spoken(self) -> "Table":
        """The same with all words found, to be painted on another thread in the language of now."""
        _ = self.axis_titles, self.line_titles, self.column_titles
        return self

    def has(self, place: Place) -> bool:
        return place[0] in self.lines and place[1] in self.columns

    def title(self, place: Place) -> str:
        """The name of a cell, such as "dark × far"."""
        return cell_title(self.board, *place) or self.total

    @property
    def unknown(self) -> bool:
        """True when all is to be answered before anything can be said."""
        return self.board.unknown and bool(self.unsure)

    @cached_property
    def unsure(self) -> list[int]:
        """Indexes of the rows whose grade is not certain on an axis that is a rule."""
        return sorted(
            number
            for (line, column), numbers in self.board.cells.items()
            if "unsure" in (self.line_kind(line), self.column_kind(column))
            for number in numbers
        )


def _heading_kind(axis: Axis, value: str | None) -> Kind:
    if value is None:
        return "total"
    if value == UNSURE:
        return "unsure" if isinstance(axis, Rule) else "plain"
    return "refused" if _refused(axis, value, "", "") else "plain"


def _refused(axis: Axis, value: str, other: Axis, condition: str) -> bool:
    """True when the rule does not accept the grade, `condition` being that on the other axis."""
    if not isinstance(axis, Rule) or value == UNSURE:
        return False
    if not axis.by or not axis.accepts_by:
        return value not in axis.accepted
    given = condition if axis.by == id_of(other) else ""
    some = [axis.accepts_by[given]] if given in axis.accepts_by else axis.accepts_by.values()
    return all(value not in accepted for accepted in some)


def csv_of(table: Table) -> bytes:
    """The numbers for a spreadsheet, which knows the letters by the mark at the start."""
    board = table.board
    axes = {id_of(axis): axis for axis in (board.first, board.second)}

    def title_of(id: str, value: str | None) -> str:
        if id == TOTAL and id not in axes:
            return table.total
        if id == "":
            return table.counted
        return axis_title(axes[id]) if value is None else value_title(axes[id], value)

    return as_csv(board, title_of).encode("utf-8-sig")


def axis_title(axis: Axis) -> str:
    return rule_text.title(axis) if isinstance(axis, Rule) else rule_text.axis(axis)


def value_title(axis: Axis, value: str) -> str:
    if isinstance(axis, Rule):
        return rule_text.grade(axis, value)
    missing = {"video": "no_video", "annotator": "no_annotator"}.get(axis, axis)
    return value or rule_text.axis(missing)


def cell_title(board: Coverage, line: str | None, column: str | None) -> str:
    """The values of a cell, with the names of the axes where these alone tell the values apart."""
    pairs = [
        (axis, value)
        for axis, value in ((board.first, line), (board.second, column))
        if axis != "" and value is not None
    ]
    titles = [value_title(axis, value) for axis, value in pairs]
    if len(pairs) == 2 and _alike(board):
        titles = [
            f"{axis_title(axis)} {title}" for (axis, _), title in zip(pairs, titles, strict=True)
        ]
    return " × ".join(titles)


def _alike(board: Coverage) -> bool:
    """True when both axes have a value of the same name."""
    first = _names(board.first, board.lines)
    return not first.isdisjoint(_names(board.second, board.columns))


def _names(axis: Axis, values: Sequence[str]) -> set[str]:
    return {value_title(axis, value) for value in values if value != UNSURE}
