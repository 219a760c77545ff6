"""Read and write one image's labels: VOC and YOLO in agreement, the untouched kept as it was."""

import os
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from labeler.core.agreement import Agreement, compare, merged
from labeler.core.annotation import Annotation, Shape
from labeler.core.classes import ClassList
from labeler.core.faults import faults
from labeler.core.files import (
    copy_to_trash,
    digest,
    replace_files,
    temporary_for,
    to_trash,
    write_error,
)
from labeler.core.finding import Finding, LabelerError
from labeler.core.formats import voc as voc_format
from labeler.core.formats import yolo as yolo_format
from labeler.core.formats.format import Frame, Held, Writing
from labeler.core.label_file import LabelFile, Stat, digest_of, load, stat_of

if TYPE_CHECKING:
    from labeler.core.repair import Repair

__all__ = [
    "Conflict", "Place", "Record", "Summary", "Writing",
    "read", "render", "repair", "save", "save_copy", "summarise",
]  # fmt: skip
Which = Literal["voc", "yolo"]


@dataclass(frozen=True)
class Place:
    """Where an image and its labels live. `voc` and `yolo` are None for a format the project leaves
    out; `kept` is where the XML goes then. `name` is the image relative to the dataset."""

    image: Path
    voc: Path | None
    yolo: Path | None
    kept: Path
    name: str

    @property
    def root(self) -> Path:
        """The dataset's folder."""
        return self.image.parents[self.name.count("/")]


@dataclass(frozen=True)
class Conflict:
    """The two files of an image disagree: what each says and what differs."""

    voc: Annotation
    yolo: Annotation
    differences: tuple[Finding, ...]


@dataclass(frozen=True)
class Record:
    """One image's labels as read, and how its shapes hang together with the files' text.

    `size` is the `picture`'s, or what the XML states when there is none to be decoded; `classes`
    are those it was read with. `annotation` is what was read, shapes numbered from 1; it stays the
    base of all that is written later. `locked` says why the image must not be edited.
    """

    place: Place
    size: tuple[int, int] | None
    picture: tuple[int, int] | None
    classes: ClassList
    writing: Writing
    annotation: Annotation
    voc: LabelFile
    yolo: LabelFile | None
    findings: tuple[Finding, ...] = ()
    locked: Finding | None = None
    conflict: Conflict | None = None
    signature: tuple[tuple[Path, str, Stat | None], ...] = ()
    voc_held: Held = field(default_factory=dict)
    yolo_held: Held = field(default_factory=dict)
    answered: bool = False  # a conflict was decided or a file repaired: the first save writes both
    agreement: Agreement | None = None

    @property
    def files(self) -> tuple[LabelFile, ...]:
        return (self.voc,) if self.yolo is None else (self.voc, self.yolo)

    def fresh(self) -> bool:
        """True while the files on disk are those that were read or last written."""
        return all(stat_of(path) == stat for path, _, stat in self.signature)

    def resolved(self, which: Which) -> "Record":
        """The conflict answered: that file holds."""
        if self.conflict is None:
            return self
        return _resolved(self, which)


def read(
    place: Place, size: tuple[int, int] | None, classes: ClassList, writing: Writing
) -> Record:
    """The labels of an image; never raises for what a file holds.

    `size` is the upright picture's, None when it cannot be decoded.
    """
    voc, yolo = _load(place)
    frame = frame_of(place, size, classes, writing)
    voc = voc.parsing(frame)
    if size is None and voc.parsed is not None:
        frame = replace(frame, size=voc.parsed.size)
    if yolo is not None:
        yolo = yolo.parsing(frame)
    plain = Record(place, frame.size, size, classes, writing, Annotation(), voc, yolo)
    record = assembled(plain)
    return record if record.conflict is None else _finished(record, plain, frame) or record


def _load(place: Place) -> tuple[LabelFile, LabelFile | None]:
    instead = None if place.voc is None else place.kept
    voc = load(voc_format, place.voc or place.kept, instead)
    return voc, None if place.yolo is None else load(yolo_format, place.yolo)


def frame_of(
    place: Place, size: tuple[int, int] | None, classes: ClassList, writing: Writing
) -> Frame:
    return Frame(size, classes, writing, place.name, place.image.parent.name)


