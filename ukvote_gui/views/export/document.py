"""A report as a PDF: text that flows over pages, tables that repeat their headings, pictures as lines."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QBrush,
    QColor,
    QFont,
    QGuiApplication,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QTextBlockFormat,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextOption,
    QTextTable,
    QTextTableCellFormat,
)

from ukvote_gui.charts.picture import Picture
from ukvote_gui.core.report.contents import Report
from ukvote_gui.core.report.picture_notes import PROGRAM
from ukvote_gui.core.report.tables import CHANGED_COLUMNS, TOTALS_COLUMNS
from ukvote_gui.core.report.text import one_line
from ukvote_gui.theme.colours import LIGHT_COLOURS
from ukvote_gui.theme.tokens import LIGHT
from ukvote_gui.views.export.images import MOST_LINES, wrapped, write
from ukvote_gui.views.export.page import PICTURE_SIZE, first_part, last_part

DPI = 300
MARGIN_MM = 16.0
FOOTER_MM = 9.0
PICTURE_HEIGHT = 1.2
"""Of a picture's width; a page is a little higher."""
FIGURES_WIDTH = 12.0
"""Percent of a table's width that a column of figures has."""
_POINT = DPI / 72
_COLUMNS = {**TOTALS_COLUMNS, **CHANGED_COLUMNS}

_STYLE = f"""
h1 {{ font-size: 20pt; font-weight: 600; }}
h2 {{ font-size: 14pt; font-weight: 600; margin-top: 16px; margin-bottom: 4px; }}
h3 {{ font-size: 11pt; font-weight: 600; margin-top: 10px; margin-bottom: 0; }}
p {{ margin-top: 2px; margin-bottom: 5px; }}
.quiet, caption {{ color: {LIGHT.muted}; }}
.headline {{ font-size: 15pt; font-weight: 600; margin-top: 8px; }}
ul {{ margin-top: 0; margin-bottom: 4px; }}
"""


