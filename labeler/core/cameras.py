"""Camera profiles: how wide a camera sees, and the images it took."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Camera:
    """`hfov_deg` is the field of view along the longer side of the picture, in degrees; makers
    often quote that of the diagonal, which is larger.

    It took the frames of `videos` (groups) and the images below `folders` (relative to the
    dataset's root); with neither, every image that no other camera took.
    """

    name: str
    hfov_deg: float
    videos: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()


def camera_of(cameras: Iterable[Camera], image: str, video: str = "") -> Camera | None:
    """The camera that took an image: by its video, else by the deepest folder, else the general
    one."""
    best: tuple[int, Camera] | None = None
    for camera in cameras:
        rank = _rank(camera, image, video)
        if rank and (best is None or rank > best[0]):
            best = (rank, camera)
    return best[1] if best else None


def _rank(camera: Camera, image: str, video: str) -> int:
    """How surely the camera took the image; 0 is not at all."""
    if video and video in camera.videos:
        return 1 << 20
    inside = [f for f in camera.folders if image.startswith(f.rstrip("/") + "/")]
    if inside:
        return 1 + max(len(folder) for folder in inside)
    return 0 if camera.videos or camera.folders else 1
