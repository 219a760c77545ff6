"""The orientation of a picture: read from its EXIF block, and what it does to points."""

import struct

from labeler.core.geometry import Points

_ORIENTATION = 0x0112
_PREFIX = b"Exif\0\0"


def orientation(block: bytes) -> int:
    """1..8 as the EXIF block says, 1 when it does not say or is broken."""
    found = _find(block)
    if found is None:
        return 1
    order, at, _ = found
    (value,) = struct.unpack_from(order + "H", block, at)
    return int(value) if 1 <= value <= 8 else 1


def straightened(block: bytes) -> bytes:
    """The same block saying orientation 1, without the thumbnail, which would lie on its side.

    Changed in place, so that maker notes with absolute offsets stay readable.
    """
    found = _find(block)
    if found is None:
        return block
    order, at, end = found
    changed = bytearray(block)
    struct.pack_into(order + "H", changed, at, 1)
    if end + 4 <= len(changed):
        struct.pack_into(order + "I", changed, end, 0)  # no next directory: that is the thumbnail
    return bytes(changed)


def _find(block: bytes) -> tuple[str, int, int] | None:
    """Byte order, offset of the orientation's value, offset of the end of its directory."""
    start = len(_PREFIX) if block.startswith(_PREFIX) else 0
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(block[start : start + 4])
    if order is None:
        return None
    try:
        (offset,) = struct.unpack_from(order + "I", block, start + 4)
        (count,) = struct.unpack_from(order + "H", block, start + offset)
        first = start + offset + 2
        for at in range(first, first + 12 * count, 12):
            (tag,) = struct.unpack_from(order + "H", block, at)
            if tag == _ORIENTATION:
                struct.unpack_from(order + "H", block, at + 8)
                return order, at + 8, first + 12 * count
    except struct.error:
        pass  # cut off
    return None


def swaps_sides(orientation: int) -> bool:
    """True when the upright picture is as wide as the stored one is high."""
    return orientation >= 5


def turned(points: Points, orientation: int, width: float, height: float) -> Points:
    """Points of the stored picture, `width` × `height`, as points of the upright one."""
    w, h = width, height
    match orientation:
        case 2:
            return tuple((w - x, y) for x, y in points)
        case 3:
            return tuple((w - x, h - y) for x, y in points)
        case 4:
            return tuple((x, h - y) for x, y in points)
        case 5:
            return tuple((y, x) for x, y in points)
        case 6:
            return tuple((h - y, x) for x, y in points)
        case 7:
            return tuple((h - y, w - x) for x, y in points)
        case 8:
            return tuple((y, w - x) for x, y in points)
    return points
