"""labeler capture: frames of videos as images, several videos at a time."""

import argparse
import os
import re
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import replace
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from labeler.cli_terminal import (
    FINE,
    FOUND,
    Parser,
    Progress,
    add_jobs,
    jobs_of,
    line_of,
    print_lines,
)
from labeler.cli_text import said
from labeler.core.finding import Finding, LabelerError

if TYPE_CHECKING:
    from labeler.core.video.capture import Outcome, Plan
    from labeler.core.video.provenance import Source
    from labeler.core.video.samples import Sketch

_CLOCK = re.compile(r"(?:(?:([0-9]+):)?([0-9]+):)?([0-9]+(?:\.[0-9]*)?|\.[0-9]+)", re.ASCII)
_SPAN = re.compile(r"([0-9]+(?:\.[0-9]*)?|\.[0-9]+)(ms|s|m|h)", re.ASCII)
_FRAMES = re.compile(r"([1-9][0-9]{0,17})f", re.ASCII)
_UNITS_MS = {"ms": 1, "s": 1000, "m": 60_000, "h": 3_600_000}
_DEFAULT_MS = Fraction(1000)
_LOOK_S = 0.1


def capture(given: Sequence[str]) -> int:
    """The command; returns its exit code: 0 fine, 1 findings, 2 wrong use."""
    options = _options(given)
    into = Path(os.path.abspath(options.into))
    if into.exists() and not into.is_dir():
        raise LabelerError("not_a_folder", into)
    plans = [_plan(options, into, video) for video in _videos(options.videos)]
    if options.choose and options.quota:
        plans = _with_quota(plans, into, jobs_of(options))
    run = _Run(plans, min(jobs_of(options), len(plans)))
    with _interrupts(run.stop):
        outcomes = run.outcomes(_print)
    findings = _enrolled(into, outcomes)
    _print(findings)
    print(said("captured", **_counts(outcomes)))
    if run.stopped:
        raise KeyboardInterrupt
    return FOUND if any(one.failed or one.missing for one in outcomes) else FINE


def _options(given: Sequence[str]) -> argparse.Namespace:
    parser = Parser("labeler capture", description=said("about_capture"))
    parser.add_argument("videos", nargs="+", metavar="VIDEO", help=said("help_videos"))
    parser.add_argument("--into", required=True, metavar="DIR", help=said("help_frames_into"))
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--every", metavar="1s|10f", type=_every, help=said("help_every"))
    which.add_argument("--choose", action="store_true", help=said("help_choose"))
    parser.add_argument("--no-quota", dest="quota", action="store_false", help=said("help_quota"))
    parser.add_argument("--count", metavar="N", type=_count, help=said("help_count"))
    parser.add_argument("--from", dest="start", metavar="T", type=_time, help=said("help_from"))
    parser.add_argument("--to", dest="end", metavar="T", type=_time, help=said("help_until"))
    parser.add_argument("--stream", metavar="K", type=_number, default=0, help=said("help_stream"))
    parser.add_argument("--format", choices=("jpg", "png"), default="jpg", help=said("help_format"))
    add_jobs(parser)
    options = parser.parse_args(given)
    if options.every and options.count:
        parser.error(said("every_or_count"))
    if None not in (options.start, options.end) and options.start > options.end:
        parser.error(said("from_after_to"))
    return options


def _plan(options: argparse.Namespace, into: Path, video: Path) -> "Plan":
    from labeler.core.video.capture import Plan

    plan = Plan(
        video,
        into,
        options.stream,
        f".{options.format}",
        options.start,
        options.end,
        count=options.count,
        choose=options.choose,
    )
    if isinstance(options.every, int):
        return replace(plan, every_frames=options.every)
    if options.every or not (options.count or options.choose):
        return replace(plan, every_ms=options.every or _DEFAULT_MS)
    return plan


