"""A transcript on the imports screen: what is asked, what is offered, what is shown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from data.store import Store
from ui.jobs import jobs

Run = Callable[..., AppTest]

FRENCH = """WEBVTT

0:0:1.0 --> 0:0:4.0
<v Paul Kerviel>Bonjour Aïcha, parlez-nous de votre parcours.</v>

0:0:5.0 --> 0:0:12.0
<v Aïcha Benmoussa>Bonjour. J'ai travaillé trois ans en cardiologie. Pourquoi la cardiologie ? Parce que j'aime ça.</v>

0:0:13.0 --> 0:0:15.0
<v Paul Kerviel>Avez-vous des questions ?</v>

0:0:16.0 --> 0:0:20.0
<v Aïcha Benmoussa>Oui. Combien de patients avez-vous par infirmière la nuit, Paul ?</v>

0:0:21.0 --> 0:0:22.0
<v Paul Kerviel>Huit au maximum.</v>
""".encode()


def _button(app: AppTest, label: str) -> Any:
    return next(button for button in app.button if button.label == label)


def test_a_transcript_from_upload_to_store(run: Run, store: Store) -> None:
    """The form offers what the name says and the likely candidate; then the question is shown, masked, and stored."""
    app = run("imports", "fr")
    app.file_uploader[0].upload("2026-09-14_Infirmière-de-nuit_entretien-RH.vtt", FRENCH)
    app.run()
    assert not app.error
    assert not app.metric
    assert ["Infirmière de nuit", "entretien RH"] == [field.value for field in app.text_input]
    assert date(2026, 9, 14) == app.date_input[0].value
    assert "Aïcha Benmoussa" == app.radio[0].value
    _button(app, "Voir les questions").click().run()
    assert not app.error
    assert ["1", "1", "0", "0"] == [metric.value for metric in app.metric]
    (shown,) = app.dataframe[0].value["questions"]
    assert "Combien de patients avez-vous par infirmière la nuit, [name] ?" == shown
    _button(app, "Importer ce fichier").click().run()
    for job in jobs().all():
        assert job.thread is not None
        job.thread.join(120)
    app.run()
    assert not app.error
    assert 1 == store.value("select count(*) from question")
    assert "2026-09-14 · Infirmière de nuit · entretien RH" == store.value("select file_name from import")


def test_the_guess_at_the_candidate_can_be_changed(run: Run) -> None:
    """With another candidate the questions are other ones, and an interview without questions is said to be so."""
    app = run("imports", "en")
    app.file_uploader[0].upload("call.vtt", FRENCH.replace(b"<v Paul Kerviel>Avez", b"<v Someone Else>Avez"))
    app.run()
    app.date_input[0].set_value(date(2026, 9, 14))
    app.radio[0].set_value("Someone Else")
    _button(app, "Show the questions").click().run()
    assert not app.error
    assert ["1", "0"] == [metric.value for metric in app.metric[:2]]
    assert any("No question of the candidate" in element.value for element in app.text)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_day_is_needed(run: Run, lang: str) -> None:
    """Without a day nothing is understood; the reader is told so."""
    app = run("imports", lang)
    app.file_uploader[0].upload("call.vtt", FRENCH)
    app.run()
    _button(app, {"fr": "Voir les questions", "en": "Show the questions"}[lang]).click().run()
    assert app.warning
    assert not app.metric


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_transcript_without_names_is_refused_in_words(run: Run, lang: str) -> None:
    """Subtitles without speakers are refused with what to do, and there is no form."""
    app = run("imports", lang)
    app.file_uploader[0].upload("call.srt", b"1\n00:00:01,000 --> 00:00:02,000\nHello there, how are you?\n")
    app.run()
    assert len(app.error) == 1
    assert "VTT" in app.text[1].value
    assert not app.radio


def test_a_day_to_come_is_not_offered(run: Run) -> None:
    """A name with an impossible day does not break the form."""
    app = run("imports", "en")
    app.file_uploader[0].upload("2099-01-01_Nurse_HR.vtt", FRENCH)
    app.run()
    assert not app.error
    assert app.date_input[0].value is None
    assert "Nurse" == app.text_input[0].value
