"""Draws street scenes for the sample: a pinhole camera, light, road, houses, trees."""

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

Canvas = npt.NDArray[Any]  # H x W x 3, BGR, 0..255
Vectors = npt.NDArray[Any]  # one point a row
Colour = tuple[float, float, float]  # BGR

SCALE = 2  # everything is drawn this many times larger, then averaged down
SIZE = (960, 540)
NEAR = 1.2  # metres; what is nearer is cut off


@dataclass(frozen=True)
class Light:
    """A time of day. The sun's direction points towards the sun: right, up, forward."""

    sky_top: Colour
    sky_low: Colour
    ambient: float
    sun: float
    direction: tuple[float, float, float]
    tint: Colour = (1.0, 1.0, 1.0)
    haze: float = 0.006  # how much of a thing is lost per metre
    night: bool = False


DAY = Light((214, 150, 92), (240, 225, 205), 0.62, 0.52, (-0.5, 0.75, -0.45))
OVERCAST = Light((205, 196, 188), (226, 222, 218), 0.88, 0.14, (0.1, 0.95, -0.3), haze=0.010)
DUSK = Light(
    (150, 92, 78), (110, 165, 244), 0.5, 0.42, (0.75, 0.28, 0.5), (0.86, 0.94, 1.12), 0.008
)
NIGHT = Light(
    (46, 26, 16), (78, 52, 40), 0.24, 0.08, (0.2, 0.9, -0.2), (1.15, 1.0, 0.92), 0.004, True
)


class Camera:
    """A pinhole `height` metres above the road, looking along it. World: right, up, forward."""

    def __init__(self, height: float, pitch: float, yaw: float, lens: float, x: float) -> None:
        self.width, self.height_px = SIZE[0] * SCALE, SIZE[1] * SCALE
        self.focal = lens * self.width
        self.place = np.array([x, height, 0.0])
        p, y = np.radians(pitch), np.radians(yaw)
        turn = np.array([[np.cos(y), 0, -np.sin(y)], [0, 1, 0], [np.sin(y), 0, np.cos(y)]])
        tilt = np.array([[1, 0, 0], [0, np.cos(p), np.sin(p)], [0, -np.sin(p), np.cos(p)]])
        self.rotation = tilt @ turn

    def seen(self, points: Vectors) -> Vectors:
        """World points in the camera's frame: right, up, depth."""
        return np.asarray((np.asarray(points, float) - self.place) @ self.rotation.T)

    def project(self, points: Vectors) -> Vectors:
        """Pixel positions; points must lie beyond NEAR."""
        seen = self.seen(points)
        depth = np.maximum(seen[:, 2], 1e-3)
        u = self.width / 2 + self.focal * seen[:, 0] / depth
        v = self.height_px / 2 - self.focal * seen[:, 1] / depth
        return np.stack([u, v], axis=1)

    def ground(self) -> tuple[Vectors, Vectors, Vectors]:
        """Right and forward of the road under each pixel, and where there is any."""
        v, u = np.mgrid[0 : self.height_px, 0 : self.width].astype(np.float32)
        rays = np.stack(
            [
                (u - self.width / 2) / self.focal,
                (self.height_px / 2 - v) / self.focal,
                np.ones_like(u),
            ],
            axis=-1,
        )
        rays = rays @ self.rotation.astype(np.float32)
        below = rays[..., 1] < -1e-3
        far = -self.place[1] / np.where(below, rays[..., 1], -1.0)
        return self.place[0] + far * rays[..., 0], far * rays[..., 2], below