def assembled(record: Record) -> Record:
    """The record with annotation, findings and bonds drawn from its parsed files."""
    record = replace(record, signature=tuple(_signed(file) for file in record.files))
    refusal = next((file.refusal for file in record.files if file.refusal), None)
    parsed = [file for file in record.files if file.parsed is not None]
    if refusal is not None:
        record = replace(record, locked=refusal, findings=(refusal,))
    if len(parsed) == 2:
        record = _joined(record)
    elif parsed:
        record = _single(record, parsed[0])
    return replace(record, findings=(*record.findings, *_findings(record)))


def _signed(file: LabelFile) -> tuple[Path, str, Stat | None]:
    original = file.original
    known = "" if original is None else digest(original)
    return (file.target, known, stat_of(file.target))


def _single(record: Record, file: LabelFile) -> Record:
    assert file.parsed is not None
    annotation = file.parsed.annotation
    held = {shape.id: (n, shape) for n, shape in enumerate(annotation.shapes)}
    record = replace(record, annotation=annotation)
    if file is record.voc:
        return replace(record, voc_held=held)
    return replace(record, yolo_held=held)


def _joined(record: Record) -> Record:
    """Both files were read: one annotation when they agree, else a conflict."""
    voc, yolo = _annotations(record)
    assert record.size is not None
    agreement = compare(voc, yolo, record.size)
    record = replace(record, agreement=agreement)
    if agreement.differences:
        differences = tuple(_placed(d, record, agreement) for d in agreement.differences)
        conflict = Conflict(voc, yolo, differences)
        held = {shape.id: (n, shape) for n, shape in enumerate(voc.shapes)}
        return replace(record, annotation=voc, conflict=conflict, voc_held=held)
    shapes, voc_held, yolo_held = [], {}, {}
    for index, shape in enumerate(voc.shapes):
        other = agreement.pairs[index]
        shape = merged(shape, yolo.shapes[other], _printed(record, other, shape, yolo))
        shapes.append(shape)
        voc_held[shape.id] = (index, shape)
        yolo_held[shape.id] = (other, shape)
    annotation = replace(voc, shapes=tuple(shapes))
    return replace(record, annotation=annotation, voc_held=voc_held, yolo_held=yolo_held)


def _annotations(record: Record) -> tuple[Annotation, Annotation]:
    assert record.yolo is not None
    assert record.voc.parsed is not None
    assert record.yolo.parsed is not None
    return record.voc.parsed.annotation, record.yolo.parsed.annotation


def _printed(record: Record, row: int, voc: Shape, yolo: Annotation) -> tuple[float, float]:
    """How far the decimals of a row may have moved an edge, in pixels."""
    if voc.points == yolo.shapes[row].points or record.yolo is None:
        return (0.0, 0.0)
    assert record.size is not None
    step = 10.0 ** -min(yolo_format.decimals(record.yolo.rows[row]), 12)
    return (step * record.size[0], step * record.size[1])


def _placed(difference: Finding, record: Record, agreement: Agreement) -> Finding:
    """A difference with the file and the line where it is seen."""
    assert record.yolo is not None
    assert difference.shape is not None
    index, file = difference.shape, record.voc
    if difference.code == "missing_in_xml":
        file = record.yolo
    elif difference.code != "missing_in_txt":
        index, file = agreement.pairs[index], record.yolo
    return replace(difference, where=file.path, line=file.line_of(index), shape=index)


def _findings(record: Record) -> Iterator[Finding]:
    picture = record.picture
    if record.conflict is not None:
        yield from record.conflict.differences
    stated = record.voc.parsed
    if stated is not None and picture is not None and stated.size != picture:
        yield _size_finding(record.voc, stated.size, picture)
    for file in record.files:
        if file.parsed is None:
            continue
        yield from (replace(finding, where=file.path) for finding in file.parsed.findings)
        if file is record.voc or record.conflict or stated is None:  # agreeing: said once
            shapes = file.parsed.annotation.shapes
            yield from faults(shapes, record.size, record.classes, file.path, file.line_of)


def _size_finding(
    file: LabelFile, stated: tuple[int, int] | None, picture: tuple[int, int]
) -> Finding:
    position = file.text.find("<size")
    line = file.text.count("\n", 0, position) + 1 if position >= 0 else None
    values = {"image": "{}x{}".format(*picture), "file": "{}x{}".format(*(stated or (0, 0)))}
    return Finding("size_differs", file.path, line, None, values, "error" if stated else "warning")


