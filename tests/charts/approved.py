"""Compares pictures with approved ones, so far as fonts and their smoothing may differ between machines.

To approve pictures as they are now, after having looked at them: UKVOTE_APPROVE=1 pytest tests/charts
"""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QImage

APPROVED = Path(__file__).parents[1] / "approved"
BLOCK = 4
"""Pixels are compared in squares of so many a side, which evens out the edges of lines and letters."""
LEVELS = 24.0
"""Squares further apart than this in any channel, of 255, are different."""
TOLERANCE = 0.02
"""How many of all squares may be different."""


def assert_approved(image: QImage, name: str, folder: Path, tolerance: float = TOLERANCE) -> None:
    """Fail where a picture is not like the approved one; it is put into ``folder`` then, to look at."""
    approved = APPROVED / f"{name}.png"
    if os.environ.get("UKVOTE_APPROVE"):
        assert image.save(str(approved))
    assert approved.exists(), f"no picture called {name} was approved"
    different = difference(image, QImage(str(approved)))
    if different > tolerance:
        seen = folder / f"{name}.png"
        image.save(str(seen))
        raise AssertionError(f"{different:.1%} of {name} is different from what was approved: see {seen}")


def difference(one: QImage, other: QImage) -> float:
    """Return the fraction of two pictures that is different: 1 where their sizes are."""
    if one.size() != other.size():
        return 1.0
    apart = np.abs(_squares(one) - _squares(other)).max(axis=-1)
    return float((apart > LEVELS).mean())


def _squares(image: QImage) -> npt.NDArray[np.float64]:
    """Return the mean colour of each square, shape (down, across, 3)."""
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    height, width = image.height() // BLOCK, image.width() // BLOCK
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)
    pixels = pixels[: height * BLOCK, : width * BLOCK, :3]
    squares = pixels.reshape(height, BLOCK, width, BLOCK, 3).astype(np.float64)
    return np.asarray(squares.mean(axis=(1, 3)))