class Scene:
    """A picture being drawn, from far to near."""

    def __init__(self, camera: Camera, light: Light, seed: int) -> None:
        self.camera, self.light = camera, light
        self.random = np.random.default_rng(seed)
        self.canvas: Canvas = np.zeros((camera.height_px, camera.width, 3), np.float32)
        self.glow: Canvas = np.zeros_like(self.canvas)

    def lit(self, colour: Colour, normal: Vectors, depth: float) -> Vectors:
        """A colour under this light, on a surface with that normal, through that much air."""
        light = self.light
        toward = np.array(light.direction) / np.linalg.norm(light.direction)
        amount = light.ambient * (0.82 + 0.18 * normal[1]) + light.sun * max(
            0.0, float(normal @ toward)
        )
        shaded = np.array(colour) * amount * np.array(light.tint)
        air = 1 - np.exp(-light.haze * depth)
        return np.asarray(shaded * (1 - air) + np.array(light.sky_low) * air)

    def polygon(self, points: Vectors, top: Vectors, bottom: Vectors | None = None) -> None:
        """Fills a polygon given in pixels, from one colour at its top to another below."""
        outline = np.round(points * 16).astype(np.int32)
        low = np.maximum(points.min(axis=0).astype(int) - 1, 0)
        high = np.minimum(
            points.max(axis=0).astype(int) + 2, (self.camera.width, self.camera.height_px)
        )
        if (high <= low).any():
            return
        (x1, y1), (x2, y2) = low, high
        mask = np.zeros((y2 - y1, x2 - x1), np.uint8)
        cv2.fillPoly(mask, [outline - low * 16], 255, cv2.LINE_AA, 4)
        alpha = mask[..., None].astype(np.float32) / 255
        bottom = top if bottom is None else bottom
        ramp = np.linspace(0, 1, y2 - y1, dtype=np.float32)[:, None, None]
        colour = np.asarray(top, np.float32) * (1 - ramp) + np.asarray(bottom, np.float32) * ramp
        part = self.canvas[y1:y2, x1:x2]
        part += (colour - part) * alpha

    def picture(self, points: Vectors, texture: Canvas) -> None:
        """Draws a texture onto four points in pixels: top left, top right, and on clockwise."""
        h, w = texture.shape[:2]
        corners = np.array([[0, 0], [w, 0], [w, h], [0, h]], np.float32)
        matrix = cv2.getPerspectiveTransform(corners, points.astype(np.float32))
        size = (self.camera.width, self.camera.height_px)
        drawn = cv2.warpPerspective(texture, matrix, size, flags=cv2.INTER_AREA)
        mask = np.zeros(self.canvas.shape[:2], np.uint8)
        cv2.fillPoly(mask, [np.round(points * 16).astype(np.int32)], 255, cv2.LINE_AA, 4)
        self.canvas += (drawn - self.canvas) * (mask[..., None].astype(np.float32) / 255)

    def shine(self, point: Vectors, colour: Colour, radius: float) -> None:
        """A light that glares, `radius` metres wide."""
        seen = self.camera.seen(point[None])[0]
        if seen[2] < NEAR:
            return
        u, v = self.camera.project(point[None])[0]
        size = max(2.0, self.camera.focal * radius / seen[2])
        cv2.circle(self.glow, (int(u), int(v)), int(size), colour, -1, cv2.LINE_AA)


def sky(scene: Scene) -> None:
    rows = np.linspace(0, 1, scene.camera.height_px, dtype=np.float32)[:, None, None]
    ramp = np.clip(rows * 1.9, 0, 1) ** 0.8
    low, top = np.array(scene.light.sky_low), np.array(scene.light.sky_top)
    scene.canvas[:] = top * (1 - ramp) + low * ramp
    cloud = noise(scene, (6, 10)) * 0.6 + noise(scene, (14, 26)) * 0.4
    amount = np.clip(cloud - 0.5, 0, 1)[..., None] * (0.25 if scene.light.night else 0.9)
    scene.canvas += (np.minimum(low * 1.08, 252) - scene.canvas) * amount * (1 - ramp * 0.5)


def noise(scene: Scene, cells: tuple[int, int]) -> Canvas:
    """Smooth noise over the whole canvas, 0..1."""
    coarse = scene.random.random(cells).astype(np.float32)
    size = (scene.camera.width, scene.camera.height_px)
    return cv2.resize(coarse, size, interpolation=cv2.INTER_CUBIC)


