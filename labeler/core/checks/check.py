"""What a check is: a question about every image of a dataset, or about the dataset as a whole."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from labeler.core.dataset import Dataset
from labeler.core.finding import Finding
from labeler.core.headers import Info
from labeler.core.record import Record


@dataclass(frozen=True, slots=True)
class Subject:
    """One image as it was found: the header of its picture, or why that failed, and its labels."""

    info: Info | None
    trouble: Finding | None
    record: Record


class Check(Protocol):
    """What each module of this folder offers."""

    @property
    def id(self) -> str: ...

    def of_image(self, subject: Subject) -> Iterable[Finding]: ...

    def of_dataset(self, dataset: Dataset) -> Iterable[Finding]: ...
