"""Which files are videos, and the clips of a folder as one list; nothing is opened."""

from pathlib import Path

# fmt: off
VIDEO_SUFFIXES = frozenset((
    ".mp4", ".mov", ".m4v", ".avi", ".mkv", ".webm", ".ts", ".mts", ".m2ts", ".mpg", ".mpeg",
    ".3gp", ".flv", ".wmv", ".asf", ".h264", ".264", ".h265", ".hevc",
))
# fmt: on


def is_video(path: Path) -> bool:
    """By its name alone."""
    return path.suffix.lower() in VIDEO_SUFFIXES


def clips_in(folder: Path) -> list[Path]:
    """The videos of a folder in natural order, hidden ones not; none when it cannot be read."""
    from labeler.core.listing import list_folder, natural_sorted

    return [folder / name for name in natural_sorted(list_folder(str(folder)).videos)]
