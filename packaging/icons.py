"""Makes the icons of the program from resources/icons/labeler.svg, at build time."""

import os
from pathlib import Path

SIZES = (16, 24, 32, 48, 64, 128, 256, 512)


def make(svg: Path, folder: Path) -> None:
    """`labeler-<size>.png`, `labeler.ico` and `labeler.icns` in `folder`."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PIL import Image
    from PySide6.QtCore import QByteArray
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    folder.mkdir(parents=True, exist_ok=True)
    drawing = QSvgRenderer(QByteArray(svg.read_bytes()))
    for size in (*SIZES, 1024):
        image = QImage(size, size, QImage.Format.Format_ARGB32)
        image.fill(0)
        painter = QPainter(image)
        drawing.render(painter)
        painter.end()
        image.save(str(folder / f"labeler-{size}.png"))
    pictures = {size: Image.open(folder / f"labeler-{size}.png") for size in (*SIZES, 1024)}
    ico = [pictures[size] for size in (16, 24, 32, 48, 64, 128)]
    pictures[256].save(
        folder / "labeler.ico",
        sizes=[image.size for image in (*ico, pictures[256])],
        append_images=ico,
    )
    pictures[1024].save(
        folder / "labeler.icns", append_images=[pictures[size] for size in (32, 64, 128, 256, 512)]
    )
