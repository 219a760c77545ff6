"""A drive past which a plate is filmed while the camera shakes now and then, and sharp stills."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
from numpy.typing import NDArray

from labeler.core.geometry import Points, bounds
from tests.core.rules.rendering import Plate, rendered
from tests.core.video.test_samples import picture

SIZE = (640, 360)
FRAME_MS = 160
SHAKE, EVERY = 3, 18  # so many frames of so many are blurred by the shaking of the camera
PATH_PX = 6  # how far things move while the shutter is open

Pixels = NDArray[np.uint8]


def label(image: Path, corners: Points, size: tuple[int, int]) -> None:
    """Put a box around the plate, as an annotator would."""
    box = bounds(corners)
    sides = {"xmin": box.x1, "ymin": box.y1, "xmax": box.x2, "ymax": box.y2}
    words = "".join(f"<{name}>{value:.2f}</{name}>" for name, value in sides.items())
    width, height = size
    image.with_suffix(".xml").write_text(
        f"<annotation><filename>{image.name}</filename><size><width>{width}</width>"
        f"<height>{height}</height><depth>3</depth></size>"
        f"<object><name>plate</name><bndbox>{words}</bndbox></object></annotation>"
    )


def photograph(folder: Path, count: int) -> None:
    """Sharp stills of plates, labelled."""
    random = np.random.default_rng(1)
    for number in range(count):
        at = random.uniform(0.3, 0.7, 2)
        plate = Plate(at=(at[0], at[1]), seed=number, noise=1.5).as_wide_as(110 + 3 * number)
        shot = rendered(plate)
        image = folder / f"still {number:02}.png"
        cv2.imwrite(str(image), shot.pixels)
        label(image, shot.corners, plate.picture_size)


@dataclass(frozen=True)
class Drive:
    """A video, and where the plate is on each of its frames."""

    path: Path
    corners: Mapping[int, Points]
    shaken: frozenset[int]


def drive(path: Path, frames: int = 300) -> Drive:
    """A plate ahead, on a road that goes by, six frames a second."""
    ground = picture(3, 12 * frames + SIZE[0], SIZE[1]).astype(np.float32)
    grain = np.random.default_rng(2).normal(0, 10, ground.shape)
    road = cv2.cvtColor((ground + grain).clip(0, 255).astype(np.uint8), cv2.COLOR_GRAY2BGR)
    shaken = frozenset(n for n in range(frames) if n % EVERY < SHAKE)
    corners = {}
    with av.open(str(path), "w") as out:
        stream = out.add_stream("libx264", rate=25, options={"crf": "14", "preset": "ultrafast"})
        stream.width, stream.height = SIZE
        stream.pix_fmt = "yuv420p"
        stream.codec_context.time_base = Fraction(1, 1000)
        for number in range(frames):
            view, corners[number] = seen(road[:, 12 * number : 12 * number + SIZE[0]], number)
            if number in shaken:
                view = cv2.blur(view, (PATH_PX, 1))
            frame = av.VideoFrame.from_ndarray(view, format="bgr24")
            frame.pts, frame.time_base = number * FRAME_MS, Fraction(1, 1000)
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    return Drive(path, corners, shaken)


def seen(road: Pixels, number: int) -> tuple[Pixels, Points]:
    """A part of the road with a plate on it, and the plate's corners."""
    at = (0.5 + 0.2 * np.sin(number / 9), 0.55 + 0.1 * np.sin(number / 5))
    plate = Plate(at=at, picture_size=SIZE, seed=number // EVERY).as_wide_as(118)
    shot = rendered(plate)
    view = road.copy()
    box = bounds(shot.corners)
    rows, columns = slice(round(box.y1), round(box.y2)), slice(round(box.x1), round(box.x2))
    view[rows, columns] = shot.pixels[rows, columns]
    return view, shot.corners
