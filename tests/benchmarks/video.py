"""Scrubbing, stepping, choosing and capturing in real clips and in ten minutes of 1080p."""

import random
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import av
import cv2
import numpy as np

from labeler.core.video.provenance import Provenance, identify
from labeler.core.video.samples import sample
from labeler.core.video.select import choose
from labeler.core.video.source import Video
from tests.benchmarks.row import Row, medians_ms, row, timed_ms
from tests.benchmarks.stage import Stage, resident_mb

SHARED = Path(__file__).resolve().parents[2].parent / "shared/data/video"
_ROADS = ("udacity_solidWhiteRight.mp4", "xanylabeling_demo_video.mp4", "intel_car-detection.mp4")
_RATE, _SECONDS, _TIMES = 30, 30, 20
_LOOKS = 40


def ten_minutes(folder: Path) -> Path:
    """1920 × 1080 at 30 frames a second, H.264 with a keyframe a second: half a minute that is
    driven through twenty times, a pan over a photo with sensor noise."""
    short, whole = folder / "short.mp4", folder / "drive.mp4"
    chance = np.random.default_rng(5)
    photo = cv2.resize(cv2.imread(str(_photo())), (2600, 1500), interpolation=cv2.INTER_CUBIC)
    noise = [chance.normal(0, 3, (1080, 1920, 3)).astype(np.int16) for _ in range(4)]
    with av.open(str(short), "w") as out:
        options = {"preset": "veryfast", "crf": "24", "sc_threshold": "0"}
        stream: Any = out.add_stream("libx264", rate=_RATE, options=options)
        stream.width, stream.height, stream.pix_fmt, stream.gop_size = 1920, 1080, "yuv420p", _RATE
        for number in range(_RATE * _SECONDS):
            turn = number / (_RATE * _SECONDS) * 2 * np.pi
            x, y = round(340 + 340 * np.sin(turn)), round(210 + 210 * np.cos(2 * turn))
            shown = photo[y : y + 1080, x : x + 1920].astype(np.int16) + noise[number % 4]
            frame = av.VideoFrame.from_ndarray(shown.clip(0, 255).astype(np.uint8), format="bgr24")
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    with av.open(str(short)) as source, av.open(str(whole), "w") as out:
        stream = out.add_stream_from_template(source.streams.video[0])
        packets = [p for p in source.demux(video=0) if p.size]
        step = packets[1].duration or 1
        span = step * len(packets)
        for round_ in range(_TIMES):
            for packet in packets:
                copy = av.Packet(bytes(packet))
                copy.pts, copy.dts = packet.pts + round_ * span, packet.dts + round_ * span
                copy.is_keyframe = packet.is_keyframe
                copy.time_base, copy.stream = packet.time_base, stream
                out.mux(copy)
    short.unlink()
    return whole


def _photo() -> Path:
    return next((Path(__file__).resolve().parents[2] / "resources/samples").rglob("*.jpg"))


def _opened(stage: Stage, path: Path) -> None:
    stage.session.open(path)
    footage = stage.window.footage
    stage.until(lambda: footage.player.frame is not None and footage.known is not None)
    stage.settle(1.0)


def _clips(folder: Path) -> Iterator[tuple[str, Path]]:
    yield "10 min 1080p", ten_minutes(folder)
    for name in _ROADS:
        if (SHARED / name).exists():
            yield name.partition(".")[0][:24], SHARED / name


def scrubbing(folder: Path) -> Iterator[Row]:
    """From the pointer or a key to the frame painted, in the real window."""
    stage = Stage()
    for name, path in _clips(folder):
        _opened(stage, path)
        yield from _scrubbed(stage, name, path)
        yield from _stepped(stage, name)
        if name.startswith("10 min"):
            yield from _memory(stage, name)
    stage.close()


def _scrubbed(stage: Stage, name: str, path: Path) -> Iterator[Row]:
    footage = stage.window.footage
    reel = footage.player.reel
    assert reel is not None
    places = random.Random(1).choices(range(len(reel.table)), k=_LOOKS)
    with Video(path) as plain:
        floors = [timed_ms(lambda index=index: plain.frame(index)) for index in places]  # type: ignore[misc]
    first, exact = [], []
    for index in places:
        time_ms = reel.table.time_ms(index)
        first.append(stage.painted_ms(lambda at=time_ms: footage.seek(at, False)))  # type: ignore[misc]
        stage.until(lambda: footage.player.frame is not None)
        stage.settle(0.05)
    for index in reversed(places):
        exact.append(_exact(stage, lambda i=index: footage.go(i)))  # type: ignore[misc]
        stage.settle(0.05)
    floor = {"floor": statistics.median(floors), "floor_is": "seek and decode to the frame"}
    yield row(f"{name}: scrub, first picture", statistics.median(first), at_most=80)
    yield row(f"{name}: scrub, the frame itself", statistics.median(exact), at_most=80, **floor)  # type: ignore[arg-type]


