"""A video file: its streams, and any frame of it exactly, by itself or in order."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import av
from av.video.reformatter import VideoReformatter

from labeler.core import opencv
from labeler.core.finding import LabelerError
from labeler.core.video.table import FrameTable, read_table

if TYPE_CHECKING:
    import numpy as np
    from av.container import InputContainer
    from av.video.stream import VideoStream
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]

# Formats that are one file and lead nowhere else: a playlist called .mp4 must not be followed.
_FORMATS = "mov,matroska,avi,mpegts,mpeg,asf,flv,h264,hevc,mpegvideo,m4v,ivf,ogg"
_LUMA_FIRST = ("yuv", "nv12", "nv21", "gray")
_LIMITED = 1  # AVCOL_RANGE_MPEG, 16 to 235; 0 says nothing and is taken for it, as FFmpeg does
_PROBED = 32  # frames that are looked at to see whether AVI says when they are shown


@dataclass(frozen=True, slots=True)
class StreamInfo:
    """One of the pictures that a file holds side by side, such as front and rear."""

    number: int
    codec: str
    width: int  # as stored
    height: int


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One decoded frame. `index` and `time_ms` are those of the video's frame table."""

    index: int
    time_ms: float
    picture: av.VideoFrame

    @property
    def size(self) -> tuple[int, int]:
        """Upright width and height in pixels."""
        width, height = self.picture.width, self.picture.height
        return (width, height) if _turns(self.picture.rotation) % 2 == 0 else (height, width)

    @property
    def bytes(self) -> int:
        """What it takes in memory, about."""
        return sum(plane.buffer_size for plane in self.picture.planes)

    def bgr(self) -> "Pixels":
        """Upright, height × width × 3, blue green red: the pixels that FFmpeg and OpenCV give."""
        return _turned(_converted(self.picture, "bgr24"), self.picture.rotation)

    def bgra(self, size: tuple[int, int] | None = None) -> "Pixels":
        """Upright, height × width × 4, blue green red and 255: the memory of Format_RGB32.

        With a `size` (width, height) scaled to it, quickly; read only.
        """
        import numpy as np

        turned = _turns(self.picture.rotation) % 2
        width, height = (size[::-1] if turned else size) if size else (None, None)
        picture = VideoReformatter().reformat(
            self.picture, width, height, "bgra", interpolation="FAST_BILINEAR", threads=1
        )
        plane = picture.planes[0]
        rows = np.frombuffer(plane, np.uint8).reshape(-1, plane.line_size)  # type: ignore[call-overload]
        pixels = np.ascontiguousarray(rows[: picture.height, : picture.width * 4])
        return _turned(pixels.reshape(picture.height, picture.width, 4), self.picture.rotation)

    def grey(self, width: int) -> "Pixels":
        """Upright and small: uint8, the longer side `width` px at most, 0 black to 255 white."""
        opencv.load()
        import cv2
        import numpy as np

        small: Any = self._luma()
        while max(small.shape) >= 2 * width:  # by INTER_AREA alone it takes three times as long
            half = (small.shape[1] // 2, small.shape[0] // 2)
            small = cv2.resize(small, half, interpolation=cv2.INTER_AREA)
        scale = width / max(small.shape)
        if scale < 1:
            size = (max(1, round(small.shape[1] * scale)), max(1, round(small.shape[0] * scale)))
            small = cv2.resize(small, size, interpolation=cv2.INTER_LINEAR)
        if self.picture.color_range <= _LIMITED and self.picture.format.name.startswith("yuv4"):
            small = cv2.convertScaleAbs(cv2.subtract(small, 16), alpha=255 / 219)  # type: ignore[call-overload]
        return _turned(np.ascontiguousarray(small), self.picture.rotation)

    def _luma(self) -> "NDArray[Any]":
        """The brightness as stored and not turned, without a copy where it lies there as bytes."""
        import numpy as np

        picture = self.picture
        name, plane = picture.format.name, picture.planes[0]
        if name.startswith(_LUMA_FIRST) and not name.endswith(("le", "be", "yuyv422", "uyvy422")):
            bytes_ = np.frombuffer(plane, np.uint8)  # type: ignore[call-overload]
            rows: NDArray[Any] = bytes_.reshape(-1, plane.line_size)
            return rows[: picture.height, : picture.width]
        return _converted(picture, "gray")


def _converted(picture: av.VideoFrame, format: str) -> "NDArray[Any]":
    """Safe on any thread, and the same pixels each time.

    By one thread: with more, FFmpeg's slices of a picture whose width is no multiple of 16 run into
    each other, and which pixels win is chance.
    """
    return VideoReformatter().reformat(picture, format=format, threads=1).to_ndarray()


def _turns(rotation: int) -> int:
    """Quarter turns clockwise that bring a picture upright; `rotation` is counter-clockwise."""
    return round(-rotation / 90) % 4


def _turned(pixels: Any, rotation: int) -> "Pixels":
    turns = _turns(rotation)
    if not turns:
        return pixels  # type: ignore[no-any-return]
    opencv.load()
    import cv2

    code = (cv2.ROTATE_90_CLOCKWISE, cv2.ROTATE_180, cv2.ROTATE_90_COUNTERCLOCKWISE)[turns - 1]
    return cv2.rotate(pixels, code)  # type: ignore[no-any-return]


class Video:
    """An open video, for one thread. Close it, or use it as a context manager.

    `threads` is how many cores decode, 0 for all. `missing` gathers frames that proved not to be
    decodable. Opening raises LabelerError: no_such_path, cannot_read, not_a_video,
    video_unsupported, video_no_stream, video_no_frames.
    """

    def __init__(self, path: Path, stream: int = 0, threads: int = 0) -> None:
        self.path = path
        self.missing: set[int] = set()
        self._threads = threads
        self._container = _opened(path)
        self._decoding: Iterator[Frame] | None = None
        self._last = -1  # the frame decoded last
        try:
            self._stream = self._chosen(stream)
            self.table = self._read_table()
            first = next(self.frames(), None)
            if first is None:
                raise LabelerError("video_no_frames", path)
        except BaseException:
            self._container.close()
            raise
        self.stream = stream
        self.size = first.size
        self.rotation = int(first.picture.rotation)  # degrees, counter-clockwise, as ffprobe says

    def _chosen(self, number: int) -> "VideoStream":
        streams = _pictures(self._container)
        if not streams:
            raise LabelerError("video_no_stream", self.path)
        if not 0 <= number < len(streams):
            raise LabelerError("video_no_such_stream", self.path, number=number, last=len(streams))
        stream = streams[number]
        try:
            stream.thread_type = "AUTO"
            stream.codec_context.thread_count = self._threads
        except (AttributeError, RuntimeError):
            codec = str(stream.codec_context.name) if stream.codec_context else "?"
            raise LabelerError("video_unsupported", self.path, codec=codec) from None
        return stream

    def _read_table(self) -> FrameTable:
        try:
            table = read_table(self._container, self._stream)
        except LabelerError as error:
            raise LabelerError(error.finding.code, self.path) from error
        if self._container.format.name == "avi" and not table.counted and not self._fits(table):
            self._rewind()
            return read_table(self._container, self._stream, counted=True)
        return table

    def _fits(self, table: FrameTable) -> bool:
        """AVI gives the order of decoding for that of showing, which B-frames make another."""
        times: list[int | None] = []
        self._rewind()
        for picture in self._pictures_from_here():
            times.append(picture.pts)
            if len(times) == _PROBED:
                break
        places = [None if time is None else table.index_of(time) for time in times]
        known = [place for place in places if place is not None]
        return len(known) == len(places) and known == sorted(set(known))

    @property
    def streams(self) -> tuple[StreamInfo, ...]:
        """The streams to choose from, numbered from 0."""
        return tuple(
            StreamInfo(n, str(s.codec_context.name), s.width, s.height)
            for n, s in enumerate(_pictures(self._container))
        )

    # --- frames

    def frame(self, index: int) -> Frame | None:
        """Exactly this frame, None when it cannot be decoded. What lies between is passed over."""
        for frame in self.up_to(index):
            if frame.index == index:
                return frame
        return None

    def up_to(self, index: int) -> Iterator[Frame]:
        """Every frame that is decoded on the way to this one, it being the last.

        Goes on from the frame decoded last where that is the shorter way, else from the keyframe
        before. Nothing comes when the frame is known to be missing.
        """
        if index in self.missing or not 0 <= index < len(self.table):
            return
        key = self.table.key_before(index)
        if self._decoding is None or not key <= self._last + 1 <= index:
            self._start(key)
        assert self._decoding is not None
        for frame in self._decoding:
            yield frame
            if frame.index >= index:
                break
        else:
            self._decoding = None
        if self._decoding is None or self._last > index:
            self.missing.add(index)

    def keyframe(self, index: int) -> Frame | None:
        """The nearest frame up to this one that decodes by itself: the quickest there is."""
        key = self.table.key_before(index)
        picture = None if self.table.counted else self._alone(key)
        if picture is None:
            return self.frame(key)
        return Frame(key, self.table.time_ms(key), picture)

    def _alone(self, key: int) -> av.VideoFrame | None:
        """A keyframe without those after it, which decoding in order waits for."""
        self._decoding = None
        self._check_there()
        at, context = int(self.table.pts[key]), self._stream.codec_context
        try:
            self._container.seek(at, stream=self._stream)
            packet = next(p for p in self._container.demux(self._stream) if p.size)
            if packet.pts != at or not packet.is_keyframe:
                return None
            pictures = [*packet.decode(), *context.decode(None)]
        except (av.FFmpegError, StopIteration):
            return None
        return next((picture for picture in pictures if picture.pts == at), None)

    def frames(self, start: int = 0, stop: int | None = None) -> Iterator[Frame]:
        """Every frame from `start` up to but not including `stop`, in order; missing ones not."""
        stop = len(self.table) if stop is None else min(stop, len(self.table))
        if start >= stop:
            return
        self._start(self.table.key_before(start))
        expected = start
        assert self._decoding is not None
        for frame in self._decoding:
            if frame.index >= stop:
                break
            if frame.index < start:
                continue
            self.missing.update(range(expected, frame.index))
            expected = frame.index + 1
            yield frame
        else:
            self._decoding = None
            self.missing.update(range(expected, stop))

    def some(self, indexes: Iterable[int]) -> Iterator[Frame]:
        """These frames, given in ascending order, by the shortest way; missing ones not."""
        for index in indexes:
            frame = self.frame(index)
            if frame is not None:
                yield frame

    # --- decoding

    def _start(self, key: int) -> None:
        """Make the next decoded frame this keyframe, or one before it."""
        self._decoding = None
        self._check_there()
        self._decoding = self._numbered(0 if self.table.counted else key)
        self._last = -1

    def _check_there(self) -> None:
        if not os.path.exists(self.path):
            raise LabelerError("video_gone", self.path)

    def _numbered(self, key: int) -> Iterator[Frame]:
        """Decoded frames from a keyframe on, with their indexes."""
        table, count = self.table, 0
        pictures = self._pictures_after_start() if key == 0 else self._pictures_after_seek(key)
        for picture in pictures:
            index = count if table.counted else table.index_of(_pts(picture))
            count += 1
            if index is None or not self._last < index < len(table):
                continue
            self._last = index
            yield Frame(index, table.time_ms(index), picture)

    def _pictures_after_start(self) -> Iterator[av.VideoFrame]:
        self._rewind()
        return self._pictures_from_here()

    def _pictures_after_seek(self, key: int) -> Iterator[av.VideoFrame]:
        """Lands on the keyframe or an earlier one: some formats can only be sought roughly."""
        table = self.table
        at = int(table.pts[key])
        place = int(table.keys.searchsorted(key))
        for back in (0, 1, 4):
            target = int(table.pts[table.keys[max(0, place - back)]])
            try:
                self._container.seek(target, stream=self._stream)
            except av.FFmpegError:
                continue
            packets = self._container.demux(self._stream)
            for packet in _after_damage(packets):
                if packet.size and packet.is_keyframe:
                    if packet.pts is not None and packet.pts <= at:
                        return self._decoded(packets, packet)
                    break
        return self._pictures_after_start()

    def _rewind(self) -> None:
        start = self._stream.start_time or 0
        try:
            self._container.seek(min(0, start), stream=self._stream)
        except av.FFmpegError:  # raw streams cannot be sought: begin again
            number = _pictures(self._container).index(self._stream)
            self._container.close()
            self._container = _opened(self.path)
            self._stream = self._chosen(number)

    def _pictures_from_here(self) -> Iterator[av.VideoFrame]:
        return self._decoded(self._container.demux(self._stream), None)

    def _decoded(self, packets: Iterator[Any], first: Any) -> Iterator[av.VideoFrame]:
        if first is not None:
            yield from _tried(first)
        for packet in _after_damage(packets):
            yield from _tried(packet)

    def close(self) -> None:
        self._decoding = None
        self._container.close()

    def __enter__(self) -> "Video":
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()


def _opened(path: Path) -> "InputContainer":
    if not path.exists():
        raise LabelerError("no_such_path", path)
    if not path.is_file():
        raise LabelerError("not_a_file", path)
    options = {"protocol_whitelist": "file", "format_whitelist": _FORMATS}
    try:
        return av.open(f"file:{os.path.abspath(path)}", container_options=options)
    except PermissionError as error:
        raise LabelerError("cannot_read", path, reason=error.strerror or "") from error
    except (av.FFmpegError, OSError, ValueError) as error:
        raise LabelerError("not_a_video", path, reason=getattr(error, "strerror", "")) from error


def _pictures(container: "InputContainer") -> "list[VideoStream]":
    """The moving pictures of a file; a still one is its cover."""
    cover = av.stream.Disposition.attached_pic
    return [stream for stream in container.streams.video if not stream.disposition & cover]


def _after_damage(packets: Iterator[Any]) -> Iterator[Any]:
    """The packets up to where the file cannot be read any further; `packets` stays usable."""
    while True:
        try:
            packet = next(packets)
        except (StopIteration, av.FFmpegError):
            return
        yield packet


def _tried(packet: Any) -> Iterator[av.VideoFrame]:
    """What a packet decodes to; nothing for a damaged one."""
    try:
        yield from packet.decode()
    except (av.FFmpegError, MemoryError):
        return


def _pts(picture: av.VideoFrame) -> int:
    return -1 if picture.pts is None else int(picture.pts)
