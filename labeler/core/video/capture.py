"""Which frames of a video are to be captured, and capturing them."""

from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor
from pathlib import Path
from typing import TYPE_CHECKING

from labeler.core import opencv
from labeler.core.finding import Finding, LabelerError
from labeler.core.listing import list_folder, natural_sorted
from labeler.core.parallel import cores
from labeler.core.pictures import decode
from labeler.core.video.clock import clock
from labeler.core.video.names import folded, parsed, prefixes
from labeler.core.video.provenance import Placed, Provenance, Shot, Source, identify
from labeler.core.video.quota import Quota
from labeler.core.video.samples import Sketch, sample, sketch_of
from labeler.core.video.source import Frame, Video
from labeler.core.video.table import FrameTable

if TYPE_CHECKING:
    Milliseconds = Fraction | float

Progress = Callable[[int, int], bool]  # done and in all; False cancels

_GRACE_MS = Fraction(1, 2000)  # a time that was printed is not after its own frame
_OTHERWISE = ("hand", "every-n")  # reasons of frames that were not chosen
_ENCODERS = 3
_AHEAD = 4  # frames that may wait to be written while the decoder goes on


@dataclass(frozen=True, slots=True)
class Pick:
    """A frame to be captured, and why: a reason of frames.csv."""

    index: int
    reason: str = "hand"
    scene: int | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What to capture from one stream of a video into a folder.

    One of `every_ms`, `every_frames`, `count` (evenly spaced), `choose` (with `count`: so many; by
    `quota`) and `picks` (these) says which; all frames where none does. Only frames that are shown
    from `from_ms` up to and with `to_ms` are looked at, but for `picks`.
    """

    video: Path
    into: Path
    stream: int = 0
    suffix: str = ".jpg"  # or ".png"
    from_ms: "Milliseconds | None" = None
    to_ms: "Milliseconds | None" = None
    every_ms: "Milliseconds | None" = None
    every_frames: int | None = None
    count: int | None = None
    choose: bool = False
    picks: tuple[Pick, ...] | None = None
    quota: Quota | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the picks of one video.

    `written` are images that were not there before, `same` counts those that were; `missing` are
    frames that cannot be decoded. `failed` says that it ended early with an error, which is the
    last of the findings; `source` is None where the video could not even be read.
    """

    video: Path
    source: Source | None = None
    written: tuple[str, ...] = ()
    same: int = 0
    missing: tuple[int, ...] = ()
    findings: tuple[Finding, ...] = ()
    failed: bool = False
    cancelled: bool = False


# --- which frames


def picks(
    plan: Plan, video: Video, known: Iterable[Sketch] = (), progress: Progress | None = None
) -> list[Pick]:
    """The frames that a plan names, in order. `known` and `progress` are those of `choose`."""
    if not plan.choose or plan.picks is not None:
        return listed(plan, video.table)
    span = frames_between(video.table, plan.from_ms, plan.to_ms)
    if not span:
        return []
    from labeler.core.video.select import choose

    samples = sample(video, span.start, span.stop, progress)
    choices = choose(samples, plan.count, tuple(known), plan.quota)
    return [Pick(one.index, one.reason, one.scene) for one in choices]


def listed(plan: Plan, table: FrameTable) -> list[Pick]:
    """`picks` of a plan that chooses nothing: by the frame table alone."""
    if plan.picks is not None:
        return [pick for pick in plan.picks if 0 <= pick.index < len(table)]
    span = frames_between(table, plan.from_ms, plan.to_ms)
    if plan.count is not None:
        indexes: Iterable[int] = _spread(span, plan.count)
    elif plan.every_ms is not None:
        indexes = _ticked(table, span, Fraction(plan.from_ms or 0), Fraction(plan.every_ms))
    else:
        indexes = span[:: plan.every_frames or 1]
    return [Pick(index, "every-n") for index in indexes]


def frames_between(
    table: FrameTable, from_ms: "Milliseconds | None", to_ms: "Milliseconds | None"
) -> range:
    """The frames shown from one time up to and with the other."""
    first = 0 if from_ms is None else _first_at(table, Fraction(from_ms))
    stop = len(table) if to_ms is None else _first_at(table, Fraction(to_ms) + 2 * _GRACE_MS)
    return range(first, max(first, stop))