def _exact(stage: Stage, act: Callable[[], object]) -> float:
    """Until the very frame is painted; then waits until it can be drawn on."""
    footage = stage.window.footage
    player = footage.player
    taken = stage.painted_ms(act, when=lambda: footage.shown_index == player.index)
    stage.until(lambda: player.frame is not None)
    return taken


def _stepped(stage: Stage, name: str) -> Iterator[Row]:
    footage = stage.window.footage
    reel = footage.player.reel
    assert reel is not None
    middle = len(reel.table) // 2
    _exact(stage, lambda: footage.go(middle))
    stage.settle(0.5)
    on = [_exact(stage, lambda: footage.step(1)) for _ in range(_LOOKS)]
    back = [_exact(stage, lambda: footage.step(-1)) for _ in range(2 * _LOOKS)]
    yield row(f"{name}: step on", statistics.median(on), at_most=reel.table.frame_ms)
    yield row(f"{name}: step back", statistics.median(back), at_most=60)


def _memory(stage: Stage, name: str) -> Iterator[Row]:
    """Looked at all over, sampled to the end, and played: half-way and at the end."""
    footage = stage.window.footage
    reel = footage.player.reel
    assert reel is not None
    count, chance = len(reel.table), random.Random(2)
    levels = []
    for half in (0, 1):
        for _ in range(100):
            index = half * count // 2 + chance.randrange(count // 2)
            _exact(stage, lambda i=index: footage.go(i))  # type: ignore[misc]
        wanted = count // 2 if not half else count
        footage.survey.hurry()
        stage.until(lambda w=wanted: _surveyed(footage.survey, w), 300)  # type: ignore[misc]
        footage.player.play(4.0)
        stage.settle(2.0)
        footage.player.pause()
        stage.settle(0.3)
        levels.append(resident_mb())
    yield row(f"{name}: memory half-way through", levels[0], "MB")
    yield row(f"{name}: memory at the end", levels[1], "MB", at_most=500)


def _surveyed(survey: Any, wanted: int) -> bool:
    samples = survey.samples
    return survey.complete or (
        samples is not None and len(samples) and samples.indexes[-1] >= wanted
    )


def choosing(folder: Path) -> Iterator[Row]:
    """The pass over a video that choosing needs, against decoding it and doing nothing."""
    for name, path in _clips(folder):

        def plain(path: Path = path) -> None:
            with Video(path) as video:
                for _ in video.frames():
                    pass

        def sampled(path: Path = path) -> None:
            with Video(path) as video:
                choose(sample(video))

        if name.startswith("10 min"):  # long enough to be warm
            floor, measured = timed_ms(plain), timed_ms(sampled)
        else:
            measured, floor = medians_ms(sampled, plain, times=5)
        what = {"floor": floor / 1000, "floor_is": "decoding in order", "floors": 1 / 0.9}
        yield row(f"{name}: choose for me", measured / 1000, "s", **what)  # type: ignore[arg-type]
        with Video(path) as video:
            frames = len(video.table)
        yield row(f"{name}: choose, frames a second", frames / measured * 1000, "1/s")


def capturing(folder: Path) -> Iterator[Row]:
    """From the key to the picture and its row on the disk."""
    path = ten_minutes(folder)
    for suffix in (".jpg", ".png"):
        provenance = Provenance(folder / suffix[1:])
        with Video(path) as video:
            source = identify(path, 0)
            taken, floors = [], []
            for frame in video.frames(0, 30):
                begin = time.perf_counter()
                provenance.write(source, video.table, frame, suffix)
                taken.append((time.perf_counter() - begin) * 1000)
                pixels = frame.bgr()
                floors.append(timed_ms(lambda p=pixels, s=suffix: cv2.imencode(s, p)))  # type: ignore[misc]
        floor = {"floor": statistics.median(floors), "floor_is": f"cv2.imencode {suffix}"}
        name = f"capture a 1080p frame, {suffix[1:]} on disk"
        yield row(name, statistics.median(taken), at_most=50, **floor)  # type: ignore[arg-type]