def _finished(record: Record, plain: Record, frame: Frame) -> Record | None:
    """The record of a save that was killed after it had put the XML in place, when its txt still
    lies there prepared and agrees: put in place too."""
    if record.yolo is None or record.voc.data is None or record.voc.path != record.voc.target:
        return None
    prepared = temporary_for(record.yolo.target, record.voc.data)
    if not prepared.exists():
        return None
    found = replace(load(yolo_format, prepared).parsing(frame), target=record.yolo.target)
    twin = record.voc.parsed.twin if record.voc.parsed else ""
    if found.parsed is None or found.data is None or (twin and digest(found.data) != twin):
        return None
    if assembled(replace(plain, yolo=found)).conflict is not None:
        return None
    try:
        os.replace(prepared, os.path.realpath(record.yolo.target))
    except OSError:
        return None
    return assembled(replace(plain, yolo=replace(found, path=found.target)))


def _resolved(record: Record, which: Which) -> Record:
    voc, yolo = _annotations(record)
    assert record.agreement is not None
    pairs, differing = record.agreement.pairs, record.agreement.differing
    back = {j: i for i, j in pairs.items()}
    chosen = voc if which == "voc" else yolo
    shapes, voc_held, yolo_held = [], {}, {}
    for index, shape in enumerate(chosen.shapes):
        i, j = (index, pairs.get(index)) if which == "voc" else (back.get(index), index)
        if i is not None and j is not None:
            shape = _decided(record, i, j, shape, i in differing)
        shapes.append(shape)
        if i is not None:
            voc_held[shape.id] = (i, voc.shapes[i] if i in differing else shape)
        if j is not None:
            yolo_held[shape.id] = (j, yolo.shapes[j] if i in differing else shape)
    return replace(
        record,
        annotation=replace(voc, shapes=tuple(shapes)),
        conflict=None,
        answered=True,
        voc_held=voc_held,
        yolo_held=yolo_held,
    )


def _decided(record: Record, i: int, j: int, chosen: Shape, differing: bool) -> Shape:
    """A shape both files have: as the chosen one says, with the XML's flags and attributes."""
    voc, yolo = _annotations(record)
    ours, theirs = voc.shapes[i], yolo.shapes[j]
    if not differing:
        return merged(ours, theirs, _printed(record, j, ours, yolo)).numbered(chosen.id)
    if chosen is ours:
        return ours
    return replace(
        ours, id=theirs.id, kind=theirs.kind, points=theirs.points, class_name=theirs.class_name
    )


Target = tuple[Path, bytes | None]


def render(record: Record, annotation: Annotation, classes: ClassList) -> tuple[Target, ...]:
    """What saving would write: only files that differ from those on disk, None for none.

    Raises LabelerError when a shape cannot be written, such as one whose class has no number.
    """
    known = {path: content for path, content, _ in record.signature}
    return tuple(
        (path, data)
        for path, data in _targets(record, annotation, classes)
        if ("" if data is None else digest(data)) != known.get(path)
    )


def _targets(record: Record, annotation: Annotation, classes: ClassList) -> list[Target]:
    """The content of every file of the record, the XML first."""
    if annotation == record.annotation and not record.answered:
        return [(file.target, file.original) for file in record.files]
    frame = frame_of(record.place, record.size, classes, record.writing)
    targets: list[Target] = []
    if record.yolo is not None:
        data = _content(record.yolo, record.yolo_held, annotation, frame)
        targets.append((record.yolo.target, data))
        frame = replace(frame, twin=digest(data))
    data = _content(record.voc, record.voc_held, annotation, frame)
    return [(record.voc.target, data), *targets]


def _content(file: LabelFile, held: Held, annotation: Annotation, frame: Frame) -> bytes:
    if file.parsed is None:
        return file.format.render(annotation, frame).encode()
    text = file.format.rewrite(file.text, file.parsed, held, annotation, frame)
    return file.encoding.encode(text)


def save(
    record: Record, annotation: Annotation, classes: ClassList, *, force: bool = False
) -> Record:
    """Write both files, or none; returns the record to save with the next time.

    Raises LabelerError: "changed_on_disk" when another program wrote since (`force` overwrites),
    "conflict_open" and the reason of a lock while the record must not be edited, and those of
    `replace_files`.
    """
    writes = render(record, annotation, classes)
    if force:
        writes = tuple(_targets(record, annotation, classes))
    if not writes:
        return record
    _refuse(record, force)
    _make_folders(record.place, [path for path, data in writes if data is not None])
    if record.answered:
        _keep_replaced(record, writes)
    replace_files([(path, data) for path, data in writes if data is not None])
    to_trash(record.place.root, [path for path, data in writes if data is None])
    written = dict(writes)
    return replace(
        record,
        signature=tuple(
            (path, _digest(written[path]), stat_of(path)) if path in written else (path, old, stat)
            for path, old, stat in record.signature
        ),
    )


