"""The pictures of the images near the open one, decoded ahead and kept within a byte budget."""

import ctypes
import os
import sys
from collections import OrderedDict, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage

from labeler.core.finding import Finding, LabelerError
from labeler.core.headers import Info
from labeler.core.pictures import Reduce, decode, probe
from labeler.services.jobs import Jobs

if TYPE_CHECKING:
    from labeler.core.pixels import Pixels

_MiB = 1 << 20
_PREVIEW_PIXELS = 4_000_000  # below, a JPEG decodes about as fast as its preview
_REMEMBERED_FAILURES = 1000
_AHEAD = 2  # decoded at a time, so that a key held down does not wait for the window between
_HUGE_PAGES_FROM = 4 * _MiB
_SPARES = 1
_SPARE_BYTES = 12 * _MiB

Stamp = tuple[int, int] | None  # of the file: modified, in ns, and size
CopySize = Callable[[int, int], QSize]


@dataclass(frozen=True, slots=True)
class _Picture:
    image: QImage
    stamp: Stamp
    memory: QImage  # shares that of `image`, and is never handed out
    copy: QImage | None = None  # scaled to how it will be painted

    @property
    def bytes(self) -> int:
        return self.image.sizeInBytes() + (self.copy.sizeInBytes() if self.copy else 0)


class _Spares:
    """The memory of pictures that were dropped, for the next of that size.

    New memory is cleared page by page by the system: with 1920 × 1080 that takes 3 to 7 ms, where
    filling what is there takes half of one.
    """

    def __init__(self) -> None:
        self._images: deque[QImage] = deque(maxlen=_SPARES)

    def put(self, picture: _Picture) -> None:
        if picture.memory.sizeInBytes() <= _SPARE_BYTES:
            self._images.append(picture.memory)

    def take(self, width: int, height: int) -> QImage | None:
        """On any thread. Writing to it takes new memory if somebody still shows the picture."""
        try:
            image = self._images.popleft()
        except IndexError:
            return None
        fits = (image.width(), image.height()) == (width, height)
        return image if fits else None

    def clear(self) -> None:
        self._images.clear()


def scaled(image: QImage, size: QSize) -> QImage:
    """The one way to make a picture smaller to paint it: another would look different."""
    return image.scaled(
        size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )


