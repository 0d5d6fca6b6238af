"""The map as a person uses it: pointing, clicking, arrow keys, zooming, choosing what colours it."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QStandardItemModel
from PySide6.QtWidgets import QApplication, QComboBox, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from tests.charts.picturing import (
    ILFORD_NORTH,
    LEFT_PACT,
    MOHAMAD_WINS,
    TO_THE_CONSERVATIVES,
    MakeChart,
    make,
    svg_of,
)
from tests.widgets import BehindATab, find, turn_wheel
from ukvote_gui.charts.map import signs
from ukvote_gui.charts.map.canvas import MapCanvas
from ukvote_gui.charts.map.choice import Mode
from ukvote_gui.charts.map.drawing import SIGN, MapDrawing, View, fitted, hides
from ukvote_gui.charts.map.map_view import MapView
from ukvote_gui.charts.map.raster import Raster
from ukvote_gui.charts.map.shapes import geography_shapes
from ukvote_gui.core import dataset
from ukvote_gui.core.moves import Stand, Swing
from ukvote_gui.core.selection import Scope
from ukvote_gui.state.session import Session
from ukvote_gui.theme import DARK, LIGHT, Theme
from ukvote_gui.theme.colours import DARK_COLOURS, LIGHT_COLOURS

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def view(shown: MakeChart) -> MapView:
    return shown(MapView, 700, 900)


@pytest.fixture
def canvas(view: MapView) -> MapCanvas:
    return find(view, MapCanvas, "map_canvas")


def choose(view: MapView, name: str, value: str) -> None:
    box = find(view, QComboBox, name)
    row = box.findData(value)
    assert row >= 0, value
    box.setCurrentIndex(row)


def button(view: MapView, name: str) -> QToolButton:
    return find(view, QToolButton, name)


def seat(session: Session, name: str) -> int:
    return next(i for i, c in enumerate(session.election.constituencies) if c.name == name)


def pixel(canvas: MapCanvas, position: int) -> QPoint:
    x, y = canvas.point_of(position)
    return QPoint(int(x), int(y))


def colour_at(canvas: MapCanvas, point: QPoint) -> str:
    return canvas.grab().toImage().pixelColor(point).name()


def colour_of(canvas: MapCanvas, position: int) -> str:
    """Return the colour a little aside of the middle, where no letters are."""
    return colour_at(canvas, pixel(canvas, position) + QPoint(0, -5))


# Hit tests


def test_a_click_on_each_of_the_650_hexes_selects_it_everywhere(
    session: Session, canvas: MapCanvas, qtbot: QtBot
) -> None:
    order = [*range(1, 650), 0]
    for position in order:
        qtbot.mouseClick(canvas, LEFT, pos=pixel(canvas, position))
        assert session.seat_position == position


def test_corners_of_each_hex_belong_to_it(canvas: MapCanvas) -> None:
    scale = canvas.view.scale
    for position in range(650):
        middle = QPointF(*canvas.point_of(position))
        for x, y in ((0, -0.45), (0, 0.45), (-0.4, 0), (0.4, 0), (-0.3, -0.3), (0.3, 0.3)):
            assert canvas.seat_at(middle + QPointF(x, y) * scale) == position


def test_a_point_in_each_boundary_hits_its_constituency() -> None:
    drawing = MapDrawing(geography_shapes(dataset.load_election()))
    bounds = drawing.shapes.bounds
    view = View(3.0, -3.0 * bounds.left, -3.0 * bounds.top)
    raster = Raster(drawing, view, QSizeF(3 * bounds.width, 3 * bounds.height), 1.0)
    for position, (x, y) in zip(
        drawing.shapes.place_seat.tolist(), view.to_pixels(drawing.shapes.places).tolist(), strict=True
    ):
        assert raster.seat_at(QPointF(x, y)) == position
    assert raster.seat_at(QPointF(5, 5)) is None
    assert raster.seat_at(QPointF(-1, 5)) is None
    assert raster.seat_at(QPointF(5, 1e6)) is None


def test_twice_as_many_pixels_to_the_point_hit_the_same(canvas: MapCanvas) -> None:
    raster = Raster(canvas.drawing, canvas.view, QSizeF(canvas.size()), 2.0)
    assert raster.image.size() == canvas.size() * 2
    for position in range(650):
        assert raster.seat_at(QPointF(*canvas.point_of(position))) == position


def test_the_london_inset_is_london(canvas: MapCanvas, view: MapView, session: Session) -> None:
    choose(view, "map_mode", "geography")
    shapes = canvas.drawing.shapes
    hits = [
        canvas.seat_at(QPointF(x, y)) == position
        for position, (x, y) in zip(
            shapes.place_seat[650:].tolist(), canvas.view.to_pixels(shapes.places[650:]).tolist(), strict=True
        )
    ]
    assert len(hits) == 75
    assert all(hits)


# Pointing and the keyboard


def test_hovering_shows_a_card_and_leaving_takes_it_away(
    session: Session, canvas: MapCanvas, qtbot: QtBot
) -> None:
    make(session, LEFT_PACT)
    yardley = seat(session, "Birmingham Yardley")
    before = canvas.grab().toImage()
    qtbot.mouseMove(canvas, pixel(canvas, yardley))
    assert canvas.accessibleDescription() == canvas.card(yardley).text
    text = canvas.card(yardley).text
    assert text.startswith("Birmingham Yardley. Jody McIntyre (WPB). Majority ")
    assert "Changed by the scenario from Jess Phillips (Labour)." in text
    assert canvas.grab().toImage() != before
    qtbot.mouseMove(canvas, QPoint(3, 3))
    assert canvas.accessibleDescription() == ""
    assert canvas.grab().toImage() == before


def test_the_card_says_what_the_colour_stands_for_and_follows_the_scenario(
    session: Session, canvas: MapCanvas, view: MapView, qtbot: QtBot
) -> None:
    choose(view, "map_colour", "turnout")
    ilford = seat(session, "Ilford North")
    qtbot.mouseMove(canvas, pixel(canvas, ilford))
    text = canvas.accessibleDescription()
    assert text.startswith(
        "Ilford North. Wes Streeting (Labour). Majority 528 votes, 1.1%, over Leanne Mohamad"
    )
    assert "Turnout " in text
    swing = Swing(changes=(("Lab", -5.0),), scope=Scope(seats=(ILFORD_NORTH,)))
    make(session, swing)
    assert canvas.accessibleDescription().startswith("Ilford North. Leanne Mohamad (Independent).")


def test_cards_of_all_constituencies_can_be_read(session: Session, canvas: MapCanvas) -> None:
    for position, constituency in enumerate(session.election.constituencies):
        card = canvas.card(position)
        assert card.place == constituency.name
        assert all(card.lines)


def test_arrow_keys_go_to_the_neighbour_and_enter_selects_it(
    session: Session, canvas: MapCanvas, qtbot: QtBot
) -> None:
    session.select(ILFORD_NORTH)
    canvas.setFocus(Qt.FocusReason.TabFocusReason)
    assert canvas.accessibleDescription().startswith("Ilford North.")
    column, row = dataset.load_hexes()[ILFORD_NORTH]
    beside = next(s for s, place in dataset.load_hexes().items() if place == (column + 1, row))
    qtbot.keyClick(canvas, Key.Key_Right)
    assert session.seat == ILFORD_NORTH
    name = session.election.constituencies[session.election.seat_index[beside]].name
    assert canvas.accessibleDescription().startswith(name)
    qtbot.keyClick(canvas, Key.Key_Return)
    assert session.seat == beside
    for _ in range(40):
        qtbot.keyClick(canvas, Key.Key_Up)
    qtbot.keyClick(canvas, Key.Key_Escape)
    assert canvas.accessibleDescription() == ""


def test_arrow_keys_keep_what_they_point_at_in_sight(
    session: Session, canvas: MapCanvas, view: MapView, qtbot: QtBot
) -> None:
    choose(view, "map_mode", "geography")
    session.select(ILFORD_NORTH)
    canvas.setFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(8):
        qtbot.keyClick(canvas, Key.Key_Plus)
    inside = QRectF(canvas.rect())
    for _ in range(30):
        qtbot.keyClick(canvas, Key.Key_Left)
        qtbot.keyClick(canvas, Key.Key_Up)
        qtbot.keyClick(canvas, Key.Key_Space)
        assert inside.contains(QPointF(*canvas.point_of(session.seat_position)))


# Zoom and pan


def test_keys_and_buttons_zoom_and_fit(canvas: MapCanvas, view: MapView, qtbot: QtBot) -> None:
    whole = canvas.view
    qtbot.keyClick(canvas, Key.Key_Plus)
    assert canvas.view.scale == pytest.approx(1.25 * whole.scale)
    qtbot.keyClick(canvas, Key.Key_Minus)
    assert canvas.view == whole
    qtbot.mouseClick(button(view, "map_zoom_in"), LEFT)
    qtbot.mouseClick(button(view, "map_zoom_in"), LEFT)
    assert canvas.view.scale > 1.5 * whole.scale
    qtbot.mouseClick(button(view, "map_zoom_out"), LEFT)
    qtbot.keyClick(canvas, Key.Key_0)
    assert canvas.view == whole
    qtbot.keyClick(canvas, Key.Key_Minus)
    assert canvas.view == whole
    for _ in range(40):
        qtbot.mouseClick(button(view, "map_zoom_in"), LEFT)
    assert canvas.view.scale == pytest.approx(60 * whole.scale)
    qtbot.mouseClick(button(view, "map_fit"), LEFT)
    assert canvas.view == whole


def test_the_wheel_zooms_about_the_pointer(session: Session, canvas: MapCanvas) -> None:
    for position in (seat(session, "Orkney and Shetland"), seat(session, "Ilford North")):
        at = QPointF(pixel(canvas, position))
        for turns in (1, 1, 1, -1):
            turn_wheel(canvas, turns, at)
            assert canvas.seat_at(at) == position
        canvas.fit()


def test_a_drag_moves_the_map_and_selects_nothing(session: Session, canvas: MapCanvas, qtbot: QtBot) -> None:
    before, selected = canvas.view, session.seat
    start = pixel(canvas, seat(session, "Birmingham Yardley"))
    qtbot.mousePress(canvas, LEFT, pos=start)
    qtbot.mouseMove(canvas, start + QPoint(30, 20))
    qtbot.mouseMove(canvas, start + QPoint(60, 40))
    qtbot.mouseRelease(canvas, LEFT, pos=start + QPoint(60, 40))
    assert (canvas.view.x - before.x, canvas.view.y - before.y) == pytest.approx((60, 40))
    assert canvas.view.scale == before.scale
    assert session.seat == selected


def test_the_map_cannot_be_dragged_out_of_sight(canvas: MapCanvas, qtbot: QtBot) -> None:
    for _ in range(20):
        qtbot.mousePress(canvas, LEFT, pos=QPoint(600, 700))
        qtbot.mouseMove(canvas, QPoint(300, 400))
        qtbot.mouseMove(canvas, QPoint(0, 0))
        qtbot.mouseRelease(canvas, LEFT, pos=QPoint(0, 0))
    bounds, view = canvas.drawing.shapes.bounds, canvas.view
    assert view.x + (bounds.left + bounds.width) * view.scale >= canvas.width() / 2 - 1
    assert view.y + (bounds.top + bounds.height) * view.scale >= canvas.height() / 2 - 1


def test_a_seat_selected_elsewhere_is_brought_into_sight(
    session: Session, canvas: MapCanvas, view: MapView
) -> None:
    choose(view, "map_mode", "geography")
    for _ in range(10):
        canvas.zoom(1.25)
    for name in ("Orkney and Shetland", "St Ives", "Ilford North"):
        session.select(session.election.constituencies[seat(session, name)].id)
        assert QRectF(canvas.rect()).contains(QPointF(*canvas.point_of(session.seat_position)))


@pytest.mark.parametrize("size", [(300, 400), (420, 600), (700, 900), (1100, 500), (1200, 1400)])
@pytest.mark.parametrize("mode", list(Mode))
def test_the_whole_map_fits_and_the_legend_hides_none_of_it(
    canvas: MapCanvas, view: MapView, mode: Mode, size: tuple[int, int]
) -> None:
    choose(view, "map_mode", mode)
    shapes = canvas.drawing.shapes
    area = QRectF(0, 0, *size)
    legend = QRectF(0.72 * size[0], 0, 0.28 * size[0], 0.35 * size[1])
    found = fitted(shapes, area, [legend])
    assert found is not None
    bounds = shapes.bounds
    box = QRectF(bounds.left, bounds.top, bounds.width, bounds.height)
    assert area.contains(found.transform.mapRect(box))
    points = found.to_pixels(shapes.places)
    assert not ((points[:, 0] > legend.left()) & (points[:, 1] < legend.bottom())).any()


def test_a_legend_as_large_as_the_window_does_not_make_the_map_vanish(canvas: MapCanvas) -> None:
    assert fitted(canvas.drawing.shapes, QRectF(0, 0, 300, 300), [QRectF(0, 0, 300, 300)]) is None
    canvas.resize(200, 200)
    assert canvas.view.scale * canvas.drawing.shapes.bounds.height > 100


def is_hidden(canvas: MapCanvas) -> bool:
    """Return whether the legend hides some of the map, as they are painted."""
    boxes = legend_boxes(canvas)
    return hides(canvas.drawing.shapes, canvas.view, boxes)


def legend_boxes(canvas: MapCanvas) -> list[QRectF]:
    canvas.grab()
    return canvas.refresh().legend_boxes()


AT_1366 = QSize(452, 521)
"""The map in a window of 1366 by 768 pixels."""


def test_a_legend_that_grows_with_the_draws_hides_no_constituency(
    canvas: MapCanvas, view: MapView, session: Session
) -> None:
    make(session, LEFT_PACT)
    canvas.setFixedSize(AT_1366)
    choose(view, "map_colour", "chance")
    assert not is_hidden(canvas)
    view.set_chances(np.linspace(0, 1, 650))
    assert not is_hidden(canvas)


NEW_PARTIES = Swing(changes=tuple((party, 90.0) for party in ("WPB", "SDP", "TUSC", "APNI", "CPA", "PBP")))


@pytest.mark.parametrize("mode", list(Mode))
@pytest.mark.parametrize("kind", ["winner", "majority", "change", "share"])
@pytest.mark.parametrize("size", [AT_1366, QSize(380, 600), QSize(560, 720), QSize(700, 900)])
def test_nothing_moves_when_the_first_seats_flip_or_flip_back(
    canvas: MapCanvas, view: MapView, session: Session, mode: Mode, kind: str, size: QSize
) -> None:
    choose(view, "map_mode", mode)
    choose(view, "map_colour", kind)
    canvas.setFixedSize(size)
    boxes, map_at = legend_boxes(canvas), canvas.view
    for moves in ((MOHAMAD_WINS,), (Swing(changes=(("Lab", -2.0),)),), (LEFT_PACT,), (TO_THE_CONSERVATIVES,)):
        make(session, *moves)
        now = legend_boxes(canvas)
        assert canvas.view == map_at
        if moves == (MOHAMAD_WINS,) and kind != "change":
            assert now == boxes
    session.undo_stack.setIndex(0)
    assert not any(session.outcome.changed)
    assert legend_boxes(canvas) == boxes
    assert canvas.view == map_at


def test_a_legend_that_grows_beyond_its_room_hides_no_constituency_and_the_map_comes_back(
    canvas: MapCanvas, session: Session
) -> None:
    canvas.setFixedSize(452, 460)
    canvas.grab()
    before = canvas.view
    make(session, NEW_PARTIES)
    assert not is_hidden(canvas)
    assert hides(canvas.drawing.shapes, before, legend_boxes(canvas))
    session.undo_stack.undo()
    canvas.grab()
    assert canvas.view == before


def test_where_a_person_zoomed_to_stays_when_the_legend_grows(
    canvas: MapCanvas, view: MapView, session: Session
) -> None:
    choose(view, "map_colour", "chance")
    canvas.zoom(2.0)
    zoomed = canvas.view
    make(session, LEFT_PACT)
    view.set_chances(np.linspace(0, 1, 650))
    canvas.grab()
    assert canvas.view == zoomed


@pytest.mark.parametrize(
    ("kind", "part"), [("winner", 0.9), ("majority", 0.8), ("chance", 0.8), ("share", 0.8)]
)
def test_the_legend_leaves_the_map_most_of_the_height_at_ordinary_sizes(
    canvas: MapCanvas, view: MapView, session: Session, kind: str, part: float
) -> None:
    make(session, LEFT_PACT)
    canvas.setFixedSize(AT_1366)
    view.set_chances(np.linspace(0, 1, 650))
    choose(view, "map_colour", kind)
    assert not is_hidden(canvas)
    assert canvas.view.scale * canvas.drawing.shapes.bounds.height > part * canvas.height()


# Colours


def test_a_recoloured_seat_has_the_new_winners_colour_and_an_outline(
    session: Session, canvas: MapCanvas
) -> None:
    yardley = seat(session, "Birmingham Yardley")
    assert colour_of(canvas, yardley) == LIGHT_COLOURS.party("Lab").name()
    corner = pixel(canvas, yardley) + QPoint(0, -round(canvas.view.scale / 3**0.5))
    assert QColor(colour_at(canvas, corner)).lightnessF() > 0.8
    make(session, LEFT_PACT)
    assert colour_of(canvas, yardley) == LIGHT_COLOURS.party("WPB").name()
    assert QColor(colour_at(canvas, corner)).lightnessF() < 0.4
    session.undo_stack.undo()
    assert colour_of(canvas, yardley) == LIGHT_COLOURS.party("Lab").name()


def test_dark_and_light(session: Session, canvas: MapCanvas, theme: Theme) -> None:
    hendon = seat(session, "Hendon")
    assert colour_at(canvas, QPoint(5, canvas.height() - 5)) == LIGHT.base
    theme.choose("dark")
    assert colour_of(canvas, hendon) == DARK_COLOURS.party("Lab").name()
    assert colour_at(canvas, QPoint(5, canvas.height() - 5)) == DARK.base


def test_a_search_fades_what_it_does_not_find(session: Session, canvas: MapCanvas, view: MapView) -> None:
    hendon, yardley = seat(session, "Hendon"), seat(session, "Birmingham Yardley")
    full = colour_of(canvas, yardley)
    view.highlight([session.election.constituencies[yardley].id])
    assert colour_of(canvas, yardley) == full
    assert QColor(colour_of(canvas, hendon)).lightnessF() > 0.85
    view.highlight([])
    assert colour_of(canvas, yardley) != full
    view.highlight(None)
    assert colour_of(canvas, hendon) == full


def test_labels_mark_every_constituency_at_ordinary_sizes(
    canvas: MapCanvas, view: MapView, session: Session
) -> None:
    for size in (QSize(300, 330), AT_1366, QSize(700, 900), QSize(1200, 1400)):
        canvas.setFixedSize(size)
        plain = canvas.grab().toImage()
        button(view, "map_labels").click()
        assert not is_hidden(canvas)
        marked = canvas.grab().toImage()
        button(view, "map_labels").click()
        reach = round(0.35 * canvas.view.scale)
        for position in range(650):
            about = QRect(0, 0, 2 * reach + 1, 2 * reach + 1)
            about.moveCenter(pixel(canvas, position))
            assert marked.copy(about) != plain.copy(about), (size, position)


def test_the_legend_has_the_signs_of_the_map(canvas: MapCanvas, view: MapView) -> None:
    canvas.setFixedSize(AT_1366)
    button(view, "map_labels").click()
    marked = canvas.grab().toImage()
    for box in legend_boxes(canvas):
        assert marked.copy(box.toRect()) != plain_legend(canvas, view).copy(box.toRect())


def plain_legend(canvas: MapCanvas, view: MapView) -> QImage:
    button(view, "map_labels").click()
    plain = canvas.grab().toImage()
    button(view, "map_labels").click()
    return plain


@pytest.mark.parametrize("pixels", [8.0, 10.0, 15.0])
def test_signs_of_parties_are_apart_in_a_small_hexagon(pixels: float) -> None:
    drawn = {}
    for party, sign in signs.OF_PARTY.items():
        image = QImage(20, 20, QImage.Format.Format_Grayscale8)
        image.fill(255)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        signs.paint(painter, sign, QColor("black"), [(10.0, 10.0)], SIGN * pixels)
        painter.end()
        drawn[party] = np.frombuffer(image.constBits(), np.uint8).astype(int)
    assert {p.abbreviation for p in dataset.load_parties().values() if p.main} == drawn.keys()
    for one, other in combinations(drawn, 2):
        # Three pixels' worth of ink at the least, of the few dozen that there are.
        assert np.abs(drawn[one] - drawn[other]).sum() > 3 * 255, (one, other)


def test_labels_are_written_on_request(canvas: MapCanvas, view: MapView) -> None:
    plain = canvas.grab().toImage()
    button(view, "map_labels").click()
    assert canvas.grab().toImage() != plain
    button(view, "map_labels").click()
    assert canvas.grab().toImage() == plain


def test_each_choice_shows_the_details_that_it_has(view: MapView) -> None:
    details = {
        "winner": set(),
        "majority": set(),
        "change": {"map_since"},
        "share": {"map_party"},
        "share_change": {"map_party", "map_since"},
        "swing": {"map_party", "map_other_party", "map_since"},
        "turnout": set(),
        "census": {"map_nation", "map_figure"},
    }
    for kind, wanted in details.items():
        choose(view, "map_colour", kind)
        every = {"map_party", "map_other_party", "map_since", "map_nation", "map_figure"}
        shown = {name for name in every if (box := view.findChild(QComboBox, name)) and box.isVisible()}
        assert shown == wanted
        assert view.choice.kind == kind


def test_details_are_taken(view: MapView, canvas: MapCanvas) -> None:
    choose(view, "map_colour", "swing")
    choose(view, "map_party", "Con")
    choose(view, "map_other_party", "RUK")
    choose(view, "map_since", "2019")
    title = "Swing from Conservative to Reform UK in each constituency since 2019 (notional), in points"
    assert view.picture_title() == title
    choose(view, "map_colour", "census")
    choose(view, "map_nation", "Northern Ireland")
    choose(view, "map_figure", "religion_catholic")
    assert view.picture_title().startswith("Christian: Catholic by constituency, % of population (Northern")
    choose(view, "map_nation", "Scotland")
    assert view.choice.nation == "Scotland"
    assert view.choice.figure in {m.key for m in dataset.load_census("Scotland").measures}
    assert len(canvas.colouring.classes) == 650


def test_a_figure_that_the_other_census_has_too_stays_chosen(view: MapView) -> None:
    choose(view, "map_colour", "census")
    choose(view, "map_figure", "age_65_over")
    choose(view, "map_nation", "Scotland")
    assert view.choice.figure == "age_65_over"


def test_parties_are_those_that_stand(view: MapView, session: Session) -> None:
    box = find(view, QComboBox, "map_party")
    assert [box.itemData(row) for row in range(3)] == ["Lab", "Con", "RUK"]
    assert {box.itemData(row) for row in range(box.count())} - {None} == set(session.election.parties)
    choose(view, "map_colour", "share")
    choose(view, "map_party", "SNP")
    stands = Stand(name="Someone New", party="SNP", seats=(ILFORD_NORTH,), givers=(("Lab", 0.1),), number=1)
    make(session, stands)
    assert box.currentData() == view.choice.party == "SNP"


def test_chances_are_offered_once_there_are_draws_and_forgotten_with_the_outcome(
    view: MapView, canvas: MapCanvas, session: Session
) -> None:
    box = find(view, QComboBox, "map_colour")
    model = box.model()
    assert isinstance(model, QStandardItemModel)
    item = model.item(box.findData("chance"))
    assert not item.isEnabled()
    assert "run draws" in item.text()
    view.set_chances(np.linspace(0, 1, 650))
    assert item.isEnabled()
    choose(view, "map_colour", "chance")
    assert not canvas.colouring.missing.any()
    make(session, LEFT_PACT)
    assert canvas.colouring.missing.all()
    assert not item.isEnabled()


def test_each_choice_has_a_title_that_says_what_it_is_of(view: MapView, session: Session) -> None:
    assert view.picture_title() == "Winner of each constituency"
    make(session, LEFT_PACT)
    assert view.picture_title() == "Winner of each constituency, after the scenario"
    box = find(view, QComboBox, "map_colour")
    titles = set()
    for row in range(box.count()):
        box.setCurrentIndex(row)
        title = view.picture_title()
        titles.add(title)
        assert "constituenc" in title.lower()
        assert ("scenario" in title) == (box.itemData(row) != "census")
    assert len(titles) == box.count()


# What it costs, and who can use it


def test_a_hidden_map_does_nothing_until_it_is_shown(
    unshown: MakeChart, session: Session, theme: Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[object] = []
    monkeypatch.setattr("ukvote_gui.charts.map.canvas.colouring", calls.append)
    monkeypatch.setattr("ukvote_gui.charts.map.canvas.hex_shapes", calls.append)
    view = unshown(MapView)
    make(session, LEFT_PACT)
    session.select(ILFORD_NORTH)
    theme.choose("dark")
    view.highlight([ILFORD_NORTH])
    QApplication.processEvents()
    assert calls == []
    monkeypatch.undo()
    with qtbot.waitExposed(view):
        view.show()
    canvas = find(view, MapCanvas, "map_canvas")
    assert canvas.colouring.legend[0].rows[0].change == -5


def test_a_map_behind_a_tab_says_nothing_until_it_is_in_front(
    session: Session, theme: Theme, qtbot: QtBot
) -> None:
    view = MapView(session, theme)
    tab = BehindATab(view, qtbot)
    before = view.accessibleDescription()
    make(session, LEFT_PACT)
    assert view.accessibleDescription() == before
    tab.bring_to_front()
    qtbot.waitUntil(lambda: view.accessibleDescription().startswith("Seats: Labour 406,"))


def test_boundaries_are_not_read_before_they_are_shown(view: MapView) -> None:
    dataset.load_boundaries.cache_clear()
    choose(view, "map_colour", "share")
    view.grab()
    assert dataset.load_boundaries.cache_info().currsize == 0
    choose(view, "map_mode", "geography")
    view.grab()
    assert dataset.load_boundaries.cache_info().currsize == 1


def test_everything_has_a_name_and_the_map_says_what_it_shows(view: MapView, session: Session) -> None:
    for name, kind in (
        ("map_mode", QComboBox),
        ("map_colour", QComboBox),
        ("map_party", QComboBox),
        ("map_other_party", QComboBox),
        ("map_since", QComboBox),
        ("map_nation", QComboBox),
        ("map_figure", QComboBox),
        ("map_labels", QToolButton),
        ("map_zoom_in", QToolButton),
        ("map_zoom_out", QToolButton),
        ("map_fit", QToolButton),
        ("map_canvas", QWidget),
    ):
        assert find(view, kind, name).accessibleName(), name
    assert view.objectName() == "map_view"
    assert view.accessibleName() == "Map"
    assert view.accessibleDescription().startswith(
        "Seats: Labour 411, Conservative 121, Liberal Democrats 72,"
    )
    assert "table of constituencies" in view.accessibleDescription()
    make(session, LEFT_PACT)
    assert view.accessibleDescription().startswith("Seats: Labour 406,")


def test_tab_goes_from_the_tool_bar_to_the_map(view: MapView) -> None:
    names = []
    widget: QWidget | None = view.nextInFocusChain()
    while widget is not None and widget is not view:
        if widget.objectName().startswith("map_"):
            names.append(widget.objectName())
        widget = widget.nextInFocusChain()
    assert names.index("map_mode") < names.index("map_colour") < names.index("map_canvas")
    assert names.index("map_canvas") < names.index("map_zoom_in") < names.index("map_fit")


# Pictures


def test_an_image_shows_all_with_its_legend_whatever_is_zoomed_to(view: MapView, canvas: MapCanvas) -> None:
    whole = view.image(QSize(700, 900))
    for _ in range(6):
        canvas.zoom(1.25)
    assert view.image(QSize(700, 900)) == whole
    assert whole.size() == QSize(700, 900)
    assert whole.pixelColor(2, 2).name() == LIGHT.base
    assert view.image(QSize(70, 90), DARK_COLOURS).pixelColor(1, 1).name() == DARK.base
    legend = whole.copy(QRect(440, 0, 260, 400))
    colours = {legend.pixelColor(x, y).name() for x in range(legend.width()) for y in range(legend.height())}
    for party in ("Lab", "Con", "SNP", "TUV"):
        assert LIGHT_COLOURS.party(party).name() in colours


@pytest.mark.parametrize("mode", list(Mode))
def test_a_drawing_as_svg_has_its_text_as_text(view: MapView, session: Session, mode: Mode) -> None:
    make(session, LEFT_PACT)
    choose(view, "map_mode", mode)
    choose(view, "map_colour", "census")
    svg = svg_of(view, 700, 900)
    for text in ("20 and over", "Other census, not comparable", "Winner changed"):
        assert f">{text}</text>" in svg
    assert (">Shetland</text>" in svg) == (mode is Mode.GEOGRAPHY)
    assert len(svg) < 3_000_000


def test_a_drawing_keeps_to_its_rectangle(view: MapView) -> None:
    image = QImage(400, 400, QImage.Format.Format_RGB32)
    image.fill(QColor("#123456"))
    painter = QPainter(image)
    view.draw(painter, QRectF(50, 60, 300, 320), LIGHT_COLOURS)
    painter.end()
    for x, y in ((25, 200), (375, 200), (200, 30), (200, 390)):
        assert image.pixelColor(x, y).name() == "#123456"
    assert image.pixelColor(55, 65).name() == LIGHT.base
