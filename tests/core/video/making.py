"""Small clips for tests, and whether a folder of captured frames is true to its videos."""

import csv
import os
from collections.abc import Iterable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import cv2
import numpy as np

from labeler.core.video.names import parsed, stamp
from labeler.core.video.provenance import identify
from labeler.core.video.rows import COLUMNS
from labeler.core.video.source import Video
from labeler.core.video.still import encoded

CLIPS = Path(__file__).resolve().parents[3].parent / "shared/data/video"


def make_clip(
    path: Path,
    frames: int = 12,
    seed: int = 0,
    codec: str = "libx264",
    rate: int = 10,
    times_ms: Sequence[int] | None = None,
    size: tuple[int, int] = (96, 64),
) -> Path:
    """Noise that moves, another for each seed; with `times_ms` at a varying rate."""
    random = np.random.default_rng(seed)
    noise = cv2.resize(random.integers(0, 255, (12, 18, 3), np.uint8), (size[0] + 60, size[1]))
    path.parent.mkdir(parents=True, exist_ok=True)
    with av.open(str(path), "w") as container:
        stream: Any = container.add_stream(codec, rate=rate)
        stream.width, stream.height = size
        stream.pix_fmt = "yuvj420p" if codec == "mjpeg" else "yuv420p"
        stream.gop_size = 5
        stream.codec_context.time_base = Fraction(1, 1000) if times_ms else Fraction(1, rate)
        for index in range(frames if times_ms is None else len(times_ms)):
            pixels = np.ascontiguousarray(noise[:, index % 60 : index % 60 + size[0]])
            frame = av.VideoFrame.from_ndarray(pixels, format="bgr24")
            frame.pts = index if times_ms is None else times_ms[index]
            frame.time_base = stream.codec_context.time_base
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return path


def damage(path: Path, frames: range) -> None:
    """Overwrite all but the beginnings of these packets."""
    with av.open(str(path)) as container:
        packets = [bytes(packet) for packet in container.demux(video=0) if packet.size]
    data = path.read_bytes()
    for packet in packets[frames.start : frames.stop]:
        data = data.replace(packet, packet[:4] + b"\xff" * (len(packet) - 4), 1)
    path.write_bytes(data)


def rows_of(folder: Path) -> list[dict[str, str]]:
    """As any other program reads them."""
    with open(folder / "frames.csv", encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        assert tuple(reader.fieldnames or ()) == COLUMNS
        return list(reader)


def images_in(folder: Path) -> list[str]:
    return sorted(name for name in os.listdir(folder) if name.endswith((".jpg", ".png")))


def assert_true(folder: Path, videos: Iterable[Path], stream: int = 0) -> None:
    """Every image has one row, every row is right, no frame is there twice, nothing else is."""
    rows = rows_of(folder)
    assert sorted(row["image"] for row in rows) == images_in(folder)
    assert not [name for name in os.listdir(folder) if name.endswith(".tmp")]
    keys = [(row["video_sha256"], row["stream"], row["frame"]) for row in rows]
    assert len(set(keys)) == len(keys)
    for path in videos:
        source = identify(path, stream)
        own = {int(r["frame"]): r for r in rows if r["video_sha256"] == source.sha256}
        with Video(path, stream) as video:  # by as many threads as capture: damage differs
            for frame in video.some(sorted(own)):
                row = own.pop(frame.index)
                data = (folder / row["image"]).read_bytes()
                if row["image"].endswith(".png"):
                    there = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
                    assert there is not None
                    assert np.array_equal(there, frame.bgr())
                else:
                    assert data == encoded(frame.bgr(), ".jpg")
                assert row["time_ms"] == f"{video.table.time_ms(frame.index):.3f}"
                parts = parsed(row["image"])
                assert parts is not None
                assert (parts.index, parts.stamp) == (frame.index, stamp(video.table, frame.index))
                assert int(row["video_bytes"]) == path.stat().st_size
        assert not own, "rows of frames that cannot be decoded"