def pdf(report: Report, pictures: Sequence[Picture]) -> bytes:
    """Return the report as a PDF file of A4 pages."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(DPI)
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM),
            QPageLayout.Unit.Millimeter,
        )
    )
    writer.setTitle(report.title)
    writer.setCreator(PROGRAM)
    pages = _Pages(writer, report, pictures)
    pages.draw()
    return bytes(buffer.data().data())


class _Pages:
    """The pages of a report: text, pictures, text again, each page with a footer."""

    def __init__(self, writer: QPdfWriter, report: Report, pictures: Sequence[Picture]) -> None:
        self._writer = writer
        self._report = report
        self._pictures = pictures
        footer = FOOTER_MM / 25.4 * DPI
        self._body = QRectF(0, 0, writer.width(), writer.height() - footer)
        self._before = text_document(first_part(report), writer, self._body.size())
        self._after = text_document(last_part(report), writer, self._body.size())
        self._count = self._before.pageCount() + len(pictures) + self._after.pageCount()
        self._page = 0

    def draw(self) -> None:
        """Draw all pages."""
        painter = QPainter(self._writer)
        self._draw_text(painter, self._before)
        for picture in self._pictures:
            self._begin_page(painter)
            self._draw_picture(painter, picture)
        self._draw_text(painter, self._after)
        painter.end()

    def _draw_text(self, painter: QPainter, document: QTextDocument) -> None:
        height = self._body.height()
        for page in range(document.pageCount()):
            self._begin_page(painter)
            painter.save()
            painter.translate(0, -page * height)
            seen = QRectF(0, page * height, self._body.width(), height)
            painter.setClipRect(seen)
            context = QAbstractTextDocumentLayout.PaintContext()
            context.clip = seen
            context.palette.setColor(QPalette.ColorRole.Text, QColor(LIGHT.text))
            document.documentLayout().draw(painter, context)
            painter.restore()

    def _draw_picture(self, painter: QPainter, picture: Picture) -> None:
        """Draw a picture with its heading, as large as the page."""
        painter.save()
        font = _font(14)
        # In pixels of the page, so that it is measured as it is drawn.
        font.setPixelSize(round(14 * _POINT))
        font.setWeight(QFont.Weight.DemiBold)
        title = wrapped(one_line(picture.picture_title()), font, self._body.width(), MOST_LINES)
        below = write(painter, self._body, self._body.top(), title, font, LIGHT.text) + 6 * _POINT
        # Pictures are made for screens: at their pixels lines are neither hair-thin nor letters huge.
        scale = self._body.width() / PICTURE_SIZE.width()
        painter.translate(QPointF(self._body.left(), below))
        painter.scale(scale, scale)
        size = QSizeF(PICTURE_SIZE.width(), PICTURE_HEIGHT * PICTURE_SIZE.width())
        picture.draw(painter, QRectF(QPointF(0, 0), size), LIGHT_COLOURS)
        painter.restore()

    def _begin_page(self, painter: QPainter) -> None:
        if self._page:
            self._writer.newPage()
        self._page += 1
        painter.save()
        font = _font(8)
        painter.setFont(font)
        painter.setPen(QColor(LIGHT.muted))
        width = self._body.width()
        footer = QRectF(0, self._body.height(), width, self._writer.height() - self._body.height())
        number = f"Page {self._page} of {self._count}"
        words = f"{self._report.title} · dataset {self._report.fingerprint} · {self._report.day}"
        metrics = painter.fontMetrics()
        room = int(width - metrics.horizontalAdvance(number) - 20 * _POINT)
        words = metrics.elidedText(words, Qt.TextElideMode.ElideMiddle, room)
        bottom = Qt.AlignmentFlag.AlignBottom
        painter.drawText(footer, bottom | Qt.AlignmentFlag.AlignLeft, words)
        painter.drawText(footer, bottom | Qt.AlignmentFlag.AlignRight, number)
        painter.restore()


def text_document(html: str, device: QPagedPaintDevice, page: QSizeF) -> QTextDocument:
    """Return HTML laid out for a device on pages of that size, in the device's pixels."""
    document = QTextDocument()
    document.setDocumentMargin(0)
    document.setDefaultFont(_font(9.5))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    document.setDefaultTextOption(option)
    document.setDefaultStyleSheet(_STYLE)
    document.setHtml(html)
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _format_table(frame)
    # Laid out from here on: before, each cell's format would lay out the whole table anew.
    document.documentLayout().setPaintDevice(device)
    document.setPageSize(page)
    return document


def _font(points: float) -> QFont:
    font = QFont(QGuiApplication.font())
    font.setPointSizeF(points)
    return font


def _format_table(table: QTextTable) -> None:
    """Rule a table's lines, repeat its heading on every page, and put figures to the right."""
    form = table.format().toTableFormat()
    form.setBorder(0)
    form.setBorderCollapse(True)
    form.setCellPadding(3)
    form.setCellSpacing(0)
    form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    form.setHeaderRowCount(1)
    headings = [
        table.cellAt(0, column).firstCursorPosition().block().text() for column in range(table.columns())
    ]
    with_figures = [bool(_COLUMNS[heading]) for heading in headings]
    text_width = (100 - FIGURES_WIDTH * sum(with_figures)) / with_figures.count(False)
    form.setColumnWidthConstraints(
        [
            QTextLength(QTextLength.Type.PercentageLength, FIGURES_WIDTH if figures else text_width)
            for figures in with_figures
        ]
    )
    table.setFormat(form)
    line = QBrush(QColor(LIGHT.border))
    solid = QTextFrameFormat.BorderStyle.BorderStyle_Solid
    aligned = QTextBlockFormat()
    for column, figures in enumerate(with_figures):
        aligned.setAlignment(Qt.AlignmentFlag.AlignRight if figures else Qt.AlignmentFlag.AlignLeft)
        for row in range(table.rows()):
            cell = table.cellAt(row, column)
            ruled = QTextTableCellFormat(cell.format().toTableCellFormat())
            ruled.setBottomBorder(1.5 if row == 0 else 0.5)
            ruled.setBottomBorderStyle(solid)
            ruled.setBottomBorderBrush(line)
            cell.setFormat(ruled)
            cell.firstCursorPosition().mergeBlockFormat(aligned)
