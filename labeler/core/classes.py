"""The ordered class list: stable numbers, colours, keys.

A class's number is its place in the list and never changes; a removed class leaves its place
empty. A number that a file uses and the list lacks is named `#<number>`.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from labeler.core.finding import LabelerError

_UNLISTED = re.compile(r"#(\d{1,9})")

# Distinct on grey, in daylight and for most colour-blind eyes; after these, hues by golden angle.
PALETTE = (
    "#ffb000", "#2f8dff", "#ff5d8f", "#21c27a", "#a56bff",
    "#ff7a1a", "#18c5d9", "#e3d21b", "#f2545b", "#8fd14f",
)  # fmt: skip


def normalised(name: str) -> str:
    """A class name as it is compared and stored: stripped, Unicode NFC."""
    return unicodedata.normalize("NFC", name.strip())


@dataclass(frozen=True, slots=True)
class LabelClass:
    """One class; `color` is `#rrggbb` or "" (the palette's), `key` a digit or "" (its place)."""

    name: str
    color: str = ""
    key: str = ""
    removed: bool = False


@dataclass(frozen=True)
class ClassList:
    """All classes of a dataset; `order` is how they are displayed, as numbers ("" is by number)."""

    classes: tuple[LabelClass, ...] = ()
    order: tuple[int, ...] = ()

    @staticmethod
    def of(names: Iterable[str]) -> "ClassList":
        """A list with these names in this order; a repeated or empty name keeps its number."""
        seen: set[str] = set()
        classes = []
        for raw in names:
            name = normalised(raw)
            classes.append(LabelClass(name, removed=not name or name in seen))
            seen.add(name)
        return ClassList(tuple(classes))

    def __iter__(self) -> Iterator[LabelClass]:
        """The classes in use, by number."""
        return (c for c in self.classes if not c.removed)

    def __len__(self) -> int:
        return len(self.classes)

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and self._listed(name) is not None

    @property
    def names(self) -> tuple[str, ...]:
        """Every name by number, removed ones too, so that the index is the number."""
        return tuple(c.name for c in self.classes)

    @cached_property
    def displayed(self) -> tuple[int, ...]:
        """Numbers of the classes in use, in display order; those not in `order` come last."""
        used = dict.fromkeys(n for n, c in enumerate(self.classes) if not c.removed)
        known = dict.fromkeys(n for n in self.order if n in used)
        return (*known, *(n for n in used if n not in known))

    @cached_property
    def _keys(self) -> Mapping[int, str]:
        taken = {c.key for c in self if c.key}
        keys = {number: str(place) for place, number in enumerate(self.displayed[:9], 1)}
        free = {number: key for number, key in keys.items() if key not in taken}
        return {n: self.classes[n].key or free.get(n, "") for n in self.displayed}

    @cached_property
    def _numbers(self) -> Mapping[str, int]:
        return {c.name: n for n, c in enumerate(self.classes) if not c.removed}

    def _listed(self, name: str) -> int | None:
        number = self._numbers.get(name)
        return self._numbers.get(normalised(name)) if number is None else number

    def number_of(self, name: str) -> int | None:
        """The number of a class, that of `#<number>` for an unlisted one, None for an unknown."""
        number = self._listed(name)
        if number is None and (match := _UNLISTED.fullmatch(name)):
            return int(match[1])
        return number

    def name_of(self, number: int) -> str:
        """The name of a number, `#<number>` where the list has none."""
        if 0 <= number < len(self.classes) and not self.classes[number].removed:
            return self.classes[number].name
        return f"#{number}"

    def color_of(self, name: str) -> str:
        """`#rrggbb` of a class: its own, or the palette's by number; grey for an unknown."""
        number = self.number_of(name)
        if number is None:
            return "#9aa0a6"
        if number < len(self.classes) and self.classes[number].color:
            return self.classes[number].color
        return palette_color(number)

    def key_of(self, number: int) -> str:
        """The digit that picks the class: its own, or its place in display order up to nine.

        "" for one that has none, is removed or is not listed.
        """
        return self._keys.get(number, "")

    def by_key(self, key: str) -> str | None:
        """The name of the class that a digit picks; the first shown, where two claim it."""
        found = (n for n in self.displayed if key and self._keys[n] == key)
        number = next(found, None)
        return None if number is None else self.classes[number].name

    def adding(self, name: str) -> "ClassList":
        """The list with the class appended; the same list when it is there already."""
        clean = normalised(name)
        if not clean or clean in self:
            return self
        return replace(self, classes=(*self.classes, LabelClass(clean)))

    def replacing(self, number: int, changed: LabelClass) -> "ClassList":
        classes = list(self.classes)
        classes[number] = replace(changed, name=normalised(changed.name))
        return replace(self, classes=tuple(classes))

    def renaming(self, number: int, name: str) -> "ClassList":
        """The list with another name for a number.

        Raises LabelerError "class_name_empty", or "class_exists" for the name of another class:
        two of one name could not be told apart in a file.
        """
        clean = normalised(name)
        if not clean:
            raise LabelerError("class_name_empty")
        if self._listed(clean) not in (None, number):
            raise LabelerError("class_exists", name=clean)
        return self.replacing(number, replace(self.classes[number], name=name))

    def removing(self, number: int) -> "ClassList":
        return self.replacing(number, replace(self.classes[number], removed=True))

    def restyling(self, like: "ClassList") -> "ClassList":
        """The same classes and numbers with the names, colours, keys and order of another list."""
        classes = list(self.classes)
        for number, other in enumerate(like.classes[: len(classes)]):
            classes[number] = replace(other, removed=classes[number].removed)
        return replace(self, classes=tuple(classes), order=like.order)

    def ordering(self, order: Iterable[int]) -> "ClassList":
        return replace(self, order=tuple(order))


def palette_color(number: int) -> str:
    """`#rrggbb` for a class number."""
    if number < len(PALETTE):
        return PALETTE[number]
    import colorsys

    r, g, b = colorsys.hls_to_rgb((number * 0.618034) % 1.0, 0.58, 0.75)
    return f"#{round(r * 255):02x}{round(g * 255):02x}{round(b * 255):02x}"