def save_copy(
    record: Record, annotation: Annotation, classes: ClassList, folder: Path
) -> tuple[Path, ...]:
    """Write what `save` would into another folder, under the image's own sub-folder there.

    What lies there already goes to that folder's trash. Raises LabelerError.
    """
    inside = folder / Path(record.place.name).parent
    copies = [
        (inside / path.name, data)
        for path, data in _targets(record, annotation, classes)
        if data is not None
    ]
    if not folder.is_dir():
        raise LabelerError("folder_gone", folder, reason="")
    try:
        inside.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise write_error(error, inside) from error
    to_trash(folder, [path for path, data in copies if digest_of(path) != digest(data)])
    replace_files(copies)
    return tuple(path for path, _ in copies)


def repair(record: Record) -> "Repair | None":
    """How the unreadable files of a record can be mended; None when nothing can be done."""
    from labeler.core import repair as mending

    return mending.repair(record)


def _digest(data: bytes | None) -> str:
    return "" if data is None else digest(data)


def _refuse(record: Record, force: bool) -> None:
    if record.locked is not None:
        found = record.locked
        raise LabelerError(found.code, found.where, found.line, **found.values)
    if record.conflict is not None:
        raise LabelerError("conflict_open", record.voc.path)
    if force:
        return
    for path, known, _ in record.signature:
        if digest_of(path) != known:
            if known and not path.parent.is_dir():
                raise LabelerError("folder_gone", path.parent, reason="")
            raise LabelerError("changed_on_disk", path)


def _make_folders(place: Place, paths: list[Path]) -> None:
    for folder in {path.parent for path in paths}:
        if folder.is_dir():
            continue
        if not place.image.parent.is_dir():  # a share that is gone is not built anew in its place
            raise LabelerError("folder_gone", place.image.parent, reason="")
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise write_error(error, folder) from error


def _keep_replaced(record: Record, writes: tuple[Target, ...]) -> None:
    """The files a repair or a decision overwrites go to the trash as copies, once."""
    first = {file.target: file.original for file in record.files}
    known = {path: content for path, content, _ in record.signature}
    replaced = [p for p, _ in writes if first[p] is not None and known[p] == _digest(first[p])]
    copy_to_trash(record.place.root, replaced)


@dataclass(frozen=True)
class Summary:
    """An image's line in the file list: its state and how many shapes of each class it has."""

    state: Literal["new", "labelled", "verified", "problem"]
    counts: Mapping[str, int] = field(default_factory=dict)


# Stands in for a picture's size where only the order of magnitude matters.
_NOMINAL = (640, 640)


def summarise(place: Place, classes: ClassList, writing: Writing = Writing()) -> Summary:  # noqa: B008
    """What the file list shows of an image, without opening the picture."""
    voc, yolo = _load(place)
    if not voc.exists and (yolo is None or not yolo.exists):
        return Summary("new")
    voc = voc.parsing(frame_of(place, None, classes, writing))
    size = (voc.parsed.size if voc.parsed else None) or _NOMINAL
    if yolo is not None and voc.parsed is not None and _is_twin(voc, yolo):
        yolo = None  # written together with the XML: the same by construction
    if yolo is not None:
        yolo = yolo.parsing(frame_of(place, size, classes, writing))
    known = [file.parsed.annotation for file in (voc, yolo) if file and file.parsed]
    counts = Counter(shape.class_name for shape in known[0].shapes) if known else Counter[str]()
    if voc.refusal or (yolo and yolo.refusal) or _is_problem(known, size, classes):
        return Summary("problem", counts)
    return Summary("verified" if known[0].verified else "labelled", counts)


def _is_twin(voc: LabelFile, yolo: LabelFile) -> bool:
    twin = voc.parsed.twin if voc.parsed else ""
    return bool(twin) and yolo.data is not None and digest(yolo.data) == twin


def _is_problem(known: list[Annotation], size: tuple[int, int], classes: ClassList) -> bool:
    if len(known) == 2 and compare(known[0], known[1], size).differences:
        return True
    return any(f.severity == "error" for f in faults(known[0].shapes, size, classes))
