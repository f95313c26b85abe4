from __future__ import annotations

import threading
from datetime import date
from pathlib import Path

import pytest

from analytics import imports, queries
from analytics.population import Filters, PopulationRefused
from benchmarks import torture
from data.columns import Mapping
from data.errors import NeedsAnswer, ViceVersaError
from data.store import Store

FRENCH = (
    "Date;Poste;Étape;Candidat;Question\r\n"
    "14/09/2026;Infirmier (H/F);Entretien RH;C-01;Combien de jours de télétravail ?\r\n"
    '14/09/2026;Infirmier (H/F);Entretien RH;C-01;"Quel est le salaire ?\nY a-t-il une prime de nuit ?"\r\n'
    "15/09/2026;infirmier;Entretien RH;C-02;Quelles sont les valeurs de l'établissement ?\r\n"
    "15/09/2026;Comptable;Entretien RH;C-03;\r\n"
    "31/13/2026;Comptable;Entretien RH;C-04;Quels outils utilisez-vous ?\r\n"
).encode("cp1252")
AMERICAN = (
    b"Interview date,Job title,Candidate ID,Candidate question\n"
    b"09/14/2026,Nurse,7,What is the salary range?\n09/15/2026,Nurse,8,Is remote work possible?\n"
)


def _imported(store: Store, content: bytes, name: str = "log.csv") -> imports.Report:
    return imports.confirm(store, imports.prepare(store, content, name))


def test_a_french_log_goes_from_bytes_to_rates(store: Store) -> None:
    """Rows of one candidate are one interview, a cell is split, a silent row counts, a bad date is rejected."""
    draft = imports.prepare(store, FRENCH, "suivi.csv")
    assert (3, 4, 0) == (draft.new_interviews, draft.new_questions, draft.duplicates)
    report = imports.confirm(store, draft)
    assert ("partly", 3, 4) == (report.status, report.interviews, report.questions)
    assert report.import_id
    assert [7] == imports.rejected_rows(store, report.import_id)["row"].tolist()
    assert {"Infirmier", "Comptable"} == set(queries.roles(store)["role"])
    with pytest.raises(PopulationRefused):
        queries.theme_rates(store, Filters())  # three interviews are under the minimum


def test_an_american_log_is_read_month_first(store: Store) -> None:
    """A day above 12 settles the order for the whole column."""
    _imported(store, AMERICAN)
    assert [date(2026, 9, 14), date(2026, 9, 15)] == [
        day.date() for day in store.rows("select distinct day from interview order by day")["day"]
    ]


def test_dates_that_read_two_ways_are_asked(store: Store) -> None:
    """Nothing is guessed: the draft asks, and stores nothing until it is told."""
    content = b"date,role,question\n03/04/2026,Nurse,What is the pay?\n05/04/2026,Nurse,Where would I work?\n"
    draft = imports.prepare(store, content, "log.csv")
    assert isinstance(draft.needs, NeedsAnswer)
    assert "date_order" == draft.needs.question
    with pytest.raises(NeedsAnswer):
        imports.confirm(store, draft)
    assert store.rows("from import").empty
    answered = imports.prepare(store, content, "log.csv", day_first=True)
    imports.confirm(store, answered)
    assert [3, 5] == sorted(day.day for day in store.rows("select day from interview")["day"])


def test_the_same_file_twice_adds_nothing(store: Store) -> None:
    """The second time the file is known, and no figure moves."""
    _imported(store, FRENCH)
    cube = store.rows("select * from cube order by all")
    assert imports.prepare(store, FRENCH, "copy.csv").known
    assert "known" == _imported(store, FRENCH, "copy.csv").status
    assert cube.equals(store.rows("select * from cube order by all"))


def test_the_same_rows_in_another_order_add_nothing(store: Store) -> None:
    """A sorted copy of a log is another file, with nothing new in it."""
    _imported(store, AMERICAN)
    head, *rows = AMERICAN.decode().splitlines()
    report = _imported(store, "\n".join([head, *reversed(rows)]).encode())
    assert (0, 0, 2) == (report.interviews, report.questions, report.duplicates)


def test_a_grown_log_adds_only_its_new_rows(store: Store) -> None:
    """The usual Monday: the same workbook with a few rows more."""
    _imported(store, AMERICAN)
    report = _imported(store, AMERICAN + b"09/16/2026,Nurse,9,Who is the manager?\n")
    assert (1, 1, 2) == (report.interviews, report.questions, report.duplicates)


def test_undo_and_import_again(store: Store) -> None:
    """After an undo the same file can be imported again."""
    report = _imported(store, FRENCH)
    assert report.import_id
    imports.undo(store, report.import_id)
    assert store.rows("from interview").empty
    with pytest.raises(ViceVersaError):
        imports.undo(store, report.import_id)
    assert 4 == _imported(store, FRENCH).questions


