"""The class list: numbers that stay, names, colours and keys."""

import re
import unicodedata

import pytest

from labeler.core.classes import PALETTE, ClassList, LabelClass, palette_color
from labeler.core.finding import LabelerError

CARS = ClassList.of(("car", "plate", "bus"))


def test_a_number_is_the_place_in_the_list() -> None:
    assert [CARS.number_of(name) for name in CARS.names] == [0, 1, 2]
    assert CARS.name_of(1) == "plate"
    assert len(CARS.adding("tram").classes) == 4
    assert CARS.adding("tram").number_of("tram") == 3


def test_repeated_and_empty_names_keep_their_number() -> None:
    classes = ClassList.of(("car", "", "car", "bus"))
    assert [c.name for c in classes] == ["car", "bus"]
    assert classes.number_of("car") == 0
    assert classes.number_of("bus") == 3
    assert classes.name_of(1) == "#1"
    assert classes.displayed == (0, 3)


def test_unlisted_numbers_have_a_name_and_an_unknown_name_has_none() -> None:
    assert CARS.name_of(7) == "#7"
    assert CARS.number_of("#7") == 7
    assert CARS.number_of("tram") is None
    assert CARS.name_of(-1) == "#-1"


def test_names_are_compared_stripped_and_composed() -> None:
    composed = "번호판"
    classes = ClassList.of((unicodedata.normalize("NFD", composed),))
    assert classes.names == (composed,)
    assert classes.number_of(f" {unicodedata.normalize('NFD', composed)}\n") == 0
    assert composed in classes
    assert 5 not in classes
    assert classes.adding(f"{composed} ") is classes
    assert classes.adding("  ") is classes


def test_removing_and_adding_again_does_not_reuse_the_number() -> None:
    classes = CARS.removing(1)
    assert classes.number_of("plate") is None
    assert classes.name_of(1) == "#1"
    assert classes.number_of("bus") == 2
    assert classes.adding("plate").number_of("plate") == 3


def test_renaming() -> None:
    assert CARS.renaming(1, " 번호판 ").names == ("car", "번호판", "bus")
    assert CARS.renaming(1, "plate") == CARS
    with pytest.raises(LabelerError) as clash:
        CARS.renaming(1, " bus")
    assert clash.value.finding.code == "class_exists"
    assert clash.value.finding.values == {"name": "bus"}
    with pytest.raises(LabelerError) as empty:
        CARS.renaming(1, " ")
    assert empty.value.finding.code == "class_name_empty"


def test_display_order_leaves_numbers_alone() -> None:
    classes = CARS.ordering((2, 2, 9, 0))
    assert classes.displayed == (2, 0, 1)
    assert classes.number_of("bus") == 2
    assert [classes.key_of(n) for n in range(3)] == ["2", "3", "1"]


def test_keys_are_places_unless_they_are_given() -> None:
    classes = ClassList.of(str(n) for n in range(12))
    assert [classes.key_of(n) for n in (0, 8, 9, 50)] == ["1", "9", "", ""]
    assert classes.by_key("9") == "8"
    assert classes.by_key("0") is None
    assert classes.by_key("") is None
    own = classes.replacing(11, LabelClass("tram", key="1"))
    assert own.by_key("1") == "tram"
    assert own.key_of(0) == ""
    assert own.by_key("2") == "1"
    assert classes.removing(0).key_of(0) == ""


def test_colours() -> None:
    assert CARS.color_of("car") == PALETTE[0]
    assert CARS.replacing(0, LabelClass("car", "#123456")).color_of("car") == "#123456"
    assert CARS.color_of("#700") == palette_color(700)
    assert CARS.color_of("nobody knows") not in PALETTE
    colors = [palette_color(n) for n in range(100)]
    assert len(set(colors)) == 100
    assert all(re.fullmatch("#[0-9a-f]{6}", color) for color in colors)


def test_a_thousand_classes_are_no_burden() -> None:
    classes = ClassList.of(f"class {n}" for n in range(2000)).ordering(reversed(range(2000)))
    assert [classes.key_of(n) for n in range(2000)].count("") == 1991
    assert classes.by_key("1") == "class 1999"
