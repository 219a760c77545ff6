"""What travels in the frozen program, as lists that the specification and the tests share."""

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

# The bindings that labeler/ imports; tests/test_bundle.py holds this against its sources.
QT_BINDINGS = frozenset({"QtCore", "QtGui", "QtSvg", "QtWidgets"})
# Those, and the libraries that they and the plugins below link to.
QT_LIBRARIES = QT_BINDINGS | {"QtDBus", "QtWaylandClient", "QtXcbQpa"}

# Qt's plugins, by kind, without "lib" and suffix; what a system does not have is just not there.
QT_PLUGINS = {
    # offscreen serves the smoke test where there is no screen
    "platforms": {"qxcb", "qwayland", "qoffscreen", "qwindows", "qcocoa"},
    # the file dialogs of the desktop; GTK itself is the system's, or the plugin is passed over
    "platformthemes": {"qgtk3", "qxdgdesktopportal"},
    # Hangul is typed through ibus
    "platforminputcontexts": {
        "composeplatforminputcontextplugin",
        "ibusplatforminputcontextplugin",
    },
    "wayland-shell-integration": {"xdg-shell"},
    "wayland-decoration-client": {"adwaita", "bradient"},
    "styles": {"qmodernwindowsstyle", "qmacstyle"},
    # icons and style sheets are SVG; photographs are decoded by OpenCV and Pillow
    "imageformats": {"qsvg"},
    "iconengines": {"qsvgicon"},
}
# Qt's own words ("Cancel"), for the languages of resources/translations; English is built in.
QT_TRANSLATIONS = {"qtbase_ko.qm"}

# Never imported; each would be found by following imports that are made only on request.
EXCLUDED_MODULES = [
    "tkinter", "_tkinter", "turtle", "turtledemo", "idlelib", "lib2to3",
    "ensurepip", "venv", "distutils", "setuptools", "pkg_resources", "pip", "wheel",
    "test", "doctest", "pdb", "pydoc", "pydoc_data", "unittest",
    "curses", "_curses", "readline", "sqlite3.test",
    "ssl", "_ssl", "xmlrpc", "http.server", "ftplib", "smtplib", "imaplib", "poplib",
    "_bz2", "_lzma", "_dbm", "_gdbm", "_uuid", "nis", "asyncio",
    "IPython", "matplotlib", "pytest", "hypothesis", "_pytest", "scipy", "pandas", "yapf",
    "numpy.f2py", "numpy.distutils", "numpy.testing", "numpy._pyinstaller",
    "numpy._core._umath_tests", "numpy._core._rational_tests", "numpy._core._struct_ufunc_tests",
    "numpy._core._operand_flag_tests", "numpy._core._multiarray_tests", "numpy._core._simd",
    "lxml.isoschematron", "lxml.objectify", "lxml.html", "lxml.cssselect", "lxml.sax",
    "lxml.html.clean", "lxml.html.diff", "lxml.builder",
    "PIL.ImageTk", "PIL._imagingtk", "PIL.ImageQt", "PIL._imagingft", "PIL.ImageShow",
    "PIL.ImageGrab", "PIL._imagingmath", "PIL._imagingmorph",
    "PySide6.QtNetwork", "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtTest",
    "PySide6.QtOpenGL", "PySide6.QtDBus", "PySide6.QtPrintSupport", "PySide6.QtSql",
    "cv2.gapi", "cv2.typing",
]  # fmt: skip

# numpy and the standard library import these on some path that the program does take
NEEDED_ALL_THE_SAME = {"unittest", "numpy.testing", "asyncio"}

# Libraries of the building machine that go along: the X helpers which Qt needs and many desktops
# lack (their interface has not changed for ten years and they talk to libxcb only), the keyboard
# libraries (a pair of one version), and what Python's own modules link to.
LINUX_LIBRARIES = (
    "libpython3", "libffi", "libcrypto", "libsqlite3", "libmpdec",
    "libxcb-cursor", "libxcb-icccm", "libxcb-image", "libxcb-keysyms", "libxcb-render-util",
    "libxcb-util", "libxcb-xkb", "libxcb-xinerama", "libxkbcommon", "libxkbcommon-x11",
)  # fmt: skip
# All others are the system's: graphics drivers, fontconfig, D-Bus, GLib and the C++ library must
# be of one piece with it. packaging/linux/debian/control names their packages.

# Modules of Windows and macOS that only matter to programs with 3-D drawing.
_HEAVY = re.compile(r"opengl32sw|d3dcompiler_|libEGL|libGLESv2|dxcompiler|dxil", re.I)
_QT_LIBRARY = re.compile(r"^(?:lib)?Qt6?(?P<name>[A-Z]\w*?)(?:\.abi3)?(?:\.|$)")
_PIECES_OF_NO_USE = re.compile(
    r"^(?!labeler/).*?(^|/)(tests?|testing|conftest\.py|samples|examples|include|__pycache__)(/|$)"
    r"|^cv2/(data|misc|qt|samples)/|^cv2/.*\.(pyi|xml)$|^cv2/.*videoio_ffmpeg"
    r"|^cv2/(load_config_py2\.py|LICENSE)|^lxml/.*\.(h|pxd|pyx|rng|xsl)$|^av/.*\.(pyx|pxd|pyi|py|c)$"
    r"|^numpy/.*\.(a|lib|h|pyi|c|pxd|pyx|ini)$|^(numpy|yaml|lxml|PIL|av)/.*\.(pyi|typed)$"
    r"|^PySide6/(Qt/)?(qml|metatypes|libexec|resources|doc|include|glue|typesystems|support)/"
    r"|^(numpy/_core/_simd|yaml/_yaml)\."
    r"|\.dist-info/(RECORD|INSTALLER|WHEEL|REQUESTED|direct_url\.json|top_level\.txt|sboms/)"
)


def qt_library(name: str) -> str:
    """`libQt6Gui.so.6`, `Qt6Gui.dll`, `QtGui.abi3.so` and `QtGui` are all "QtGui"; "" others."""
    found = _QT_LIBRARY.match(PurePosixPath(name).name)
    return f"Qt{found['name']}" if found else ""


def is_wanted(destination: str, source: str = "", of_the_wheels: bool = True) -> bool:
    """Whether a file goes into the bundle, by the place it would have there.

    `of_the_wheels` is false for a library of the building machine itself.
    """
    path = destination.replace("\\", "/")
    name = PurePosixPath(path).name
    if _PIECES_OF_NO_USE.search(path) or _HEAVY.match(name):
        return False
    plugin = re.search(r"PySide6/(?:Qt/)?plugins/([^/]+)/(?:lib)?([^/]+?)\.(?:so|dll|dylib)$", path)
    if plugin:
        return plugin[2] in QT_PLUGINS.get(plugin[1], ())
    if re.search(r"PySide6/(?:Qt/)?translations/", path):
        return name in QT_TRANSLATIONS
    library = qt_library(path) if "PySide6" in path or name.startswith("libQt") else ""
    if library:
        return library in QT_LIBRARIES
    return of_the_wheels or name.startswith(tuple(f"{stem}" for stem in LINUX_LIBRARIES))


def is_wheels(source: str, roots: Iterable[str]) -> bool:
    """Whether a file comes from one of the folders that packages are installed in."""
    path = source.replace("\\", "/")
    return any(path.startswith(root.replace("\\", "/").rstrip("/") + "/") for root in roots)
