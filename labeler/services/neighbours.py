"""The size and labels of the images beside the open one, read before they are shown."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from labeler.core.classes import ClassList
from labeler.services.jobs import Jobs
from labeler.services.reading import ImageRead, read_image

if TYPE_CHECKING:
    from labeler.core.dataset import Dataset


class Neighbours:
    """Each is read once, in a job; what was read of others than the expected ones is dropped."""

    def __init__(self, jobs: Jobs) -> None:
        self._jobs = jobs
        self._reads: dict[str, ImageRead] = {}
        self._reading: set[str] = set()
        self._expected: frozenset[str] = frozenset()
        self._generation = 0  # answers from before the last `clear` are void

    def clear(self) -> None:
        """Forget all: the classes or the dataset are others."""
        self._generation += 1
        self._reads.clear()
        self._reading.clear()
        self._expected = frozenset()

    def put(self, name: str, read: ImageRead) -> None:
        """Somebody else has read it."""
        self._reads[name] = read

    def forget(self, name: str) -> None:
        self._reads.pop(name, None)

    def take(self, name: str) -> ImageRead | None:
        """What was read of an image, unless its files have changed since."""
        read = self._reads.pop(name, None)
        if read is not None and read.record is not None and not read.record.fresh():
            return None
        return read

    def expect(self, dataset: "Dataset", names: Sequence[str], classes: ClassList) -> None:
        """Read these, the likeliest first."""
        self._expected = frozenset(names)
        self._reads = {n: read for n, read in self._reads.items() if n in self._expected}
        for name in names:
            if name not in self._reads and name not in self._reading:
                self._reading.add(name)
                self._jobs.run(
                    partial(read_image, dataset, name, classes),
                    partial(self._on_read, name, self._generation),
                    partial(self._on_failed, name, self._generation),
                )

    def _on_read(self, name: str, asked: int, read: ImageRead) -> None:
        if asked == self._generation:
            self._reading.discard(name)
            if name in self._expected:
                self._reads[name] = read

    def _on_failed(self, name: str, asked: int, error: BaseException) -> None:
        if asked == self._generation:
            self._reading.discard(name)
