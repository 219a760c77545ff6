"""How an open image stands: its state in the list, and what the annotator must be told about it."""

from collections.abc import Iterator, Sequence

from labeler.core.classes import ClassList
from labeler.core.faults import faults
from labeler.core.finding import Finding
from labeler.services.document import Document
from labeler.services.notices import Notice
from labeler.services.states import State

_TOLD = 2  # kinds of findings of one image; the others follow when these are mended


def state_of(document: Document, classes: ClassList) -> State:
    annotation = document.annotation
    if not document.editable or _errors(document, classes):
        return State.PROBLEM
    if annotation.seen:
        return State.VERIFIED if annotation.verified else State.LABELLED
    return State.NEW


def notices_of(document: Document, classes: ClassList) -> Iterator[Notice]:
    """Why the image is locked, what its two files disagree on, or what is wrong with its labels."""
    record = document.record
    if record.locked is not None:
        yield Notice("image:locked", record.locked, ("repair", "open_label_file"), "error")
    elif record.conflict is not None:
        yield from _told(record.findings)
        yield Notice("image:conflict", _disagreement(document), ("use_voc", "use_yolo"), "error")
    else:
        yield from _told(_errors(document, classes))


def _told(findings: Sequence[Finding]) -> Iterator[Notice]:
    """The first finding of each kind, a few kinds."""
    kinds = {f.code: f for f in reversed(findings) if f.severity == "error"}
    for number, finding in enumerate(reversed(list(kinds.values())[-_TOLD:])):
        actions = ("repair",) if finding.code == "size_differs" else ()
        yield Notice(f"image:finding:{number}", finding, actions)


def _disagreement(document: Document) -> Finding:
    """The first difference, beside how many objects each file has."""
    conflict = document.record.conflict
    assert conflict is not None
    counts = {"in_xml": len(conflict.voc), "in_txt": len(conflict.yolo)}
    values = {**counts, "differences": len(conflict.differences)}
    return Finding("files_disagree", conflict.differences[0].where, values=values)


def _errors(document: Document, classes: ClassList) -> list[Finding]:
    """What is wrong with the labels now. Labels that were read without a fault are trusted: the
    tools make none."""
    record = document.record
    found = [finding for finding in record.findings if finding.severity == "error"]
    if found and (record.answered or document.annotation != record.annotation):
        shapes, where = document.annotation.shapes, document.record.place.image
        now = faults(shapes, record.size, classes, where, lambda number: None)
        return [finding for finding in now if finding.severity == "error"]
    return found
