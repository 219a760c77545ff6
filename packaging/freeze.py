"""Freezes the program: python packaging/freeze.py [OUT] makes OUT/dist/labeler.

It needs a Python from 3.10 on and makes itself a virtual environment, OUT/venv, unless it runs in
one that has PyInstaller. OpenCV comes without its windows there: opencv-python brings a second Qt.
"""

import argparse
import os
import shutil
import subprocess
import sys
import venv
from importlib import metadata, util
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def main() -> int:
    """Make the folder and tell what takes the room in it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", nargs="?", type=Path, default=ROOT / "build")
    options = parser.parse_args()
    out = Path(os.path.abspath(options.out))
    if not util.find_spec("PyInstaller"):
        python = environment(out / "venv")
        return subprocess.run([python, __file__, str(out)], check=False).returncode
    if _installed("opencv-python"):
        raise SystemExit("This environment has opencv-python; freeze with opencv-python-headless.")
    command = [
        *(sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN"),
        *("--distpath", str(out / "dist"), "--workpath", str(out / "work")),
        str(ROOT / "packaging/labeler.spec"),
    ]
    status = subprocess.run(command, check=False, cwd=ROOT).returncode
    if status == 0:
        folder = out / "dist/labeler"
        print(table(folder))
        print(folder)
    return status


def environment(folder: Path) -> Path:
    """A fresh virtual environment with the program, PyInstaller and the OpenCV without windows."""
    venv.create(folder, clear=True, with_pip=True)
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    pip = [python, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    subprocess.run([*pip, "install", f"{ROOT}[freeze]"], check=True)
    for left in (ROOT / "build/lib", *ROOT.glob("build/bdist.*")):  # by setuptools
        shutil.rmtree(left, ignore_errors=True)
    version = subprocess.run(
        [python, "-c", "from importlib.metadata import version; print(version('opencv-python'))"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()
    subprocess.run([*pip, "uninstall", "--yes", "opencv-python"], check=True)
    headless = f"opencv-python-headless=={version}"
    subprocess.run([*pip, "install", "--no-deps", headless], check=True)
    # what is frozen is the checkout; the copy in the environment would be older after a change
    subprocess.run([*pip, "uninstall", "--yes", "labeler"], check=True)
    return python


def _installed(name: str) -> bool:
    try:
        metadata.version(name)
    except metadata.PackageNotFoundError:
        return False
    return True


def table(folder: Path) -> str:
    """What takes the room, largest first, in MB of 10^6 bytes."""
    parts: dict[str, int] = {}
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            words = path.relative_to(folder).parts
            words = words[1:] if words[0] == "_internal" else words
            name = words[0] if len(words) > 1 else "the program and single files"
            parts[name] = parts.get(name, 0) + path.stat().st_size
    rows = sorted(parts.items(), key=lambda part: -part[1])
    rows = [row for row in rows if row[1] >= 100_000] + [
        ("others", sum(size for _, size in rows if size < 100_000)),
        ("all", sum(parts.values())),
    ]
    return "\n".join(f"{size / 1e6:9.1f} MB  {name}" for name, size in rows)


if __name__ == "__main__":
    sys.exit(main())
