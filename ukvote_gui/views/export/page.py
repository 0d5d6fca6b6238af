"""A report as HTML: the parts that a web page and a printed document have in common, and the page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from html import escape
from typing import Any

from PySide6.QtCore import QSize

from ukvote_gui.charts.picture import Picture
from ukvote_gui.core.report.contents import Report
from ukvote_gui.core.report.moves import MoveReport
from ukvote_gui.core.report.picture_notes import PROGRAM
from ukvote_gui.core.report.tables import CHANGED_COLUMNS, TOTALS_COLUMNS, figure
from ukvote_gui.core.report.text import one_line
from ukvote_gui.core.tables import Table
from ukvote_gui.theme.colours import LIGHT_COLOURS
from ukvote_gui.theme.tokens import LIGHT
from ukvote_gui.views.export.images import svg_text

PICTURE_SIZE = QSize(1000, 1000)

NO_MOVES = "The scenario has no moves: this is the result as it was."
NO_CHANGE = "No constituency elects another person than in the base."

_STYLE = f"""
:root {{ color-scheme: light; }}
body {{ margin: 0; background: {LIGHT.base}; color: {LIGHT.text}; overflow-wrap: anywhere;
  font: 1rem/1.5 system-ui, "Segoe UI", Roboto, Helvetica, Arial, sans-serif; }}
main {{ max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }}
h1 {{ font-size: 1.9rem; line-height: 1.2; margin: 0 0 .3rem; }}
h2 {{ font-size: 1.35rem; margin: 2.4rem 0 .6rem; padding-bottom: .25rem;
  border-bottom: 2px solid {LIGHT.border}; }}
