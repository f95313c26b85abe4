from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import docx
import pypdf
import pytest

from analytics import groups, imports, reports
from analytics.answers import book
from analytics.answers.entries import APPROVED, DRAFT, EXPIRED, Content, Fact
from analytics.briefing import contents, figures, printed
from analytics.population import Filters
from data.errors import ViceVersaError
from data.identity import text_id
from data.store import Store, open_store

TODAY = date.today()
TOMORROW = TODAY + timedelta(days=1)
MONDAY = TODAY - timedelta(days=TODAY.weekday() + 7)
HOME, PAY, SHIFTS = "Can I work from home?", "What is the salary?", "How do shifts work?"
HOSTILE = "<b>Chef</b> $y$ #eval [x](http://evil)"


@pytest.fixture
def log(store: Store, fill: Callable[..., str], held: Any) -> None:
    """Nurses ask for shifts, accountants for home, both for pay; six of the nurses' interviews are final ones."""
    interviews = []
    for week in range(4):
        for number in range(10):
            day = MONDAY - timedelta(weeks=week)
            final = week == 0 and number < 6
            asked = [(SHIFTS, ["work_life_balance"])] if number < 8 else []
            interviews.append(held(day, HOSTILE, [*asked, PAY], stage="Final" if final else "Phone"))
            interviews.append(held(day, "Accountant", [(HOME, ["remote_work"]), PAY], stage="Phone"))
    fill(interviews)
    with store.transaction() as cursor:
        for wording in (HOME, PAY, SHIFTS):
            values = {"id": text_id(wording), "theme": "unclassified" if wording == PAY else "remote_work"}
            cursor.execute("insert into question_group (group_id, theme) values ($id, $theme)", values)
            cursor.execute(
                "insert into text_group (text_id, home_id, group_id, theme, typical) values ($id, $id, $id, $theme, 1)",
                values,
            )


def _answer(store: Store, wording: str, **content: Any) -> str:
    said = Content("Oui : 2 jours.", "Yes: 2 days.", (), (), "Ana", TODAY + timedelta(days=30))
    saved = book.save(store, text_id(wording), replace(said, **content), "Ana")
    return book.approve(store, saved.answer_id, 1, "Karim", TODAY).answer_id


def _state(made: contents.Briefing, wording: str) -> str:
    return next(one.state for one in made.expected if one.name == wording)


@pytest.mark.usefixtures("log")
def test_asked_by_cell(store: Store) -> None:
    """Interviews of each role and stage, and in how many of them each group was asked; a small cell says so."""
    cells = figures.asked_by_cell(store, Filters())
    row = cells[(cells["role"] == "Accountant") & (cells["group_id"] == text_id(HOME))].iloc[0]
    assert (40, 40, "Phone") == (row["asked"], row["interviews"], row["stage"])
    assert not cells["suppressed"].any()


@pytest.mark.usefixtures("log")
def test_a_briefing_has_the_role_s_likeliest_questions_first(store: Store) -> None:
    """Each role expects what it asks, with the answer for it on the day of the interview."""
    _answer(store, PAY)
    _answer(store, HOME, roles=("Accountant",))
    made = contents.briefing(store, "Accountant", "Phone", TOMORROW, "en")
    assert {HOME, PAY} == {one.name for one in made.expected[:2]}
    assert [APPROVED, APPROVED] == [one.state for one in made.expected[:2]]
    assert all(0 < one.low < one.probability < one.high <= 1 for one in made.expected)
    other = contents.briefing(store, HOSTILE, "Phone", TOMORROW, "en")
    assert {SHIFTS, PAY} == {one.name for one in other.expected[:2]}
    assert "none" == _state(other, HOME)


@pytest.mark.usefixtures("log")
def test_a_draft_and_an_expired_answer_are_plain_warnings(store: Store) -> None:
    """Neither is printed as an answer; the owner is named, with what to do."""
    book.save(store, text_id(HOME), Content(english="Draft text.", owner="Zoé"), "Ana")
    _answer(store, PAY)
    late = TODAY + timedelta(days=60)
    made = contents.briefing(store, "Accountant", None, late, "en")
    assert (DRAFT, EXPIRED) == (_state(made, HOME), _state(made, PAY))
    pages = reports.to_html(printed.report(made)).decode()
    assert "Draft text." not in pages
    assert "Yes: 2 days." not in pages
    assert "Ask Zoé" in pages
    assert "without asking Ana" in pages


@pytest.mark.usefixtures("log")
@pytest.mark.parametrize(
    ("role", "stage", "level", "said"),
    [("Accountant", "Phone", "stage", "at the stage “Phone”"), ("Accountant", None, "role", "at all stages")],
)
def test_the_basis_is_told(store: Store, role: str, stage: str | None, level: str, said: str) -> None:
    """Which interviews the probabilities rest on stands on the page."""
    made = contents.briefing(store, role, stage, TOMORROW, "en")
    assert level == made.level
    assert said in printed.basis(made)


