"""Pictures and reports as files, read back as those who get them will read them."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Sequence
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QBuffer, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPdfWriter, QTextTable
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLabel, QPushButton, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from ukvote_gui import resources
from ukvote_gui.charts.house import AFTER, BEFORE, HouseChart
from ukvote_gui.charts.map.map_view import MapView
from ukvote_gui.charts.picture import Picture
from ukvote_gui.core import dataset
from ukvote_gui.core.moves import SetShares, Stand
from ukvote_gui.core.report.contents import report_on
from ukvote_gui.core.report.picture_notes import attribution
from ukvote_gui.core.scenario import Scenario
from ukvote_gui.state.session import Session
from ukvote_gui.theme import Theme
from ukvote_gui.theme.colours import DARK_COLOURS, LIGHT_COLOURS, Colours
from ukvote_gui.theme.tokens import DARK, LIGHT
from ukvote_gui.views.export import ExportImageDialog, document, export_report, images, write_report
from ukvote_gui.views.export.document import text_document
from ukvote_gui.views.export.page import first_part

HOSTILE = (
    '</title><script src="http://evil.test/x.js">alert(1)</script> & <img src=http://evil.test/y> \x00\x1b'
)
SVG = "{http://www.w3.org/2000/svg}"
RIGHT = Qt.AlignmentFlag.AlignRight
SMOOTH = Qt.TransformationMode.SmoothTransformation
Widget = TypeVar("Widget", bound=QWidget)


class Disc:
    """A picture of a disc, with words in it, that clips and hatches as charts do."""

    def __init__(self, words: str = "Half & half", title: str = "A disc") -> None:
        self.words = words
        self.title = title
        self.drawn: list[QRectF] = []

    def picture_title(self) -> str:
        return self.title

    def draw(self, painter: QPainter, rect: QRectF, colours: Colours) -> None:
        self.drawn.append(rect)
        painter.setClipRect(rect)
        painter.setBrush(colours.party("Lab"))
        painter.drawEllipse(rect)
        painter.setPen(QColor(colours.tokens.text))
        painter.drawText(rect.center(), self.words)
        painter.fillRect(QRectF(rect.topLeft(), rect.center()), Qt.BrushStyle.BDiagPattern)


@pytest.fixture
def session(qapp: QApplication) -> Session:
    session = Session()
    session.open_example(resources.path("examples") / "alliance-where-labour-won.ukvote")
    return session


def hostile(session: Session) -> None:
    """Give the session a scenario whose every word is meant to break a file."""
    moves = (Stand(party="Ind", name=HOSTILE, title=HOSTILE, givers=(("Lab", 1.0),), seats=("E14001120",)),)
    session.change(
        Scenario(title=HOSTILE, notes=HOSTILE, blocs=((HOSTILE, ("Lab",)),), moves=moves), "Attack"
    )
    assert session.outcome.changed.any()


# Pictures


def test_a_png_has_the_size_that_was_asked_for_and_a_light_ground(session: Session) -> None:
    content = images.png(images.framed(Disc(), session), QSize(1200, 900))
    image = QImage.fromData(content)
    assert image.size() == QSize(1200, 900)
    assert image.pixelColor(2, 2) == QColor(LIGHT.base)
    assert image.pixelColor(600, 250) == LIGHT_COLOURS.party("Lab")
    assert image.text("Title").startswith("A disc. Greens, independents and Workers Party")
    assert attribution() in image.text("Source")
    dark = images.image_of(images.framed(Disc(), session, DARK_COLOURS), QSize(400, 300))
    assert dark.pixelColor(2, 2) == QColor(DARK.base)


def test_a_larger_png_is_the_same_picture(session: Session) -> None:
    framed = images.framed(Disc(), session)
    small = images.image_of(framed, QSize(600, 450))
    large = images.image_of(framed, QSize(2400, 1800)).scaled(600, 450, mode=SMOOTH)
    differing = sum(
        abs(small.pixelColor(x, y).lightness() - large.pixelColor(x, y).lightness()) > 96
        for x in range(0, 600, 3)
        for y in range(0, 450, 3)
    )
    assert differing < 0.03 * 200 * 150


def texts_of(svg: bytes | str) -> str:
    root = ET.fromstring(svg)
    return " ".join(element.text or "" for element in root.iter(f"{SVG}text"))


def test_an_svg_has_text_as_text_with_title_scenario_sources_dataset_and_day(session: Session) -> None:
    svg = images.svg(images.framed(Disc(), session), QSize(1200, 900))
    root = ET.fromstring(svg)
    assert root.get("viewBox") == "0 0 1200 900"
    words = texts_of(svg)
    for part in ("A disc", "Half & half", session.name, "Crown copyright", dataset.fingerprint()):
        assert part in words
    assert str(images.today().year) in words
    assert "Arial" in svg.decode()
    assert not re.search(rb'(href|src)="http', svg)
    assert root.find(f".//{SVG}clipPath") is not None
    assert root.find(f".//{SVG}g[@clip-path]") is not None


def test_the_words_about_a_picture_leave_it_its_room_at_any_shape(session: Session) -> None:
    session.change(replace(session.scenario, title="No end of words " * 200), "Title")
    for size in (QSize(1200, 900), QSize(1920, 1080), QSize(320, 320), QSize(320, 6000), QSize(6000, 320)):
        disc = Disc(title="A long heading " * 100)
        images.svg(images.framed(disc, session), size)
        (room,) = disc.drawn
        whole = QRectF(QPointF(0, 0), size)
        assert whole.contains(room)
        assert room.width() > 0.5 * size.width()
        assert room.height() > 0.4 * size.height()


LONG = (
    "Labour: change of the share of votes since 2019 (notional), in points, and Muslim, % of population " * 2
)


@pytest.mark.parametrize("size", [QSize(1200, 900), QSize(1920, 1080)])
def test_a_long_heading_is_broken_into_lines_and_not_cut(session: Session, size: QSize) -> None:
    words = texts_of(images.svg(images.framed(Disc(title=LONG), session), size))
    assert " ".join(LONG.split()) in words


def test_a_long_heading_is_not_cut_in_the_pdf(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []

    def keep(
        painter: QPainter, inside: QRectF, top: float, lines: Sequence[str], font: QFont, colour: str
    ) -> float:
        written.extend(lines)
        return images.write(painter, inside, top, lines, font, colour)

    monkeypatch.setattr(document, "write", keep)
    disc = Disc(title=LONG)
    write_report(session, (disc,), tmp_path / "report.pdf")
    assert len(written) > 1
    assert " ".join(written) == " ".join(LONG.split())


def test_hostile_words_in_a_picture_stay_words(session: Session) -> None:
    hostile(session)
    svg = images.svg(images.framed(Disc(words=HOSTILE, title=HOSTILE), session), QSize(1200, 900))
    root = ET.fromstring(svg)
    assert not [element for element in root.iter() if element.tag.endswith(("script", "img"))]
    assert "<script" in texts_of(svg)


def test_the_map_is_exported_with_its_legend(qtbot: QtBot, qapp: QApplication, session: Session) -> None:
    view = MapView(session, Theme(qapp, "dark"))
    qtbot.addWidget(view)
    svg = images.svg(images.framed(view, session), QSize(1200, 900))
    assert "Labour" in texts_of(svg)
    assert LIGHT_COLOURS.party("Lab").name() in svg.decode()


# The report as a web page


class Page(HTMLParser):
    """What a page is made of: tags with their attributes, and text by the tag that it is in."""

    VOID = frozenset({"meta", "br"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: dict[str, list[str]] = {}
        self.open: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.open:
            self.text.setdefault(self.open[-1], []).append(data)

    def names(self) -> set[str]:
        return {tag for tag, _ in self.tags}


def web_page(session: Session, folder: Path, *pictures: Picture) -> tuple[str, Page]:
    path = folder / "report.html"
    write_report(session, pictures, path)
    text = path.read_text(encoding="utf-8")
    return text, Page(text)


def assert_stands_alone(text: str, page: Page) -> None:
    for tag, attributes in page.tags:
        assert tag not in ("script", "link", "iframe", "object", "embed", "base", "form")
        for name, value in attributes.items():
            assert not name.startswith("on")
            if name in ("src", "srcset", "href", "xlink:href", "data", "action"):
                assert value is not None
                assert value.startswith(("#", "data:image/"))
    assert "@import" not in text
    assert all(url.startswith("#") for url in re.findall(r"url\(([^)]*)\)", text))
    assert "default-src 'none'" in text


def test_the_web_page_stands_alone_and_says_everything(session: Session, tmp_path: Path) -> None:
    text, page = web_page(session, tmp_path, Disc(), Disc(title="Another disc"))
    assert_stands_alone(text, page)
    assert page.text["h1"] == [session.name]
    assert page.text["title"][0] == session.name
    assert page.text["h2"] == [
        "Seats and votes by party",
        "Notes",
        "Moves and assumptions",
        "Constituencies that change",
        "Pictures",
        "How to read this",
        "Data",
    ]
    assert page.text["figcaption"] == ["A disc", "Another disc"]
    assert "Half & half" in page.text["text"]
    for part in ("Labour majority of 162", "60% (40% to 80%)", "no forecast", "Crown copyright", "9,708,716"):
        assert part in text
    assert dataset.fingerprint() in text
    assert ("html", {"lang": "en-GB"}) in page.tags
    assert any(attributes.get("name") == "viewport" for _, attributes in page.tags)


def test_tables_have_captions_and_scoped_headings(session: Session, tmp_path: Path) -> None:
    _, page = web_page(session, tmp_path)
    names = [tag for tag, _ in page.tags]
    assert names.count("table") == names.count("caption") == 2
    scopes = [attributes.get("scope") for tag, attributes in page.tags if tag == "th"]
    told = report_on(session.scenario, session.name, images.today())
    tables = (told.totals, told.changed)
    assert scopes.count("col") == sum(len(table.header) for table in tables)
    assert scopes.count("row") == sum(len(table.rows) for table in tables)
    assert None not in scopes
    assert {"Party", "Constituency", "Ilford North"} <= set(page.text["th"])


def test_every_changed_seat_is_there_however_many(session: Session, tmp_path: Path) -> None:
    election = session.election
    edits = []
    for seat, rows in enumerate(election.rows):
        edits.append(
            SetShares(
                seat=election.constituencies[seat].id, shares=((election.candidates[rows[-1]].person, 60.0),)
            )
        )
    session.change(Scenario(moves=tuple(edits)), "All")
    _, page = web_page(session, tmp_path)
    names = {constituency.name for constituency in election.constituencies}
    assert names <= set(page.text["th"])


def test_the_report_has_the_house_of_the_scenario_whichever_is_looked_at(
    qtbot: QtBot, qapp: QApplication, session: Session, tmp_path: Path
) -> None:
    chart = HouseChart(session, Theme(qapp, "light"))
    qtbot.addWidget(chart)
    (which,) = chart.findChildren(QComboBox, "house_when")
    titles = [f"The House of Commons, {when} the scenario" for when in ("after", "before")]
    for shown in (AFTER, BEFORE):
        which.setCurrentText(shown)
        _, page = web_page(session, tmp_path, chart)
        assert page.text["figcaption"] == titles
        drawn = " ".join(page.text["text"])
        assert drawn.index("Labour 406") < drawn.index("Labour 411")
    session.change(Scenario(), "Nothing")
    _, page = web_page(session, tmp_path, chart)
    assert page.text["figcaption"] == titles[:1]


def test_ids_of_several_drawings_are_apart(session: Session, tmp_path: Path) -> None:
    text, page = web_page(session, tmp_path, Disc(), Disc())
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert ids
    assert len(ids) == len(set(ids))
    assert {url[1:] for url in re.findall(r"url\(([^)]*)\)", text)} <= set(ids)


def test_hostile_words_in_a_report_stay_words(session: Session, tmp_path: Path) -> None:
    hostile(session)
    text, page = web_page(session, tmp_path, Disc(words=HOSTILE, title=HOSTILE))
    assert_stands_alone(text, page)
    assert "img" not in page.names()
    assert '<script src="http://evil.test/x.js">' in page.text["h1"][0]
    assert not set(text) & set("\x00\x1b")


def test_a_report_without_moves_or_pictures_says_so(qapp: QApplication, tmp_path: Path) -> None:
    text, page = web_page(Session(), tmp_path)
    assert "The scenario has no moves: this is the result as it was." in text
    assert "No constituency elects another person than in the base." in text
    assert not {"figure", "svg"} & page.names()
    assert "Notes" not in page.text["h2"]


# The report as a PDF


def pages_of(content: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", content))


def test_the_pdf_has_a_page_a_picture_besides_its_text(session: Session, tmp_path: Path) -> None:
    write_report(session, (), tmp_path / "plain.pdf")
    plain = (tmp_path / "plain.pdf").read_bytes()
    assert plain.startswith(b"%PDF-")
    assert plain.rstrip().endswith(b"%%EOF")
    write_report(session, (Disc(), Disc()), tmp_path / "with.PDF")
    with_pictures = (tmp_path / "with.PDF").read_bytes()
    assert pages_of(plain) >= 2
    assert pages_of(with_pictures) == pages_of(plain) + 2


def test_printed_tables_have_a_heading_that_repeats_and_figures_to_the_right(session: Session) -> None:
    buffer = QBuffer()
    told = report_on(session.scenario, session.name, images.today())
    laid_out = text_document(first_part(told), QPdfWriter(buffer), QSizeF(9000, 12000))
    tables = [frame for frame in laid_out.rootFrame().childFrames() if isinstance(frame, QTextTable)]
    assert [table.rows() - 1 for table in tables] == [len(told.totals.rows), len(told.changed.rows)]
    for table, with_figures in zip(tables, ((1, 2, 3, 4, 5), (3, 4)), strict=True):
        assert table.format().toTableFormat().headerRowCount() == 1
        for row in range(table.rows()):
            to_the_right = [
                column
                for column in range(table.columns())
                if table.cellAt(row, column).firstCursorPosition().blockFormat().alignment() == RIGHT
            ]
            assert to_the_right == list(with_figures)


def test_the_pdf_of_hostile_words_is_a_pdf(session: Session, tmp_path: Path) -> None:
    hostile(session)
    path = tmp_path / "report.pdf"
    write_report(session, (Disc(words=HOSTILE, title=HOSTILE),), path)
    assert pages_of(path.read_bytes()) >= 3


# What is chosen, and what fails


class Choice:
    """Stands for a person at the file dialog; keeps what they were asked and what they were told."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.asked: list[tuple[str, str, str]] = []
        self.problems: list[tuple[str, str]] = []

    def choose(self, title: str, filters: str, suffix: str) -> Path | None:
        self.asked.append((title, filters, suffix))
        return self.path

    def report(self, what: str, why: str) -> None:
        self.problems.append((what, why))


