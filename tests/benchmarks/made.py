"""The images, label files and folders that benchmarks work on, made anew for each run."""

import os
import random
from pathlib import Path

import cv2
import numpy as np

SAMPLE = Path(__file__).resolve().parents[2] / "resources/samples/plates/street_01.jpg"
NAMES = ("plate", "car", "bus")


def photo(path: Path, width: int, height: int, quality: int = 90) -> Path:
    """A JPEG of that size with the detail and the noise of a photograph."""
    small = cv2.imdecode(np.frombuffer(SAMPLE.read_bytes(), np.uint8), cv2.IMREAD_COLOR)
    assert small is not None
    large = cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC)
    grain = np.random.default_rng(1).normal(0, 5, large.shape)
    picture = np.clip(large + grain, 0, 255).astype(np.uint8)
    encoded = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
    path.write_bytes(encoded.tobytes())
    return path


def boxes(
    count: int, width: int, height: int, seed: int = 1
) -> list[tuple[str, int, int, int, int]]:
    """`count` boxes on whole pixels: class, left, top, right, bottom."""
    chance = random.Random(seed)
    made = []
    for _ in range(count):
        w, h = chance.randint(8, width // 8), chance.randint(8, height // 8)
        x, y = chance.randint(0, width - w), chance.randint(0, height - h)
        made.append((chance.choice(NAMES), x, y, x + w, y + h))
    return made


def voc(name: str, width: int, height: int, marked: list[tuple[str, int, int, int, int]]) -> str:
    """The XML that LabelImg writes."""
    lines = [
        "<annotation>", "\t<folder>set</folder>", f"\t<filename>{name}</filename>",
        f"\t<path>{name}</path>", "\t<source>", "\t\t<database>Unknown</database>", "\t</source>",
        "\t<size>", f"\t\t<width>{width}</width>", f"\t\t<height>{height}</height>",
        "\t\t<depth>3</depth>", "\t</size>", "\t<segmented>0</segmented>",
    ]  # fmt: skip
    for kind, x1, y1, x2, y2 in marked:
        lines += [
            "\t<object>", f"\t\t<name>{kind}</name>", "\t\t<pose>Unspecified</pose>",
            "\t\t<truncated>0</truncated>", "\t\t<difficult>0</difficult>", "\t\t<bndbox>",
            f"\t\t\t<xmin>{x1}</xmin>", f"\t\t\t<ymin>{y1}</ymin>", f"\t\t\t<xmax>{x2}</xmax>",
            f"\t\t\t<ymax>{y2}</ymax>", "\t\t</bndbox>", "\t</object>",
        ]  # fmt: skip
    return "\n".join([*lines, "</annotation>", ""])


def yolo(width: int, height: int, marked: list[tuple[str, int, int, int, int]]) -> str:
    rows = []
    for kind, x1, y1, x2, y2 in marked:
        centre = ((x1 + x2) / 2 / width, (y1 + y2) / 2 / height)
        size = ((x2 - x1) / width, (y2 - y1) / height)
        rows.append(" ".join([str(NAMES.index(kind)), *(f"{v:.6f}" for v in (*centre, *size))]))
    return "\n".join([*rows, ""])


def label(image: Path, width: int, height: int, count: int) -> None:
    """Writes the pair of label files beside an image."""
    marked = boxes(count, width, height, seed=len(image.name))
    image.with_suffix(".xml").write_text(voc(image.name, width, height, marked), "utf-8")
    image.with_suffix(".txt").write_text(yolo(width, height, marked), "utf-8")


def class_file(folder: Path) -> None:
    (folder / "classes.txt").write_text("\n".join([*NAMES, ""]), "utf-8")


def many_images(folder: Path, count: int) -> Path:
    """A folder of that many small images, named so that natural order is not that of the text."""
    folder.mkdir()
    class_file(folder)
    content = cv2.imencode(".jpg", np.full((90, 160, 3), 90, np.uint8))[1].tobytes()
    original = ""
    for number in range(count):
        path = f"{folder}/frame_{number}.jpg"
        if number % 30000 == 0:  # a file system allows a file some 65,000 names
            Path(path).write_bytes(content)
            original = path
        else:
            os.link(original, path)
    return folder
