"""Each writer says everything a report holds, and keeps text text."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pandas as pd
import pypdf
import pytest

from analytics import reports
from analytics.population import Filters
from analytics.reports import stills
from analytics.reports.text import to_text
from analytics.themes import taxonomy
from data.errors import ViceVersaError

HOSTILE = '<script>alert(1)</script> #eval("1") $x$ *gras* [lien](javascript:1) \\alpha {{ 7*7 }} 🙂'

RATES = pd.DataFrame(
    {
        "theme": ["remote_work", "compensation", "growth"],
        "rate": [0.31, 0.4, None],
        "low": [0.2, 0.3, None],
        "high": [0.45, 0.5, None],
        "reference_rate": [0.18, 0.41, 0.2],
        "changed": [True, False, False],
    }
)


def _report() -> reports.Report:
    return reports.Report(
        lang="fr",
        kind="Revue de la semaine",
        title="Semaine du 16 novembre 2026",
        headline="Le télétravail revient dans 31 % des entretiens.",
        blocks=(
            reports.Heading("Ce qui a changé"),
            reports.Figures([("Entretiens", "76", "70 d’habitude")]),
            reports.Picture(stills.theme_rates(RATES, taxonomy.shipped(), "fr"), "Taux par thème"),
            reports.Table(["Thème", "Taux"], [[HOSTILE, "31 %"]], frozenset({1})),
            reports.Card("Télétravail", "18 % → 31 %", ["une ligne"], [HOSTILE], "petit", "changed"),
            reports.PageBreak(),
            reports.Paragraph("Dernier mot", small=True),
        ),
        printed=reports.foundations(Filters(roles=("Infirmier",)), 3, None, "fr"),
    )


SAID = ("Semaine du 16 novembre 2026", "31 % des entretiens", "70 d’habitude", "une ligne", "Dernier mot", "Infirmier")


# Every control character, the two that are none, marks that turn the line, and the signs of the typesetter.
ODD = (
    "".join(map(chr, range(32)))
    + "\x7f\x85\x9f\ufffe\uffff\u2028\u202e\u2066 $\\frac{$ #panic() @ref <a> = `` "
    + "mot " * 200
)


@pytest.mark.parametrize("form", reports.FORMATS)
def test_no_letter_stops_a_writer(form: str) -> None:
    """Whatever letters a name, a wording or an answer holds, in every place of a report, the file is written."""
    blocks = (
        reports.Heading(ODD),
        reports.Paragraph(ODD),
        reports.Paragraph(ODD, small=True),
        reports.Figures([(ODD, ODD, ODD)]),
        reports.Table(["Thème"], [[ODD]]),
        reports.Card(ODD, ODD, [ODD], [ODD], ODD, "warning"),
    )
    assert reports.FORMATS[form](reports.Report("fr", ODD, ODD, ODD, blocks, [(ODD, ODD)]))


def test_html_says_everything_and_runs_nothing() -> None:
    """All texts are there, escaped; nothing points outside the file."""
    page = reports.to_html(_report()).decode()

    assert all(said in page for said in SAID)
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "{{ 7*7 }}" in page
    assert 'alt="Taux par thème"' in page
    assert not [link for link in ("http:", "https:", 'src="/', "url(") if link in page]


def test_pdf_says_everything_on_numbered_pages() -> None:
    """All texts are there as text, on A4, two pages numbered; hostile text is neither run nor lost."""
    pdf = pypdf.PdfReader(io.BytesIO(reports.to_pdf(_report())))
    pages = [page.extract_text() for page in pdf.pages]
    whole = " ".join(" ".join(pages).split())

    assert all(said in whole.replace("\u202f", " ") for said in SAID)
    assert '<script>alert(1)</script> #eval("1") $x$ *gras* [lien]' in whole
    assert len(pages) == 2
    assert "1 / 2" in pages[0]
    assert round(float(pdf.pages[0].mediabox.width)) == 595


def test_text_says_everything_in_lines_that_mail_programs_keep() -> None:
    """All texts are there, hostile text among them; no line of words is longer than 76 characters."""
    lines = to_text(_report()).decode().splitlines()
    whole = " ".join(" ".join(lines).replace("\u202f", " ").split())

    assert all(said in whole for said in SAID)
    assert " ".join(HOSTILE.split()) in whole
    assert max(map(len, lines)) <= 76


def test_word_says_everything_and_can_be_edited() -> None:
    """All texts are there, headings are Word's own, the chart has its words, no link leaves."""
    document = docx.Document(io.BytesIO(reports.to_docx(_report())))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    whole = "\n".join([*(p.text for p in document.paragraphs), *cells])

    assert all(said in whole for said in SAID)
    assert HOSTILE in whole
    assert "Ce qui a changé" in [p.text for p in document.paragraphs if p.style and p.style.name == "Heading 2"]
    assert document.inline_shapes[0]._inline.docPr.get("descr") == "Taux par thème"
    assert not [r for r in document.part.rels.values() if r.is_external]


def test_a_still_chart_is_the_same_each_time_and_differs_with_its_rates() -> None:
    """Same frame, same bytes; another rate, another picture; PNG from the same SVG."""
    first, again = (stills.theme_rates(RATES, taxonomy.shipped(), "en") for _ in range(2))
    other = stills.theme_rates(RATES.assign(rate=0.35), taxonomy.shipped(), "en")

    assert first == again != other
    assert stills.to_png(first).startswith(b"\x89PNG")


def test_still_trends_leave_out_the_unfinished_week() -> None:
    """A week that is not over changes nothing in the picture."""
    weeks = pd.date_range("2026-09-07", periods=8, freq="7D")
    rates = pd.DataFrame(
        {"theme": "remote_work", "period": weeks, "rate": 0.2, "low": 0.1, "high": 0.3, "finished": True}
    )
    unfinished = rates.tail(1).assign(period=weeks[-1] + pd.Timedelta(days=7), rate=0.9, high=1.0, finished=False)
    drawn = stills.trends(rates, taxonomy.shipped(), "fr")

    assert stills.trends(pd.concat([rates, unfinished]), taxonomy.shipped(), "fr") == drawn
    assert stills.trends(rates, taxonomy.shipped(), "fr", marks=[(weeks[3].date(), HOSTILE)]) != drawn


def test_an_unknown_suffix_is_refused() -> None:
    """A report is written as what its suffix says, or refused with the suffixes there are."""
    assert reports.writer_for(Path("a.PDF")) is reports.to_pdf
    with pytest.raises(ViceVersaError) as refused:
        reports.writer_for(Path("review.docx"), ("html", "pdf"))
    assert ".html, .pdf" in refused.value.explain("en").advice
