"""What a bundle needs of the system: python needs.py FOLDER prints a Depends line for Debian."""

import re
import subprocess
import sys
from pathlib import Path

# The plugin for GTK's file dialogs is passed over by Qt where there is no GTK.
_OPTIONAL = {"libqgtk3.so"}
_VERSIONS = {"libc6": "GLIBC", "libstdc++6": "GLIBCXX"}
# Which GCC brought a version of the C++ library, by the last number of it.
_GCC = {21: "5.1", 22: "6.1", 24: "7.1", 25: "8.1", 26: "9.1", 28: "9.3", 29: "11.1", 30: "12.1"}


def main(folder: Path) -> int:
    """Print the line; 1 when a library is needed that the list does not know."""
    package_of = dict(
        line.split()
        for line in Path(__file__).with_name("libraries").read_text("utf-8").splitlines()
        if line and not line.startswith("#")
    )
    files = [path for path in folder.rglob("*") if _is_elf(path)]
    inside = {path.name for path in folder.rglob("*")}
    needed: dict[str, Path] = {}
    versions: dict[str, tuple[int, ...]] = {}
    for path in files:
        if path.name in _OPTIONAL:
            continue
        told = _told(path)
        for name in re.findall(r"\(NEEDED\).*\[(.+)\]", told):
            if name not in inside:
                needed.setdefault(name, path)
        for family, number in re.findall(r"Name: (GLIBC|GLIBCXX)_([\d.]+)", told):
            found = tuple(int(part) for part in number.split("."))
            versions[family] = max(versions.get(family, ()), found)
    unknown = {name: path for name, path in needed.items() if name not in package_of}
    for name, path in unknown.items():
        print(f"{path} needs {name}, which packaging/linux/libraries lacks", file=sys.stderr)
    packages = sorted({package_of[name] for name in needed if name in package_of})
    print(", ".join(_with_version(package, versions) for package in packages))
    return 1 if unknown else 0


def _is_elf(path: Path) -> bool:
    if path.is_symlink() or not path.is_file():
        return False
    with open(path, "rb") as file:
        return file.read(4) == b"\x7fELF"


def _told(path: Path) -> str:
    command = ["readelf", "--wide", "--dynamic", "--version-info", str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def _with_version(package: str, versions: dict[str, tuple[int, ...]]) -> str:
    number = versions.get(_VERSIONS.get(package, ""))
    if not number:
        return package
    if package == "libstdc++6":
        newest = max((last for last in _GCC if last <= number[-1]), default=21)
        return f"{package} (>= {_GCC[newest]})"
    return f"{package} (>= {'.'.join(map(str, number))})"


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
