"""The lecture's story: sharp stills, a board that lacks blur, and a drive that brings it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from labeler.core.coverage import Thin, coverage
from labeler.core.dataset import open_dataset
from labeler.core.graded import Judgements, Row, judged_all
from labeler.core.grading import survey
from labeler.core.measure_store import MeasureStore
from labeler.core.shortage import quota_of, shortages
from labeler.core.video.capture import Plan, pictures_but, run, sketches
from labeler.core.video.provenance import Provenance, identify
from labeler.core.video.quota import Quota, brought
from tests.drives import SIZE, Drive, drive, label, photograph


@dataclass(frozen=True)
class Board:
    """What the rules say of a dataset."""

    rows: Sequence[Row]
    judgements: Sequence[Judgements]
    lacking: Mapping[str, Mapping[str, Thin]]

    @staticmethod
    def of(folder: Path) -> "Board":
        dataset = open_dataset(folder)
        rules = dataset.project.rules_in_force
        with MeasureStore() as store:
            rows = [row for some in survey(dataset, dataset.images, store) for row in some]
        judgements = judged_all(rows, rules)
        return Board(rows, judgements, shortages(rows, judgements, rules))

    def count(self, grade: str) -> int:
        (rule,) = [one.rule for one in self.judgements[1].values() if one.rule.id == "sharpness"]
        return coverage(self.rows, self.judgements, rule).count(grade)

    @property
    def labelled(self) -> frozenset[str]:
        return frozenset(row.image for row in self.rows if row.shape is not None)


def capture(board: Board, video: Path, into: Path, share: float = 1) -> tuple[str, ...]:
    """Choose by what the board lacks; the images that came until it was cancelled."""
    source = identify(video)
    there = brought(Provenance(into), source, board.labelled)
    quota = quota_of(board.lacking).with_those(there)
    known = sketches(pictures_but(into, [source]))
    plan = Plan(video, into, choose=True, suffix=".png", quota=quota)
    outcome = run(plan, known, lambda done, total: done <= share * total)
    assert not outcome.findings
    return outcome.written


def label_frames(drive: Drive, folder: Path, images: Sequence[str]) -> None:
    provenance = Provenance(folder)
    for image in images:
        row = provenance.row_of(image)
        assert row is not None
        label(folder / image, drive.corners[row.frame], SIZE)


# --- the story


def test_a_drive_brings_the_blur_that_the_stills_lack(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LABELER_CACHE_DIR", str(tmp_path / "cache"))
    folder = tmp_path / "plates"
    folder.mkdir()
    photograph(folder, 36)
    stills = Board.of(folder)
    assert stills.count("sharp") == 36
    assert stills.lacking["sharpness"]["blurred"] == Thin("blurred", "", 0, 30)
    assert quota_of(stills.lacking) == Quota(soft=30, blurred=30)

    video = drive(tmp_path / "drive.mkv")
    some = capture(stills, video.path, folder, share=0.75)  # the second half is the writing
    label_frames(video, folder, some)
    partly = Board.of(folder)
    assert 0 < partly.count("blurred") < 30
    images = some + capture(partly, video.path, folder)
    rows = [Provenance(folder).row_of(image) for image in images]
    blurred = {row.frame for row in rows if row and row.reason == "quota-blur"}
    assert len(blurred) == 30  # and no more: what was brought and labelled is counted
    assert blurred <= video.shaken
    assert len(images) >= 60

    label_frames(video, folder, images)
    after = Board.of(folder)
    assert after.count("blurred") >= 30
    assert "blurred" not in after.lacking["sharpness"]
    assert quota_of(after.lacking) == Quota(soft=30)  # it never shook as little as that
