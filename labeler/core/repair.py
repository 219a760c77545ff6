"""Mend label files that cannot be read, on request: edges named twice, commas, pixels, cut XML."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from labeler.core.annotation import Annotation
from labeler.core.finding import Finding, LabelerError
from labeler.core.formats import voc, yolo
from labeler.core.formats.format import Frame
from labeler.core.label_file import LabelFile
from labeler.core.markup import Edits, line_of, outline
from labeler.core.record import Record, assembled, frame_of

_OBJECT = re.compile(r"<object\b[^>]*>(?:(?!<object\b).)*?</object\s*>", re.DOTALL)
_BOX = re.compile(r"<bndbox\b[^>]*>(?:(?!<bndbox\b).)*?</bndbox\s*>", re.DOTALL)
_SIZE = re.compile(r"<width>\s*(\d{1,9})\D.*?<height>\s*(\d{1,9})\D", re.DOTALL)
_VERIFIED = re.compile(r"<annotation\s[^>]*verified\s*=\s*[\"']yes[\"']")
_MOST_OBJECTS = 50_000


@dataclass(frozen=True)
class Repair:
    """The record as it would be, unlocked, and what was done to get there. Nothing is written until
    it is saved; the files that are replaced then go to the trash."""

    record: Record
    findings: tuple[Finding, ...]


def repair(record: Record) -> Repair | None:
    """How the record's unreadable files can be mended; None when nothing can be done."""
    files: list[LabelFile] = []
    done: list[Finding] = []
    frame = _frame(record)
    for file in record.files:
        mended = _mended(file, frame, record)
        if mended is None:
            return None
        file, findings = mended
        files.append(file)
        done += (replace(finding, where=file.path) for finding in findings)
        if record.size is None and file.parsed is not None and file.parsed.size:
            frame = replace(frame, size=file.parsed.size)
    if not done:
        return None
    bare = replace(
        record,
        size=frame.size,
        annotation=Annotation(),
        voc=files[0],
        yolo=files[1] if len(files) > 1 else None,
        findings=(),
        locked=None,
        conflict=None,
        answered=True,
    )
    return Repair(assembled(bare), tuple(done))


Mended = tuple[str, list[Finding]]


def _frame(record: Record) -> Frame:
    return frame_of(record.place, record.size, record.classes, record.writing)


def _mended(
    file: LabelFile, frame: Frame, record: Record
) -> tuple[LabelFile, list[Finding]] | None:
    """The file readable, with what was done; None when it stays unreadable."""
    if file.refusal is None:
        if file.parsed is not None and file.format.id == "voc" and record.locked is None:
            return _with_size(file, frame, record)
        return file, []
    if not file.text and file.refusal.code not in ("xml_broken", "label_empty"):
        return None
    attempts: Sequence[Callable[[str, Frame], Mended | None]]
    attempts = (_mend_edges, _mend_objects) if file.format.id == "voc" else (_mend_rows,)
    for attempt in attempts:
        candidate = attempt(file.text, frame)
        if candidate is None:
            continue
        mended = file.repaired(candidate[0], frame)
        if mended.refusal is None:
            return mended, candidate[1]
    return None


def _mend_edges(text: str, frame: Frame) -> Mended | None:
    """A box that names one edge twice and its opposite never: the second is the opposite."""
    edits = Edits(text)
    done = []
    for box in _BOX.finditer(text):
        for low, high in (("xmin", "xmax"), ("ymin", "ymax")):
            found = _renamed(box[0], low, high)
            if found is not None:
                start, end, name = found
                edits.replace(box.start() + start, box.start() + end, name)
                line = line_of(text, box.start() + start)
                other = high if name.startswith(f"<{high}") else low
                values = {"element": low if other == high else high, "meant": other}
                done.append(Finding("repaired_edge", None, line, None, values, "warning"))
    return (edits.made(), done) if done else None


def _renamed(box: str, low: str, high: str) -> tuple[int, int, str] | None:
    """The element to replace within the box, and its text under the right name."""
    lows = list(re.finditer(rf"<{low}>([^<>]*)</{low}>", box))
    highs = list(re.finditer(rf"<{high}>([^<>]*)</{high}>", box))
    if len(lows) == 2 and not highs:
        return (*lows[1].span(), f"<{high}>{lows[1][1]}</{high}>")
    if len(highs) == 2 and not lows:
        return (*highs[0].span(), f"<{low}>{highs[0][1]}</{low}>")
    return None


