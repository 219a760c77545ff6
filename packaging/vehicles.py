"""Draws the cars of the sample: a lofted body, glass, wheels, lights and an invented plate."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
from scenery import NEAR, Canvas, Colour, Scene, Vectors, shadow

# The outline seen from the side, (forward, up) in metres, from the front bumper over the roof to
# the rear one; then the places in it of the bottom and the top of windscreen and rear window.
_PROFILES: dict[str, tuple[tuple[tuple[float, float], ...], tuple[int, int, int, int]]] = {
    "sedan": (
        ((2.12, 0.24), (2.24, 0.36), (2.27, 0.52), (2.22, 0.68), (2.08, 0.79), (1.6, 0.88),
         (1.02, 0.96), (0.24, 1.38), (0.0, 1.44), (-0.5, 1.46), (-0.98, 1.40), (-1.66, 1.06),
         (-2.05, 1.03), (-2.2, 0.97), (-2.27, 0.72), (-2.27, 0.48), (-2.2, 0.26)),
        (6, 7, 11, 10),
    ),
    "suv": (
        ((2.1, 0.3), (2.22, 0.44), (2.26, 0.66), (2.2, 0.88), (2.05, 0.98), (1.6, 1.06),
         (1.12, 1.12), (0.42, 1.56), (0.2, 1.63), (-0.5, 1.67), (-1.62, 1.62), (-2.08, 1.14),
         (-2.16, 1.08), (-2.22, 0.9), (-2.26, 0.66), (-2.24, 0.46), (-2.16, 0.3)),
        (6, 7, 11, 10),
    ),
    "van": (
        ((2.2, 0.28), (2.32, 0.42), (2.36, 0.62), (2.32, 0.86), (2.2, 1.02), (2.0, 1.12),
         (1.86, 1.18), (1.22, 1.78), (1.0, 1.88), (0.0, 1.93), (-2.14, 1.88), (-2.3, 1.2),
         (-2.33, 1.1), (-2.35, 0.9), (-2.36, 0.66), (-2.34, 0.46), (-2.28, 0.28)),
        (6, 7, 11, 10),
    ),
}  # fmt: skip
_HALF = 0.91  # half the width of a car
_AXLES = (1.38, -1.36)
_LATERAL = (-1.0, -0.86, -0.45, 0.45, 0.86, 1.0)


@dataclass(frozen=True)
class Car:
    """A car on the road; `heading` 0 drives away from the camera, 180 comes towards it."""

    x: float
    z: float
    heading: float
    kind: str
    colour: Colour
    plate: str
    lights: bool = False


@dataclass(frozen=True)
class Drawn:
    """Where a car and its plate (when it can be read) lie, in pixels of the finished picture."""

    outline: Vectors
    plate: Vectors | None


class _Body:
    """The geometry of one car, in the world."""

    def __init__(self, car: Car) -> None:
        self.car = car
        points, self.glass = _PROFILES[car.kind]
        self.profile = np.array(points)
        h = np.radians(car.heading)
        self._axes = np.array([[np.cos(h), 0, np.sin(h)], [0, 1, 0], [-np.sin(h), 0, np.cos(h)]]).T

    def world(self, local: Sequence[Sequence[float]] | Vectors) -> Vectors:
        return np.asarray(np.asarray(local, float) @ self._axes.T + (self.car.x, 0, self.car.z))

    def direction(self, local: Sequence[float]) -> Vectors:
        return np.asarray(np.asarray(local, float) @ self._axes.T)

    def half(self, up: float, forward: float) -> float:
        """Half the width at a height: a waist, narrower glass, rounded ends."""
        top = float(self.profile[:, 1].max())
        side = np.interp(up, [0.2, 0.45, 0.7, 0.92, 1.08, top], [0.86, 0.9, 0.91, 0.88, 0.84, 0.66])
        if self.car.kind == "van":
            side = np.interp(up, [0.2, 0.5, 1.0, top], [0.88, 0.93, 0.92, 0.84])
        ends = np.interp(abs(forward), [1.5, 2.05, 2.3], [1.0, 0.95, 0.86])
        return float(side * ends)

    def ring(self, index: int) -> Vectors:
        """One line across the car at a point of its profile, sagging at the edges."""
        forward, up = self.profile[index]
        half = self.half(up, forward)
        sag = {1.0: 0.05, 0.86: 0.012, 0.45: 0.0}
        return self.world([[s * half, up - sag[abs(s)], forward] for s in _LATERAL])

    def end(self, up: float, rear: bool) -> float:
        """How far forward the bumper, or the tail, is at a height."""
        part = self.profile[12:] if rear else self.profile[:5]
        ordered = part[np.argsort(part[:, 1])]
        return float(np.interp(up, ordered[:, 1], ordered[:, 0]))

    def top(self, forward: float) -> float:
        """The height of the body above a place along it."""
        part = self.profile[2:15][::-1]
        return float(np.interp(forward, part[:, 0], part[:, 1]))

    def on_side(self, side: int, outline: Sequence[tuple[float, float]]) -> Vectors:
        """Points (forward, up) on the flank, just outside it."""
        return self.world([[side * (self.half(u, f) + 0.006), u, f] for f, u in outline])

    def on_end(self, rear: bool, outline: Sequence[tuple[float, float]]) -> Vectors:
        """Points (right, up) on the front or the tail, just outside it."""
        out = -0.008 if rear else 0.008
        return self.world([[r, u, self.end(u, rear) + out] for r, u in outline])


def _silhouettes(body: _Body) -> list[Vectors]:
    """The two flanks, each as one outline: what the finer faces leave open at the ends."""
    rings = [body.ring(i) for i in range(len(body.profile))]
    return [np.array([ring[edge] for ring in rings]) for edge in (0, -1)]


def _faces(body: _Body) -> list[Vectors]:
    """The skin of the car as four-sided faces."""
    rings = [body.ring(i) for i in range(len(body.profile))]
    found = []
    for a, b in pairwise(rings):
        found += [np.array([a[i], a[i + 1], b[i + 1], b[i]]) for i in range(len(_LATERAL) - 1)]
    stations = np.linspace(-2.2, 2.2, 27)
    for side in (-1, 1):
        columns = []
        for forward in stations:
            ups = np.linspace(0.24, body.top(forward) - 0.05, 9)
            columns.append(body.world([[side * body.half(u, forward), u, forward] for u in ups]))
        for left, right in pairwise(columns):
            for i in range(8):
                face = np.array([left[i], right[i], right[i + 1], left[i + 1]])
                found.append(face)
    return found


def _normal(face: Vectors, centre: Vectors) -> Vectors:
    """The unit vector out of a face, away from the middle of the car."""
    normal = np.cross(face[2] - face[0], face[3] - face[1])
    length = np.linalg.norm(normal)
    if length < 1e-9:
        return np.array([0.0, 1.0, 0.0])
    normal = normal / length
    outward = float(normal @ (face.mean(axis=0) - centre)) > 0
    return np.asarray(normal if outward else -normal)


def _faces_camera(scene: Scene, face: Vectors, normal: Vectors) -> bool:
    return bool(normal @ (scene.camera.place - face.mean(axis=0)) > 0)


def _paint(scene: Scene, colour: Colour, normal: Vectors, depth: float) -> Vectors:
    """Lacquer: the lit colour, and the sky in what looks up."""
    lit = scene.lit(colour, normal, depth)
    gloss = np.clip(normal[1], 0, 1) ** 2 * 0.20
    return np.asarray(lit * (1 - gloss) + np.array(scene.light.sky_top) * gloss)


def _wheels(scene: Scene, body: _Body, side: int, hidden: bool) -> None:
    circle = np.linspace(0, 2 * np.pi, 40, endpoint=False)

    def disc(forward: float, radius: float, right: float) -> Vectors:
        ring = [[right, 0.33 + radius * np.sin(a), forward + radius * np.cos(a)] for a in circle]
        return scene.camera.project(body.world(ring))

    black = scene.lit((34, 33, 33), np.array([0, 0.3, -1.0]), body.car.z)
    metal = scene.lit((176, 174, 172), np.array([0, 0.5, -0.8]), body.car.z)
    for forward in _AXLES:
        if hidden:
            for inward in (0.0, 0.1, 0.22):
                scene.polygon(disc(forward, 0.33, side * (_HALF - 0.04 - inward)), black)
            continue
        scene.polygon(disc(forward, 0.395, side * (_HALF + 0.004)), black * 0.45)
        scene.polygon(disc(forward, 0.33, side * _HALF), black)
        out = side * (_HALF + 0.006)
        scene.polygon(disc(forward, 0.225, out), metal * 0.62, metal * 0.5)
        for angle in np.arange(5) * 2 * np.pi / 5 + 0.3 * forward:
            tip = [
                [out, 0.33 + r * np.sin(a), forward + r * np.cos(a)]
                for a, r in ((angle - 0.5, 0.05), (angle - 0.14, 0.215), (angle + 0.14, 0.215),
                             (angle + 0.5, 0.05))
            ]  # fmt: skip
            scene.polygon(scene.camera.project(body.world(tip)), metal)
        scene.polygon(disc(forward, 0.05, out), metal * 0.8)


def _pane(scene: Scene, corners: Vectors, depth: float) -> None:
    """Glass: dark below, the sky above."""
    dark = scene.lit((58, 50, 44), np.array([0, 0.2, -1.0]), depth)
    sky = np.array(scene.light.sky_low) * (0.30 if scene.light.night else 0.55)
    scene.polygon(scene.camera.project(corners), dark * 0.55 + sky * 0.45, dark)


def _screens(scene: Scene, body: _Body, depth: float) -> None:
    bottom, top, rear_bottom, rear_top = body.glass
    centre = body.world([[0, 0.6, 0]])[0]
    for low, high in ((bottom, top), (rear_bottom, rear_top)):
        a, b = body.ring(low), body.ring(high)
        pane = np.array([b[1], b[4], a[4], a[1]])
        pane = pane + (pane.mean(axis=0) - pane) * 0.05
        normal = _normal(pane, centre)
        if _faces_camera(scene, pane, normal):
            _pane(scene, pane + normal * 0.006, depth)


def _flank(scene: Scene, body: _Body, side: int, depth: float) -> None:
    """Side windows, door lines, handles, sill and mirror."""
    low, high, rear_low, rear_high = (body.profile[i] for i in body.glass)
    sill = float(min(low[1], rear_low[1])) + 0.02
    roof = float(min(high[1], rear_high[1])) - 0.01
    front_low, front_high = float(low[0]) - 0.12, float(high[0]) - 0.06
    back_low, back_high = float(rear_low[0]) + 0.3, float(rear_high[0]) + 0.1
    post = (front_high + back_high) / 2 + 0.12
    for start_low, start_high, stop_low, stop_high in (
        (front_low, front_high, post + 0.05, post + 0.03),
        (post - 0.05, post - 0.05, back_low, back_high),
    ):
        outline = [
            (start_high, roof), (stop_high, roof), (stop_low, sill), (start_low, sill),
        ]  # fmt: skip
        _pane(scene, body.on_side(side, outline), depth)
    line = scene.lit(body.car.colour, np.array([0, 0.0, -1]), depth) * 0.55
    thick = max(1, int(0.014 * scene.camera.focal / depth))
    for forward, lean in ((front_low - 0.1, 0.0), (post, 0.0), (back_low + 0.12, 0.25)):
        seam = body.on_side(side, [(forward, sill - 0.03), (forward + lean, 0.36)])
        pixels = np.round(scene.camera.project(seam) * 16).astype(np.int32)
        cv2.polylines(scene.canvas, [pixels], False, line.tolist(), thick, cv2.LINE_AA, 4)
    for forward in (post + 0.16, back_low + 0.34):
        handle = [(forward, 0.84), (forward + 0.2, 0.84), (forward + 0.2, 0.80), (forward, 0.80)]
        scene.polygon(scene.camera.project(body.on_side(side, handle)), line * 1.25)
    skirt = [(1.0, 0.34), (-0.98, 0.34), (-0.98, 0.25), (1.0, 0.25)]
    scene.polygon(scene.camera.project(body.on_side(side, skirt)), line * 0.6)
    ear = [[side * r, u, front_low - 0.05] for r, u in
           ((0.84, 0.98), (1.02, 1.0), (1.02, 1.13), (0.85, 1.11))]  # fmt: skip
    scene.polygon(scene.camera.project(body.world(ear)), line * 1.7, line)


def _lamps(scene: Scene, body: _Body, rear: bool, depth: float) -> None:
    tall = body.car.kind != "sedan"
    y = (0.82 if tall else 0.76) if rear else (0.76 if tall else 0.62)
    for side in (-1, 1):
        outline = [(side * 0.80, y + 0.10), (side * 0.42, y + 0.06),
                   (side * 0.46, y - 0.02), (side * 0.80, y - 0.05)]  # fmt: skip
        points = body.on_end(rear, outline)
        glass: Colour = (44, 36, 176) if rear else (226, 226, 222)
        tone = scene.lit(glass, np.array([0, 0.4, -0.9]), depth)
        scene.polygon(scene.camera.project(points), tone * 1.1, tone * 0.75)
        if body.car.lights:
            colour: Colour = (40, 40, 255) if rear else (235, 248, 255)
            scene.shine(points.mean(axis=0), colour, 0.07 if rear else 0.12)


def _bumper(scene: Scene, body: _Body, rear: bool, depth: float) -> None:
    dark = scene.lit((40, 38, 37), np.array([0, 0.2, -1.0]), depth)
    low = [(-0.72, 0.40), (0.72, 0.40), (0.68, 0.28), (-0.68, 0.28)]
    scene.polygon(scene.camera.project(body.on_end(rear, low)), dark * 1.2, dark * 0.8)
    if not rear:
        y = 0.66 if body.car.kind == "sedan" else 0.80
        grille = [(-0.38, y), (0.38, y), (0.32, y - 0.16), (-0.32, y - 0.16)]
        scene.polygon(scene.camera.project(body.on_end(rear, grille)), dark, dark * 1.3)


def _plate(scene: Scene, body: _Body, rear: bool, depth: float) -> Vectors:
    """Draws the plate; its corners in pixels as read: top left first, clockwise."""
    tall = body.car.kind != "sedan"
    y = (0.60 if tall else 0.56) if rear else 0.47
    at = body.end(y, rear) + (-0.02 if rear else 0.02)
    right = 0.26 if rear else -0.26  # the reader's left is the car's right when it comes
    corners = body.world(
        [
            [-right, y + 0.06, at],
            [right, y + 0.06, at],
            [right, y - 0.06, at],
            [-right, y - 0.06, at],
        ]
    )
    points = scene.camera.project(corners)
    normal = body.direction([0, 0.1, -1 if rear else 1])
    shade = scene.lit((100, 100, 100), normal, depth) / 100
    if scene.light.night:
        shade = shade * (2.6 if body.car.lights else 1.3)
    scene.picture(points, (lettered(body.car.plate) * shade).astype(np.float32))
    return points


def _shadows(scene: Scene, body: _Body) -> None:
    away = np.array(scene.light.direction) * (-0.9 * min(1.0, scene.light.sun * 3))
    base = body.world([[r * 0.95, 0, f * 2.25] for r, f in ((-1, -1), (1, -1), (1, 1), (-1, 1))])
    cast = np.concatenate([base, base + np.array([away[0], 0, away[2]])])
    shadow(scene, cast, 0.30 if scene.light.sun > 0.2 else 0.12)
    shadow(scene, base, 0.62)


def _skin(scene: Scene, body: _Body, depth: float) -> None:
    centre = body.world([[0, 0.6, 0]])[0]
    for side, flank in zip((-1, 1), _silhouettes(body), strict=True):
        normal = body.direction([side, 0, 0])
        if _faces_camera(scene, flank, normal):
            paint = _paint(scene, body.car.colour, normal, depth)
            scene.polygon(scene.camera.project(flank), paint)
    skin = [(face, _normal(face, centre)) for face in _faces(body)]
    for face, normal in sorted(skin, key=lambda f: -float(scene.camera.seen(f[0])[:, 2].mean())):
        if _faces_camera(scene, face, normal):
            pixels = scene.camera.project(face)
            middle = pixels.mean(axis=0)  # a little larger, so that no seam stays open
            paint = _paint(scene, body.car.colour, normal, depth)
            scene.polygon(middle + (pixels - middle) * 1.04, paint)


def draw(scene: Scene, car: Car) -> Drawn | None:
    """Draws a car with its shadow; None when it is too near or behind the camera."""
    body = _Body(car)
    rings = np.concatenate([body.ring(i) for i in range(len(body.profile))])
    if scene.camera.seen(rings)[:, 2].min() < NEAR:
        return None
    depth = float(scene.camera.seen(rings)[:, 2].mean())
    _shadows(scene, body)
    before = scene.canvas.copy()
    for side in (-1, 1):
        _wheels(scene, body, side, hidden=True)
    _skin(scene, body, depth)
    _screens(scene, body, depth)
    for side in (-1, 1):
        if _faces_camera(scene, body.world([[side * _HALF, 0.6, 0]]), body.direction([side, 0, 0])):
            _flank(scene, body, side, depth)
            _wheels(scene, body, side, hidden=False)
    plate = None
    for rear in (False, True):
        spot = body.on_end(rear, [(0.0, 0.5)])
        if _faces_camera(scene, spot, body.direction([0, 0, -1 if rear else 1])):
            _bumper(scene, body, rear, depth)
            _lamps(scene, body, rear, depth)
            plate = _plate(scene, body, rear, depth)
    changed = (np.abs(scene.canvas - before).sum(axis=2) > 4).astype(np.uint8)
    return Drawn(_outline(changed), plate)


def _outline(mask: Canvas) -> Vectors:
    contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    return np.asarray(max(contours, key=cv2.contourArea)[:, 0, :], float)


# Strokes on a 10 x 16 grid: a digit or a letter is a list of lines of points.
_STROKES: dict[str, list[list[tuple[float, float]]]] = {
    "0": [[(3, 0), (7, 0), (10, 3), (10, 13), (7, 16), (3, 16), (0, 13), (0, 3), (3, 0)]],
    "1": [[(2, 3), (6, 0), (6, 16)]],
    "2": [[(0, 4), (1, 1), (3, 0), (7, 0), (10, 2), (10, 6), (0, 16), (10, 16)]],
    "3": [[(0, 0), (10, 0), (5, 6), (8, 6), (10, 9), (10, 13), (7, 16), (3, 16), (0, 13)]],
    "4": [[(7, 16), (7, 0), (0, 11), (10, 11)]],
    "5": [[(9, 0), (1, 0), (1, 7), (7, 6), (10, 9), (10, 13), (7, 16), (3, 16), (0, 14)]],
    "6": [[(8, 0), (4, 3), (0, 10), (0, 13), (3, 16), (7, 16), (10, 13), (10, 10), (7, 7), (2, 8)]],
    "7": [[(0, 0), (10, 0), (4, 16)]],
    "8": [[(5, 7), (2, 5), (1, 3), (3, 0), (7, 0), (9, 3), (8, 5), (5, 7), (1, 10), (0, 13),
           (3, 16), (7, 16), (10, 13), (9, 10), (5, 7)]],
    "9": [[(2, 16), (6, 13), (10, 6), (10, 3), (7, 0), (3, 0), (0, 3), (0, 6), (3, 9), (8, 8)]],
}  # fmt: skip
_CONSONANTS: dict[str, list[list[tuple[float, float]]]] = {
    "ㄱ": [[(0, 2), (5.5, 2), (5, 7), (1, 13)]],
    "ㄴ": [[(0.5, 2), (0.5, 12), (6, 11.5)]],
    "ㄷ": [[(5.5, 2), (0.5, 2), (0.5, 12), (6, 11.5)]],
    "ㄹ": [[(0, 2), (5.5, 2), (5.5, 7), (0.5, 7), (0.5, 12), (6, 12)]],
    "ㅁ": [[(0.5, 2), (5.5, 2), (5.5, 12), (0.5, 12), (0.5, 2)]],
}
_VOWELS: dict[str, list[list[tuple[float, float]]]] = {
    "ㅏ": [[(8.5, 0), (8.5, 16)], [(8.5, 7), (11.5, 7)]],
    "ㅓ": [[(10.5, 0), (10.5, 16)], [(10.5, 7), (7, 7)]],
}


def _strokes(letter: str) -> list[list[tuple[float, float]]]:
    if letter in _STROKES:
        return _STROKES[letter]
    lead, rest = divmod(ord(letter) - 0xAC00, 588)  # how Unicode composes a Korean syllable
    return (
        _CONSONANTS[{0: "ㄱ", 2: "ㄴ", 3: "ㄷ", 5: "ㄹ", 6: "ㅁ"}[lead]]
        + _VOWELS[{0: "ㅏ", 4: "ㅓ"}[rest // 28]]
    )


def lettered(text: str) -> Canvas:
    """A white plate with the text, drawn by strokes: no font, the same picture everywhere."""
    plate = np.full((120, 520, 3), 236.0, np.float32)
    cv2.rectangle(plate, (4, 4), (515, 115), (60, 60, 60), 4, cv2.LINE_AA)
    advance = {" ": 26}
    width = sum(advance.get(c, 62 if c.isdigit() else 80) for c in text)
    x = (520 - width) / 2 + 6
    for letter in text:
        if letter != " ":
            wide = 4.2 if letter.isdigit() else 4.6
            for stroke in _strokes(letter):
                points = [[(x + u * wide) * 16, (24 + v * 4.5) * 16] for u, v in stroke]
                line = np.round(points).astype(np.int32)
                cv2.polylines(plate, [line], False, (32, 30, 30), 9, cv2.LINE_AA, 4)
        x += advance.get(letter, 62 if letter.isdigit() else 80)
    return plate
