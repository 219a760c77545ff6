"""Which video a file is, wherever it lies and whatever it is called."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from labeler.core.finding import LabelerError

_END = 1 << 20

Key = tuple[str, int, int]  # sha256, bytes, stream


@dataclass(frozen=True, slots=True)
class Source:
    """One stream of one video.

    `sha256` is the digest, in hex, of the file's first MiB followed by its last MiB; in a file of
    less than 2 MiB these overlap, and one of up to 1 MiB counts twice. A file that was cut or
    encoded anew is another video; one that was renamed is the same.
    """

    name: str  # of the file
    sha256: str
    bytes: int  # size of the file
    stream: int = 0

    @property
    def key(self) -> Key:
        """What is equal for the same video under another name."""
        return (self.sha256, self.bytes, self.stream)


def identify(path: Path, stream: int = 0) -> Source:
    """Reads 2 MiB at most. Raises LabelerError: no_such_path, cannot_read."""
    try:
        with open(path, "rb") as file:
            size = os.fstat(file.fileno()).st_size
            digest = hashlib.sha256(file.read(_END))
            file.seek(max(0, size - _END))
            digest.update(file.read(_END))
    except FileNotFoundError as error:
        raise LabelerError("no_such_path", path) from error
    except OSError as error:
        raise LabelerError("cannot_read", path, reason=error.strerror or "") from error
    return Source(path.name, digest.hexdigest(), size, stream)