def _with_quota(plans: "list[Plan]", into: Path, jobs: int) -> "list[Plan]":
    """The plans that choose, each to bring its part of what the rules lack; which is said."""
    from labeler.core.wanting import asking, wanting

    if not into.is_dir():
        return plans
    with Progress(said("measuring")) as progress:
        found = wanting(into, jobs, progress)
    if not found.quota:
        return plans
    lacking = {"blurred": found.quota.blurred, "soft": found.quota.soft}
    grades = (said(f"lacks_{id}", count=count) for id, count in lacking.items() if count)
    print_lines([said("rules_lack", grades=", ".join(grades))])
    return asking(plans, found.quota, found.labelled)


def _videos(names: Iterable[str]) -> list[Path]:
    """The files that were named and the clips of the folders, each once."""
    from labeler.core.video.clips import clips_in

    found: dict[str, Path] = {}
    for name in names:
        path = Path(name)
        clips = clips_in(path) if path.is_dir() else [path]
        if not clips:
            raise LabelerError("no_clips", path)
        for clip in clips:
            found.setdefault(os.path.realpath(clip), clip)
    return list(found.values())


# --- what is given on the command line


def _time(text: str) -> Fraction:
    """`12.5`, `90s`, `1:02` or `1:02:03.4` in milliseconds."""
    clock = _CLOCK.fullmatch(text)
    if clock is None:
        return _span(text)
    hours, minutes, seconds = (Fraction(part or 0) for part in clock.groups())
    return (hours * 3600 + minutes * 60 + seconds) * 1000


def _span(text: str) -> Fraction:
    span = _SPAN.fullmatch(text)
    if span is None:
        raise argparse.ArgumentTypeError(said("bad_time", value=text))
    return Fraction(span[1]) * _UNITS_MS[span[2]]


def _every(text: str) -> Fraction | int:
    """`10f` is an int of frames, `1s` a Fraction of milliseconds."""
    frames = _FRAMES.fullmatch(text)
    if frames is not None:
        return int(frames[1])
    if not _SPAN.fullmatch(text) or not _span(text):
        raise argparse.ArgumentTypeError(said("bad_every", value=text))
    return _span(text)


def _count(text: str) -> int:
    number = _number(text)
    if not number:
        raise argparse.ArgumentTypeError(said("bad_number", value=text))
    return number


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise argparse.ArgumentTypeError(said("bad_number", value=text))
    return int(text)


# --- the work


class _Run:
    """The plans carried out, in processes where there are several."""

    def __init__(self, plans: "Sequence[Plan]", jobs: int) -> None:
        import multiprocessing

        self._plans = plans
        self._jobs = jobs
        self._state: Any = multiprocessing.RawArray("q", 1 + 2 * len(plans))

    def stop(self) -> None:
        """Have all end soon; what is done is kept."""
        self._state[0] = 1

    @property
    def stopped(self) -> bool:
        return bool(self._state[0])

    def outcomes(self, show: Callable[[Iterable[Finding]], None]) -> "list[Outcome]":
        """In the order of the plans; findings are shown as they come."""
        with Progress(said("capturing"), percent=True) as progress:

            def shown(outcome: "Outcome") -> None:
                progress.hide()
                show(outcome.findings)

            tick = partial(self._tick, progress)
            return self._alone(shown, tick) if self._jobs == 1 else self._together(shown, tick)

    def _tick(self, progress: Progress) -> None:
        """All the videos as one course of a hundred parts."""
        done, total = self._state[1::2], self._state[2::2]
        parts = [100 * d / t if t else 0.0 for d, t in zip(done, total, strict=True)]
        progress(int(sum(parts) / len(parts)), 100)

    def _alone(
        self, shown: "Callable[[Outcome], None]", tick: Callable[[], None]
    ) -> "list[Outcome]":
        _begin_with(self._state)
        known = _known(self._plans) if self._plans[0].choose else []
        done = []
        for number, plan in enumerate(self._plans):
            if self.stopped:
                break
            done.append(_carry_out(number, plan, known, tick))
            shown(done[-1])
        return done

    def _together(
        self, shown: "Callable[[Outcome], None]", tick: Callable[[], None]
    ) -> "list[Outcome]":
        pool = ProcessPoolExecutor(self._jobs, initializer=_begin, initargs=(self._state,))
        try:
            known = pool.submit(_known, self._plans).result() if self._plans[0].choose else []
            futures = [
                pool.submit(_carry_out, number, plan, known)
                for number, plan in enumerate(self._plans)
            ]
            for number in self._finished(futures, tick):
                shown(self._outcome(number, futures[number]))
            return [self._outcome(*each) for each in enumerate(futures)]
        finally:
            self.stop_if_failing()
            pool.shutdown(cancel_futures=True)

    def stop_if_failing(self) -> None:
        """An error, or a second Ctrl+C, does not leave the processes at work."""
        if sys.exc_info()[0] is not None:
            self.stop()

    def _finished(
        self, futures: "Sequence[Future[Outcome]]", tick: Callable[[], None]
    ) -> Iterator[int]:
        waiting = {future: number for number, future in enumerate(futures)}
        while waiting:
            done, _ = wait(waiting, _LOOK_S, FIRST_COMPLETED)
            tick()
            for future in sorted(done, key=waiting.__getitem__):
                yield waiting.pop(future)

    def _outcome(self, number: int, future: "Future[Outcome]") -> "Outcome":
        from concurrent.futures.process import BrokenProcessPool

        from labeler.core.video.capture import Outcome

        try:
            return future.result()
        except BrokenProcessPool:
            video = self._plans[number].video
            return Outcome(video, findings=(Finding("capture_died", video),), failed=True)


