"""The review state and the classes of every image of a dataset, and which of them are listed."""

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from labeler.core.record import Summary


class State(IntEnum):
    """What the file list shows of an image."""

    NEW = 0  # nobody has looked
    LABELLED = 1
    VERIFIED = 2
    PROBLEM = 3  # the label file cannot be read, disagrees or holds findings


@dataclass(frozen=True, slots=True)
class Filter:
    """Which images are listed: all conditions hold. Empty conditions hold for every image."""

    text: str = ""
    states: frozenset[State] = frozenset()
    class_name: str = ""
    folder: str = ""
    video: str = ""  # which the image was captured from

    def __bool__(self) -> bool:
        return bool(self.text or self.states or self.class_name or self.folder or self.video)


class States(QObject):
    """States by image index, filled from the directory listing first and exactly by and by."""

    changed = Signal(int, int)  # first and last image index whose state changed
    counts_changed = Signal()  # objects per class

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._states = bytearray()
        self._counts: dict[int, Mapping[str, int]] = {}
        self._unsaved: set[int] = set()
        self._total: Counter[str] = Counter()

    def reset(self, states: bytes | bytearray) -> None:
        """Begin anew with a state per image."""
        self._states = bytearray(states)
        self._counts = {}
        self._total = Counter()
        self._unsaved = set()
        if self._states:
            self.changed.emit(0, len(self._states) - 1)
        self.counts_changed.emit()

    def insert(self, index: int) -> None:
        """One image more, which nobody has labelled; those from there on move up by one."""
        self._states.insert(index, State.NEW)
        self._counts = {i + (i >= index): counts for i, counts in self._counts.items()}
        self._unsaved = {i + (i >= index) for i in self._unsaved}
        self.changed.emit(index, len(self._states) - 1)

    def __len__(self) -> int:
        return len(self._states)

    def __getitem__(self, index: int) -> State:
        return State(self._states[index])

    def unsaved(self, index: int) -> bool:
        return index in self._unsaved

    def known(self, index: int) -> bool:
        """True when the image's label file has been read, not only listed."""
        return index in self._counts

    @property
    def objects(self) -> Mapping[str, int]:
        """Number of objects per class name, in the images read so far."""
        return self._total

    @property
    def tally(self) -> tuple[int, int, int, int]:
        """Number of images in each state."""
        count = self._states.count
        return (count(0), count(1), count(2), count(3))

    def set_unsaved(self, index: int, unsaved: bool) -> None:
        if unsaved != (index in self._unsaved):
            (self._unsaved.add if unsaved else self._unsaved.discard)(index)
            self.changed.emit(index, index)

    def take(self, summaries: Iterable[tuple[int, "Summary"]]) -> None:
        """Learn what label files say."""
        touched = [index for index, summary in summaries if self._learn(index, summary)]
        if touched:
            self.changed.emit(min(touched), max(touched))
            self.counts_changed.emit()

    def put(self, index: int, state: State, counts: Mapping[str, int]) -> None:
        """What is known of an image that is open here."""
        before = (self._states[index], self._counts.get(index))
        self._states[index] = state
        self._count(index, counts)
        if before[0] != state:
            self.changed.emit(index, index)
        if before[1] != counts:
            self.counts_changed.emit()

    def _learn(self, index: int, summary: "Summary") -> bool:
        if index >= len(self._states) or index in self._counts:
            return False
        self._states[index] = State[summary.state.upper()]
        self._count(index, summary.counts)
        return True

    def _count(self, index: int, counts: Mapping[str, int]) -> None:
        self._total.subtract(self._counts.get(index, {}))
        self._counts[index] = dict(counts)
        self._total.update(self._counts[index])

    def listed(
        self, names: Sequence[str], wanted: Filter, videos: Mapping[str, str]
    ) -> "array[int]":
        """Indexes of the images that pass the filter, in order; `videos` by image."""
        indexes: Iterable[int] = range(len(names))
        if wanted.states:
            states = {int(s) for s in wanted.states}
            indexes = [i for i, state in enumerate(self._states) if state in states]
        if wanted.video:
            indexes = [i for i in indexes if videos.get(names[i]) == wanted.video]
        for test in _name_tests(wanted):
            indexes = [i for i in indexes if test(names[i])]
        if wanted.class_name:
            counts, name = self._counts, wanted.class_name
            indexes = [i for i in indexes if i in counts and counts[i].get(name)]
        return array("l", indexes)


def _name_tests(wanted: Filter) -> list[Callable[[str], bool]]:
    tests: list[Callable[[str], bool]] = []
    if wanted.folder:
        prefix = wanted.folder.rstrip("/") + "/"
        tests.append(lambda name: name.startswith(prefix))
    if wanted.text:
        text = wanted.text.casefold()
        tests.append(lambda name: text in name.casefold())
    return tests