def test_a_mapping_is_remembered_for_files_of_the_same_shape(store: Store) -> None:
    """What a person chose for one file is proposed for the next with the same columns."""
    first = b"Quand,Qui,Quoi,Notes\n2026-09-14,Nurse,What is the pay?,Where is the office?\n"
    mapping = Mapping.from_json({"columns": {"Quand": "date", "Qui": "role", "Notes": "question"}})
    imports.confirm(store, imports.prepare(store, first, "a.csv", mapping))
    again = imports.prepare(store, first.replace(b"14", b"15"), "b.csv")
    assert "question" == again.mapping.columns["Notes"]
    assert "question" != again.mapping.columns.get("Quoi")


def test_what_was_told_for_one_file_is_not_remembered(store: Store) -> None:
    """The columns of the last file are proposed for the next one, its role and day are not."""
    first = b"Quand;Dit\n;What is the pay?\n2026-09-14;Where is the office?\n"
    mapping = Mapping({"Quand": "date", "Dit": "question"}, constants={"role": "Nurse", "date": "2026-09-13"})
    imports.confirm(store, imports.prepare(store, first, "a.csv", mapping))
    again = imports.prepare(store, first + b"2026-09-15;Who is the manager?\n", "b.csv", constants={"role": "Cook"})
    assert ({"Quand": "date", "Dit": "question"}, {"role": "Cook"}) == (again.mapping.columns, again.mapping.constants)
    assert not again.known


def test_a_failure_during_confirm_leaves_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever stops the import before its last step, the store is as before."""
    draft = imports.prepare(store, FRENCH, "log.csv")

    def stop(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("data.retention.purge", stop)
    with pytest.raises(KeyboardInterrupt):
        imports.confirm(store, draft)
    for table in ("import", "interview", "question", "text", "cube", "segment"):
        assert 0 == store.value(f"select count(*) from {table}")


def test_two_sessions_import_at_once(store: Store) -> None:
    """Two threads with two logs both succeed, and the counts are those of both."""
    drafts = [imports.prepare(store, content, "log.csv") for content in (FRENCH, AMERICAN)]
    reports: list[imports.Report] = []
    threads = [threading.Thread(target=lambda d=d: reports.append(imports.confirm(store, d))) for d in drafts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert 2 == len(reports)
    assert 5 == store.value("select count(*) from interview")
    assert 5 == store.value("select sum(interviews) from cube where subject = 'all'")


def test_names_of_the_file_are_nowhere_in_the_store(store: Store) -> None:
    """A candidate's name serves during the import and is in no table afterwards."""
    content = (
        "Date;Poste;Candidat;Question\n"
        "14/09/2026;Comptable;Zébulon Quiquandon;Est-ce que Zébulon Quiquandon aura un bureau ?\n"
    ).encode()
    _imported(store, content)
    for (table,) in store.rows("select table_name from duckdb_tables()").itertuples(index=False):
        assert "quiquandon" not in store.rows(f"select * from {table}").to_string().casefold()


def test_old_wordings_are_deleted_and_counts_survive(store: Store) -> None:
    """A wording asked more than 24 months ago is gone after the import; its rate is not."""
    rows = "".join(f"2023-01-{day:02},Nurse,{day},What is the salary?\n" for day in range(2, 10))
    _imported(store, ("date,role,candidate,question\n" + rows).encode())
    assert [None] == store.rows("select wording from text").astype(object).where(lambda f: f.notna(), None)[
        "wording"
    ].tolist()
    rate = queries.theme_rates(store, Filters()).set_index("theme").loc["compensation"]
    assert 8 == rate["asked"]


def test_killed_processes_leave_whole_imports_only(tmp_path: Path) -> None:
    """After SIGKILL at random moments every confirmed import and undo is there whole, nothing else, and no repair."""
    outcome = torture.run(tmp_path / "tortured.duckdb", rounds=4, seed=1)
    assert 4 == outcome.kills
    assert [] == outcome.faults


def test_the_demo_is_one_step_in_and_one_step_out(store: Store) -> None:
    """The demo log loads once, fills every screen's queries, and goes without a trace."""
    report = imports.load_demo(store)
    assert report.interviews > 4000
    assert "known" == imports.load_demo(store).status
    coverage = queries.summary(store, Filters())
    assert coverage["classified"] / coverage["questions"] > 0.85
    answered = store.rows("select distinct answered from question order by answered")["answered"]
    assert ["", "no", "partly", "yes"] == list(answered)
    demo = imports.demo_id(store)
    assert demo
    imports.undo(store, demo)
    assert store.rows("from cube").empty
    assert imports.demo_id(store) is None