@pytest.mark.parametrize(
    ("name", "written", "begins"),
    [
        ("a.html", "a.html", b"<!DOCTYPE html>"),
        ("a.htm", "a.htm", b"<!DOCTYPE html>"),
        ("a.pdf", "a.pdf", b"%PDF"),
        ("Labour 28.5", "Labour 28.5.html", b"<!DOCTYPE html>"),
    ],
)
def test_the_suffix_decides_what_a_report_is(
    session: Session, tmp_path: Path, name: str, written: str, begins: bytes
) -> None:
    messages: list[str] = []
    session.message_posted.connect(messages.append)
    person = Choice(tmp_path / name)
    export_report(session, (Disc(),), person.choose, person.report)
    assert (tmp_path / written).read_bytes().startswith(begins)
    assert messages == [f"Exported {written}."]
    assert person.problems == []
    assert QApplication.overrideCursor() is None


def test_nothing_is_written_where_no_file_is_chosen(session: Session, tmp_path: Path) -> None:
    person = Choice(None)
    export_report(session, (), person.choose, person.report)
    assert len(person.asked) == 1
    assert list(tmp_path.glob("*.html")) == []


@pytest.mark.parametrize("name", ["a.html", "a.pdf"])
def test_a_report_that_cannot_be_written_says_why_and_leaves_nothing(
    session: Session, tmp_path: Path, name: str
) -> None:
    person = Choice(tmp_path / "missing" / name)
    export_report(session, (), person.choose, person.report)
    ((what, why),) = person.problems
    assert what == "The report was not exported"
    assert name in why
    assert not (tmp_path / "missing").exists()


