"""The frame table of a video: when each frame is shown and which can be decoded by themselves."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import av

from labeler.core.finding import LabelerError

if TYPE_CHECKING:
    import numpy as np
    from av.container import InputContainer
    from av.packet import Packet
    from av.video.stream import VideoStream
    from numpy.typing import NDArray

_LATEST_ORIGIN_S = (
    1  # a first frame later than this starts the clock, as in a stream cut out of one
)
_NAL_HEADER = 4  # bytes; fewer left over are padding, as FFmpeg takes them


@dataclass(frozen=True, eq=False)
class FrameTable:
    """The frames of one stream in the order they are shown; a frame's index is its place here.

    `pts` are their presentation times in units of `time_base` seconds, ascending; `keys` the
    indexes, ascending, from which decoding can start, 0 among them. `origin` is the pts of time 0:
    that of the file, or of the first frame where that is later than a second. `damaged` counts
    packets that hold no frame; `counted` is True where a decoded frame is known by its place in
    the file and not by its time (AVI keeps no presentation times).
    """

    pts: "NDArray[np.int64]"
    keys: "NDArray[np.int64]"
    time_base: Fraction
    origin: int
    damaged: int = 0
    counted: bool = False

    def __len__(self) -> int:
        return len(self.pts)

    def time_ms(self, index: int) -> float:
        """When the frame is shown, in milliseconds from the start of the video."""
        return float((int(self.pts[index]) - self.origin) * self.time_base * 1000)

    @property
    def times_ms(self) -> "NDArray[np.float64]":
        """`time_ms` of every frame."""
        milliseconds: NDArray[Any] = (self.pts - self.origin) * float(self.time_base * 1000)
        return milliseconds

    @property
    def duration_ms(self) -> float:
        """From time 0 to the end of the last frame, taken to last as long as most do."""
        return self.time_ms(len(self) - 1) + self.frame_ms

    @property
    def frame_ms(self) -> float:
        """How long a frame is shown: the median."""
        import numpy as np

        if len(self) < 2:
            return 40.0
        return float(np.median(np.diff(self.pts)) * float(self.time_base * 1000))

    def at(self, time_ms: float) -> int:
        """The frame that is on the screen at that time; the first before, the last after."""
        import numpy as np

        units = Fraction(round(time_ms * 1000), 1_000_000) / self.time_base + self.origin
        # half a microsecond of grace: a time that was printed is not before its own frame
        found = int(np.searchsorted(self.pts, float(units) + 1e-6, side="right")) - 1
        return min(max(found, 0), len(self) - 1)

    def index_of(self, pts: int) -> int | None:
        """The frame with exactly this presentation time."""
        import numpy as np

        found = int(np.searchsorted(self.pts, pts))
        return found if found < len(self) and self.pts[found] == pts else None

    def key_before(self, index: int) -> int:
        """The last frame up to this one from which decoding can start."""
        import numpy as np

        return int(self.keys[max(0, int(np.searchsorted(self.keys, index, side="right")) - 1)])


def read_table(
    container: "InputContainer", stream: "VideoStream", counted: bool = False
) -> FrameTable:
    """Demux all of the stream, decoding nothing. Raises LabelerError("video_no_frames").

    With `counted` the times are those of decoding. A file that was cut off gives what is there.
    What FFmpeg shows not (before the first keyframe, or cut away by an edit list) or cannot decode
    (a packet whose parts exceed it) is no frame.
    """
    prefix = _length_bytes(stream)
    packets: list[tuple[int, bool]] = []
    damaged = 0
    try:
        for packet in container.demux(stream):
            shown, decoded = packet.pts, packet.dts
            time = decoded if shown is None or (counted and decoded is not None) else shown
            if not packet.size or packet.is_discard or time is None:
                continue
            counted = counted or shown is None
            if prefix and not _is_whole(packet, prefix):
                damaged += 1
                continue
            packets.append((time, packet.is_keyframe))
    except av.FFmpegError:
        damaged += 1
    return _table(packets, stream.time_base or Fraction(1, 1000), damaged, counted)


def _table(
    packets: Sequence[tuple[int, bool]], time_base: Fraction, damaged: int, counted: bool
) -> FrameTable:
    import numpy as np

    first = next((n for n, (_, key) in enumerate(packets) if key), None)
    if first is not None:
        start = packets[first][0]
        packets = [(time, key) for time, key in packets[first:] if time >= start]
    if not packets:
        raise LabelerError("video_no_frames")
    times = np.array([time for time, _ in packets], np.int64)
    pts = np.sort(times) if counted else np.unique(times)
    keys = np.searchsorted(pts, np.unique([time for time, key in packets if key] or pts[:1]))
    late = pts[0] * time_base > _LATEST_ORIGIN_S or pts[0] < 0
    return FrameTable(pts, keys, time_base, int(pts[0]) if late else 0, damaged, counted)


def _length_bytes(stream: "VideoStream") -> int:
    """How many bytes give the length of each part of a packet (H.264 and HEVC in MP4 and MKV:
    ISO/IEC 14496-15, 5.3.3 and 8.3.3); 0 where the parts are found by start codes."""
    extra = stream.codec_context.extradata
    if not extra or extra[0] != 1:
        return 0
    at = {"h264": 4, "hevc": 21}.get(stream.codec_context.name)
    return (extra[at] & 3) + 1 if at is not None and len(extra) > at else 0


def _is_whole(packet: "Packet[Any]", prefix: int) -> bool:
    """False when a part is said to be longer than the packet: FFmpeg decodes nothing of it then."""
    data = memoryview(packet)
    left, at = len(data), 0
    while left - at >= _NAL_HEADER:
        at += prefix + int.from_bytes(data[at : at + prefix], "big")
    return at <= left
