"""Turned pictures are shown upright, and labels stay in place when the turn is baked in."""

from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from pytestqt.qtbot import QtBot

from labeler.core.pictures import decode, probe
from labeler.core.revision import bake_rotation
from labeler.services.session import Session
from tests.services.conftest import draw, saved

Opened = Callable[[Path], Session]
PICTURES = Path(__file__).resolve().parents[2] / "../shared/data/images/exif-orientation"


@pytest.mark.parametrize("orientation", range(1, 9))
def test_all_orientations_stand_upright_and_stay_labelled(
    opened: Opened, tmp_path: Path, qtbot: QtBot, orientation: int
) -> None:
    if not PICTURES.exists():
        pytest.skip("the real data is not here")
    name = f"Landscape_{orientation}.jpg"
    path = tmp_path / name
    path.write_bytes((PICTURES / name).read_bytes())
    upright = decode(PICTURES / "Landscape_1.jpg").astype(int)
    session = opened(tmp_path)
    assert session.workspace.image_size == (1800, 1200)
    assert session.info is not None
    assert session.info.orientation == orientation
    assert abs(decode(path).astype(int) - upright).mean() < 6
    draw(session, 700, 500)
    saved(session)
    before = (tmp_path / f"Landscape_{orientation}.xml").read_bytes()
    if orientation == 1:
        return
    with qtbot.waitSignal(session.history.revised, timeout=10_000):
        session.apply_revision(bake_rotation(session.dataset, [name]))
    info = probe(path)
    assert (info.width, info.height, info.orientation) == (1800, 1200, 1)
    assert abs(decode(path).astype(int) - upright).mean() < 6
    xml = ElementTree.parse(tmp_path / f"Landscape_{orientation}.xml").getroot()
    assert xml.findtext("object/bndbox/xmin") == "700"
    assert (tmp_path / f"Landscape_{orientation}.xml").read_bytes() == before
    qtbot.waitUntil(lambda: session.dataset.complete and session.document is not None)
    with qtbot.waitSignal(session.history.revised, timeout=10_000):
        session.history.undo()
    assert path.read_bytes() == (PICTURES / name).read_bytes()