_state: Any = None  # of this process: whether to stop, then done and total of every video


def _begin(state: Any) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_the_parent, daemon=True).start()
    _begin_with(state)


def _end_with_the_parent() -> None:
    """A process whose parent was killed would wait for work for ever."""
    import multiprocessing

    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _begin_with(state: Any) -> None:
    global _state
    _state = state


def _carry_out(
    number: int,
    plan: "Plan",
    known: "Sequence[Sketch]",
    tick: Callable[[], None] | None = None,
) -> "Outcome":
    from labeler.core.video.capture import Outcome, run

    def progress(done: int, total: int) -> bool:
        _state[2 * number + 1], _state[2 * number + 2] = done, total
        if tick:
            tick()
        return not _state[0]

    if _state[0]:
        return Outcome(plan.video, cancelled=True)
    outcome = run(plan, known, progress)
    progress(1, 1)
    return outcome


def _known(plans: "Sequence[Plan]") -> "list[Sketch]":
    """The pictures of the folder, of which nothing like them is chosen."""
    from labeler.core.video.capture import pictures_but, sketches
    from labeler.core.video.provenance import identify

    sources: list[Source] = []
    for plan in plans:
        try:
            sources.append(identify(plan.video, plan.stream))
        except LabelerError:  # told when its turn comes
            continue
    return sketches(pictures_but(plans[0].into, sources), lambda: not _state[0])


@contextmanager
def _interrupts(stop: Callable[[], None]) -> Iterator[None]:
    """The first Ctrl+C asks to stop, the second does not ask."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.getsignal(signal.SIGINT)

    def once(_signal: int, _frame: object) -> None:
        signal.signal(signal.SIGINT, before)
        stop()

    signal.signal(signal.SIGINT, once)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


# --- what came of it


def _enrolled(into: Path, outcomes: "Sequence[Outcome]") -> tuple[Finding, ...]:
    from labeler.core.video.enrolment import enrol

    captured = [one.source for one in outcomes if one.source and (one.written or one.same)]
    return enrol(into, captured)


def _counts(outcomes: "Sequence[Outcome]") -> dict[str, int]:
    return {
        "written": sum(len(one.written) for one in outcomes),
        "same": sum(one.same for one in outcomes),
        "missing": sum(len(one.missing) for one in outcomes),
        "videos": sum(one.source is not None for one in outcomes),
    }


def _print(findings: Iterable[Finding]) -> None:
    print_lines(line_of(finding) for finding in findings)