def _spread(span: range, count: int) -> list[int]:
    """So many, both ends among them; the middle one for one."""
    if count >= len(span):
        return list(span)
    if count == 1:
        return [span[len(span) // 2]]
    return [span[round(Fraction(n * (len(span) - 1), count - 1))] for n in range(count)]


def _ticked(table: FrameTable, span: range, start: Fraction, step: Fraction) -> Iterator[int]:
    """The first frame at or after every tick, once where ticks come quicker than frames."""
    index = span.start
    while index < span.stop:
        yield index
        time = (int(table.pts[index]) - table.origin) * table.time_base * 1000
        ticks = floor((time + _GRACE_MS - start) / step) + 1
        index = max(index + 1, _first_at(table, start + ticks * step))


def _first_at(table: FrameTable, time_ms: Fraction) -> int:
    """The first frame shown at or after that time; the number of frames when there is none."""
    units = ceil((time_ms - _GRACE_MS) / 1000 / table.time_base + table.origin)
    return int(table.pts.searchsorted(min(max(units, -(1 << 62)), 1 << 62)))


# --- what is there already


def pictures_but(folder: Path, sources: Collection[Source]) -> list[Path]:
    """The images of a folder, apart from those chosen from these videos before.

    So the choice is the same when it is made again, and an interrupted capture goes on.
    """
    own = {(source.sha256, source.bytes) for source in sources}
    called = {folded(prefix) for source in sources for prefix in prefixes(source)}
    provenance = Provenance(folder)

    def chosen(name: str) -> bool:
        row, parts = provenance.row_of(name), parsed(name)
        if row is None:  # killed before the row was written
            return parts is not None and folded(parts.prefix) in called
        return (row.source.sha256, row.source.bytes) in own and row.reason not in _OTHERWISE

    names = [name for name in list_folder(str(folder)).images if not chosen(name)]
    return [folder / name for name in natural_sorted(names)]


def sketches(paths: Sequence[Path], going: Callable[[], bool] = lambda: True) -> list[Sketch]:
    """Images made comparable to frames, for `picks`; those that cannot be read are left out.

    `going` is asked before each and ends it by False.
    """
    opencv.load()
    import cv2

    done = []
    for path in paths:
        if not going():
            break
        try:
            pixels = decode(path, reduce=4)
        except LabelerError:
            continue
        done.append(sketch_of(cv2.cvtColor(pixels, cv2.COLOR_BGRA2GRAY)))  # type: ignore[arg-type]
    return done


# --- capturing


def run(plan: Plan, known: Iterable[Sketch] = (), progress: Progress | None = None) -> Outcome:
    """Carry out a plan. Nothing is raised: what is wrong is in the findings.

    Decodes as the window does: what FFmpeg makes of damaged pictures depends on its threads.
    """
    told = _Told(progress)
    try:
        with Video(plan.video, plan.stream) as video:
            told.total = len(frames_between(video.table, plan.from_ms, plan.to_ms))
            chosen = picks(plan, video, known, told.first_half if plan.choose else None)
            if told.cancelled:
                return Outcome(plan.video, identify(plan.video, plan.stream), cancelled=True)
            provenance = Provenance(plan.into)
            second = told.second_half if plan.choose else told
            return capture(video, chosen, provenance, plan.suffix, second)
    except LabelerError as error:
        return Outcome(plan.video, findings=(error.finding,), failed=True)


class _Told:
    """Choosing and capturing as one course, and whether it was called off."""

    def __init__(self, progress: Progress | None) -> None:
        self._progress = progress
        self.cancelled = False
        self.total = 1

    def __call__(self, done: int, total: int) -> bool:
        if self._progress is not None and not self._progress(done, total):
            self.cancelled = True
        return not self.cancelled

    def first_half(self, done: int, _total: int) -> bool:
        return self(min(done, self.total), 2 * self.total)

    def second_half(self, done: int, total: int) -> bool:
        return self(self.total + self.total * done // max(1, total), 2 * self.total)


def capture(
    video: Video,
    picks: Sequence[Pick],
    provenance: Provenance,
    suffix: str = ".jpg",
    progress: Progress | None = None,
) -> Outcome:
    """Write the frames that are not there yet; what is there is never written again.

    Cancelled, it keeps what is done. Nothing is raised but by `progress`: a LabelerError ends it
    and is among the findings.
    """
    outcome = Outcome(video.path, findings=tuple(_oddities(video, picks)))
    try:
        source = identify(video.path, video.stream)
        outcome = replace(outcome, source=source)
        by_index = {pick.index: pick for pick in picks}
        total = len(by_index)
        if not _mended(video, source, provenance, total, progress):
            return replace(outcome, cancelled=True)
        present = provenance.present(source)
        wanted = [by_index[index] for index in sorted(by_index.keys() - present.keys())]
        outcome = replace(outcome, same=total - len(wanted))
        with _Writer(provenance, source, video.table, suffix) as writer:
            try:
                outcome = _decoded(video, wanted, writer, outcome, total, progress)
            finally:
                outcome = writer.counted(outcome)
    except LabelerError as error:
        findings = (*outcome.findings, *_missing(video, outcome.missing), error.finding)
        return replace(outcome, findings=findings, failed=True)
    return replace(outcome, findings=(*outcome.findings, *_missing(video, outcome.missing)))


def _mended(
    video: Video, source: Source, provenance: Provenance, total: int, progress: Progress | None
) -> bool:
    """Rows that are missing are written first; False when that was called off."""
    going = True

    def mending(_done: int, _total: int) -> bool:
        nonlocal going
        going = progress is None or progress(0, total)
        return going

    provenance.mend(video, source, mending)
    return going


def _decoded(
    video: Video,
    wanted: Sequence[Pick],
    writer: "_Writer",
    outcome: Outcome,
    total: int,
    progress: Progress | None,
) -> Outcome:
    missing: list[int] = []
    cancelled = False
    for done, pick in enumerate(wanted, outcome.same):
        cancelled = progress is not None and not progress(done, total)
        if cancelled:
            break
        frame = video.frame(pick.index)
        if frame is None:
            missing.append(pick.index)
        else:
            writer.add(frame, pick)
    writer.finish()
    if progress and not cancelled:
        progress(total, total)
    return replace(outcome, missing=tuple(missing), cancelled=cancelled)


class _Writer:
    """Encodes on some threads and writes on one, in order, while the caller goes on decoding.

    No more than a few frames wait at a time: `add` waits instead.
    """

    def __init__(
        self, provenance: Provenance, source: Source, table: FrameTable, suffix: str
    ) -> None:
        self._provenance = provenance
        self._source = source
        self._table = table
        self._suffix = suffix
        self._encoders = ThreadPoolExecutor(min(_ENCODERS, cores()), "encode")
        self._disk = ThreadPoolExecutor(1, "capture")
        self._waiting: deque[Future[Placed]] = deque()
        self._placed: list[Placed] = []

    def add(self, frame: Frame, pick: Pick) -> None:
        """Raises the LabelerError of a frame that was added before."""
        while len(self._waiting) >= _AHEAD:
            self._take()
        shot = self._encoders.submit(self._shot, frame, pick)
        self._waiting.append(self._disk.submit(self._put, shot))

    def _shot(self, frame: Frame, pick: Pick) -> Shot:
        return self._provenance.shot(
            self._source, self._table, frame, self._suffix, pick.reason, pick.scene
        )

    def _put(self, shot: "Future[Shot]") -> Placed:
        return self._provenance.put(shot.result())

    def _take(self) -> None:
        self._placed.append(self._waiting.popleft().result())

    def finish(self) -> None:
        """Wait for all that was added."""
        while self._waiting:
            self._take()

    def counted(self, outcome: Outcome) -> Outcome:
        """With what was written, after whatever happened."""
        self._stop()
        done = (future for future in self._waiting if not future.cancelled())
        placed = self._placed + [future.result() for future in done if not future.exception()]
        self._waiting.clear()
        written = tuple(one.image for one in placed if one.written)
        same = sum(not one.written for one in placed)
        return replace(outcome, written=outcome.written + written, same=outcome.same + same)

    def _stop(self) -> None:
        self._encoders.shutdown(cancel_futures=True)
        self._disk.shutdown(cancel_futures=True)

    def __enter__(self) -> "_Writer":
        return self

    def __exit__(self, *_error: object) -> None:
        self._stop()


def _oddities(video: Video, picks: Sequence[Pick]) -> Iterator[Finding]:
    if not picks:
        yield Finding("nothing_to_capture", video.path, severity="warning")
    if video.table.damaged:
        values = {"count": video.table.damaged}
        yield Finding("video_damaged", video.path, values=values, severity="warning")


def _missing(video: Video, missing: Sequence[int]) -> Iterator[Finding]:
    if missing:
        values: dict[str, str | int | float] = {"count": len(missing), "frame": missing[0]}
        values["time"] = clock(video.table.time_ms(missing[0]))
        yield Finding("frames_missing", video.path, values=values)
