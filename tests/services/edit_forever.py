"""Edits a dataset at random until it is killed, and prints each edit before it is made.

Run as `python -m tests.services.edit_forever FOLDER SEED`; a line is `time index boxes`.
"""

import json
import random
import sys
import time
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTimer

from labeler.core.annotation import Annotation, Shape
from labeler.services.images import ImageCache
from labeler.services.jobs import Jobs
from labeler.services.session import Session


class Editor:
    """A restless annotator: draws, moves, deletes, undoes, redoes and walks on."""

    def __init__(self, session: Session, seed: int) -> None:
        self.session = session
        self.random = random.Random(seed)
        self.timer = QTimer()
        self.timer.timeout.connect(self.act)
        session.opened.connect(lambda: self.timer.start(8))

    def act(self) -> None:
        document = self.session.document
        if document is None or not document.editable or self.random.random() < 0.1:
            self.session.show(self.random.randrange(len(self.session.dataset.images)))
            return
        kind = self.random.random()
        if kind < 0.15 and document.undo_stack.canUndo():
            self._log(document.undo_stack.undo)
        elif kind < 0.2 and document.undo_stack.canRedo():
            self._log(document.undo_stack.redo)
        else:
            after = self._edited(document.annotation)
            self._log(lambda: self.session.workspace.commit(after, "draw"))

    def _edited(self, before: Annotation) -> Annotation:
        if len(before) > 8 or (before.shapes and self.random.random() < 0.25):
            return before.removing([self.random.choice(before.shapes).id])
        if before.shapes and self.random.random() < 0.4:
            return before.replacing(self._moved(self.random.choice(before.shapes)))
        x, y = self.random.randrange(0, 200), self.random.randrange(0, 120)
        points = ((float(x), float(y)), (x + 20.0, y + 10.0))
        name = self.random.choice(("plate", "car"))
        return before.adding(Shape(self.session.workspace.new_id(), "box", points, name))

    def _moved(self, shape: Shape) -> Shape:
        x, y = self.random.randrange(0, 200), self.random.randrange(0, 120)
        return shape.moved(x - shape.bounds.x1, y - shape.bounds.y1)

    def _log(self, edit: object) -> None:
        assert callable(edit)
        edit()
        shapes = self.session.workspace.annotation.shapes
        boxes = [[s.class_name, *map(int, s.bounds)] for s in shapes]
        print(json.dumps([time.time(), self.session.index, boxes]), flush=True)


def main() -> None:
    app = QCoreApplication(sys.argv)
    jobs = Jobs()
    session = Session(jobs, ImageCache(jobs=jobs))
    editor = Editor(session, int(sys.argv[2]))
    session.open(Path(sys.argv[1]))
    assert editor
    app.exec()


if __name__ == "__main__":
    main()