class ImageCache(QObject):
    """Decodes on threads: the wanted image first, then those that are expected to be wanted next.

    What is no longer wanted or expected when its turn comes is not decoded. The open image and the
    first expected one are kept whatever their size, the other expected ones within `near_bytes`,
    and what was left behind as long as all together stays within `budget_bytes`.
    """

    ready = Signal(object, QImage, bool)  # path, picture, False when a better one follows
    failed = Signal(object, object)  # path, Finding

    def __init__(
        self,
        jobs: Jobs | None = None,
        parent: QObject | None = None,
        *,
        budget_bytes: int = 8 * _MiB,
        near_bytes: int = 160 * _MiB,
    ) -> None:
        super().__init__(parent)
        _hand_back_memory()
        self.screen = (1920, 1080)  # a preview is about as large as this
        self.copy_size: CopySize | None = None  # asked on threads: how large a picture is painted
        self._own_jobs = None if jobs else Jobs(self, threads=3)
        self._jobs = jobs or self._own_jobs
        self._budget = budget_bytes
        self._near = near_bytes
        self._pictures: OrderedDict[Path, _Picture] = OrderedDict()  # the last is the newest
        self._spares = _Spares()
        self._failures: OrderedDict[Path, tuple[Stamp, Finding]] = OrderedDict()
        self._decoding: dict[Path, object] = {}  # to a token that makes late answers known
        self._current: Path | None = None
        self._wanted: Path | None = None
        self._expected: tuple[Path, ...] = ()
        self._ahead: set[Path] = set()  # being decoded before they are wanted

    def get(self, path: Path) -> QImage | None:
        """The whole picture, when it is there and its file has not changed. It is now current."""
        self._current = path
        picture = self._pictures.get(path)
        if picture is None:
            return None
        if picture.stamp != _stamp(path):
            self.forget(path)
            return None
        self._pictures.move_to_end(path)
        self._wanted = None
        return picture.image

    def copy_of(self, path: Path) -> QImage | None:
        """The picture as small as it is painted, made on a thread beside the whole one."""
        picture = self._pictures.get(path)
        return picture.copy if picture is not None else None

    def finding(self, path: Path) -> Finding | None:
        """Why there is no picture, as far as is known."""
        failure = self._failures.get(path)
        if failure is None or failure[0] != _stamp(path):
            return None
        return failure[1]

    def want(self, path: Path) -> None:
        """Ask for the picture before all others; what is known already is announced at once."""
        image = self.get(path)
        if image is not None:
            self.ready.emit(path, image, True)
            return
        finding = self.finding(path)
        if finding is not None:
            self._wanted = None
            self.failed.emit(path, finding)
            return
        self._wanted = path
        if path not in self._decoding:
            self._decode(path, priority=20)
            self._preview(path)

    def expect(self, paths: Sequence[Path]) -> None:
        """Say which images will be wanted next, the likeliest first; replaces what was said."""
        self._expected = tuple(paths)
        self._decode_ahead()

    def forget(self, path: Path) -> None:
        """Drop what is known of an image, because its file changed or went."""
        self._pictures.pop(path, None)
        self._failures.pop(path, None)
        self._decoding.pop(path, None)
        self._ahead.discard(path)

    def clear(self) -> None:
        self._pictures.clear()
        self._spares.clear()
        self._failures.clear()
        self._decoding.clear()
        self._current = self._wanted = None
        self._expected = ()
        self._ahead.clear()

    def set_budget(self, budget_bytes: int) -> None:
        """Keep no more than this of what was left behind."""
        self._budget = budget_bytes
        self._make_room()

    def close(self) -> None:
        """Stop decoding; no more answers come."""
        self.clear()
        if self._own_jobs is not None:
            self._own_jobs.close()

    @property
    def bytes(self) -> int:
        """What the kept pictures take in memory."""
        return sum(picture.bytes for picture in self._pictures.values())

    # --- decoding

    def _decode(self, path: Path, priority: int) -> None:
        token = object()
        self._decoding[path] = token
        self._run(
            lambda: _full(path, self.copy_size, self._spares) if self._is_of_use(path) else None,
            partial(self._on_decoded, path, token),
            partial(self._on_failed, path, token, _stamp(path)),
            priority,
        )

    def _preview(self, path: Path) -> None:
        screen, token = self.screen, self._decoding[path]
        self._run(
            lambda: _preview(path, screen) if path == self._wanted else None,
            partial(self._on_previewed, path, token),
            lambda error: None,  # the whole picture fails as well, and says so
            30,
        )

    def _run(
        self,
        work: Callable[[], _Picture | None],
        done: Callable[[_Picture | None], None],
        failed: Callable[[BaseException], None],
        priority: int,
    ) -> None:
        assert self._jobs is not None
        self._jobs.run(work, done, failed, priority)

    def _is_of_use(self, path: Path) -> bool:
        """Asked on a thread, when a decode's turn has come."""
        return path in (self._wanted, self._current) or path in self._expected

    def _decode_ahead(self) -> None:
        """A few at a time, and nothing while something is wanted now."""
        if self._wanted is not None:
            return
        for path in self._expected:
            if len(self._ahead) >= _AHEAD:
                return
            if path in self._pictures or path in self._decoding or self.finding(path):
                continue
            if not self._has_room_for(path):
                return
            self._ahead.add(path)
            self._decode(path, priority=10)

    def _has_room_for(self, path: Path) -> bool:
        """Taking it to be as large as the current one; nothing is decoded to be thrown away."""
        current = self._pictures.get(self._current) if self._current else None
        like = current.bytes if current else 0
        if path == self._expected[0]:
            return like <= self._near
        held = sum(p.bytes for key, p in self._pictures.items() if key in self._expected)
        return held + (2 + len(self._ahead)) * like <= self._near

    def _on_previewed(self, path: Path, token: object, picture: _Picture | None) -> None:
        if picture is not None and path == self._wanted and self._decoding.get(path) is token:
            self.ready.emit(path, picture.image, False)

    def _on_decoded(self, path: Path, token: object, picture: _Picture | None) -> None:
        if not self._end(path, token):
            return
        if picture is not None:
            self._pictures[path] = picture
            self._make_room()
            self._answer_wanted(path, picture.image)
        elif path == self._wanted:  # wanted again after it had been passed over
            self.want(path)
        self._decode_ahead()

    def _answer_wanted(self, path: Path, image: QImage) -> None:
        if path == self._wanted:
            self._wanted = None
            self.ready.emit(path, image, True)

    def _on_failed(self, path: Path, token: object, stamp: Stamp, error: BaseException) -> None:
        if not self._end(path, token):
            return
        finding = Finding("cannot_read", path, values={"reason": str(error) or repr(error)})
        if isinstance(error, LabelerError):
            finding = error.finding
        self._failures[path] = (stamp, finding)
        if len(self._failures) > _REMEMBERED_FAILURES:
            self._failures.popitem(last=False)
        if path == self._wanted:
            self._wanted = None
            self.failed.emit(path, finding)
        self._decode_ahead()

    def _end(self, path: Path, token: object) -> bool:
        """False for the answer to something that was forgotten since."""
        if self._decoding.get(path) is not token:
            return False
        del self._decoding[path]
        self._ahead.discard(path)
        return True

    def _make_room(self) -> None:
        total = self.bytes
        kept = {self._current, self._wanted, *self._expected[:1]}
        left_behind = [p for p in self._pictures if p not in kept and p not in self._expected]
        for path in left_behind:  # the oldest first
            if total <= self._budget:
                return
            total -= self._drop(path)
        for path in reversed(self._expected):
            if total <= self._near:
                return
            if path not in kept and path in self._pictures:
                total -= self._drop(path)

    def _drop(self, path: Path) -> int:
        """Returns how many bytes less are kept."""
        picture = self._pictures.pop(path)
        self._spares.put(picture)
        return picture.bytes


