"""What a capture into the folder of a dataset should bring, because the rules lack it there."""

import os
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from labeler.core.finding import LabelerError
from labeler.core.graded import judged_all
from labeler.core.shortage import quota_of, shortages
from labeler.core.video.quota import Quota, brought

if TYPE_CHECKING:
    from labeler.core.video.capture import Plan

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Wanting:
    """What lacks, and the names of the labelled images in the folder."""

    quota: Quota = field(default_factory=Quota)
    labelled: frozenset[str] = frozenset()


def wanting(folder: Path, jobs: int = 1, progress: Progress = lambda done, total: None) -> Wanting:
    """Nothing where the folder has no labels, or is no dataset that can be read."""
    from labeler.core.dataset import open_dataset
    from labeler.core.grading import survey
    from labeler.core.measure_store import MeasureStore

    try:
        dataset = open_dataset(folder)
    except LabelerError:
        return Wanting()
    with MeasureStore() as store:
        found = survey(dataset, dataset.images, store, jobs, progress)
        rows = [row for some in found for row in some]
    labelled = {row.image for row in rows if row.shape is not None}
    if not labelled:
        return Wanting()
    rules = dataset.project.rules_in_force
    paths = (dataset.path(image) for image in labelled)
    here = os.path.abspath(folder)
    names = frozenset(path.name for path in paths if os.path.abspath(path.parent) == here)
    return Wanting(quota_of(shortages(rows, judged_all(rows, rules), rules)), names)


def asking(plans: "Iterable[Plan]", quota: Quota, labelled: Collection[str]) -> "list[Plan]":
    """The plans, each for its part of the quota, which comes to what its video has brought."""
    every = list(plans)
    return [_asking(plan, quota.shared(len(every)), labelled) for plan in every]


def _asking(plan: "Plan", quota: Quota, labelled: Collection[str]) -> "Plan":
    from labeler.core.video.provenance import Provenance, identify

    try:
        source = identify(plan.video, plan.stream)
        quota = quota.with_those(brought(Provenance(plan.into), source, labelled))
    except LabelerError:  # told when its turn comes
        pass
    return replace(plan, quota=quota)
