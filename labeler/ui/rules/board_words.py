"""What the coverage board says around its matrix."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from labeler.core.coverage import Coverage
from labeler.services.session import Session
from labeler.ui import rule_text
from labeler.ui.rules.board_table import Table

_VARIED, _ALIKE = 0.8, 0.5  # of 1, evenness of sizes

_REASONS = 6  # that are listed

Reasons = Sequence[tuple[str, int]]  # notes, and how often


class BoardWords(QObject):
    """The context of these words in a translation is "BoardWords"."""

    def nothing(self, session: Session, board: Coverage | None) -> str:
        """Why there is no matrix, and what to do."""
        dataset, gradebook = session.dataset, session.gradebook
        if dataset is None:
            return self.tr(
                "Open a folder of images in the main window. Its labels are counted here."
            )
        if dataset.complete and not dataset.images:
            return self.tr(
                "There are no images here yet. "
                "Add some to the folder, or capture frames of a video."
            )
        if board is not None and (board.ignored or board.unasked):
            return self.tr(
                "No object has a place on this board: the rules chosen are not about them, "
                "or leave them out. Choose other rows or columns."
            )
        if not gradebook.complete:
            return self.tr("Looking at the labels…")
        return self.tr(
            "Nothing is labelled yet. Mark the first objects in the main window: "
            "they are counted here as you go."
        )

    def notice(self, table: Table, reasons: Reasons) -> str:
        """What to know before the numbers are read, "" for nothing."""
        if not table.unknown:
            return ""
        return self.tr(
            "No grade is certain here yet ({why}). "
            "Answer some first: what lacks can be told after that."
        ).format(why=self.reason(reasons[0][0]) if reasons else rule_text.axis("unsure"))

    def reason(self, note: str) -> str:
        """Why a grade is left open."""
        return rule_text.note(note) or self.tr("between two grades")

    def unsure_tip(self, reasons: Reasons) -> str:
        """What is unsure and why, and what to do about it."""
        if not reasons:
            return ""
        first = self.tr("What was measured leaves these grades open; one key answers each.")
        lines = [f"{self.reason(note)}: {count}" for note, count in reasons[:_REASONS]]
        return "\n".join((first, *lines))

    def things(self, board: Coverage) -> str:
        """A heading for what is counted."""
        return self.tr("Images") if board.unit == "image" else self.tr("Objects")

    def total(self) -> str:
        return self.tr("Total")

    def number(self, board: Coverage, count: int) -> str:
        if board.unit == "image":
            return self.tr("%n image(s)", None, count)
        return self.tr("%n object(s)", None, count)

    def tally(self, table: Table) -> str:
        """How many are on the board and how many are not."""
        board = table.board
        parts = [self.number(board, board.total)]
        if unsure := len(table.unsure):
            parts.append(self.tr("%n unsure", None, unsure))
        if board.ignored:
            parts.append(self.tr("%n left out by a rule", None, len(board.ignored)))
        if board.unasked:
            parts.append(self.tr("%n of other classes", None, len(board.unasked)))
        return " · ".join(parts)

    def answer(self, unsure: int) -> str:
        return self.tr("Answer the unsure ones ({count})").format(count=unsure)

    def thin_title(self, table: Table, complete: bool) -> str:
        if not complete:
            return self.tr("What lacks most, so far")
        lacking = len(table.board.thin)
        return self.tr("What lacks most ({count})").format(count=lacking) if lacking else ""

    def enough(self, table: Table) -> str:
        """Said where nothing lacks."""
        board = table.board
        if table.unknown:
            return self.tr("What lacks can be told when some grades are certain.")
        if any(board.target(line, column) for line in board.lines for column in board.columns):
            return self.tr("Nothing lacks: every cell holds what is wanted.")
        return self.tr("Nothing is wanted of these rows and columns; they only count.")

    def cell(self, table: Table, title: str, count: int, shown: int) -> str:
        words = f"{title}: " + self.number(table.board, count)
        if shown < count:
            words += " · " + self.tr("the first {count} are shown").format(count=shown)
        return words

    def no_cell(self) -> str:
        return self.tr("Choose a cell to see what is in it; a double click opens it.")

    def varied(self, value: float) -> str:
        """How evenly the sizes are spread, 0 to 1."""
        if value >= _VARIED:
            words = self.tr("Sizes: well varied, {value} of 1")
        elif value >= _ALIKE:
            words = self.tr("Sizes: somewhat varied, {value} of 1")
        else:
            words = self.tr("Sizes: much alike, {value} of 1")
        return words.format(value=f"{value:.2f}")

    def varied_tip(self) -> str:
        return self.tr(
            "How evenly the objects are spread over the grades of size:\n"
            "1 is as many of each, 0 is all of one. A model finds the sizes it has seen."
        )

    def not_measured(self, count: int) -> str:
        return self.tr("%n could not be measured", None, count) if count else ""

    def no_values(self) -> str:
        return self.tr("Nothing has been measured for this rule yet")

    def progress(self, done: int, total: int) -> str:
        return self.tr("Looked at {done} of {total} images").format(done=done, total=total)

    def picture_title(self, axes: Sequence[str]) -> str:
        return self.tr("Coverage") + (": " + " × ".join(axes) if axes else "")

    def more(self, count: int) -> str:
        return self.tr("and %n more", None, count)

    def values_of(self, rule_title: str) -> str:
        return self.tr("Values of: {rule}").format(rule=rule_title)
