"""How far away an object of known size is and how it is turned, from its four corners or its box.

The angles are those between the object and the line of sight to it: `yaw` to the left or right,
`pitch` up or down, without their sign, which a small object does not show.
"""

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from labeler.core.finding import LabelerError
from labeler.core.geometry import Box, Point, Points, area
from labeler.core.rules.rule import Grade, Measured, Rule, StandIn, View, unknown

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

DISTANCE = Rule(
    "distance",
    (Grade("near"), Grade("middle"), Grade("far"), Grade("very_far")),
    measure="distance",
    limits=(5, 10, 20),  # metres
    stand_in=StandIn("size", (64, 32, 16)),
)
# What is accepted ends where the false tilt of a plate 42 px wide, 21 degrees, still reaches.
YAW = Rule(
    "yaw",
    (
        Grade("front"),
        Grade("slight"),
        Grade("oblique", accepted=False),
        Grade("steep", accepted=False),
    ),
    measure="yaw",
    limits=(10, 20, 40),
)
PITCH = Rule(
    "pitch",
    (
        Grade("level"),
        Grade("slight"),
        Grade("oblique", accepted=False),
        Grade("steep", accepted=False),
    ),
    measure="pitch",
    limits=(10, 20, 40),
)

presets: tuple[Rule, ...] = (DISTANCE, YAW, PITCH)
measures: tuple[str, ...] = ("distance", "yaw", "pitch")

_ASSUMED_FIELDS = (50.0, 65.0, 90.0)  # degrees, along the longer side, of an unknown camera
_PLAUSIBLE_TILT = 60.0  # a size that only a greater tilt explains is not the object's
_TURNED_COS = 0.27  # held upright it would be tilted by over 74 degrees: it lies on its side
_JITTERS = 32
_JITTER_SEED = 652128  # the first for which no jitter exceeds 1 px
_HIDDEN = {"yaw": 15.0, "pitch": 35.0}  # degrees that a box does not show, by trials
_EDGE_PX = 1.0  # how far off a drawn edge of a box may be

Sizes = Sequence[tuple[float, float]]  # widths and heights in mm


def measured(view: View) -> dict[str, Measured]:
    """Metres and degrees; empty for a picture.

    The notes: "truncated" for a shape that is cut off, whose outline is not that of the object;
    "no_size" without a real size, "degenerate" for corners that span no quad,
    "too_small" for a box under two pixels, "estimate" for what comes from a box, "no_camera"
    without a focal length: no metres, and angles by a field of view that is only assumed.
    """
    shape = view.shape
    if shape is None:
        return {}
    if shape.truncated:
        return _nothing("truncated")
    sizes = [size for size in view.real_mm if all(0 < side < math.inf for side in size)]
    if not sizes:
        return _nothing("no_size")
    focal = view.focal_px if view.focal_px and 0 < view.focal_px < math.inf else None
    if shape.kind != "box" and len(shape.points) == 4:
        found = _of_quad(shape.points, view.size, focal, sizes)
    else:
        found = _of_box(shape.bounds, view.size, focal, sizes)
    if focal is None:
        found["distance"] = unknown("no_camera")
    return found


def focal_of(hfov_deg: float, picture_size: tuple[int, int]) -> float:
    """Focal length in pixels by the field of view along the longer side of the picture.

    Raises LabelerError "no_focal" for an angle that no such lens has.
    """
    if not 0 < hfov_deg < 180:
        raise LabelerError("no_focal", hfov=hfov_deg)
    return max(picture_size) / 2 / math.tan(math.radians(hfov_deg) / 2)