def _stamp(path: Path) -> Stamp:
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size


# --- on the threads


def _full(path: Path, copy_size: CopySize | None, spares: _Spares) -> _Picture:
    picture = _decoded(path, 1, spares)
    image = picture.image
    size = copy_size(image.width(), image.height()) if copy_size is not None else QSize()
    return picture if size.isEmpty() else replace(picture, copy=scaled(image, size))


def _preview(path: Path, screen: tuple[int, int]) -> _Picture | None:
    """A smaller decode, when that is faster and large enough for the screen."""
    info = probe(path)
    reduce = _reduce_for(info, screen)
    return None if reduce == 1 else _decoded(path, reduce)


def _reduce_for(info: Info, screen: tuple[int, int]) -> Reduce:
    if info.format not in ("JPEG", "MPO") or info.width * info.height < _PREVIEW_PIXELS:
        return 1
    fit = max(info.width / screen[0], info.height / screen[1])
    steps: tuple[Reduce, ...] = (8, 4, 2)
    for reduce in steps:
        if reduce <= 1.5 * fit:  # a little soft, for the moment it is shown
            return reduce
    return 2


def _decoded(path: Path, reduce: Reduce, spares: _Spares | None = None) -> _Picture:
    """Straight into the memory of a QImage: wrapped around an array it would have to outlive it."""
    images: list[QImage] = []

    def into(width: int, height: int) -> "Pixels":
        import numpy as np

        spare = spares.take(width, height) if spares is not None else None
        image = spare or QImage(width, height, QImage.Format.Format_RGB32)
        if image.isNull():
            raise MemoryError
        images.append(image)
        pixels = np.frombuffer(image.bits(), np.uint8).reshape(height, width, 4)
        if spare is None:
            in_huge_pages(pixels)
        return pixels

    stamp = _stamp(path)
    decode(path, reduce, into)
    return _Picture(QImage(images[0]), stamp, images[0])


def in_huge_pages(pixels: "Pixels") -> None:
    """As numpy does for its own arrays on Linux: without, 48 MB cost 12,000 page faults.

    Measured with 12 megapixels on two cores: 12 ms instead of 120 for the last step of decoding.
    """
    if pixels.nbytes < _HUGE_PAGES_FROM or _madvise is None:
        return
    page = 4096
    start = -(-pixels.ctypes.data // page) * page
    end = (pixels.ctypes.data + pixels.nbytes) // page * page
    _madvise(ctypes.c_void_p(start), ctypes.c_size_t(end - start), 14)  # MADV_HUGEPAGE; may fail


def _hand_back_memory() -> None:
    """Has glibc return the memory of each big block when it is freed.

    Otherwise it raises its threshold as they come, and the threads' heaps keep what was once used:
    measured 260 MB instead of 165 after walking 200 images of 1920 × 1080.
    """
    mallopt = _from_libc("mallopt")
    if mallopt is not None:
        mallopt(-3, _MiB)  # M_MMAP_THRESHOLD


def _from_libc(name: str) -> Callable[..., int] | None:
    if not sys.platform.startswith("linux"):
        return None
    found: Callable[..., int] | None = getattr(ctypes.CDLL(None), name, None)
    return found


_madvise = _from_libc("madvise")
