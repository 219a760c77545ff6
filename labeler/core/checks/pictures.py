"""Pictures that cannot be opened, and those that some trainers would see turned."""

from collections.abc import Iterable, Iterator

from labeler.core.checks.check import Subject
from labeler.core.dataset import Dataset
from labeler.core.finding import Finding

id = "pictures"


def of_image(subject: Subject) -> Iterator[Finding]:
    if subject.trouble is not None:
        yield subject.trouble
    if subject.info is not None and subject.info.orientation != 1:
        values = {"orientation": subject.info.orientation}
        yield Finding("rotated", subject.record.place.image, values=values, severity="warning")


def of_dataset(dataset: Dataset) -> Iterable[Finding]:
    return ()
