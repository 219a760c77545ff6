"""What reading the labels of an image found: unreadable, outside, inverted, disagreeing, ..."""

from collections.abc import Iterable

from labeler.core.checks.check import Subject
from labeler.core.dataset import Dataset
from labeler.core.finding import Finding

id = "labels"


def of_image(subject: Subject) -> Iterable[Finding]:
    return subject.record.findings


def of_dataset(dataset: Dataset) -> Iterable[Finding]:
    return ()
