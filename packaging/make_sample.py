"""Renders resources/samples/plates: street scenes with invented cars, labelled, and a drive.

    python packaging/make_sample.py [--video] [FOLDER]

With --video it renders the drive alone.

Plates begin with 00, which no car carries. Nothing is photographed, so nobody is shown. Nine of
the twelve are labelled, one of them as "nothing here"; three are left for the user to try.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
import scenery
from scenery import DAY, DUSK, NIGHT, OVERCAST, SIZE, Camera, Light, Scene, Vectors
from vehicles import Car, Drawn, draw

from labeler.core.annotation import Annotation, Shape
from labeler.core.classes import ClassList, LabelClass
from labeler.core.project import Project, save_project
from labeler.core.record import Place, Writing, read, save

WHITE, SILVER, GREY, BLACK = (222, 224, 224), (186, 184, 182), (92, 90, 88), (44, 42, 42)
RED, BLUE, NAVY, GREEN, SAND = (
    (48, 40, 172),
    (158, 92, 46),
    (92, 52, 30),
    (74, 96, 60),
    (150, 184, 204),
)
CLASSES = ClassList((LabelClass("plate", "#ffb000", "1"), LabelClass("car", "#2f8dff", "2")))


@dataclass(frozen=True)
class Shot:
    """One picture: where the camera stands, the light, the cars, and how it is labelled."""

    name: str
    light: Light
    cars: tuple[Car, ...]
    height: float = 1.6
    pitch: float = 4.0
    yaw: float = 0.0
    lens: float = 0.85
    x: float = 0.4
    half: float = 6.4
    blur: float = 0.0
    gain: float = 1.08
    grain: float = 1.7
    wet: bool = False
    labelled: bool = True
    kinds: tuple[str, str] = ("box", "box")  # of plates, of cars
    verified: bool = False


SHOTS = (
    Shot("street_01", DAY, (
        Car(-4.6, 25, 180, "suv", GREY, "00나 5678"),
        Car(2.3, 15, 4, "van", WHITE, "00다 1200"),
        Car(-2.3, 9.6, 172, "sedan", BLUE, "00가 1234"),
        Car(1.9, 7.0, 8, "sedan", RED, "00라 9087"),
    ), verified=True),
    Shot("street_02", DAY, (
        Car(4.6, 21, 0, "sedan", SILVER, "00마 4410"),
        Car(0.9, 8.2, -14, "suv", GREEN, "00거 2836"),
    ), lens=0.95, x=-0.4),
    Shot("street_03", OVERCAST, (
        Car(-2.4, 17, 180, "van", SAND, "00너 7301"),
        Car(1.8, 10.5, 2, "sedan", BLACK, "00더 6174"),
        Car(-2.1, 7.6, 186, "suv", WHITE, "00러 3952"),
    ), wet=True, height=1.5),
    Shot("street_04", DUSK, (
        Car(-2.3, 23, 180, "sedan", SILVER, "00머 1188", True),
        Car(-2.3, 10.4, 178, "suv", NAVY, "00가 4521", True),
        Car(2.1, 8.6, 3, "sedan", WHITE, "00나 8093", True),
    ), gain=1.15),
    Shot("street_05", NIGHT, (
        Car(-2.4, 15, 180, "sedan", SILVER, "00다 2765", True),
        Car(1.9, 7.4, 4, "suv", RED, "00라 3140", True),
    ), gain=1.25, grain=3.5),
    Shot("gate_06", DAY, (
        Car(0.2, 7.0, 158, "sedan", WHITE, "00마 7720"),
    ), height=2.5, pitch=15, lens=0.95, x=0.0, kinds=("quad", "box")),
    Shot("gate_07", OVERCAST, (
        Car(-0.4, 6.2, 24, "suv", BLUE, "00거 5069"),
    ), height=2.4, pitch=14, lens=0.95, x=0.0, kinds=("quad", "polygon")),
    Shot("street_08", OVERCAST, (), yaw=7, wet=True),
    Shot("street_09", DUSK, (
        Car(4.9, 12, 0, "van", GREY, "00너 9915"),
        Car(-2.2, 13, 180, "sedan", RED, "00더 4408", True),
        Car(1.7, 6.6, 6, "sedan", NAVY, "00러 1627"),
    ), blur=7, gain=1.1),
    Shot("street_10", DAY, (
        Car(-2.3, 31, 180, "sedan", BLUE, "00머 3356"),
        Car(2.2, 27, 0, "suv", SILVER, "00가 6602"),
        Car(-2.5, 16, 181, "van", WHITE, "00나 2093"),
        Car(2.0, 12.5, 0, "sedan", SAND, "00다 8841"),
    ), lens=1.25, labelled=False),
    Shot("gate_11", DUSK, (
        Car(0.1, 7.6, 196, "van", SILVER, "00라 5574", True),
    ), height=2.4, pitch=13, lens=0.95, x=0.0, gain=0.8, grain=4.0, labelled=False),
    Shot("street_12", NIGHT, (
        Car(4.9, 13, 0, "van", GREY, "00마 1930", True),
        Car(-2.2, 8.8, 176, "suv", WHITE, "00거 7248", True),
        Car(1.8, 7.8, 10, "sedan", GREEN, "00너 3861", True),
    ), gain=1.3, grain=3.5, labelled=False),
)  # fmt: skip


def rendered(shot: Shot, seed: int) -> tuple[Vectors, list[Drawn]]:
    """The picture, and where its cars lie, the farthest first."""
    camera = Camera(shot.height, shot.pitch, shot.yaw, shot.lens, shot.x)
    scene = Scene(camera, shot.light, seed)
    scenery.sky(scene)
    scenery.road(scene, shot.half, shot.wet)
    scenery.houses(scene, shot.half)
    trees = [(side * (shot.half + 1.9), z + side * 2) for z in range(14, 90, 9) for side in (-1, 1)]
    for x, z in sorted(trees, key=lambda place: -place[1]):
        if scene.random.random() < 0.75:
            scenery.tree(scene, x, z)
        else:
            scenery.lamp(scene, np.sign(x) * (shot.half + 0.8), z)
    drawn = [draw(scene, car) for car in shot.cars]
    picture = scenery.developed(scene, shot.blur, shot.gain, shot.grain)
    return picture, [d for d in drawn if d is not None]


def _box(points: Vectors) -> tuple[tuple[float, float], ...]:
    low = np.clip(np.floor(points.min(axis=0)), 0, SIZE)
    high = np.clip(np.ceil(points.max(axis=0)), 0, SIZE)
    return (float(low[0]), float(low[1])), (float(high[0]), float(high[1]))


def _shape(number: int, kind: str, name: str, points: Vectors) -> Shape:
    if kind == "box":
        return Shape(number, "box", _box(points), name)
    if kind == "polygon":
        points = cv2.approxPolyDP(points.astype(np.float32), 2.5, True)[:, 0, :].astype(float)
    corners = tuple((float(x), float(y)) for x, y in np.round(np.clip(points, 0, SIZE)))
    return Shape(number, "polygon" if kind == "polygon" else "quad", corners, name)


def _seen(outline: Vectors, nearer: Sequence[Vectors]) -> tuple[Vectors, float]:
    """The largest part of an outline that nothing nearer hides, and which share of it that is."""
    mask = np.zeros((SIZE[1] * scenery.SCALE, SIZE[0] * scenery.SCALE), np.uint8)
    cv2.fillPoly(mask, [np.round(outline).astype(np.int32)], 1)
    whole = int(mask.sum())
    for other in nearer:
        cv2.fillPoly(mask, [np.round(other).astype(np.int32)], 0)
    contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    if not contours:
        return outline, 0.0
    largest = max(contours, key=cv2.contourArea)[:, 0, :]
    return np.asarray(largest, float), int(mask.sum()) / max(whole, 1)


def _readable(plate: Vectors) -> bool:
    return bool(np.ptp(plate[:, 0]) >= 12 * scenery.SCALE)


def annotated(shot: Shot, drawn: Sequence[Drawn]) -> Annotation:
    """Cars and the plates that can be seen, as a careful person would mark them."""
    shapes: list[Shape] = []
    plates, cars = shot.kinds
    for order, one in enumerate(drawn):
        nearer = [other.outline for other in drawn[order + 1 :]]
        outline, _ = _seen(one.outline, nearer)
        shapes.append(_shape(len(shapes) + 1, cars, "car", outline / scenery.SCALE))
        plate = one.plate
        if plate is not None and _readable(plate) and _seen(plate, nearer)[1] > 0.9:
            plate = plate / scenery.SCALE
            shapes.append(_shape(len(shapes) + 1, plates, "plate", plate))
    return Annotation(tuple(shapes), seen=True, verified=shot.verified)


# The drive: up to a car that waits, past one that comes, over a bump that shakes the camera.
VIDEO = "drive.mp4"
VIDEO_SIZE, RATE, FRAMES = (640, 360), 15, 75
WAY = 30.0  # metres
BUMP, BUMP_FRAMES = 34, 11
SHAKE = (0.0, 0.5, -0.9, 1.0, -0.8, 0.7, -0.6, 0.5, -0.3, 0.2, -0.1)  # degrees of pitch


def filmed(number: int) -> Vectors:
    """A frame of the drive."""
    share = number / (FRAMES - 1)
    travelled = WAY * (1 - (1 - share) ** 1.6)  # it slows down
    step = number - BUMP
    shaken = 0 <= step < BUMP_FRAMES
    pitch = 3.5 + (SHAKE[step] if shaken else 0.0)
    half = 6.4
    camera = Camera(1.5, pitch, 0.0, 1.1, 1.6)
    scene = Scene(camera, DAY, 21)
    scenery.sky(scene)
    scenery.road(scene, half, False, travelled)
    scenery.houses(scene, half, 190.0, travelled)
    for z in range(200, 10, -9):
        for side in (-1, 1):
            scene.random = np.random.default_rng(z * 2 + side)  # the same tree in every frame
            if z - travelled > 3:
                scenery.tree(scene, side * (half + 1.9), z + side * 2 - travelled)
    draw(scene, Car(4.9, 58 - travelled, 0, "van", WHITE, "00다 1200"))
    draw(scene, Car(1.9, 37.5 - travelled, 2, "sedan", RED, "00라 9087"))
    coming = 46 - 26 * share - travelled
    if coming > 4.6:  # then it is out of sight
        draw(scene, Car(-2.3, coming, 180, "suv", NAVY, "00나 5678"))
    scene.random = np.random.default_rng(number)
    blur = 4 + 8 * (1 - abs(2 * step / (BUMP_FRAMES - 1) - 1)) if shaken else 0.0
    picture = scenery.developed(scene, blur, 1.08, 1.0)
    return np.asarray(cv2.resize(picture, VIDEO_SIZE, interpolation=cv2.INTER_AREA))


def film(path: Path) -> None:
    """Renders the drive as H.264, which every build of FFmpeg decodes."""
    with av.open(str(path), "w", options={"movflags": "+faststart"}) as video:
        stream = video.add_stream("libx264", RATE)
        stream.width, stream.height = VIDEO_SIZE
        stream.pix_fmt = "yuv420p"
        stream.thread_count = 1  # the same bytes on every machine
        stream.options = {"crf": "24", "preset": "slow", "g": str(RATE)}
        for number in range(FRAMES):
            frame = av.VideoFrame.from_ndarray(filmed(number), format="bgr24")
            frame.pts, frame.time_base = number, Fraction(1, RATE)
            video.mux(stream.encode(frame))
        video.mux(stream.encode())


def make(folder: Path) -> None:
    """Renders every picture into the folder and labels it, as Labeler itself would."""
    folder.mkdir(parents=True, exist_ok=True)
    for seed, shot in enumerate(SHOTS, 1):
        picture, drawn = rendered(shot, seed)
        image = folder / f"{shot.name}.jpg"
        options = [cv2.IMWRITE_JPEG_QUALITY, 78, cv2.IMWRITE_JPEG_OPTIMIZE, 1]
        image.write_bytes(cv2.imencode(".jpg", picture, options)[1].tobytes())
        for suffix in (".xml", ".txt"):
            image.with_suffix(suffix).unlink(missing_ok=True)
        if shot.labelled:
            place = Place(
                image, image.with_suffix(".xml"), image.with_suffix(".txt"),
                folder / ".labeler" / "records" / f"{shot.name}.xml", image.name,
            )  # fmt: skip
            record = read(place, SIZE, CLASSES, Writing())
            save(record, annotated(shot, drawn), CLASSES)
    save_project(Project(folder, CLASSES))


if __name__ == "__main__":
    words = [word for word in sys.argv[1:] if word != "--video"]
    here = Path(__file__).resolve().parents[1]
    into = Path(words[0]) if words else here / "resources/samples/plates"
    if "--video" not in sys.argv:
        make(into)
    film(into / VIDEO)
