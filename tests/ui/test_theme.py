"""Icons exist and are drawn in the colours of the theme; text can be read in both themes."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QCheckBox, QRadioButton
from pytestqt.qtbot import QtBot

from labeler.services.resources import resource
from labeler.ui import theme
from labeler.ui.actions import ACTIONS
from labeler.ui.theme import DARK, LIGHT, Colors


def _luminance(color: str) -> float:
    """Relative luminance, WCAG 2."""
    parts = (QColor(color).redF(), QColor(color).greenF(), QColor(color).blueF())
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(a: str, b: str) -> float:
    high, low = sorted((_luminance(a), _luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("c", [LIGHT, DARK], ids=["light", "dark"])
def test_text_can_be_read(c: Colors) -> None:
    for ground in (c.window, c.base, c.raised, c.hover, c.chosen):
        assert _contrast(c.text, ground) >= 7
    for color in (c.quiet, c.warning, c.error, c.good, c.accent):
        assert _contrast(color, c.window) >= 4.5
    assert _contrast(c.on_accent, c.accent) >= 4.5


@pytest.mark.parametrize("c", [LIGHT, DARK], ids=["light", "dark"])
def test_every_picture_of_the_style_sheet_is_there(c: Colors) -> None:
    named = re.findall(r'url\("([^"]+)"\)', theme.style_sheet(c))
    assert len(named) == 5
    assert all(Path(name).is_file() for name in named)


@pytest.mark.parametrize("wanted", ["light", "dark"])
@pytest.mark.parametrize("kind", [QCheckBox, QRadioButton])
def test_what_can_be_ticked_has_an_outline(
    qtbot: QtBot, kind: type[QCheckBox | QRadioButton], wanted: str
) -> None:
    used = theme.Theme()
    used.use(wanted)
    box = kind()
    qtbot.addWidget(box)
    image = box.grab().toImage()
    middle = image.height() // 2
    left = [image.pixelColor(x, middle).name() for x in range(20)]
    assert max(_contrast(color, used.colors.window) for color in left) >= 3
    box.setChecked(True)
    image = box.grab().toImage()
    ticked = [image.pixelColor(x, middle).name() for x in range(20)]
    assert used.colors.accent in ticked
    used.use("light")


@pytest.mark.parametrize("name", sorted({a.icon for a in ACTIONS if a.icon}))
def test_every_icon_of_an_action_is_there_and_drawn(qtbot: QtBot, name: str) -> None:
    assert resource(f"icons/{name}.svg").is_file()
    image = theme.icon(name).pixmap(QSize(24, 24)).toImage()
    seen = [image.pixelColor(x, y).alpha() for x in range(24) for y in range(24)]
    assert sum(alpha > 100 for alpha in seen) > 20


def test_an_icon_follows_the_theme_and_its_state(qtbot: QtBot) -> None:
    used = theme.Theme()
    grounds = []
    for wanted in ("light", "dark"):
        used.use(wanted)
        icon = theme.icon("draw_box")
        images = [
            icon.pixmap(QSize(24, 24), mode, state).toImage()
            for mode, state in (
                (QIcon.Mode.Normal, QIcon.State.Off),
                (QIcon.Mode.Disabled, QIcon.State.Off),
                (QIcon.Mode.Normal, QIcon.State.On),
            )
        ]
        grounds += [image.pixelColor(5, 6).name() for image in images]
    assert len(set(grounds)) == 6
    used.use("light")