def test_a_completed_name_does_not_replace_a_file_that_nobody_chose(session: Session, tmp_path: Path) -> None:
    (tmp_path / "a.b.html").write_text("mine")
    person = Choice(tmp_path / "a.b")
    export_report(session, (), person.choose, person.report)
    assert "already" in person.problems[0][1]
    assert (tmp_path / "a.b.html").read_text() == "mine"


# The dialog


Open = Callable[..., ExportImageDialog]


@pytest.fixture
def open_dialog(qtbot: QtBot, session: Session) -> Open:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()

    def make(person: Choice, *pictures: Picture) -> ExportImageDialog:
        dialog = ExportImageDialog(lambda: pictures, session, person.choose, person.report, window)
        dialog.open()
        qtbot.waitUntil(dialog.isVisible)
        return dialog

    return make


def child(dialog: ExportImageDialog, kind: type[Widget], name: str) -> Widget:
    (found,) = dialog.findChildren(kind, name)
    return found


def test_the_dialog_exports_the_picture_chosen_at_the_size_chosen(
    qtbot: QtBot, open_dialog: Open, tmp_path: Path
) -> None:
    person = Choice(tmp_path / "out.png")
    dialog = open_dialog(person, Disc(), Disc(title="Another disc"))
    assert dialog.windowModality() == Qt.WindowModality.WindowModal
    child(dialog, QComboBox, "export_picture").setCurrentIndex(1)
    child(dialog, QComboBox, "export_size").setCurrentIndex(1)
    child(dialog, QCheckBox, "export_dark").setChecked(True)
    preview = child(dialog, QLabel, "export_preview")
    assert preview.accessibleDescription().startswith("Another disc. ")
    shown = preview.pixmap()
    assert shown.width() / shown.height() == pytest.approx(1920 / 1080, rel=0.02)
    with qtbot.waitSignal(dialog.accepted):
        qtbot.mouseClick(child(dialog, QPushButton, "export_save"), Qt.MouseButton.LeftButton)
    image = QImage(str(tmp_path / "out.png"))
    assert image.size() == QSize(1920, 1080)
    assert image.pixelColor(2, 2) == QColor(DARK.base)
    assert image.text("Title").startswith("Another disc")


