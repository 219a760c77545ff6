"""Which part of a video lies where along the timeline, and the times that are written there."""

from dataclasses import dataclass, replace
from math import ceil, floor, log2

# Milliseconds between two written times.
# fmt: off
_STEPS = (
    1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 15_000, 30_000,
    60_000, 120_000, 300_000, 600_000, 900_000, 1_800_000,
    3_600_000, 7_200_000, 18_000_000, 36_000_000, 86_400_000,
)
# fmt: on
_FRAMES = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)  # the same, closer
_FINEST_PX = 5.0  # between two unwritten ticks
_FRAME_PX = 14.0  # a frame, from where on ticks are the times of frames
_PAGE = 0.08  # of the visible part stays behind the playhead when the view follows it
_HOUR = 3_600_000


@dataclass(frozen=True, slots=True)
class Scale:
    """The visible part, `span_ms` from `start_ms`, lies on `width` pixels from `left`.

    A frame takes at most `closest` pixels, or more when the whole video is shorter than that.
    """

    duration_ms: float = 0.0
    frame_ms: float = 1.0
    left: float = 0.0
    width: float = 1.0
    closest: float = 80.0
    start_ms: float = 0.0
    span_ms: float = 1.0

    @property
    def whole_ms(self) -> float:
        """What there is to see: one frame has a length too."""
        return max(self.duration_ms, self.frame_ms)

    @property
    def least_ms(self) -> float:
        return min(self.whole_ms, self.frame_ms * self.width / self.closest)

    @property
    def end_ms(self) -> float:
        return self.start_ms + self.span_ms

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def frame_px(self) -> float:
        return self.frame_ms * self.width / self.span_ms

    @property
    def is_whole(self) -> bool:
        return self.span_ms >= self.whole_ms

    def x(self, time_ms: float) -> float:
        return self.left + (time_ms - self.start_ms) * self.width / self.span_ms

    def time(self, x: float) -> float:
        """The time at a pixel; outside the visible part, that of its nearer end."""
        within = min(max(x - self.left, 0.0), self.width)
        time = self.start_ms + within * self.span_ms / self.width
        return min(max(time, 0.0), self.duration_ms)

    def shows(self, time_ms: float) -> bool:
        return self.start_ms <= time_ms <= self.end_ms

    # --- another part

    def whole(self) -> "Scale":
        return replace(self, start_ms=0.0, span_ms=self.whole_ms)

    def laid(self, left: float, width: float, closest: float) -> "Scale":
        """The same part on other pixels."""
        laid = replace(self, left=left, width=max(1.0, width), closest=max(1.0, closest))
        return laid._part(self.start_ms, self.span_ms)

    def zoomed(self, factor: float, x: float) -> "Scale":
        """Closer by `factor` while the time at pixel `x` stays there, as far as the ends allow."""
        share = (min(max(x, self.left), self.right) - self.left) / self.width
        span = min(max(self.span_ms / factor, self.least_ms), self.whole_ms)
        return self._part(self.start_ms + share * (self.span_ms - span), span)

    def panned(self, px: float) -> "Scale":
        """Later by so many pixels."""
        return self._part(self.start_ms + px * self.span_ms / self.width, self.span_ms)

    def following(self, time_ms: float) -> "Scale":
        """The next part, before or after, when the time is not in this one."""
        if self.shows(time_ms):
            return self
        ahead = 0.5  # from far away
        if abs(time_ms - self.start_ms - self.span_ms / 2) < 1.5 * self.span_ms:
            ahead = _PAGE if time_ms > self.end_ms else 1 - _PAGE
        return self._part(time_ms - ahead * self.span_ms, self.span_ms)

    def _part(self, start: float, span: float) -> "Scale":
        span = min(max(span, self.least_ms), self.whole_ms)
        start = min(max(start, 0.0), self.whole_ms - span)
        return replace(self, start_ms=start, span_ms=span)


# --- written times


@dataclass(frozen=True, slots=True)
class Ticks:
    """`written` are the times that have their text, `fine` those between."""

    written: tuple[float, ...]
    fine: tuple[float, ...]
    digits: int


def ticks(scale: Scale, room_px: float) -> Ticks:
    """As many written times as there is room for, each `room_px` wide.

    Very close, they are the times of frames at the nominal rate.
    """
    px = scale.width / scale.span_ms
    at = next((n for n, step in enumerate(_STEPS) if step * px >= room_px), len(_STEPS) - 1)
    step = _STEPS[at]
    if scale.frame_px >= _FRAME_PX and step < 1000:
        frames = next(n for n in _FRAMES if n * scale.frame_px >= room_px)
        return Ticks(_times(scale, frames * scale.frame_ms), _times(scale, scale.frame_ms), 3)
    parts = (s for s in _STEPS[:at] if step % s == 0 and s * px >= _FINEST_PX)
    digits = 0 if step >= 1000 else 1 if step >= 100 else 2 if step >= 10 else 3
    return Ticks(_times(scale, step), _times(scale, next(parts, step)), digits)


def _times(scale: Scale, step: float) -> tuple[float, ...]:
    first = ceil(scale.start_ms / step - 1e-6)
    last = floor(min(scale.end_ms, scale.whole_ms) / step + 1e-6)
    return tuple(n * step for n in range(first, last + 1))


# --- cells


def frames_a_cell(scale: Scale, cell_px: float) -> int:
    """How many frames share a picture that is about `cell_px` wide.

    It is a power of two or one and a half: the times of a coarse strip recur in finer ones.
    """
    wanted = cell_px / scale.frame_px
    if wanted <= 1:
        return 1
    power = 1 << floor(log2(wanted))
    offered = [power, 2 * power] if power == 1 else [power, power * 3 // 2, 2 * power]
    return min(offered, key=lambda count: abs(log2(count / wanted)))


def cells(scale: Scale, cell_px: float) -> list[int]:
    """The first frame of each cell of the strip that is visible, at the nominal rate."""
    step = frames_a_cell(scale, cell_px)
    cell_ms = step * scale.frame_ms
    first = floor(scale.start_ms / cell_ms + 1e-6)
    last = max(first + 1, ceil(min(scale.end_ms, scale.whole_ms) / cell_ms - 1e-6))
    return [n * step for n in range(first, last)]