def road(scene: Scene, half: float, wet: bool, travelled: float = 0.0) -> None:
    """A street `half` metres wide on either side of its middle line, kerbs and pavements, after so
    many metres along it."""
    x, z, below = scene.camera.ground()
    along = z + travelled
    up = np.array([0.0, 1.0, 0.0])
    grain = scene.random.normal(0, 1, x.shape).astype(np.float32)
    rough = noise(scene, (40, 24)) - 0.5
    fine = np.clip(12 / np.maximum(z, 1), 0.15, 1.0)
    asphalt = scene.lit((92, 90, 90), up, 0) + (grain * 7 * fine + rough * 16)[..., None]
    wear = np.exp(-(((np.abs(np.abs(x) - half / 2) - 0.8) / 0.35) ** 2))
    asphalt -= (wear * 7)[..., None]
    stones = ((np.floor(x / 0.6) + np.floor(along / 0.6)) % 2) * 7
    paved = scene.lit((152, 158, 164), up, 0) + (stones * fine + grain * 4 * fine)[..., None]
    colour = np.where((np.abs(x) > half + 0.25)[..., None], paved, asphalt)
    kerb = (np.abs(x) > half) & (np.abs(x) <= half + 0.25)
    colour = np.where(kerb[..., None], scene.lit((190, 192, 194), up, 0), colour)
    worn = 0.78 + rough * 0.5
    middle = np.abs(np.abs(x) - 0.12) < 0.06
    lane = (np.abs(np.abs(x) - half / 2) < 0.07) & (along % 8 < 3.5) & (half > 5)
    edge = np.abs(np.abs(x) - half + 0.3) < 0.06
    for where, paint in (
        (middle, (70, 190, 235)),
        (lane, (225, 226, 228)),
        (edge, (225, 226, 228)),
    ):
        painted = scene.lit(paint, up, 0) * worn[..., None]
        colour = np.where(where[..., None], painted, colour)
    air = 1 - np.exp(-scene.light.haze * np.maximum(z, 0))
    colour += (np.array(scene.light.sky_low) - colour) * air[..., None]
    if wet:
        mirror = cv2.GaussianBlur(scene.canvas[::-1], (0, 0), 25)
        colour = colour * 0.78 + mirror * 0.2
    scene.canvas = np.where(below[..., None], colour, scene.canvas).astype(np.float32)


