"""What a capture into a folder should bring."""

from pathlib import Path

import pytest

from labeler.core.video.capture import Pick, Plan, run
from labeler.core.video.quota import Quota
from labeler.core.wanting import Wanting, asking, wanting
from tests.core.video.making import make_clip
from tests.drives import label, photograph

BOX = ((10, 10), (60, 10), (60, 30), (10, 30))


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LABELER_CACHE_DIR", str(tmp_path / "cache"))


def test_what_lacks_and_what_is_labelled(tmp_path: Path) -> None:
    folder = tmp_path / "set"
    folder.mkdir()
    photograph(folder, 3)
    told: list[tuple[int, int]] = []
    found = wanting(folder, progress=lambda done, total: told.append((done, total)))
    assert found == Wanting(Quota(30, 30), frozenset(f"still 0{n}.png" for n in range(3)))
    assert told[-1] == (3, 3)
    (folder / "labeler.yaml").write_text("rules: [\n")
    assert wanting(folder) == Wanting()


def test_without_labels_nothing_lacks(tmp_path: Path) -> None:
    assert wanting(tmp_path) == wanting(tmp_path / "none") == Wanting()
    photograph(tmp_path, 1)
    (tmp_path / "still 00.xml").unlink()
    assert wanting(tmp_path) == Wanting()


def test_a_video_is_asked_for_more_than_it_brought(tmp_path: Path) -> None:
    one, other = make_clip(tmp_path / "a.mp4"), make_clip(tmp_path / "b.mp4", seed=1)
    out = tmp_path / "out"
    picks = (Pick(1, "quota-blur"), Pick(3, "quota-blur"), Pick(5, "quota-soft"), Pick(7, "sharp"))
    first, _, third, last = run(Plan(one, out, picks=picks)).written
    for name in (first, third, last):
        label(out / name, BOX, (64, 48))
    plans = [Plan(path, out, choose=True) for path in (one, other, tmp_path / "none.mp4")]
    asked = asking(plans, Quota(soft=0, blurred=10), {first, third, last})
    assert [plan.quota for plan in asked] == [Quota(0, 5), Quota(0, 4), Quota(0, 4)]
    assert [plan.video for plan in asked] == [plan.video for plan in plans]