h3 {{ font-size: 1.05rem; margin: 1.2rem 0 .2rem; }}
p, ul {{ margin: .3rem 0 .7rem; }}
ul {{ padding-left: 1.3rem; }}
.quiet, caption, figcaption {{ color: {LIGHT.muted}; }}
.headline {{ font-size: 1.5rem; font-weight: 600; margin: 1rem 0 .3rem; }}
.scroll {{ overflow-x: auto; }}
table {{ border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }}
caption {{ text-align: left; padding: .2rem 0 .5rem; }}
th, td {{ padding: .35rem .6rem; text-align: right; vertical-align: top; overflow-wrap: normal; }}
thead th {{ border-bottom: 2px solid {LIGHT.border}; vertical-align: bottom; }}
tbody tr {{ border-bottom: 1px solid {LIGHT.border}; }}
th:first-child, .changed td:nth-child(-n+3), .changed thead th:nth-child(-n+3) {{ text-align: left; }}
tbody th {{ font-weight: 600; }}
figure {{ margin: 1rem 0 2rem; overflow-x: auto; }}
figure svg {{ display: block; width: 100%; min-width: 34rem; height: auto; }}
figcaption {{ font-weight: 600; color: {LIGHT.text}; margin-bottom: .4rem; }}
@media (max-width: 40rem) {{
  table {{ font-size: .85rem; }}
  th, td {{ padding: .3rem .35rem; }}
}}
@media print {{
  @page {{ margin: 16mm; }}
  body {{ font-size: 10pt; }}
  main {{ max-width: none; padding: 0; }}
  thead {{ display: table-header-group; }}
  tr, figure {{ break-inside: avoid; }}
  h2, h3 {{ break-after: avoid; }}
  .scroll, figure {{ overflow: visible; }}
  figure svg {{ min-width: 0; }}
}}
"""

# A page that can load nothing, whatever gets into it.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def web_page(report: Report, pictures: Sequence[Picture]) -> str:
    """Return the report as an HTML page that stands alone: it refers to no other file and runs nothing."""
    figures = "".join(_figure(number, picture) for number, picture in enumerate(pictures, start=1))
    return (
        '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="generator" content="{PROGRAM}">\n'
        f"<title>{escape(report.title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"{first_part(report)}"
        + (f"<section>\n<h2>Pictures</h2>\n{figures}</section>\n" if figures else "")
        + f"{last_part(report)}</main>\n</body>\n</html>\n"
    )


def first_part(report: Report) -> str:
    """Return what stands before the pictures: what it is, what follows from what, and where."""
    made = f"Base: {report.base}. Report made on {report.day} with {PROGRAM}. Dataset {report.fingerprint}."
    findings = "".join(f"<li>{escape(finding)}</li>" for finding in report.findings)
    return (
        f'<header>\n<h1>{escape(report.title)}</h1>\n<p class="quiet">{escape(made)}</p>\n</header>\n'
        f'<section>\n<p class="headline">{escape(report.headline)}</p>\n<ul>{findings}</ul>\n</section>\n'
        + _section("Seats and votes by party", _totals(report))
        + _section("Notes", "".join(_paragraphs(report.notes)))
        + _section("Moves and assumptions", "".join(_moves(report)))
        + _section("Constituencies that change", _changed(report))
    )


def last_part(report: Report) -> str:
    """Return what stands behind the pictures: the method, and the sources."""
    method = "".join(f"<p>{escape(text)}</p>\n" for text in report.method)
    sources = "".join(f"<li>{escape(text)}</li>\n" for text in report.sources)
    return _section("How to read this", method) + _section(
        "Data", f"<p>Dataset {escape(report.fingerprint)}, made from:</p>\n<ul>{sources}</ul>\n"
    )


def _section(heading: str, body: str) -> str:
    return f"<section>\n<h2>{heading}</h2>\n{body}</section>\n" if body else ""


def _paragraphs(text: str) -> Iterator[str]:
    for paragraph in re.split(r"\n\s*\n", text):
        if lines := [escape(line) for line in paragraph.splitlines()]:
            yield f"<p>{'<br>'.join(lines)}</p>\n"


def _moves(report: Report) -> Iterator[str]:
    if not report.moves:
        yield f"<p>{NO_MOVES}</p>\n"
    for number, move in enumerate(report.moves, start=1):
        yield _move(number, move)
    if report.blocs:
        yield f"<h3>Blocs</h3>\n<ul>{_items(report.blocs)}</ul>\n"
    if report.off:
        yield f"<h3>Moves that are off</h3>\n<ul>{_items(report.off)}</ul>\n"


def _move(number: int, move: MoveReport) -> str:
    return (
        f"<h3>{number}. {escape(move.name)}</h3>\n<p>{escape(move.summary)}</p>\n"
        f"<ul>{_items((*move.assumptions, move.effect))}</ul>\n"
    )


def _items(texts: Iterable[str]) -> str:
    return "".join(f"<li>{escape(text)}</li>\n" for text in texts)


def _totals(report: Report) -> str:
    caption = f"Seats and valid votes, with their change on the base: {report.base}."
    return _table(report.totals, TOTALS_COLUMNS, "totals", caption)


def _changed(report: Report) -> str:
    if not report.changed.rows:
        return f"<p>{NO_CHANGE}</p>\n"
    caption = "Who was elected in the base and who is in the scenario, with the majority there."
    return _table(report.changed, CHANGED_COLUMNS, "changed", caption)


def _table(table: Table, columns: Mapping[str, str], name: str, caption: str) -> str:
    # It takes half a second to load, and nobody waits for that before they export.
    import pandas as pd

    frame = pd.DataFrame(list(table.rows), columns=list(table.header), dtype=object)
    names, *figures = table.header
    frame = frame.set_index(names)
    # So the first column's heading is in the row of the others.
    frame.columns.name, frame.index.name = names, None
    formatters: list[Callable[[Any], str]] = [partial(figure, columns[column]) for column in figures]
    with pd.option_context("display.max_colwidth", None):
        html = frame.to_html(border=0, classes=[name], formatters=formatters, justify="unset")
    head, body = html.split("</thead>", 1)
    start, head = head.split(">", 1)
    head, body = (part.replace("<th>", f'<th scope="{of}">') for part, of in ((head, "col"), (body, "row")))
    caption = f"\n  <caption>{escape(caption)}</caption>"
    return f'<div class="scroll">\n{start}>{caption}{head}</thead>{body}\n</div>\n'


def _figure(number: int, picture: Picture) -> str:
    title = one_line(picture.picture_title())
    draw = partial(picture.draw, colours=LIGHT_COLOURS)
    drawing = svg_text(draw, PICTURE_SIZE, title)
    inline = _inline(drawing, f"picture{number}-")
    return f"<figure>\n<figcaption>{escape(title)}</figcaption>\n{inline}</figure>\n"


def _inline(svg: str, prefix: str) -> str:
    """Return SVG to stand in a page, its ids apart from those of other drawings there."""
    drawing = svg[svg.index("<svg") :]
    drawing = re.sub(r'(\sid="|url\(#|href="#)', rf"\g<1>{prefix}", drawing)
    return drawing.replace("<svg ", '<svg role="img" ', 1)
