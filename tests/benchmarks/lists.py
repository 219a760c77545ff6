"""The list of 100,000 images on screen."""

import time
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QApplication, QListView

from labeler.services.images import ImageCache
from labeler.services.jobs import Jobs
from labeler.services.session import Session
from labeler.services.settings import Settings
from labeler.ui.docks.files import FilesDock
from tests.benchmarks import made
from tests.benchmarks.row import Row, medians_ms, row

COUNT = 100_000


def listing_100000(folder: Path) -> Iterator[Row]:
    """All rows given to the list and painted, as after a filter was taken off."""
    application = QApplication([])
    jobs = Jobs()
    images = ImageCache(jobs=jobs)
    session = Session(jobs, images)
    session.open(made.many_images(folder / "many", COUNT))
    while session.dataset is None or not session.dataset.complete:
        application.processEvents()
        time.sleep(0.001)
    dock = FilesDock(session, Settings())
    dock.resize(280, 900)
    dock.show()
    plain, names = QListView(), list(session.dataset.images)
    plain.setUniformItemSizes(True)
    plain.setLayoutMode(QListView.LayoutMode.Batched)
    plain.resize(280, 900)
    plain.show()
    model = QStringListModel(plain)

    def listed() -> None:
        dock.model.refresh()
        dock.view.viewport().repaint()

    def plainly() -> None:
        model.setStringList(names)
        plain.setModel(model)
        plain.viewport().repaint()

    jobs.wait()
    application.processEvents()
    work, floor = medians_ms(listed, plainly, times=9)
    yield row(
        "list of 100,000 rows, filled and painted", work,
        floor=floor, floor_is="QListView, QStringListModel", at_most=20,
    )  # fmt: skip
    session.close()
    images.close()
    jobs.close()