def _wall(scene: Scene, colour: Colour, floors: int, columns: int) -> Canvas:
    """The front of a house: rows of windows, a darker ground floor."""
    cell_w, cell_h = 22, 26
    wall = np.full((floors * cell_h, columns * cell_w, 3), colour, np.float32)
    wall += scene.random.normal(0, 2.5, wall.shape[:2]).astype(np.float32)[..., None]
    for floor in range(floors):
        for column in range(columns):
            x, y = column * cell_w + 5, floor * cell_h + 5
            glass = np.array((128.0, 112.0, 96.0)) * scene.random.uniform(0.55, 1.25)
            if scene.light.night:
                on = scene.random.random() < 0.3
                glass = np.array((150.0, 225.0, 255.0) if on else (34.0, 28.0, 24.0))
                glass /= (scene.light.ambient if on else 1) * 1.4
            last = floor == floors - 1
            size = (cell_w - (4 if last else 10), cell_h - (6 if last else 9))
            frame = tuple(float(c) * 0.7 for c in colour)
            cv2.rectangle(wall, (x - 1, y - 1), (x + size[0], y + size[1]), frame, -1)
            cv2.rectangle(wall, (x, y), (x + size[0] - 1, y + size[1] - 1), glass.tolist(), -1)
            shine = (glass * 1.25).tolist()
            cv2.line(wall, (x, y + size[1] // 3), (x + size[0] - 1, y), shine, 2)
        wall[(floor + 1) * cell_h - 2 : (floor + 1) * cell_h] *= 0.9
    return wall


def _box_face(scene: Scene, corners: Vectors, texture: Canvas, normal: Vectors) -> None:
    """Draws a wall whose world corners go clockwise from its top left."""
    depth = float(scene.camera.seen(corners)[:, 2].mean())
    shade = scene.lit((100, 100, 100), normal, 0) / 100
    air = 1 - np.exp(-scene.light.haze * depth)
    wall = texture * shade * (1 - air) + np.array(scene.light.sky_low) * air
    scene.picture(scene.camera.project(corners), wall.astype(np.float32))


def houses(scene: Scene, half: float, far: float = 150.0, travelled: float = 0.0) -> None:
    """Rows of houses on both sides, the farthest first, after so many metres along the street."""
    colours = ((150, 170, 188), (168, 176, 182), (120, 138, 168), (196, 200, 202), (132, 140, 146))
    rows = []
    for side in (-1, 1):
        z = 7.0 + scene.random.uniform(0, 4)
        while z < far:
            length = scene.random.uniform(9, 18)
            rows.append((z - travelled, side, length, int(scene.random.integers(2, 8))))
            z += length + scene.random.choice([0.4, 0.4, 5.0])
    for z, side, length, floors in sorted(rows, reverse=True):
        colour = colours[int(scene.random.integers(len(colours)))]
        near_x, far_x = side * (half + 4.2), side * (half + 4.2 + 12)
        top = floors * 3.1
        columns = max(2, int(length / 2.4))
        end = np.array([[near_x, top, z], [far_x, top, z], [far_x, 0, z], [near_x, 0, z]])
        street = np.array(
            [[near_x, top, z + length], [near_x, top, z], [near_x, 0, z], [near_x, 0, z + length]]
        )
        if scene.camera.seen(np.concatenate([end, street]))[:, 2].min() < NEAR:
            continue
        _box_face(scene, end, _wall(scene, colour, floors, 5), np.array([0.0, 0, -1]))
        wall = _wall(scene, colour, floors, columns)
        _box_face(scene, street, wall, np.array([-float(side), 0, 0]))


def tree(scene: Scene, x: float, z: float) -> None:
    """A trunk and a crown of overlapping clumps, lighter towards the sun."""
    foot = np.array([[x, 0, z], [x, 2.4, z]])
    depth = float(scene.camera.seen(foot)[0, 2])
    if depth < 3:
        return
    pixels = scene.camera.focal / depth
    (u, v), (u2, v2) = scene.camera.project(foot)
    bark = scene.lit((62, 78, 96), np.array([0, 0.2, -1.0]), depth)
    width = max(1.5, 0.11 * pixels)
    outline = [[u - width, v], [u + width, v], [u2 + width * 0.6, v2], [u2 - width * 0.6, v2]]
    scene.polygon(np.array(outline), bark * 1.1, bark * 0.8)
    sun = np.sign(scene.light.direction[0])
    for step in range(90):
        angle, out = scene.random.uniform(0, 2 * np.pi), np.sqrt(scene.random.random())
        dx, dy = np.cos(angle) * out * 1.35, np.sin(angle) * out * 1.15
        lightness = 0.72 + 0.2 * dy + 0.12 * dx * sun + 0.2 * step / 90
        leaf = scene.lit((58, 118, 92), np.array([0.0, 1, 0]), depth) * lightness
        centre = (int(u2 + dx * pixels), int(v2 - (0.8 + dy) * pixels))
        radius = int(max(2, scene.random.uniform(0.16, 0.4) * pixels))
        cv2.circle(scene.canvas, centre, radius, leaf.tolist(), -1, cv2.LINE_AA)


def lamp(scene: Scene, x: float, z: float) -> None:
    """A street lamp, leaning over the road, that shines at night."""
    reach = -np.sign(x) * 1.6
    points = np.array([[x, 0, z], [x, 5.6, z], [x + reach, 6.1, z]])
    if scene.camera.seen(points)[:, 2].min() < 3:
        return
    depth = float(scene.camera.seen(points)[0, 2])
    grey = scene.lit((96, 92, 88), np.array([0, 0.0, -1]), depth)
    line = np.round(scene.camera.project(points) * 16).astype(np.int32)
    thick = max(1, int(0.13 * scene.camera.focal / depth))
    cv2.polylines(scene.canvas, [line], False, grey.tolist(), thick, cv2.LINE_AA, 4)
    if scene.light.night:
        scene.shine(points[2], (150, 215, 255), 0.22)


def shadow(scene: Scene, footprint: Vectors, strength: float) -> None:
    """Darkens the ground below a thing, softer the nearer it is."""
    depth = float(scene.camera.seen(footprint)[:, 2].mean())
    mask = np.zeros(scene.canvas.shape[:2], np.float32)
    outline = np.round(scene.camera.project(footprint)).astype(np.int32)
    cv2.fillConvexPoly(mask, cv2.convexHull(outline), 1.0, cv2.LINE_AA)
    soft = max(1.5, 0.10 * scene.camera.focal / depth)
    scene.canvas *= 1 - cv2.GaussianBlur(mask, (0, 0), soft)[..., None] * strength


def developed(scene: Scene, blur: float, gain: float, grain: float) -> Canvas:
    """The finished picture: glare, size, blur, exposure, the sensor's noise."""
    picture = scene.canvas
    for width, amount in ((3, 0.9), (14, 0.7), (48, 0.9)):
        picture = picture + cv2.GaussianBlur(scene.glow, (0, 0), width) * amount
    picture = cv2.resize(picture, SIZE, interpolation=cv2.INTER_AREA)
    if blur:
        length = max(1, int(blur))
        kernel = np.full((1, length), 1 / length, np.float32)
        picture = cv2.GaussianBlur(cv2.filter2D(picture, -1, kernel), (0, 0), 0.3 + blur / 9)
    rows, columns = np.mgrid[-1 : 1 : SIZE[1] * 1j, -1 : 1 : SIZE[0] * 1j]
    vignette = 1 - 0.10 * (rows**2 + columns**2)
    picture = picture * vignette[..., None] * gain
    picture = picture + scene.random.normal(0, grain, picture.shape)
    return np.asarray(np.clip(picture, 0, 255), np.uint8)
