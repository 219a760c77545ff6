"""The sample dataset: copied once to where the user may write, so that trying it harms nothing."""

import os
import shutil
import tempfile
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
        folder.parent.mkdir(parents=True, exist_ok=True)
        half = Path(tempfile.mkdtemp(prefix="sample.", suffix=".part", dir=folder.parent))
        try:
            shutil.copytree(resource("samples/plates"), half, dirs_exist_ok=True)
            half.rename(folder)
        except OSError:
            shutil.rmtree(half, ignore_errors=True)
            if not folder.is_dir():  # else another start was quicker
                raise
    return folder
