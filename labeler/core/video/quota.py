"""How many frames that are not sharp a choice should bring, so that a model has seen blur."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from labeler.core.video.identity import Source
    from labeler.core.video.provenance import Provenance

SHARP, SOFT, BLURRED = "sharp", "quota-soft", "quota-blur"  # reasons of frames that were chosen


@dataclass(frozen=True, slots=True)
class Quota:
    """So many frames of a kind at least, where the video has them; 0 leaves a kind to its usual
    share of the frames."""

    soft: int = 0
    blurred: int = 0

    def __bool__(self) -> bool:
        return self.soft > 0 or self.blurred > 0

    def of(self, reason: str) -> int:
        return {SOFT: self.soft, BLURRED: self.blurred}.get(reason, 0)

    def shared(self, videos: int) -> "Quota":
        """The part of each of so many videos, rounded up."""
        return Quota(-(-self.soft // videos), -(-self.blurred // videos))

    def with_those(self, other: "Quota") -> "Quota":
        """So many more of each kind that is wanted at all."""
        return Quota(
            self.soft + other.soft if self.soft else 0,
            self.blurred + other.blurred if self.blurred else 0,
        )


def brought(provenance: "Provenance", source: "Source", labelled: Collection[str]) -> Quota:
    """How many frames of each kind a video gave that are labelled by now; `labelled` are names of
    images in the folder of the frames.

    Those are counted in what the rules lack. A choice that is to bring more names them again, as
    an interrupted one names those that nobody has labelled yet; so they are added to what lacks.
    """
    rows = (provenance.row_of(name) for name in provenance.captured(source).values())
    reasons = [row.reason for row in rows if row is not None and row.image in labelled]
    return Quota(reasons.count(SOFT), reasons.count(BLURRED))
