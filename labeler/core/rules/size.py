"""How high an object is at the model's input size: what training feels, and needs no camera."""

from labeler.core.rules.rule import Grade, Measured, Rule, View, unknown

SIZE = Rule(
    "size",
    (
        Grade("tiny", accepted=False),
        Grade("small"),
        Grade("medium"),
        Grade("large"),
        Grade("very_large"),
    ),
    measure="size",
    limits=(8, 16, 32, 64),
)

presets: tuple[Rule, ...] = (SIZE,)
measures: tuple[str, ...] = ("size",)

_DRAWN_PX = 1.0  # how far off a drawn height may be


def measured(view: View) -> dict[str, Measured]:
    """Height in pixels once the longer side of the picture has become the model's input size."""
    if view.shape is None:
        return {}
    scale = view.model_input / max(view.size)
    height = view.shape.bounds.height
    found = Measured(max(0.0, height - _DRAWN_PX) * scale, (height + _DRAWN_PX) * scale)
    return {"size": found if found.known else unknown("degenerate")}
