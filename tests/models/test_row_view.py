"""The view of rows: its titles; what it paints is looked at in the tables that are made of it."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from ukvote_gui.models.constituency_table import Column, ConstituencyModel
from ukvote_gui.models.constituency_view import ConstituencyTable
from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_title_keeps_as_far_from_the_edges_as_the_cells_under_it(
    session: Session, theme: Theme, qtbot: QtBot, scheme: str
) -> None:
    theme.choose(scheme)
    table = ConstituencyTable(ConstituencyModel(session, theme, session), theme)
    qtbot.addWidget(table)
    table.resize(1200, 300)
    header = table.horizontalHeader()
    picture = header.grab().toImage()
    text = QColor(theme.tokens.text).lightness()
    middle = range(4, picture.height() - 4)

    def has_ink(x: int) -> bool:
        return any(abs(picture.pixelColor(x, y).lightness() - text) < 60 for y in middle)

    edge = header.sectionViewportPosition(Column.RESULT)
    assert not any(has_ink(edge + at) for at in range(-table.padding, table.padding) if at not in (-1, 0))
    assert any(has_ink(edge - table.padding - at) for at in range(1, 4))
    assert any(has_ink(edge + table.padding + at) for at in range(4))
