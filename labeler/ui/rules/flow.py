"""Where crops, the gaps between them and the stretches of grades lie when they flow in lines."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF


@dataclass(frozen=True)
class Flow:
    """Cells of one size in lines from left to right, each line below a lane for titles.

    Gap `g` lies before cell `g`. All in widget pixels.
    """

    count: int
    width: int
    cell_width: int  # at least
    cell_height: int
    lane: int
    gap: int = 14
    spacing: int = 8  # between lines
    margin: int = 14

    @property
    def columns(self) -> int:
        return max(1, (self.width - 2 * self.margin + self.gap) // (self.cell_width + self.gap))

    @property
    def lines(self) -> int:
        return max(1, -(-self.count // self.columns))

    @property
    def pitch(self) -> int:
        return self.lane + self.cell_height + self.spacing

    @property
    def height(self) -> int:
        return self.lines * self.pitch + self.spacing

    @property
    def step(self) -> float:
        """From one cell to the next; the lines are as wide as there is room."""
        return max(
            self.cell_width + self.gap, (self.width - 2 * self.margin + self.gap) / self.columns
        )

    def cell(self, number: int) -> QRectF:
        line, column = divmod(number, self.columns)
        left = self.margin + column * self.step
        top = self.spacing + line * self.pitch + self.lane
        return QRectF(left, top, self.step - self.gap, self.cell_height)

    def line(self, number: int) -> tuple[float, float]:
        """Top, with the lane, and height of a line."""
        return self.spacing + number * self.pitch, self.lane + self.cell_height

    def edge(self, column: int) -> float:
        """Where the gap before a column lies."""
        return self.margin + column * self.step - self.gap / 2

    def spot(self, gap: int, line: int = -1) -> tuple[int, float]:
        """Line and x of a gap; one between two lines is at the end of `line` if that is the upper
        one, else at the beginning of the lower one."""
        below, column = divmod(gap, self.columns)
        if column == 0 and gap and (gap == self.count or line == below - 1):
            return below - 1, self.edge(self.columns)
        return below, self.edge(column)

    def segments(self, start: int, end: int) -> Iterator[QRectF]:
        """The parts of lines from one gap to another, lanes included."""
        while start < end:
            line, column = divmod(start, self.columns)
            stop = min(end, (line + 1) * self.columns)
            left, right = self.edge(column), self.edge(column + stop - start)
            top, height = self.line(line)
            yield QRectF(left, top, right - left, height)
            start = stop

    def gap_at(self, point: QPointF) -> tuple[int, int]:
        """The gap nearest to a point, wherever that is, and the line the point is in."""
        line = int((point.y() - self.spacing / 2) // self.pitch)
        line = max(0, min(line, self.lines - 1))
        column = round((point.x() - self.edge(0)) / self.step)
        column = max(0, min(column, self.columns))
        return min(line * self.columns + column, self.count), line

    def cell_at(self, point: QPointF) -> int | None:
        line, column = (
            int((point.y() - self.spacing) // self.pitch),
            int((point.x() - self.margin) // self.step),
        )
        number = line * self.columns + column
        if not (0 <= column < self.columns and 0 <= number < self.count):
            return None
        return number if self.cell(number).contains(point) else None