def test_the_dialog_exports_svg(qtbot: QtBot, open_dialog: Open, tmp_path: Path) -> None:
    person = Choice(tmp_path / "out")
    dialog = open_dialog(person, Disc())
    child(dialog, QComboBox, "export_format").setCurrentIndex(1)
    child(dialog, QSpinBox, "export_width").setValue(1500)
    assert child(dialog, QComboBox, "export_size").currentText() == "Another size"
    child(dialog, QPushButton, "export_save").click()
    assert person.asked[0][2] == ".svg"
    assert ET.fromstring((tmp_path / "out.svg").read_bytes()).get("viewBox") == "0 0 1500 900"


def test_sizes_and_presets_agree(open_dialog: Open) -> None:
    dialog = open_dialog(Choice(None), Disc())
    size = child(dialog, QComboBox, "export_size")
    size.setCurrentIndex(2)
    assert dialog.size_chosen == QSize(2400, 1800)
    width, height = (child(dialog, QSpinBox, f"export_{name}") for name in ("width", "height"))
    width.setValue(1200)
    height.setValue(900)
    assert size.currentIndex() == 0
    size.setCurrentIndex(size.count() - 1)
    assert dialog.size_chosen == QSize(1200, 900)
    dialog.reject()


def test_the_dialog_stays_where_no_file_is_chosen(open_dialog: Open) -> None:
    dialog = open_dialog(Choice(None), Disc())
    child(dialog, QPushButton, "export_save").click()
    assert dialog.isVisible()
    dialog.reject()


def test_the_dialog_says_why_a_picture_was_not_written(open_dialog: Open, tmp_path: Path) -> None:
    person = Choice(tmp_path / "missing" / "out.png")
    dialog = open_dialog(person, Disc())
    child(dialog, QPushButton, "export_save").click()
    assert person.problems[0][0] == "The picture was not exported"
    assert "out.png" in person.problems[0][1]
    assert dialog.isVisible()
    assert not (tmp_path / "missing").exists()
    dialog.reject()


def test_without_pictures_the_dialog_says_what_to_do(open_dialog: Open) -> None:
    dialog = open_dialog(Choice(None))
    assert not child(dialog, QPushButton, "export_save").isEnabled()
    assert "Open a panel" in child(dialog, QLabel, "export_preview").text()
    dialog.reject()


def test_the_dialog_is_named_for_those_who_do_not_see_it(open_dialog: Open) -> None:
    dialog = open_dialog(Choice(None), Disc())
    assert dialog.objectName() == "export_image_dialog"
    for widget in (*dialog.findChildren(QComboBox), *dialog.findChildren(QSpinBox)):
        assert widget.accessibleName()
    dialog.reject()
