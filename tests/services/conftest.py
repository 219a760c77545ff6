"""A session over a small dataset that each test makes for itself."""

from collections.abc import Callable, Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from labeler.core.annotation import Shape
from labeler.services.images import ImageCache
from labeler.services.jobs import Jobs
from labeler.services.session import Session


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Five grey images of 240 × 160 and a class file, without labels."""
    root = tmp_path / "set"
    root.mkdir()
    for number in range(5):
        cv2.imwrite(str(root / f"{number}.png"), np.full((160, 240, 3), 40 * number, np.uint8))
    (root / "classes.txt").write_text("plate\ncar\n")
    return root


@pytest.fixture
def session(qtbot: QtBot) -> Iterator[Session]:
    jobs = Jobs()
    images = ImageCache(jobs=jobs)
    session = Session(jobs, images)
    yield session
    session.close()
    images.close()
    jobs.close()


@pytest.fixture
def opened(qtbot: QtBot, session: Session) -> Callable[[Path], Session]:
    """Opens a folder or an image and waits until it is shown."""

    def open_it(path: Path) -> Session:
        before = session.dataset
        session.open(path)

        def shown() -> bool:
            dataset = session.dataset
            return dataset is not before and dataset.complete and session.index >= 0

        qtbot.waitUntil(shown)
        return session

    return open_it


def draw(session: Session, x: float, y: float = 10, name: str = "plate") -> None:
    """Commit a box of 20 × 10 as a tool would."""
    workspace = session.workspace
    shape = Shape(workspace.new_id(), "box", ((x, y), (x + 20, y + 10)), name)
    workspace.commit(workspace.annotation.adding(shape), "draw")


def saved(session: Session) -> None:
    assert session.autosave.wait(5)


def graded(session: Session, qtbot: QtBot) -> None:
    """What was drawn is measured too, and its grades are on the disk."""
    assert session.jobs.wait(5)
    qtbot.waitUntil(lambda: session.grader.at_rest)
    assert session.jobs.wait(5)
    saved(session)
