"""Small pictures of objects, cut out of their images off the main thread and kept for a while."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage

from labeler.core.crops import region_of
from labeler.core.finding import LabelerError
from labeler.core.geometry import Box
from labeler.core.graded import Row
from labeler.core.pictures import Reduce, decode, probe
from labeler.services.jobs import Job

if TYPE_CHECKING:
    from labeler.core.pixels import Pixels
    from labeler.services.session import Session

MARGIN = 0.15  # around the object, of the mean of its sides: enough to recognise it by
WIDEST = 5  # times its height; what is wider is made lower

_BUDGET_BYTES = 64 << 20
_AT_ONCE = 2  # images being read
_MOST_WAITING = 600  # older wishes are forgotten: what is painted again asks again
_PRIORITY = -3  # the open picture comes first


class CropKey(NamedTuple):
    """What a crop shows: a part of an image, or all of it. The same for equal shapes."""

    image: str
    box: Box | None


def key_of(row: Row) -> CropKey:
    return CropKey(row.image, row.shape.bounds if row.shape is not None else None)


_Wish = tuple[CropKey, int]  # and how high


class Crops(QObject):
    """Belongs to the main thread; each view that shows crops has one of its own.

    What was asked for last comes first, and all crops of an image are cut from one reading of it.
    """

    ready = Signal(object)  # CropKey: `get` now knows it

    def __init__(
        self, session: "Session", parent: QObject | None = None, budget_bytes: int = _BUDGET_BYTES
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._budget = budget_bytes
        self._kept: OrderedDict[_Wish, QImage] = OrderedDict()  # the last was used last
        self._bytes = 0
        self._waiting: dict[_Wish, None] = {}  # the last is wanted first
        self._running: dict[str, tuple[Job, frozenset[_Wish]]] = {}  # by image
        session.opened.connect(self.clear)
        self.destroyed.connect(partial(_cancel, self._running))

    @property
    def bytes(self) -> int:
        """What the kept crops take in memory."""
        return self._bytes

    def get(self, row: Row, height_px: int) -> QImage | None:
        """The crop, as high as said, or lower where it would be very wide.

        None: it is asked for, and `ready` will tell. A null picture: it cannot be read.
        """
        wish = key_of(row), height_px
        image = self._kept.get(wish)
        if image is not None:
            self._kept.move_to_end(wish)
            return image
        self._wait_for((wish,))
        return None

    def want(self, rows: Iterable[Row], height_px: int) -> None:
        """Ask for these, the first ones first, instead of all that is waiting."""
        self._waiting.clear()
        wishes = [(key_of(row), height_px) for row in rows]
        self._wait_for([wish for wish in reversed(wishes) if wish not in self._kept])

    def clear(self) -> None:
        """Forget all: the images may be others."""
        _cancel(self._running)
        self._kept.clear()
        self._waiting.clear()
        self._bytes = 0

    def _wait_for(self, wishes: Sequence[_Wish]) -> None:
        for wish in wishes:
            running = self._running.get(wish[0].image)
            if running is None or wish not in running[1]:
                self._waiting.pop(wish, None)
                self._waiting[wish] = None
        while len(self._waiting) > _MOST_WAITING:
            del self._waiting[next(iter(self._waiting))]
        self._start()

    def _start(self) -> None:
        dataset = self._session.dataset
        while dataset is not None and len(self._running) < _AT_ONCE:
            free = (
                key.image for key, _ in reversed(self._waiting) if key.image not in self._running
            )
            name = next(free, None)
            if name is None:
                return
            wishes = frozenset(wish for wish in self._waiting if wish[0].image == name)
            for wish in wishes:
                del self._waiting[wish]
            work = partial(_cut, dataset.path(name), wishes)
            done, failed = partial(self._on_cut, name), partial(self._on_failed, name, wishes)
            self._running[name] = self._session.jobs.run(work, done, failed, _PRIORITY), wishes

    def _on_cut(self, name: str, found: Mapping[_Wish, QImage]) -> None:
        self._running.pop(name, None)
        for wish, image in found.items():
            self._kept[wish] = image
            self._bytes += image.sizeInBytes()
        while self._bytes > self._budget and len(self._kept) > 1:
            _, dropped = self._kept.popitem(last=False)
            self._bytes -= dropped.sizeInBytes()
        self._start()
        for key in {key for key, _ in found}:
            self.ready.emit(key)

    def _on_failed(self, name: str, wishes: frozenset[_Wish], error: BaseException) -> None:
        self._on_cut(name, {wish: QImage() for wish in wishes})
        if not isinstance(error, LabelerError | OSError | MemoryError):
            raise error


def _cancel(running: dict[str, tuple[Job, frozenset[_Wish]]]) -> None:
    for job, _ in running.values():
        job.cancel()
    running.clear()


# --- on the threads


def _cut(path: Path, wishes: Iterable[_Wish]) -> dict[_Wish, QImage]:
    info = probe(path)
    boxes = {wish: _around(wish[0].box, info.width, info.height) for wish in wishes}
    steps: list[Reduce] = [_reduce_for(box, wish[1]) for wish, box in boxes.items()]
    reduce = min(steps)
    pixels = decode(path, reduce)
    return {wish: _cropped(pixels, box, reduce, wish[1]) for wish, box in boxes.items()}


def _around(box: Box | None, width: int, height: int) -> Box:
    if box is None:
        return Box(0, 0, width, height)
    margin = max(2.0, MARGIN * (box.width + box.height) / 2)
    return Box(box.x1 - margin, box.y1 - margin, box.x2 + margin, box.y2 + margin)


def _reduce_for(box: Box, height_px: int) -> Reduce:
    """How much smaller the image may be read, with the crop still as large as it is shown."""
    shown = min(height_px, height_px * WIDEST * box.height / max(1.0, box.width))
    steps: tuple[Reduce, ...] = (8, 4, 2)
    return next((step for step in steps if box.height >= shown * step), 1)


def _cropped(pixels: "Pixels", box: Box, reduce: int, height_px: int) -> QImage:
    """A null picture for a box that lies outside the image."""
    height, width = pixels.shape[:2]
    region = region_of(Box(*(edge / reduce for edge in box)), width, height)
    if region is None:
        return QImage()
    x1, y1, x2, y2 = region
    scale = min(height_px / (y2 - y1), WIDEST * height_px / (x2 - x1))
    size = QSize(max(1, round((x2 - x1) * scale)), max(1, round((y2 - y1) * scale)))
    part = pixels[y1:y2, x1:x2].tobytes()
    cut = QImage(part, x2 - x1, y2 - y1, 4 * (x2 - x1), QImage.Format.Format_RGB32)
    smooth = Qt.TransformationMode.SmoothTransformation
    # the bytes go with this function
    return cut.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, smooth).copy()
