"""Writes for labeler.nsi which files a frozen program has: what to unpack and what to take away."""

import re
import struct
import sys
from itertools import product
from pathlib import Path, PurePosixPath


def main() -> None:
    """payload.py FOLDER VERSION LIST PICTURE: every file, so that no other is ever removed."""
    payload, version, out = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
    Path(sys.argv[4]).write_bytes(picture())
    files = sorted(path for path in payload.rglob("*") if path.is_file())
    if not any(path.name == "labeler.exe" for path in payload.iterdir()):
        sys.exit(f"{payload} holds no labeler.exe")
    names = [path.relative_to(payload) for path in files]
    folders = sorted({parent for name in names for parent in name.parents} - {Path()})
    lines = [
        f"!define SIZE_KB {sum(-(-path.stat().st_size // 1024) for path in files)}",
        f"!define LONGEST_NAME {max(len(str(name)) for name in names)}",
        f"!define VERSION_NUMBERS {numbers(version)}",
        "!macro UNPACK_FILES",
        '  SetOutPath "$INSTDIR"',
        *(f'  CreateDirectory "{installed(folder)}"' for folder in folders),
        *(
            f'  File "/oname={windows(name)}" "{path}"'
            for name, path in zip(names, files, strict=True)
        ),
        "!macroend",
        "!macro DELETE_FILES",
        *(f'  Delete "{installed(name)}"' for name in names),
        "!macroend",
        "!macro DELETE_FOLDERS",  # each only when it is empty
        *(f'  RMDir "{installed(folder)}"' for folder in reversed(folders)),
        "!macroend",
        "!macro LOOK_FOR_FILES FOUND",  # at the top: those someone's own folder may have too
        *(
            f'  IfFileExists "{installed(name)}" ${{FOUND}}'
            for name in names
            if len(name.parts) == 1
        ),
        "!macroend",
    ]
    out.write_text("\n".join(lines) + "\n", encoding="utf-8-sig")


def numbers(version: str) -> str:
    """As Windows wants it in version data: four numbers, 0.2.0rc1 is 0.2.0.0."""
    release = re.match(r"\d+(\.\d+)*", version)
    given = release.group().split(".") if release else []
    return ".".join([*given, "0", "0", "0", "0"][:4])


def picture() -> bytes:
    """The left side of the first and last page, a BMP: the box of the icon on its blue."""
    width, height = 164, 314
    blue, white, amber = b"\xed\x6f\x2f", b"\xff\xff\xff", b"\x00\xb0\xff"  # BGR
    rows = [bytearray(blue * width) for _ in range(height)]

    def fill(left: int, top: int, right: int, bottom: int, colour: bytes) -> None:
        for row in rows[top:bottom]:
            row[left * 3 : right * 3] = colour * (right - left)

    fill(38, 46, 126, 112, white)
    fill(42, 50, 122, 108, blue)
    for x, y in product((40, 124), (48, 110)):
        last = (x, y) == (124, 110)
        fill(x - 7, y - 7, x + 7, y + 7, amber if last else white)
    pixels = b"".join(bytes(row) for row in reversed(rows))  # 164 * 3 is a multiple of four
    header = struct.pack("<2sIIIIiiHHIIiiII", b"BM", 54 + len(pixels), 0, 54, 40, width, height,
                         1, 24, 0, len(pixels), 3780, 3780, 0, 0)  # fmt: skip
    return header + pixels


def escaped(path: object) -> str:
    return str(path).replace("$", "$$")


def windows(name: Path) -> str:
    return escaped(PurePosixPath(name.as_posix())).replace("/", "\\")


def installed(name: Path) -> str:
    return f"$INSTDIR\\{windows(name)}"


if __name__ == "__main__":
    main()
