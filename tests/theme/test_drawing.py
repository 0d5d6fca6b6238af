"""The page that pictures are drawn on."""

from __future__ import annotations

from contextlib import suppress

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from ukvote_gui.theme.colours import DARK_COLOURS, LIGHT_COLOURS, Colours
from ukvote_gui.theme.drawing import page

WORDS = "Fifty words and more about what the picture shows, so that a line of them does not do. " * 4


@pytest.mark.parametrize("colours", [LIGHT_COLOURS, DARK_COLOURS])
def test_words_are_at_the_foot_and_what_is_above_them_is_free(qapp: QApplication, colours: Colours) -> None:
    image = QImage(480, 360, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    before = painter.pen(), painter.font(), painter.renderHints()
    with page(painter, QRectF(0, 0, 480, 360), colours, qapp.font()) as drawn_on:
        above = drawn_on.write_at_foot(WORDS)
    assert (painter.pen(), painter.font(), painter.renderHints()) == before
    painter.end()
    assert drawn_on.inside.contains(above)
    ground = QColor(colours.tokens.base)
    written = {y for y in range(360) for x in range(480) if image.pixelColor(x, y) != ground}
    assert min(written) > above.bottom()
    assert max(written) < drawn_on.inside.bottom()
    assert max(written) - min(written) > 1.5 * drawn_on.font.pixelSize()


def test_a_picture_that_fails_leaves_the_painter_as_it_was(qapp: QApplication) -> None:
    image = QImage(48, 36, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    with suppress(ZeroDivisionError), page(painter, QRectF(image.rect()), LIGHT_COLOURS, qapp.font()):
        painter.translate(7, 7)
        raise ZeroDivisionError
    assert painter.transform().isIdentity()
    painter.end()
