"""The scatter explorer: its points, its line in words, pointing, marking, zooming, and its picture."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QColor, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.charts.approved import assert_approved
from tests.charts.picturing import (
    ILFORD_NORTH,
    LOOKS,
    MOHAMAD_WINS,
    MakeChart,
    W,
    make,
    picture_of,
    svg_of,
)
from tests.widgets import find, turn_wheel
from ukvote_gui.charts.scatter import ScatterChart
from ukvote_gui.charts.scatter import chart as chart_module
from ukvote_gui.charts.scatter import spots as spots_module
from ukvote_gui.charts.scatter.choice import PRESET, Choice, Size
from ukvote_gui.charts.scatter.gestures import ZOOM_STEP
from ukvote_gui.charts.scatter.shapes import SHAPES, party_shapes
from ukvote_gui.core import files
from ukvote_gui.core.measures import seats_by_party
from ukvote_gui.core.moves import KINDS, SetShares, Stand, Swing, Withdraw
from ukvote_gui.core.selection import Scope
from ukvote_gui.core.variables import Kind, Variable
from ukvote_gui.models.move_list import LABELS
from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme
from ukvote_gui.theme.colours import LIGHT_COLOURS

LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier
NO_KEY = Qt.KeyboardModifier.NoModifier
TO_REFORM = Swing(changes=(("Lab", -5.0), ("RUK", 5.0)))


@pytest.fixture
def chart(shown: MakeChart) -> ScatterChart:
    chart = shown(ScatterChart, 900, 700)
    chart.set_choice(PRESET)
    return chart


def part(chart: ScatterChart, kind: type[W], name: str) -> W:
    return find(chart, kind, f"scatter_{name}")


def said(chart: ScatterChart, name: str) -> str:
    return part(chart, QLabel, name).text()


def choose(chart: ScatterChart, name: str, data: object) -> None:
    box = part(chart, QComboBox, name)
    box.setCurrentIndex(box.findData(data))


def point_of(chart: ScatterChart, seat: str) -> QPoint:
    return chart.target_point(chart.session.election.seat_index[seat]).toPoint()


def drag(
    chart: ScatterChart, qtbot: QtBot, start: QPointF, end: QPointF, modifier: Qt.KeyboardModifier
) -> None:
    canvas = chart.canvas
    qtbot.mousePress(canvas, LEFT, modifier, start.toPoint())
    for part_way in (0.3, 1.0):
        qtbot.mouseMove(canvas, (start + (end - start) * part_way).toPoint())
    qtbot.mouseRelease(canvas, LEFT, modifier, end.toPoint())


def around(chart: ScatterChart, x: tuple[float, float], y: tuple[float, float]) -> tuple[QPointF, QPointF]:
    """Return the pixels of two corners of a rectangle of values."""
    frame = chart.plot_frame()
    return frame.pixel(x[0], y[1]), frame.pixel(x[1], y[0])


def test_the_preset_is_the_claim_about_labour(chart: ScatterChart, qtbot: QtBot) -> None:
    chart.set_choice(Choice(Variable(Kind.TURNOUT), Variable(Kind.MAJORITY)))
    qtbot.mouseClick(part(chart, QPushButton, "preset"), LEFT)
    assert chart.choice == PRESET
    assert len(chart.spots.seats) == 574
    assert "0.82 points lower. r = −0.75, n = 574 seats" in said(chart, "sentence")
    assert said(chart, "left_out").startswith("76 seats left out: 75 outside England and Wales")
    assert "Robinson 1950" in said(chart, "left_out")
    assert said(chart, "x_label") == "Muslim, % of population (England and Wales, census of 2021) →"


def test_the_whole_is_said_to_a_screen_reader(chart: ScatterChart) -> None:
    assert chart.objectName() == "scatter_view"
    assert chart.accessibleName() == "Scatter explorer"
    description = chart.accessibleDescription()
    assert description.startswith(
        "Labour, change of share since 2019 (notional), points, against Muslim, % of"
    )
    for words in ("n = 574 seats", "76 seats left out", "says nothing of persons", "Arrow keys", "table"):
        assert words.casefold() in description.casefold()
    for name in ("x", "y", "x_detail", "y_detail", "nation", "size"):
        assert part(chart, QComboBox, name).accessibleName()


def test_each_figure_can_be_chosen(chart: ScatterChart) -> None:
    choose(chart, "x", Kind.SHARE)
    choose(chart, "x_detail", "RUK")
    choose(chart, "y", Kind.TURNOUT)
    assert chart.choice == Choice(Variable(Kind.SHARE, "RUK"), Variable(Kind.TURNOUT))
    assert len(chart.spots.seats) == 650 - 41
    assert not part(chart, QComboBox, "nation").isVisible()
    assert not part(chart, QComboBox, "y_detail").isVisible()
    assert said(chart, "y_label") == "↑ Turnout, valid votes as % of the electorate"


def test_both_census_figures_are_of_one_census(chart: ScatterChart) -> None:
    choose(chart, "y", Kind.CENSUS)
    choose(chart, "y_detail", "tenure_owned_outright")
    choose(chart, "nation", "Scotland")
    assert chart.choice.x == Variable(Kind.CENSUS, nation="Scotland", figure="religion_muslim")
    # Scotland's census has no figures on tenure here, so another one is shown.
    assert chart.choice.y == Variable(Kind.CENSUS, nation="Scotland", figure="age_65_over")
    countries = {chart.session.election.constituencies[seat].country for seat in chart.spots.seats.tolist()}
    assert countries == {"Scotland"}
    assert "outside Scotland" in said(chart, "left_out")


def test_points_follow_the_scenario_and_the_axes_stay(chart: ScatterChart, session: Session) -> None:
    chart.set_choice(Choice(Variable(Kind.SHARE, "RUK"), Variable(Kind.SHARE, "Lab")))
    seat = session.election.seat_index[ILFORD_NORTH]
    before, frame = chart.spots.y[seat], chart.plot_frame()
    make(session, Swing(changes=(("Lab", -1.0), ("RUK", 1.0))))
    assert chart.spots.y[seat] == pytest.approx(before - 1.0)
    assert chart.plot_frame() == frame
    assert chart.spots.changed.any()
    assert chart.spots.legend()[-1].name == "changed winner"


def test_axes_grow_where_points_leave_them(chart: ScatterChart, session: Session) -> None:
    chart.set_choice(Choice(Variable(Kind.SHARE, "RUK"), Variable(Kind.SHARE, "Lab")))
    make(session, Swing(changes=(("RUK", 40.0),)))
    wide = chart.plot_frame()
    assert wide.x_range[1] > float(np.nanmax(chart.spots.x))
    session.undo_stack.undo()
    assert chart.plot_frame() == wide
    chart.fit()
    assert chart.plot_frame().x_range[1] < wide.x_range[1]


def test_hidden_it_does_nothing_and_catches_up(
    chart: ScatterChart, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = []
    spots = spots_module.spots

    def counted(*arguments: Any) -> object:
        calls.append(arguments)
        return spots(*arguments)

    monkeypatch.setattr(chart_module, "spots", counted)
    chart.hide()
    make(session, Withdraw(who=("Lab",)))
    assert not calls
    chart.show()
    assert len(calls) == 1
    assert said(chart, "sentence").startswith("No line")
    assert said(chart, "left_out").startswith("650 seats left out")


def test_a_point_tells_what_it_is(chart: ScatterChart, session: Session, qtbot: QtBot) -> None:
    qtbot.mouseMove(chart.canvas, point_of(chart, ILFORD_NORTH))
    assert chart.canvas.current == session.election.seat_index[ILFORD_NORTH]
    assert chart.canvas.accessibleDescription() == (
        "Ilford North\nWes Streeting, Labour\nMuslim, % of population: 30.6%\n"
        "Labour, change of share since 2019 (notional), points: −20.8 points"
    )


def test_a_changed_seat_says_so(chart: ScatterChart, session: Session) -> None:
    make(session, Swing(changes=(("Lab", -2.0), ("Ind", 2.0))))
    words = chart.target_words(session.election.seat_index[ILFORD_NORTH])
    assert words.endswith("Changed by the scenario: Ind ← Lab")


def test_every_point_can_be_pointed_at(chart: ScatterChart) -> None:
    for seat in chart.spots.seats.tolist():
        at = chart.target_point(seat)
        found = chart.target_at(at)
        assert found is not None
        assert (chart.target_point(found) - at).manhattanLength() < 2.0


def test_nothing_is_where_no_point_is(chart: ScatterChart) -> None:
    assert chart.target_at(chart.plot_frame().pixel(55.0, 15.0)) is None
    assert chart.target_at(QPointF(-5.0, 10.0)) is None


def test_a_click_selects_the_seat(chart: ScatterChart, session: Session, qtbot: QtBot) -> None:
    qtbot.mouseClick(chart.canvas, LEFT, NO_KEY, point_of(chart, ILFORD_NORTH))
    assert session.seat == ILFORD_NORTH
    assert not chart.marked


def test_keys_go_from_point_to_point(chart: ScatterChart, session: Session, qtbot: QtBot) -> None:
    session.select(ILFORD_NORTH)
    start = session.election.seat_index[ILFORD_NORTH]
    canvas = chart.canvas
    canvas.setFocus()
    qtbot.keyClick(canvas, Qt.Key.Key_Right)
    assert canvas.current == start
    qtbot.keyClick(canvas, Qt.Key.Key_Right)
    beside = canvas.current
    assert beside is not None
    x = chart.spots.x
    assert x[beside] == np.nanmin(x[chart.spots.seats][x[chart.spots.seats] > x[start]])
    qtbot.keyClick(canvas, Qt.Key.Key_Left)
    assert canvas.current == start
    qtbot.keyClick(canvas, Qt.Key.Key_Up)
    above = canvas.current
    assert above is not None
    assert chart.spots.y[above] > chart.spots.y[start]
    qtbot.keyClick(canvas, Qt.Key.Key_Return)
    assert session.seat == session.election.constituencies[above].id
    qtbot.keyClick(canvas, Qt.Key.Key_Space)
    assert chart.marked == [session.seat]
    qtbot.keyClick(canvas, Qt.Key.Key_Space)
    assert not chart.marked


def test_a_drag_marks_the_seats_in_a_rectangle(chart: ScatterChart, qtbot: QtBot) -> None:
    drag(chart, qtbot, *around(chart, (40.0, 60.0), (-50.0, -20.0)), NO_KEY)
    x, y = chart.spots.x, chart.spots.y
    inside = np.flatnonzero((x > 40) & (y < -20))
    assert [chart.session.election.seat_index[seat] for seat in chart.marked] == inside.tolist()
    assert said(chart, "marked").startswith(f"{len(inside)} seats marked: Bethnal Green and Stepney, ")
    drag(chart, qtbot, *around(chart, (29.5, 30.7), (-22.0, -20.0)), CONTROL)
    assert ILFORD_NORTH in chart.marked
    assert len(chart.marked) > len(inside)
    drag(chart, qtbot, *around(chart, (52.0, 60.0), (15.0, 20.0)), NO_KEY)
    assert not chart.marked
    assert said(chart, "marked") == "Drag to mark seats"


def test_a_click_with_control_marks_one_more(chart: ScatterChart, session: Session, qtbot: QtBot) -> None:
    before = session.seat
    qtbot.mouseClick(chart.canvas, LEFT, CONTROL, point_of(chart, ILFORD_NORTH))
    assert chart.marked == [ILFORD_NORTH]
    assert session.seat == before
    qtbot.keyClick(chart.canvas, Qt.Key.Key_Escape)
    assert not chart.marked


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != SetShares.kind])
def test_marked_seats_become_the_scope_of_a_move_of_any_kind(
    chart: ScatterChart, session: Session, qtbot: QtBot, kind: str
) -> None:
    make(session, MOHAMAD_WINS)
    chart.mark(np.array([session.election.seat_index[ILFORD_NORTH], 3]))
    marked = chart.marked
    seats = seats_by_party(session.outcome)
    action = chart.findChild(QAction, f"scatter_add_{kind}")
    assert action is not None
    with qtbot.waitSignal(session.message_posted) as told, qtbot.waitSignal(session.move_wanted) as wanted:
        action.trigger()
    assert "changes nothing until" in told.args[0]
    assert wanted.args == [0]
    move, last = session.scenario.moves
    assert last == MOHAMAD_WINS
    assert move.kind == kind
    assert (move.where if isinstance(move, Stand) else move.scope) == Scope(seats=tuple(marked))
    assert seats_by_party(session.outcome) == seats
    assert session.undo_stack.undoText() == f"Add a {LABELS[kind]} in 2 marked seats"
    assert files.from_json(files.to_json(session.scenario)).scenario == session.scenario
    session.undo_stack.undo()
    assert session.scenario.moves == (MOHAMAD_WINS,)
    assert chart.marked == marked


def test_marking_seats_leaves_the_plot_as_large_as_it_was(chart: ScatterChart) -> None:
    before = chart.canvas.size()
    chart.mark(np.arange(40))
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
    assert chart.canvas.size() == before
    assert part(chart, QPushButton, "add").isEnabled()
    chart.mark(np.arange(0))
    assert not part(chart, QPushButton, "add").isEnabled()


def test_another_document_has_no_marked_seats(chart: ScatterChart, session: Session) -> None:
    chart.mark(np.array([3]))
    session.new()
    assert not chart.marked


def test_marked_seats_are_copied_with_their_figures(
    chart: ScatterChart, session: Session, qtbot: QtBot
) -> None:
    chart.mark(np.array([session.election.seat_index[ILFORD_NORTH]]))
    qtbot.mouseClick(part(chart, QPushButton, "copy"), LEFT)
    header, row = QGuiApplication.clipboard().text().splitlines()
    assert header.split("\t")[:3] == ["Constituency", "ONS id", "Winner"]
    x, y = chart.spots.x, chart.spots.y
    figures = [str(round(float(of[session.election.seat_index[ILFORD_NORTH]]), 2)) for of in (x, y)]
    assert row.split("\t") == ["Ilford North", ILFORD_NORTH, "Lab", *figures]
    qtbot.mouseClick(part(chart, QPushButton, "clear"), LEFT)
    assert not chart.marked


def test_the_wheel_zooms_about_the_pointer(chart: ScatterChart) -> None:
    before = chart.plot_frame()
    at = before.pixel(30.0, -20.0)
    turn_wheel(chart.canvas, 1, at)
    after = chart.plot_frame()
    assert after.x_range[1] - after.x_range[0] == pytest.approx(
        (before.x_range[1] - before.x_range[0]) / ZOOM_STEP
    )
    assert after.values(at).x() == pytest.approx(30.0, abs=0.5)
    part(chart, QPushButton, "fit").click()
    assert chart.plot_frame() == before


def test_keys_zoom_and_fit(chart: ScatterChart, session: Session, qtbot: QtBot) -> None:
    before = chart.plot_frame()
    qtbot.keyClick(chart.canvas, Qt.Key.Key_Plus)
    zoomed = chart.plot_frame()
    assert zoomed != before
    make(session, TO_REFORM)
    assert chart.plot_frame() == zoomed
    qtbot.keyClick(chart.canvas, Qt.Key.Key_Minus)
    assert chart.plot_frame().x_range == pytest.approx(before.x_range)
    qtbot.keyClick(chart.canvas, Qt.Key.Key_0)
    session.undo_stack.undo()
    chart.fit()
    assert chart.plot_frame() == before


def test_the_area_of_points_is_in_proportion(chart: ScatterChart, session: Session) -> None:
    choose(chart, "size", Size.ELECTORATE)
    electorate = session.election.electorate
    diameter = chart.spots.diameter
    assert np.square(diameter) / electorate == pytest.approx((np.square(diameter) / electorate)[0])
    assert "area of a point is proportional to the electorate" in said(chart, "left_out")
    sizes = diameter[chart.spots.seats]
    assert (np.diff(sizes) <= 0).all()


def test_shapes_tell_the_parties_apart(chart: ScatterChart) -> None:
    part(chart, QCheckBox, "shapes").setChecked(True)
    shapes = [entry.shape for entry in chart.spots.legend()]
    assert len(set(shapes)) == len(shapes) > 5
    assert len({party_shapes()[party] for party in ("Lab", "Con", "LD", "SNP", "RUK", "Green", "Ind")}) == 7
    assert set(party_shapes().values()) == set(SHAPES)


def test_the_point_has_the_winners_colour(chart: ScatterChart, session: Session, theme: Theme) -> None:
    chart.set_choice(replace(PRESET, size=Size.SAME))
    at = point_of(chart, ILFORD_NORTH)
    assert chart.canvas.grab().toImage().pixelColor(at) == theme.colour("Lab")
    theme.choose("dark")
    assert chart.canvas.grab().toImage().pixelColor(at) == theme.colour("Lab") != LIGHT_COLOURS.party("Lab")
    theme.choose("light")


def test_the_selected_seat_stands_out(chart: ScatterChart, session: Session, theme: Theme) -> None:
    at = point_of(chart, ILFORD_NORTH) + QPoint(0, 7)
    assert chart.canvas.grab().toImage().pixelColor(at) != QColor(theme.tokens.text)
    session.select(ILFORD_NORTH)
    assert chart.canvas.grab().toImage().pixelColor(at) == QColor(theme.tokens.text)


def test_the_points_stand_where_the_axes_say(chart: ScatterChart) -> None:
    """The grid that pyqtgraph has painted is where the frame puts its ticks."""
    chart.session.select(chart.session.election.constituencies[0].id)
    image = chart.canvas.grab().toImage()
    frame = chart.plot_frame()
    ground = QColor(chart.theme.tokens.base)
    for value in (20.0, 40.0):
        x = round(frame.pixel(value, 0.0).x())
        y = round(frame.pixel(0.0, 21.5).y())
        column = [image.pixelColor(x + off, y) != ground for off in (-1, 0, 1)]
        assert any(column)
        assert image.pixelColor(x + 8, y) == ground


def test_the_picture_is_as_approved(chart: ScatterChart, session: Session, look: str, tmp_path: Path) -> None:
    session.select(ILFORD_NORTH)
    chart.set_choice(replace(PRESET, shapes=True, size=Size.POPULATION))
    assert_approved(picture_of(chart, LOOKS[look], 960, 640), f"scatter_{look}", tmp_path)


def test_the_picture_has_its_text_as_text(chart: ScatterChart) -> None:
    svg = svg_of(chart, 960, 640)
    words = " ".join(re.findall(r">([^<>]+)</text>", svg))
    for text in ("Labour 374", "census of 2021) →", "−20", "Robinson 1950", "r = −0.75"):
        assert text in words
    assert "<image" not in svg
    assert chart.picture_title().startswith("Labour, change of share since 2019 (notional), points, against ")


def test_a_hidden_chart_can_be_exported(unshown: MakeChart) -> None:
    image = picture_of(unshown(ScatterChart), LIGHT_COLOURS, 640, 480)
    lab = LIGHT_COLOURS.party("Lab")
    assert any(image.pixelColor(x, y) == lab for x in range(100, 600, 2) for y in range(50, 300, 2))
    assert isinstance(image, QImage)


def test_it_fits_a_narrow_dock(chart: ScatterChart) -> None:
    assert chart.minimumSizeHint().width() <= 380
    assert chart.minimumSizeHint().height() <= 520


def test_a_low_panel_gives_its_room_to_the_plot(chart: ScatterChart) -> None:
    legend = next(
        w for w in chart.findChildren(QWidget) if w.accessibleName() == "Winners of the seats shown"
    )
    in_full = legend.heightForWidth(300)
    chart.resize(900, 540)
    assert legend.heightForWidth(300) < in_full / 2
    assert "Labour" in legend.toolTip()
    chart.resize(900, 700)
    assert legend.heightForWidth(300) == in_full
