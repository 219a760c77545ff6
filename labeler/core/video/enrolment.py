"""Enters videos into the labeler.yaml of the dataset that their frames were captured into."""

import random
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from labeler.core.classes import ClassList
from labeler.core.dataset import open_dataset
from labeler.core.finding import Finding, LabelerError
from labeler.core.project import Project, load_project, save_project
from labeler.core.video.groups import enrolled
from labeler.core.video.identity import Source
from labeler.core.video.locking import alone_in

_TRIES = 12
_PAUSE_S = 0.05


def enrol(folder: Path, sources: Sequence[Source]) -> tuple[Finding, ...]:
    """Append the videos that labeler.yaml does not have; a failure is a warning.

    Where there is no labeler.yaml, one is made that says nothing new: formats as they were guessed,
    classes left to the files they come from.
    """
    if not sources:
        return ()
    try:
        project = open_dataset(folder).project
        _entered(project if project.exists else project.classed(ClassList()), sources)
    except LabelerError as error:
        return (replace(error.finding, severity="warning"),)
    return ()


def _entered(fresh: Project, sources: Sequence[Source]) -> None:
    """Again when another program changes the file at the same time."""
    for tries_left in reversed(range(_TRIES)):
        with ExitStack() as stack:
            try:
                stack.enter_context(alone_in(fresh.root))
            except OSError:
                pass
            project = load_project(fresh.root) or fresh
            videos = enrolled(project.videos, sources)
            if videos == project.videos:
                return
            try:
                save_project(replace(project, videos=videos))
            except LabelerError as error:
                if error.finding.code != "project_changed_on_disk" or not tries_left:
                    raise
        time.sleep(random.uniform(0, _PAUSE_S))