def _mend_objects(text: str, frame: Frame) -> Mended | None:
    """A new file around the objects that are whole."""
    blocks, done = [], []
    opened = len(re.findall(r"<object\b", text))
    for found in _OBJECT.finditer(text):
        block, mended = found[0], _mend_edges(found[0], frame)
        if mended is not None:
            line = line_of(text, found.start()) - 1
            block = mended[0]
            done += [replace(f, line=line + (f.line or 1)) for f in mended[1]]
        if _readable(block, frame):
            blocks.append(block)
        if len(blocks) > _MOST_OBJECTS:
            return None
    if not blocks and (opened or text.strip()):
        return None
    if stated := _SIZE.search(text[:20_000]):
        frame = replace(frame, size=frame.size or (int(stated[1]), int(stated[2])))
    annotation = Annotation((), seen=True, verified=bool(_VERIFIED.search(text[:20_000])))
    head = voc.render(annotation, frame).removesuffix("</annotation>\n")
    body = "".join(f"\t{block}\n" for block in blocks)
    values: dict[str, str | int | float] = {"kept": len(blocks), "lost": opened - len(blocks)}
    done.append(Finding("repaired_objects", values=values, severity="warning"))
    return f"{head}{body}</annotation>\n", done


def _readable(block: str, frame: Frame) -> bool:
    try:
        return len(voc.parse(f"<annotation>{block}</annotation>", frame).annotation) == 1
    except LabelerError:
        return False


def _with_size(
    file: LabelFile, frame: Frame, record: Record
) -> tuple[LabelFile, list[Finding]] | None:
    """The picture's size in the place of a wrong one."""
    size = record.picture
    assert file.parsed is not None
    element = outline(file.text).child("size") if size and file.parsed.size != size else None
    if element is None or size is None:
        return file, []
    edits = Edits(file.text)
    for tag, value in zip(("width", "height"), size, strict=True):
        child = element.child(tag)
        if child is None:
            return file, []
        edits.content(child, str(value))
        stray = re.compile(r"[^<]*").match(file.text, child.end)
        if stray and stray[0].strip():
            space = re.search(r"\s*$", stray[0])
            edits.replace(child.end, stray.end(), space[0] if space else "")
    values: dict[str, str | int | float] = {"size": "{}x{}".format(*size)}
    line = line_of(file.text, element.start)
    done = Finding("repaired_size", None, line, None, values, "warning")
    return file.repaired(edits.made(), frame), [done]


def _mend_rows(text: str, frame: Frame) -> Mended | None:
    """Rows with commas, pixels or foreign columns as rows of fractions; hopeless ones left out."""
    if frame.size is None:
        return None
    rows = [(n, line) for n, line in enumerate(yolo.lines(text), 1) if line.strip()]
    done: list[Finding] = []
    pixels = _pixel_rows(rows)
    mended = list(_with_pixels(rows[1:], frame, done) if pixels else _each(rows, frame, done))
    if not mended and rows:
        return None
    return "".join(row + "\n" for row in mended), done


Rows = Sequence[tuple[int, str]]


def _pixel_rows(rows: Rows) -> bool:
    """A line that counts the lines after it, which are corners in pixels."""
    if len(rows) < 2 or not re.fullmatch(r"\s*\d{1,6}\s*", rows[0][1]):
        return False
    return all(re.fullmatch(r"\s*\d+(\.\d+)?(\s+\d+(\.\d+)?){3}\s*", line) for _, line in rows[1:])


def _with_pixels(rows: Rows, frame: Frame, done: list[Finding]) -> Iterator[str]:
    for number, line in rows:
        x1, y1, x2, y2 = map(float, line.split())
        yield _row(frame, x1, y1, x2, y2)
        done.append(_assumed(frame, number))


def _each(rows: Rows, frame: Frame, done: list[Finding]) -> Iterator[str]:
    for number, line in rows:
        if _reads(line, frame):
            yield line
        elif _reads(plain := _without_commas(line), frame):
            yield plain
            done.append(Finding("repaired_commas", None, number, severity="warning"))
        elif named := re.match(r"[^\t]+((?:\t-?\d+(?:\.\d+)?){4})(?:\t.*)?$", line):
            x, y, w, h = map(float, named[1].split())
            yield _row(frame, x, y, x + w, y + h)
            done.append(_assumed(frame, number))
        else:
            values: dict[str, str | int | float] = {"text": line.strip()[:60]}
            done.append(Finding("row_left_out", None, number, None, values, "warning"))


def _without_commas(line: str) -> str:
    """Commas between values become spaces; decimal commas, points."""
    values = line.split()
    if len(values) >= 5 and all(re.fullmatch(r"\d+,\d+", value) for value in values[1:]):
        return line.replace(",", ".")
    return re.sub(r"[,;]", " ", line)


def _reads(line: str, frame: Frame) -> bool:
    try:
        return len(yolo.parse(line, frame).annotation) == 1
    except LabelerError:
        return False


def _row(frame: Frame, x1: float, y1: float, x2: float, y2: float) -> str:
    assert frame.size is not None
    width, height = frame.size
    x, y, w, h = (
        (x1 + x2) / 2 / width,
        (y1 + y2) / 2 / height,
        (x2 - x1) / width,
        (y2 - y1) / height,
    )
    return f"0 {x:.6f} {y:.6f} {w:.6f} {h:.6f}"


def _assumed(frame: Frame, line: int) -> Finding:
    values: dict[str, str | int | float] = {"name": frame.classes.name_of(0)}
    return Finding("repaired_pixels", None, line, None, values, "warning")
