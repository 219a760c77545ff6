"""The words of rules: titles, grades, what was measured and why it is not certain."""

from PySide6.QtCore import QObject


class RuleWords(QObject):
    """The context of these words in a translation is "RuleWords"."""

    def titles(self) -> dict[str, tuple[str, str]]:
        """Title and hint of the program's own rules, by id."""
        return {
            "distance": (
                self.tr("Distance"),
                self.tr("How far the object is from the camera"),
            ),
            "yaw": (
                self.tr("Left–right angle"),
                self.tr("How far it is turned to the left or right of the line of sight"),
            ),
            "pitch": (
                self.tr("Up–down angle"),
                self.tr("How far it is tilted up or down from the line of sight"),
            ),
            "sharpness": (
                self.tr("Sharpness"),
                self.tr("How blurred the object is: a model for video must have seen blur"),
            ),
            "brightness": (
                self.tr("Brightness"),
                self.tr("How bright the object is, and whether it can be made out"),
            ),
            "size": (
                self.tr("Size"),
                self.tr("How high the object is in pixels of the picture the model sees"),
            ),
            "environment": (
                self.tr("Environment"),
                self.tr("Where and in what light the picture was taken"),
            ),
            "image_brightness": (
                self.tr("Standard brightness"),
                self.tr("How bright the picture is, for its environment"),
            ),
            "image_size": (
                self.tr("Standard size"),
                self.tr("How many pixels the longer side of the picture has"),
            ),
        }

    def grades(self) -> dict[str, str]:
        """Grades of the program's own rules, by rule and grade."""
        return {
            "distance.near": self.tr("near"),
            "distance.middle": self.tr("middle"),
            "distance.far": self.tr("far"),
            "distance.very_far": self.tr("very far"),
            "yaw.front": self.tr("front"),
            "yaw.slight": self.tr("slight"),
            "yaw.oblique": self.tr("oblique"),
            "yaw.steep": self.tr("steep"),
            "pitch.level": self.tr("level"),
            "pitch.slight": self.tr("slight"),
            "pitch.oblique": self.tr("oblique"),
            "pitch.steep": self.tr("steep"),
            "sharpness.unreadable": self.tr("unreadable"),
            "sharpness.blurred": self.tr("blurred"),
            "sharpness.soft": self.tr("soft"),
            "sharpness.sharp": self.tr("sharp"),
            "brightness.dark": self.tr("dark"),
            "brightness.normal": self.tr("normal"),
            "brightness.bright": self.tr("bright"),
            "brightness.glare": self.tr("glare"),
            "brightness.flat": self.tr("no contrast"),
            "size.tiny": self.tr("tiny"),
            "size.small": self.tr("small"),
            "size.medium": self.tr("medium"),
            "size.large": self.tr("large"),
            "size.very_large": self.tr("very large"),
            "environment.indoor": self.tr("indoors"),
            "environment.sunny": self.tr("sunny"),
            "environment.overcast": self.tr("overcast"),
            "environment.night": self.tr("night"),
            "image_brightness.dark": self.tr("dark"),
            "image_brightness.dim": self.tr("dim"),
            "image_brightness.normal": self.tr("normal"),
            "image_brightness.bright": self.tr("bright"),
            "image_brightness.glare": self.tr("glare"),
            "image_brightness.flat": self.tr("no contrast"),
            "image_size.small": self.tr("small"),
            "image_size.standard": self.tr("standard"),
            "image_size.large": self.tr("large"),
        }

    def values(self) -> dict[str, str]:
        """How a measured value is shown, by measure; `{value}` is "12 ± 2" or "12"."""
        return {
            "distance": self.tr("about {value} m"),
            "yaw": self.tr("{value}°"),
            "pitch": self.tr("{value}°"),
            "sharpness": self.tr("sharpness {value}"),
            "brightness": self.tr("mean {value}"),
            "size": self.tr("{value} px"),
            "image_brightness": self.tr("mean {value}"),
            "image_size": self.tr("{value} px"),
        }

    def notes(self) -> dict[str, str]:
        """Why a value is not certain, or how it was got."""
        return {
            "too_small": self.tr("too small to judge"),
            "noisy": self.tr("too noisy to judge"),
            "estimate": self.tr("estimated from the box"),
            "no_camera": self.tr("no camera profile"),
            "no_size": self.tr("real size not known"),
            "degenerate": self.tr("the corners do not fit"),
            "truncated": self.tr("cut off by the edge of the image"),
            "outside": self.tr("outside the picture"),
            "backlight": self.tr("against the light"),
            "not_measurable": self.tr("cannot be measured"),
            "measuring": self.tr("measuring…"),
            "answered": self.tr("set by hand"),
            "not_answered": self.tr("not answered yet"),
        }

    def verdicts(self) -> dict[str, str]:
        return {
            "pass": self.tr("passes"),
            "fail": self.tr("fails"),
            "unsure": self.tr("unsure"),
        }

    def failures(self) -> dict[str, str]:
        """What a failure does."""
        return {
            "warn": self.tr("Show it"),
            "difficult": self.tr("Show it and mark the shape as difficult"),
            "ignore": self.tr("Leave it out of the counts"),
            "none": self.tr("Nothing"),
        }

    def axes(self) -> dict[str, str]:
        """What the coverage board can be laid out by, besides rules."""
        return {
            "class": self.tr("Class"),
            "video": self.tr("Source video"),
            "annotator": self.tr("Annotator"),
            "": self.tr("none"),
            "unsure": self.tr("unsure"),
            "no_video": self.tr("no video"),
            "no_annotator": self.tr("not said"),
        }

    def plates(self) -> dict[str, str]:
        """The real sizes that are offered, by id."""
        return {
            "kr_520x110": self.tr("Korea, 520 × 110"),
            "kr_335x155": self.tr("Korea, 335 × 155"),
            "kr_335x170": self.tr("Korea, 335 × 170"),
            "kr_440x220": self.tr("Korea, 440 × 220"),
            "kr_motorcycle_210x115": self.tr("Korea, motorcycle, 210 × 115"),
            "kr_motorcycle_210x150": self.tr("Korea, motorcycle, 210 × 150"),
            "eu_520x110": self.tr("European Union, 520 × 110"),
            "us_305x152": self.tr("United States, 305 × 152"),
            "cn_440x140": self.tr("China, 440 × 140"),
            "jp_330x165": self.tr("Japan, 330 × 165"),
        }

    def sentences(self) -> dict[str, str]:
        """Sentences with counts."""
        return {
            "thin": self.tr("{cell}: {have} of {want}, capture more"),
        }