def test_a_thin_stage_falls_back_to_the_role_with_a_sentence(store: Store, fill: Callable[..., str], held: Any) -> None:
    """Two nurses at a stage that others reach too: the figures are the role's, and the page says why."""
    fill(
        [held(MONDAY, "Nurse", [PAY], stage="Phone") for _ in range(20)]
        + [held(MONDAY, "Nurse", [PAY], stage="Final") for _ in range(2)]
        + [held(MONDAY, "Cook", [PAY], stage="Final") for _ in range(10)]
        + [held(MONDAY, "Cook", [PAY], stage="Phone") for _ in range(10)]
    )
    made = contents.briefing(store, "Nurse", "Final", TOMORROW, "fr")
    assert ("role", 22) == (made.level, made.interviews)
    assert "Trop peu d’entretiens" in printed.basis(made)


@pytest.mark.usefixtures("log")
def test_an_unknown_role_or_stage_is_told_with_those_there_are(store: Store) -> None:
    """Spelled wrong, or too small to be told: one sentence, nothing made."""
    for role, stage, code in (
        ("Pilot", None, "briefing_unknown_role"),
        ("Accountant", "Panel", "briefing_unknown_stage"),
    ):
        with pytest.raises(ViceVersaError) as refused:
            contents.briefing(store, role, stage, TOMORROW, "en")
        assert code == refused.value.code
        assert "Phone" in refused.value.explain("en").advice or "Accountant" in refused.value.explain("en").advice


@pytest.mark.usefixtures("log")
def test_every_format_says_the_answer_its_owner_and_since_when(store: Store) -> None:
    """PDF, Word and HTML hold the same, hostile names stay text, and the PDF fits two pages."""
    _answer(store, SHIFTS, facts=(Fact("2 x 12 h", "accord 2026"),))
    report = printed.report(contents.briefing(store, HOSTILE, "Phone", TOMORROW, "fr"))
    pdf = pypdf.PdfReader(io.BytesIO(reports.to_pdf(report)))
    word = docx.Document(io.BytesIO(reports.to_docx(report)))
    texts = {
        "pdf": " ".join(" ".join(page.extract_text() for page in pdf.pages).split()),
        "docx": " ".join(paragraph.text for paragraph in word.paragraphs),
        "html": reports.to_html(report).decode(),
    }
    assert len(pdf.pages) <= 2
    for said in ("2 jours.", "2 x 12 h (accord 2026)", "Ana en répond", "Karim", "Pas de réponse dans le recueil"):
        assert all(said in text.replace("\u00a0", " ").replace("\u202f", " ") for text in texts.values()), said
    assert "<b>Chef</b>" not in texts["html"]
    assert "<b>Chef</b> $y$ #eval [x](http://evil)" in texts["pdf"]


def test_an_answer_in_the_other_language_says_so(store: Store, fill: Callable[..., str], held: Any) -> None:
    """Where the language of the interview has no text, the other one is given with a word on it."""
    fill([held(MONDAY, "Nurse", [PAY]) for _ in range(6)])
    with store.transaction() as cursor:
        cursor.execute(
            "insert into question_group (group_id, theme) values ($id, 'unclassified')", {"id": text_id(PAY)}
        )
        cursor.execute(
            "insert into text_group (text_id, home_id, group_id, theme, typical)"
            " values ($id, $id, $id, 'unclassified', 1)",
            {"id": text_id(PAY)},
        )
    _answer(store, PAY, english="")
    (one,) = contents.briefing(store, "Nurse", None, TOMORROW, "en").expected
    assert ("(this answer exists in French only)", "Oui : 2 jours.") == printed.answer_lines(one, "en")


@pytest.fixture(scope="module")
def demo() -> Iterator[Store]:
    """The demo log."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VICE_VERSA_SECRET_FILE", "")
        store = open_store(":memory:")
        imports.load_demo(store)
        yield store
        store.close()


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_briefing_of_the_demo_is_one_or_two_pages(demo: Store, lang: str) -> None:
    """With long answers to everything, each role's page count stays at most two."""
    roles, stages = contents.roles_and_stages(demo)
    names = groups.groups(demo, Filters(), lang=lang)
    long = "Deux jours par semaine, choisis avec le responsable d’équipe un mois à l’avance. " * 3
    for group_id in names["group_id"].head(60):
        content = Content(long, long, (Fact("2 jours", "accord 2026"),), (), "Julie", TODAY + timedelta(days=90))
        if not book.of_group(demo, int(group_id)):
            saved = book.save(demo, int(group_id), content, "Julie")
            book.approve(demo, saved.answer_id, 1, "Karim", TODAY)
    for role in roles[:3]:
        made = contents.briefing(demo, role, stages[0], TOMORROW, lang)
        assert contents.EXPECTED == len(made.expected)
        pages = pypdf.PdfReader(io.BytesIO(reports.to_pdf(printed.report(made)))).pages
        assert len(pages) <= 2


@pytest.mark.parametrize(
    ("probability", "said"),
    [
        (0.97, "in nearly every interview"),
        (0.71, "about 7 interviews in 10"),
        (0.5, "about 1 interview in 2"),
        (0.34, "about 1 interview in 3"),
        (0.07, "about 1 interview in 14"),
    ],
)
def test_a_probability_is_told_as_people_count(probability: float, said: str) -> None:
    """So many interviews in so many, before any percentage."""
    assert said == printed.often(probability, "en")
