"""The real sizes of objects in millimetres: licence plates by country, any other by its sides."""

import re
from collections.abc import Mapping

from labeler.core.annotation import Shape

ATTRIBUTE = "plate_type"  # of a shape, where it differs from what its class says

# width × height; a wrong type puts the distance out by up to 1.55
PLATES: Mapping[str, tuple[float, float]] = {
    "kr_520x110": (520, 110),
    "kr_335x155": (335, 155),
    "kr_335x170": (335, 170),
    "kr_440x220": (440, 220),
    "kr_motorcycle_210x115": (210, 115),
    "kr_motorcycle_210x150": (210, 150),
    "eu_520x110": (520, 110),
    "us_305x152": (305, 152),
    "cn_440x140": (440, 140),
    "jp_330x165": (330, 165),
}
_SIDES = re.compile(r"\s*([0-9]{1,6}(?:\.[0-9]{1,3})?)\s*[x×X*]\s*([0-9]{1,6}(?:\.[0-9]{1,3})?)\s*")

RealSizes = Mapping[str, tuple[str, ...]]  # class -> what its objects may be, the likeliest first


def size_mm(text: str) -> tuple[float, float] | None:
    """Width and height of a plate by its id, or of sides as in "520x110"; None for other texts."""
    known = PLATES.get(text.strip())
    if known is not None:
        return known
    match = _SIDES.fullmatch(text)
    sides = (float(match[1]), float(match[2])) if match else (0.0, 0.0)
    return sides if min(sides) > 0 else None


def sizes_of(shape: Shape, sizes: RealSizes) -> tuple[tuple[float, float], ...]:
    """What a shape may measure: by its own attribute, else by its class."""
    own = next((size_mm(value) for name, value in shape.attributes if name == ATTRIBUTE), None)
    if own is not None:
        return (own,)
    found = (size_mm(text) for text in sizes.get(shape.class_name, ()))
    return tuple(dict.fromkeys(size for size in found if size is not None))
