"""The images that the list shows: which pass the filter, and which come next."""

from array import array
from bisect import bisect_left, bisect_right
from itertools import chain
from typing import TYPE_CHECKING

from labeler.services.states import Filter, State, States

if TYPE_CHECKING:
    from labeler.core.dataset import Dataset


class Listed:
    """`rows` holds the indexes of the listed images, ascending."""

    def __init__(self, states: States) -> None:
        self._states = states
        self.rows: array[int] = array("l")
        self.filter = Filter()

    def refilter(self, dataset: "Dataset") -> None:
        videos = dataset.groups if self.filter.video else {}
        self.rows = self._states.listed(dataset.images, self.filter, videos)

    def row_of(self, index: int) -> int | None:
        """Where in the list an image stands, None when the filter hides it."""
        row = bisect_left(self.rows, index)
        return row if row < len(self.rows) and self.rows[row] == index else None

    def beside(self, index: int, by: int) -> int | None:
        """The image so many rows on or back, at most the last or first; None when that is `index`.

        The image itself need not be listed.
        """
        if by > 0:
            row = bisect_right(self.rows, index) + by - 1
        else:
            row = bisect_left(self.rows, index) + by
        row = min(max(row, 0), len(self.rows) - 1)
        return None if row < 0 or self.rows[row] == index else self.rows[row]

    def next_new(self, index: int) -> int | None:
        """The next image that nobody has looked at, round the end."""
        start = bisect_right(self.rows, index)
        ahead = chain(self.rows[start:], self.rows[:start])
        return next((i for i in ahead if self._states[i] is State.NEW and i != index), None)
