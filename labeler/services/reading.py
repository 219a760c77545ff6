"""What is read from disk for a session, in a job or at once: a dataset, summaries, one image."""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from labeler.core.classes import ClassList
from labeler.core.finding import Finding, LabelerError

if TYPE_CHECKING:
    from labeler.core.dataset import Dataset
    from labeler.core.headers import Info
    from labeler.core.record import Record, Summary, Writing

_SUMMARY_BATCH = 200
_LABELLED = bytes([0]) + bytes([1]) * 255  # any label file at all


@dataclass(frozen=True, slots=True)
class ImageRead:
    """What was read of one image before it is shown."""

    info: "Info | None"
    record: "Record | None"
    failure: Finding | None = None

    @property
    def size(self) -> tuple[int, int]:
        """Upright width and height in pixels, (0, 0) when the picture cannot be read."""
        return (self.info.width, self.info.height) if self.info else (0, 0)


@dataclass(frozen=True, slots=True)
class DatasetRead:
    """A dataset and all that its size makes slow, so that nothing of it is left to be done."""

    dataset: "Dataset"
    labelled: bytes  # 1 for each image that has any label file
    rows: "array[int]"  # of all images
    findings: tuple[Finding, ...]
    first: ImageRead | None = None  # of the first image, as long as no other is known


class DatasetSteps:
    """A dataset read in two steps: with its first image alone, then whole; or in the last alone."""

    def __init__(self, path: Path, whole: bool = False) -> None:
        self._path = path
        self._whole = whole
        self._steps: Iterator[Dataset] | None = None

    def next(self) -> DatasetRead | None:
        """The next step, None after the last; raises LabelerError when it cannot be opened."""
        from labeler.core.dataset import opening

        if self._steps is None:
            self._steps = opening(self._path)
        dataset = next(self._steps, None)
        while self._whole and dataset is not None and not dataset.complete:
            dataset = next(self._steps, None)
        return _dataset_read(dataset) if dataset is not None else None


def _dataset_read(dataset: "Dataset") -> DatasetRead:
    first: ImageRead | None = None
    findings: tuple[Finding, ...] = ()
    if dataset.complete:
        findings = tuple(dataset.findings())
        dataset.index("")  # which numbers the images, for later
    elif dataset.images:
        first = read_image(dataset, dataset.images[0], dataset.project.classes)
    rows = array("l", range(len(dataset.images)))
    return DatasetRead(dataset, bytes(dataset.labelled).translate(_LABELLED), rows, findings, first)


def read_summaries(
    dataset: "Dataset", labelled: bytes | bytearray, start: int, classes: ClassList
) -> tuple[list[tuple[int, "Summary"]], int]:
    """The summaries of the next batch of labelled images, and where to go on."""
    from labeler.core.record import summarise

    found: list[tuple[int, Summary]] = []
    index = start
    while index < len(labelled) and len(found) < _SUMMARY_BATCH:
        if labelled[index]:
            found.append((index, summarise(dataset.place(dataset.images[index]), classes)))
        index += 1
    return found, index


def read_image(dataset: "Dataset", name: str, classes: ClassList) -> ImageRead:
    """Read an image's size and record; a picture that cannot be read is a failure, not an error."""
    from labeler.core.pictures import probe
    from labeler.core.record import read

    try:
        info = probe(dataset.path(name))
    except LabelerError as error:
        return ImageRead(None, None, error.finding)
    size = (info.width, info.height)
    return ImageRead(info, read(dataset.place(name), size, classes, _writing(dataset, info)))


def read_frame(dataset: "Dataset", name: str, info: "Info", classes: ClassList) -> "Record":
    """The record of a video's frame, whose image need not be there yet."""
    from labeler.core.record import read

    size = (info.width, info.height)
    return read(dataset.place(name), size, classes, _writing(dataset, info))


def _writing(dataset: "Dataset", info: "Info") -> "Writing":
    from labeler.core.record import Writing

    project = dataset.project
    return Writing(project.yolo, project.voc_origin, info.depth)
