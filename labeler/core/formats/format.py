"""What a label format is: pure functions between a file's text and an Annotation."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

from labeler.core.annotation import Annotation, Shape
from labeler.core.classes import ClassList
from labeler.core.finding import Finding, LabelerError

Yolo = Literal["detect", "segment", "obb"]


@dataclass(frozen=True)
class Writing:
    """How a dataset's labels are written: the project's `yolo` and `voc_origin`, and the depth
    (channels) of the image for a new XML."""

    yolo: Yolo = "detect"
    voc_origin: Literal[0, 1] = 0
    depth: int = 3


@dataclass(frozen=True)
class Frame:
    """What surrounds the shapes of one image: `size` in pixels (None while unknown), the classes,
    how to write, the image's `name` relative to the dataset and the folder it is in, and the
    digest of the other file of the pair."""

    size: tuple[int, int] | None
    classes: ClassList
    writing: Writing = field(default_factory=Writing)
    name: str = ""
    folder: str = ""
    twin: str = ""


Span = tuple[int, int]

# ten times what the program is made for; a file with more is no label and would hold it up
MOST_SHAPES = 50_000


@dataclass(frozen=True)
class Parsed:
    """What a label file says: its shapes numbered from 1 in its own order.

    `spans` are the places of the shapes' own text, when reading found them anyway; `ordinals` the
    place of each shape among the objects or lines of the file when some of these are no shapes.
    `size` is the one the file states, `twin` the digest of the other file of the pair.
    """

    annotation: Annotation
    findings: tuple[Finding, ...] = ()
    size: tuple[int, int] | None = None
    depth: int | None = None
    twin: str = ""
    spans: tuple[Span, ...] | None = None
    ordinals: tuple[int, ...] | None = None


# A shape's id -> the place of its text among the parsed shapes, and the shape that text stands for;
# in the order of the annotation that was read.
Held = Mapping[int, tuple[int, Shape]]


def refuse_too_many(count: int) -> None:
    if count > MOST_SHAPES:
        raise LabelerError("too_many_shapes", count=count, most=MOST_SHAPES)


class Format(Protocol):
    """What each module of this folder offers; `text` never has a byte order mark.

    `what_survives` names the fields of shape and annotation that the format holds.
    """

    @property
    def id(self) -> str: ...
    @property
    def suffix(self) -> str: ...
    @property
    def what_survives(self) -> frozenset[str]: ...

    def parse(self, text: str, frame: Frame) -> Parsed:
        """LabelerError with the line when the text cannot be read."""
        ...

    def lines_of(self, text: str, parsed: Parsed) -> list[int]:
        """The line of each shape."""
        ...

    def render(self, annotation: Annotation, frame: Frame) -> str:
        """The text of a new file."""
        ...

    def rewrite(
        self, text: str, parsed: Parsed, held: Held, annotation: Annotation, frame: Frame
    ) -> str:
        """`text` with only those shapes changed that differ from what `held` says of them."""
        ...


def slots(shapes: Iterable[Shape], held: Held) -> tuple[list[Shape], dict[int, list[Shape]]]:
    """Which shapes are written where in a file that has some of them already.

    Returns those before any place, and for each place that stays the shape for it followed by new
    ones. Each shape keeps its own place unless the shapes were put in another order.
    """
    shapes = list(shapes)
    kept = [s.id for s in shapes if s.id in held]
    known = set(kept)
    places = [held[id][0] for id in kept]
    if kept != [id for id in held if id in known]:
        places.sort()
    current: list[Shape] = []
    leading = current
    filled: dict[int, list[Shape]] = {}
    for shape in shapes:
        if shape.id in held:
            current = filled[places[len(filled)]] = [shape]
        else:
            current.append(shape)
    return leading, filled
