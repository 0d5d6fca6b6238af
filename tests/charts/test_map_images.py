"""The map's picture is the approved one, without what depends on the machine's fonts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QRectF, QSize, QSizeF
from PySide6.QtGui import QFont, QImage, QPainter
from PySide6.QtWidgets import QApplication

from tests.charts.approved import assert_approved
from tests.charts.picturing import LEFT_PACT
from ukvote_gui.charts.map.choice import Choice, Kind
from ukvote_gui.charts.map.colouring import Ground, colouring
from ukvote_gui.charts.map.drawing import MapDrawing, whole
from ukvote_gui.charts.map.layers import Layers
from ukvote_gui.charts.map.scene import Placing, Scene
from ukvote_gui.charts.map.shapes import Shapes, geography_shapes, hex_shapes
from ukvote_gui.core import dataset
from ukvote_gui.core.elections import Election, Ints
from ukvote_gui.core.engine import evaluate
from ukvote_gui.core.moves import Move, Swing
from ukvote_gui.core.outcome import base_outcome
from ukvote_gui.core.scenario import Scenario
from ukvote_gui.theme.colours import DARK_COLOURS, LIGHT_COLOURS, Colours

SIZE = QSize(300, 360)
TOLERANCE = 0.0002
"""One square of all: a hexagon of another colour is two or more."""
SWING = Swing(changes=(("Lab", -6.0), ("Con", 3.0)))

PICTURES: dict[str, tuple[bool, Colours, Choice, tuple[Move, ...]]] = {
    "map_hexes_winner_light": (False, LIGHT_COLOURS, Choice(), (LEFT_PACT,)),
    "map_hexes_majority_dark": (False, DARK_COLOURS, Choice(Kind.MAJORITY), (SWING,)),
    "map_geography_census_light": (True, LIGHT_COLOURS, Choice(Kind.CENSUS), ()),
    "map_geography_winner_dark": (True, DARK_COLOURS, Choice(), (SWING,)),
}


def scene_of(name: str) -> Scene:
    in_geography, colours, choice, moves = PICTURES[name]
    election = dataset.load_election()
    outcome = evaluate(election, Scenario(moves=moves))
    shapes = (geography_shapes if in_geography else hex_shapes)(election)
    found = colouring(Ground(outcome, base_outcome(election), choice, colours))
    return Scene(MapDrawing(shapes), found, colours.tokens, outcome.changed, None, False)


def shown(scene: Scene, font: QFont) -> QImage:
    """Return the map as the window shows it, without the legend and with labels too small to matter."""
    font = QFont(font)
    font.setPixelSize(1)
    view = whole(scene.drawing.shapes, QRectF(0, 0, SIZE.width(), SIZE.height()))
    layers = Layers(scene, Placing(view, 0.0), QSizeF(SIZE), 1.0, font)
    layers.show(scene)
    image = QImage(SIZE, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    layers.paint_map(painter)
    painter.end()
    return image


@pytest.mark.parametrize("name", PICTURES)
def test_the_window_shows_the_approved_picture(name: str, qapp: QApplication, tmp_path: Path) -> None:
    assert_approved(shown(scene_of(name), qapp.font()), name, tmp_path, TOLERANCE)


def test_a_single_seat_of_another_colour_is_another_picture(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("UKVOTE_APPROVE", raising=False)
    name = "map_hexes_winner_light"
    scene = scene_of(name)
    classes, parties = scene.colouring.classes.copy(), dataset.load_election().parties
    classes[np.flatnonzero(classes == parties.index("Lab"))[100]] = parties.index("Con")
    other = replace(scene, colouring=replace(scene.colouring, classes=classes))
    with pytest.raises(AssertionError, match="different from what was approved"):
        assert_approved(shown(other, qapp.font()), name, tmp_path, TOLERANCE)


def painted(layers: Layers, ratio: float) -> QImage:
    image = QImage(SIZE * ratio, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(0)
    painter = QPainter(image)
    layers.paint_map(painter)
    layers.paint_legend(painter)
    painter.end()
    return image


def channels(image: QImage) -> Ints:
    return np.frombuffer(image.constBits(), np.uint8).astype(np.intp)


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("kind", [Kind.WINNER, Kind.MAJORITY, Kind.SHARE])
@pytest.mark.parametrize("make", [hex_shapes, geography_shapes])
def test_steps_of_a_drag_leave_what_a_map_made_anew_shows(
    make: Callable[[Election], Shapes], kind: Kind, ratio: float, qapp: QApplication
) -> None:
    election, colours, size = dataset.load_election(), LIGHT_COLOURS, QSizeF(SIZE)
    drawing, font = MapDrawing(make(election)), QFont(qapp.font())
    font.setPixelSize(9)
    layers: Layers | None = None
    for points in (0.0, 0.4, 0.5, 0.5, 9.0, 8.6, 0.2):
        outcome = evaluate(election, Scenario(moves=(Swing(changes=(("Lab", -points), ("RUK", points))),)))
        found = colouring(Ground(outcome, base_outcome(election), Choice(kind), colours))
        scene = Scene(drawing, found, colours.tokens, outcome.changed, None, False)
        placing = Placing(whole(drawing.shapes, QRectF(0, 0, SIZE.width(), SIZE.height())), 0.0)
        layers = layers or Layers(scene, placing, size, ratio, font)
        layers.show(scene)
        anew = Layers(scene, placing, size, ratio, font)
        anew.show(scene)
        # Lines that are cut off are rounded otherwise by a trifle.
        pair = (channels(painted(shown, ratio)) for shown in (layers, anew))
        assert np.abs(np.subtract(*pair)).max() <= 6


@pytest.mark.parametrize("name", PICTURES)
def test_a_drawing_for_print_has_each_constituency_in_its_colour(name: str, qapp: QApplication) -> None:
    scene, rect = scene_of(name), QRectF(0, 0, 1400, 1800)
    image = QImage(1400, 1800, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    scene.draw(painter, rect, qapp.font())
    painter.end()
    shapes, numbers = scene.drawing.shapes, scene.numbers()
    view = scene.placed(rect, qapp.font()).view
    roomy = np.flatnonzero((shapes.place_room[:650] * view.scale).min(axis=1) > 14)
    points = view.to_pixels(shapes.middle)[roomy].astype(int).tolist()
    right = [image.pixel(x, y) == number for (x, y), number in zip(points, numbers[1 + roomy], strict=True)]
    plain = ~scene.colouring.missing[roomy]
    assert plain.sum() > (200 if shapes.insets else 600)
    # A few boundaries, of the narrow and slanting, have an outline near their middle.
    assert np.mean(np.array(right)[plain]) > (0.97 if shapes.insets else 0.999)
