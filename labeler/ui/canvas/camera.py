"""Where the picture lies in the window: its scale and offset, and the ways to change them."""

from dataclasses import dataclass

from labeler.core.geometry import Box, Point

SMALLEST, LARGEST = 0.01, 64.0
_MARGIN = 12.0  # around a fitted picture, so that handles on its edge can be grabbed
_KEPT = 48.0  # of the picture always stays in the window

Size = tuple[float, float]


def limited(scale: float) -> float:
    return min(max(scale, SMALLEST), LARGEST)


@dataclass(frozen=True, slots=True)
class Camera:
    """Widget pixel = image pixel * scale + offset (x, y)."""

    scale: float = 1.0
    x: float = 0.0
    y: float = 0.0

    def to_widget(self, point: Point) -> Point:
        return (point[0] * self.scale + self.x, point[1] * self.scale + self.y)

    def to_image(self, point: Point) -> Point:
        return ((point[0] - self.x) / self.scale, (point[1] - self.y) / self.scale)

    def zoomed(self, scale: float, at: Point) -> "Camera":
        """The scale changed while the image point under the widget point `at` stays there."""
        scale = limited(scale)
        x, y = self.to_image(at)
        return Camera(scale, at[0] - x * scale, at[1] - y * scale)

    def panned(self, dx: float, dy: float) -> "Camera":
        return Camera(self.scale, self.x + dx, self.y + dy)

    def kept(self, image: Size, window: Size) -> "Camera":
        """Moved so that a part of the picture stays in the window."""
        x = _between(self.x, _KEPT - image[0] * self.scale, window[0] - _KEPT)
        y = _between(self.y, _KEPT - image[1] * self.scale, window[1] - _KEPT)
        return Camera(self.scale, x, y)

    def aligned(self, ratio: float) -> "Camera":
        """The offset on whole device pixels, so that picture and shapes are crisp."""
        return Camera(self.scale, round(self.x * ratio) / ratio, round(self.y * ratio) / ratio)


def _between(value: float, low: float, high: float) -> float:
    return min(max(value, min(low, high)), max(low, high))


def centred(image: Size, window: Size, scale: float) -> Camera:
    """The picture in the middle of the window at that scale."""
    scale = limited(scale)
    return Camera(scale, (window[0] - image[0] * scale) / 2, (window[1] - image[1] * scale) / 2)


def fitted(image: Size, window: Size) -> Camera:
    """The whole picture, as large as the window allows."""
    across = max(1.0, window[0] - 2 * _MARGIN) / max(1.0, image[0])
    down = max(1.0, window[1] - 2 * _MARGIN) / max(1.0, image[1])
    return centred(image, window, min(across, down))


def fitted_across(image: Size, window: Size) -> Camera:
    """The whole width of the picture; its top where it is taller than the window."""
    camera = centred(image, window, max(1.0, window[0] - 2 * _MARGIN) / max(1.0, image[0]))
    return Camera(camera.scale, camera.x, max(camera.y, _MARGIN)) if camera.y < 0 else camera


def framing(box: Box, window: Size) -> Camera:
    """The box in the middle, filling about half of the window."""
    scale = limited(
        0.6 * min(window[0] / max(box.width, 1.0), window[1] / max(box.height, 1.0)),
    )
    x, y = box.centre
    return Camera(scale, window[0] / 2 - x * scale, window[1] / 2 - y * scale)
