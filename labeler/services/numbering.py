"""The numbers of a dataset's classes: which labels need one, and the files that say them."""

from typing import TYPE_CHECKING

from labeler.core.annotation import Annotation
from labeler.core.classes import ClassList
from labeler.core.finding import Finding

if TYPE_CHECKING:
    from labeler.core.dataset import Dataset


def including(classes: ClassList, annotation: Annotation) -> ClassList:
    """The list with every class that a shape uses and it lacks appended."""
    for name in dict.fromkeys(shape.class_name for shape in annotation):
        if classes.number_of(name) is None:
            classes = classes.adding(name)
    return classes


def remembered(dataset: "Dataset", classes: ClassList) -> "tuple[Dataset, tuple[Finding, ...]]":
    """Write the list into labeler.yaml, and what is new into the class file that others read.

    Raises LabelerError when labeler.yaml cannot be written; a class file that cannot be appended
    to is a finding.
    """
    from labeler.core.dataset import publish_classes

    after = dataset.with_project(dataset.project.classed(classes)).remember()
    return after, publish_classes(after)


def unwritten(dataset: "Dataset") -> bool:
    """True where YOLO numbers would be written and no file says yet whose they are."""
    said = dataset.project.exists or dataset.choice.source is not None
    return dataset.complete and not said and "yolo" in dataset.project.formats
