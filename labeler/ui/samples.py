"""The sample dataset: copied once to where the user may write, so that trying it harms nothing."""

import os
import shutil
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from labeler.services.resources import resource


def target() -> Path:
    """Where the user's copy of the sample lies; `LABELER_DATA_DIR` says otherwise."""
    chosen = os.environ.get("LABELER_DATA_DIR")
    if chosen:
        return Path(chosen) / "sample"
    kind = QStandardPaths.StandardLocation.GenericDataLocation
    return Path(QStandardPaths.writableLocation(kind)) / "labeler" / "sample"


def sample_folder() -> Path:
    """The user's copy of the sample, made if it is not there; raises OSError."""
    folder = target()
    if not folder.is_dir():
        half = folder.with_name("sample.part")
        shutil.rmtree(half, ignore_errors=True)
        shutil.copytree(resource("samples/plates"), half)
        half.rename(folder)
    return folder