def focal_from(
    quad_points: Points,
    picture_size: tuple[int, int],
    real_mm: tuple[float, float],
    distance_m: float,
) -> float:
    """Focal length in pixels by one object of known size at a measured distance.

    The distance is that from the lens to the object's centre. Raises LabelerError "no_focal" where
    no focal length gives it.
    """
    import numpy as np

    corners = ordered(quad_points)
    if corners is None or not (0 < distance_m < math.inf and min(real_mm) > 0):
        raise LabelerError("no_focal", distance=distance_m)
    quad = np.array([corners])
    focal = focal_of(_ASSUMED_FIELDS[1], picture_size)
    with np.errstate(all="ignore"):
        for _ in range(100):  # the range grows nearly as the focal length does
            seen = _seen(quad, np.array([focal]), picture_size, [real_mm])
            reached = float(seen.range_mm(seen.radius).flat[0]) / 1000
            if abs(reached / distance_m - 1) < 1e-9:
                return focal
            if not 0 < reached < math.inf:
                break
            focal *= distance_m / reached
    raise LabelerError("no_focal", distance=distance_m)


def ordered(points: Points) -> Points | None:
    """The four corners as top left, top right, bottom right, bottom left of the object.

    Whatever the order and direction they were drawn in; the two edges that lie flatter are its top
    and bottom. None when the corners do not span a convex quad of at least one square pixel.
    """
    x, y = sum(p[0] for p in points) / 4, sum(p[1] for p in points) / 4
    a, b, c, d = cycle = sorted(points, key=lambda p: math.atan2(p[1] - y, p[0] - x))
    turns = (_turn(a, b, c), _turn(b, c, d), _turn(c, d, a), _turn(d, a, b))
    if not all(turn > 0 for turn in turns) or not 1 <= area(tuple(cycle)) < math.inf:
        return None
    first = (b[0] - a[0] + c[0] - d[0], b[1] - a[1] + c[1] - d[1])  # along a-b and d-c
    second = (c[0] - b[0] + d[0] - a[0], c[1] - b[1] + d[1] - a[1])
    if abs(first[1]) * math.hypot(*second) > abs(second[1]) * math.hypot(*first):
        a, b, c, d = b, c, d, a
        first = second
    return (a, b, c, d) if first[0] > 0 else (c, d, a, b)


def _turn(a: Point, b: Point, c: Point) -> float:
    """Positive for a turn to the right, y pointing down."""
    return (b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0])


def _nothing(note: str) -> dict[str, Measured]:
    return {measure: unknown(note) for measure in measures}


def _between(low: float, high: float, note: str) -> Measured:
    found = Measured(low, high, note)
    return found if found.known else unknown("degenerate")


def _of_quad(
    points: Points, size: tuple[int, int], focal: float | None, sizes: Sizes
) -> dict[str, Measured]:
    """From the corners, with all that they may be if each is off by up to a pixel.

    Without a focal length the angles hold for every usual field of view: in the middle of the
    picture it hardly matters, near its edge it is the direction to the object that is not known.
    """
    import numpy as np

    corners = ordered(points)
    if corners is None:
        return _nothing("degenerate")
    focals = [focal] if focal else [focal_of(field, size) for field in _ASSUMED_FIELDS]
    with np.errstate(all="ignore"):
        seen = _seen(np.array(corners) + _jitters(), np.array(focals), size, sizes)
        low, high = _ends(seen)
    note = "" if focal else "no_camera"
    return {m: _between(low[i], high[i], note) for i, m in enumerate(measures)}


