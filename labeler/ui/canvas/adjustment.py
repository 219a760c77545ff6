"""Brightness, contrast and gamma of what is shown; the picture itself is never changed."""

from dataclasses import dataclass
from math import pi, tan

from PySide6.QtGui import QImage


@dataclass(frozen=True, slots=True)
class Adjustment:
    """Brightness and contrast from -1 to 1 with 0 as it is; gamma above 1 lightens the shadows."""

    brightness: float = 0.0
    contrast: float = 0.0
    gamma: float = 1.0

    @property
    def neutral(self) -> bool:
        return self == Adjustment()

    def table(self) -> bytes:
        """What each of the 256 values becomes."""
        slope = tan((min(max(self.contrast, -1.0), 0.98) + 1) * pi / 4)
        values = []
        for value in range(256):
            lifted = (value / 255) ** (1 / max(self.gamma, 0.05))
            turned = (lifted - 0.5) * slope + 0.5 + self.brightness
            values.append(round(min(max(turned, 0.0), 1.0) * 255))
        return bytes(values)


def adjusted(image: QImage, adjustment: Adjustment) -> QImage:
    """The image with every channel sent through the table; the same image when neutral."""
    if adjustment.neutral or image.isNull():
        return image
    import numpy as np

    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(plain.constBits(), dtype=np.uint8)
    table = np.frombuffer(adjustment.table(), dtype=np.uint8)
    turned = table[pixels]
    turned[3::4] = 255
    result = QImage(
        turned.data, plain.width(), plain.height(), plain.bytesPerLine(), plain.format()
    )
    return result.copy()  # the buffer is numpy's and dies with it
