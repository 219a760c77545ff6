"""How large the picture itself is."""

from labeler.core.rules.rule import Grade, Measured, Rule, View

IMAGE_SIZE = Rule(
    "image_size",
    (Grade("small", accepted=False), Grade("standard"), Grade("large", quota=0)),
    measure="image_size",
    limits=(640, 4096),
    of="image",
)

presets: tuple[Rule, ...] = (IMAGE_SIZE,)
measures: tuple[str, ...] = ("image_size",)


def measured(view: View) -> dict[str, Measured]:
    """The longer side in pixels, which is known exactly."""
    if view.shape is not None:
        return {}
    side = float(max(view.size))
    return {"image_size": Measured(side, side)}