@lru_cache(maxsize=1)
def _jitters() -> "Floats":
    """1 + 32 × 4 × 2 pixels: none, and 32 that vary as much as even ones within ±1 px do.

    They go along the axes of two random orthogonal frames, there and back: 32 of them try all
    directions alike, which so few independent ones do not.
    """
    import numpy as np

    frames = np.random.default_rng(_JITTER_SEED).standard_normal((_JITTERS // 16, 8, 8))
    axes = np.linalg.qr(frames)[0].reshape(-1, 4, 2) * math.sqrt(8 / 3)
    return np.concatenate([np.zeros((1, 4, 2)), axes, -axes])


class _Seen(NamedTuple):
    """How an object appears, by its size, focal length and jitter: S × F × J.

    With A = [ex ey], the change in the ray by a millimetre along its width and its height, these
    are AᵀA = level · [[1 + u, w], [w, 1 - u]]. Off by noise, u and w are off evenly.
    """

    level: "Floats"
    u: "Floats"
    w: "Floats"

    @property
    def radius(self) -> "Floats":
        """0 for an object that faces the camera, 1 for one seen from its edge."""
        import numpy as np

        return np.minimum(np.hypot(self.u, self.w), 1)

    def range_mm(self, radius: "Floats") -> "Floats":
        """1 / σ₁, by the greater singular value of A."""
        import numpy as np

        return np.asarray(1 / np.sqrt(self.level * (1 + radius)))

    def angles(self, radius: "Floats") -> "tuple[Floats, Floats]":
        """Yaw and pitch in degrees, with signs that are right relative to the first quad's.

        cos θ = σ₂ / σ₁, and the right singular vector of σ₂ says which way it is tilted.
        """
        import numpy as np

        turn = np.arctan2(self.w, self.u) / 2
        sin = np.sqrt(2 * radius / (1 + radius))
        sin = np.where(np.cos(turn - turn[:, :1, :1]) < 0, -sin, sin)
        cos = np.sqrt((1 - radius) / (1 + radius))
        yaw = np.arctan2(sin * np.sin(turn), cos)
        return np.degrees(yaw), np.degrees(np.arcsin(sin * np.cos(turn)))


def _seen(quads: "Floats", focals: "Floats", size: tuple[int, int], sizes: Sizes) -> _Seen:
    """Quads of J × 4 × 2 pixels as objects of each size, held upright or, if need be, turned."""
    import numpy as np

    wide, high, both = _edges(quads, focals, size)
    w, h = np.array(sizes, float).T[:, :, None, None]
    upright = _of_products(wide / w**2, high / h**2, both / (w * h))
    turned = _of_products(high / w**2, wide / h**2, -both / (w * h))
    tilted, less = upright.radius[..., :1], turned.radius[..., :1]
    most = (1 - _TURNED_COS**2) / (1 + _TURNED_COS**2)
    lies = (tilted > most) & (less < tilted)
    return _Seen(*(np.where(lies, b, a) for a, b in zip(upright, turned, strict=True)))


def _of_products(a: "Floats", b: "Floats", c: "Floats") -> _Seen:
    level = (a + b) / 2
    return _Seen(level, (a - b) / 2 / level, c / level)


def _edges(
    quads: "Floats", focals: "Floats", size: tuple[int, int]
) -> "tuple[Floats, Floats, Floats]":
    """Products of the edges along width and height, as the line of sight sees them: each F × J.

    The rays to the corners are cut by the plane across the mean ray. There the mean edges would
    be those of a distant object; a near one is first made a parallelogram by its corners' depths.
    The depth of each is as the area of the triangle of the other three, times its ray. Noise must
    not make up depths, so they differ by no more than a tilt of some 70 degrees can explain.
    """
    import numpy as np

    flat = (quads - np.array(size) / 2) / focals[:, None, None, None]
    rays = np.concatenate([flat, np.ones_like(flat[..., :1])], -1)
    axis = rays.mean(-2, keepdims=True)
    axis = axis / np.sqrt((axis * axis).sum(-1, keepdims=True))
    along = (rays * axis).sum(-1)
    cut = rays / along[..., None]
    depth = _triangles(quads) * along
    depth = depth / depth.mean(-1, keepdims=True)
    diagonals = cut[..., 2:, :] - cut[..., :2, :]
    reach = np.sqrt((diagonals * diagonals).sum(-1).max(-1, keepdims=True)) / 2
    most = np.minimum(3 * reach, 0.6)
    corners = cut * np.clip(depth, 1 - most, 1 + most)[..., None]
    tl, tr, br, bl = np.moveaxis(corners, -2, 0)
    sides = np.stack([tr - tl + br - bl, bl - tl + br - tr]) / 2
    centre = (tl + tr + br + bl) / 4
    far = (centre * centre).sum(-1)
    x, y = sides
    dx, dy = (sides * centre).sum(-1)
    wide, high, both = (x * x).sum(-1), (y * y).sum(-1), (x * y).sum(-1)
    return (wide - dx * dx / far) / far, (high - dy * dy / far) / far, (both - dx * dy / far) / far


def _triangles(quads: "Floats") -> "Floats":
    """Twice the area of the triangle that is left without each corner: J × 4."""
    import numpy as np

    a, b, c = (np.roll(quads, -k, axis=1) for k in (1, 2, 3))
    p, q = b - a, c - a
    return np.asarray(p[..., 0] * q[..., 1] - p[..., 1] * q[..., 0])


def _ends(seen: _Seen) -> tuple[list[float], list[float]]:
    """The least and greatest distance (m), yaw and pitch (degrees).

    The 10 to 90 % of the jitters alone would be false near face-on, where noise can only add to
    the tilt and so take from the distance. So they are joined with those of the same jitters freed
    of that: of radius², twice the variance of u and w is noise, once by the hand that drew and
    once by the jitter. And an angle whose sign is not certain may be none at all.
    """
    import numpy as np

    radius = seen.radius
    noise = seen.u[..., 1:].var(-1, keepdims=True) + seen.w[..., 1:].var(-1, keepdims=True)
    freed = np.sqrt(np.maximum(radius * radius - 2 * noise, 0))
    values = np.stack(
        [np.stack([seen.range_mm(r) / 1000, *seen.angles(r)]) for r in (radius, freed)]
    )[..., 1:]
    values.sort(axis=-1)
    low, high = _rank(values, 0.1), _rank(values, 0.9)
    low, high = low.min((0, 3)), high.max((0, 3))
    none = (low <= 0) & (high >= 0)
    low, high = np.minimum(abs(low), abs(high)), np.maximum(abs(low), abs(high))
    low[none] = 0
    least = np.cos(np.radians(low[1])) * np.cos(np.radians(low[2]))  # of the tilt, by size
    most = min(math.cos(math.radians(_PLAUSIBLE_TILT)), least.max())
    likely = ~(least < most)  # so that what is no number is not left out, but found out
    return low[:, likely].min(1).tolist(), high[:, likely].max(1).tolist()


def _rank(values: "Floats", part: float) -> "Floats":
    """The value below which that part of the population lies of which these are a sorted sample."""
    import numpy as np

    place = part * (values.shape[-1] + 1) - 1
    before = int(place)
    share = place - before
    return np.asarray(values[..., before] * (1 - share) + values[..., before + 1] * share)


def _of_box(
    box: Box, size: tuple[int, int], focal: float | None, sizes: Sizes
) -> dict[str, Measured]:
    """From the box alone, whatever the size: a guess, as a box also grows by the object's roll.

    A box that is narrower than the object shows yaw, a flatter one pitch; as it may hide some of
    both, neither is said to be more than nothing. One that is not flatter tells nothing of pitch.
    """
    narrow, wide = box.width - _EDGE_PX, box.width + _EDGE_PX
    flat, high = box.height - _EDGE_PX, box.height + _EDGE_PX
    if not (narrow >= _EDGE_PX and flat >= _EDGE_PX):
        return _nothing("too_small")
    yaw = max(_hidden(narrow / high * h / w, "yaw") for w, h in sizes)
    pitch = max(_hidden(flat / wide * w / h, "pitch") for w, h in sizes)
    flatter = all(high / narrow * w / h < 1 for w, h in sizes)
    found = {
        "yaw": _between(0.0, yaw, "estimate"),
        "pitch": _between(0.0, pitch, "estimate") if flatter else unknown("estimate"),
    }
    if focal is not None:
        x, y = box.centre
        sight = math.hypot(x - size[0] / 2, y - size[1] / 2, focal) / 1000
        nearest = min(min(h / high, w / wide) for w, h in sizes)
        farthest = max(max(h / flat, w / narrow) for w, h in sizes)
        found["distance"] = _between(sight * nearest, sight * farthest, "estimate")
    return found


def _hidden(ratio: float, angle: str) -> float:
    """The most that an angle may be, in degrees, by how much it foreshortens."""
    return math.degrees(math.acos(min(ratio, 1.0) * math.cos(math.radians(_HIDDEN[angle]))))
