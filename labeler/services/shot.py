"""A frame of a video that is to become an image, with all that its file and its row need."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from labeler.core.finding import LabelerError

if TYPE_CHECKING:
    from labeler.core.video.provenance import Provenance, Source
    from labeler.core.video.source import Frame
    from labeler.core.video.table import FrameTable


@dataclass(frozen=True, slots=True)
class Shot:
    """`name` is that of the image; the thread that saves writes it, before its labels."""

    provenance: "Provenance"
    source: "Source"
    table: "FrameTable"
    frame: "Frame"
    name: str
    reason: str
    scene: int | None

    def write(self) -> None:
        """Put the image in its place, if it is not there; raises LabelerError."""
        self._write(self.provenance)

    def write_into(self, folder: Path) -> None:
        """Put it into another folder."""
        from labeler.core.video.provenance import Provenance

        self._write(Provenance(folder))

    def _write(self, provenance: "Provenance") -> None:
        suffix = Path(self.name).suffix
        placed = provenance.write(
            self.source, self.table, self.frame, suffix, self.reason, self.scene
        )
        if placed.image != self.name:  # another program took the name meanwhile
            raise LabelerError("already_there", provenance.folder / self.name)
