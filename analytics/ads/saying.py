"""What a version of an ad says on each theme, passage by passage, and what people decided about it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import pandas as pd

from analytics.ads import book, reading
from analytics.ads.matching import Matched, matched
from analytics.themes import labels, versions
from data.documents.cutting import Passage
from data.store import Store

ANSWERED, VAGUE, NOTHING = "answered", "vague", "nothing"
"""What an ad says on a theme, from most to least."""

_SQL = Path(__file__).parent / "sql"
_MARKED = "marked"


def passages(store: Store, role: str, number: int | None = None) -> pd.DataFrame:
    """The passages of one version of a role's ad, the newest unless told, in reading order.

    Columns: position, passage_id, heading, wording, answered and vague (lists of themes), reasons (of the vague
    themes in their order: ids of ``vagueness.reason``), decided (the themes on which a person decided).
    Raises ``ad_unknown``.
    """
    ad_id = book.version(store, role, number).ad_id
    return store.remembered(("ad passages", ad_id), lambda: _passages(store, ad_id)).copy()


def _passages(store: Store, ad_id: str) -> pd.DataFrame:
    frame = store.rows((_SQL / "passages.sql").read_text("utf-8"), {"ad_id": ad_id})
    frame["text"] = [Passage(*both).said for both in zip(frame["heading"], frame["wording"], strict=True)]
    with store.reading() as cursor:
        shape = labels.shape_in_force(cursor)
    found = matched(frame["text"].tolist(), reading.kept(frame), shape)
    marks = marked(store)
    decided = [
        {theme: answers for (passage, theme), answers in marks.items() if passage == passage_id}
        for passage_id in frame["passage_id"]
    ]
    settled = [_settled(one, marks) for one, marks in zip(found, decided, strict=True)]
    out = frame[["position", "passage_id", "heading", "wording"]].copy()
    out["answered"] = [list(one.answered) for one in settled]
    out["vague"] = [list(one.vague) for one in settled]
    out["reasons"] = [list(one.vague.values()) for one in settled]
    out["decided"] = [list(one) for one in decided]
    return out


def _settled(found: Matched, decided: dict[str, bool]) -> Matched:
    """What a passage says once people's decisions have the last word."""
    answered = [theme for theme in found.answered if theme not in decided]
    answered += [theme for theme, answers in decided.items() if answers]
    return Matched(tuple(answered), {theme: rule for theme, rule in found.vague.items() if theme not in decided})


def marked(store: Store) -> dict[tuple[int, str], bool]:
    """The decisions of people: whether a passage answers a theme, by passage_id and theme."""
    living = set(versions.current(store).ids)
    rows = store.rows((_SQL / "marks.sql").read_text("utf-8"))
    kept = zip(rows["passage_id"], rows["theme"], rows["answers"], strict=True)
    return {(int(passage), theme): bool(answers) for passage, theme, answers in kept if theme in living}


def mark(store: Store, passage_id: int, theme: str, answers: bool | None) -> None:
    """Decide whether a passage answers a theme, wherever its wording stands; None leaves it to the rules again.

    Raises ValueError for an unknown theme.
    """
    if theme not in versions.current(store).ids:
        raise ValueError(f"There is no theme {theme}.")
    with store.transaction() as cursor:
        cursor.execute(
            "delete from ad_mark where passage_id = $passage and theme = $theme",
            {"passage": passage_id, "theme": theme},
        )
        if answers is not None:
            cursor.execute(
                "insert into ad_mark values ($passage, $theme, $answers, $now)",
                {"passage": passage_id, "theme": theme, "answers": answers, "now": datetime.now()},
            )


def themes_said(store: Store, role: str, number: int | None = None) -> pd.DataFrame:
    """What one version of a role's ad says on each theme of the taxonomy, in its order.

    Columns: theme, state (``ANSWERED``, ``VAGUE`` or ``NOTHING``), heading and passage (the first that answers, else
    the first that is vague; None where nothing is said), reason (why it is vague, else None), passages (how many
    answer, or are vague where none does), passage_ids (theirs). Raises ``ad_unknown``.
    """
    found = passages(store, role, number)
    return pd.DataFrame([_said(found, theme) for theme in versions.current(store).ids])


def _said(found: pd.DataFrame, theme: str) -> dict[str, object]:
    for state, column in ((ANSWERED, "answered"), (VAGUE, "vague")):
        there = found[[theme in themes for themes in found[column]]]
        if there.empty:
            continue
        first = there.iloc[0]
        return {
            "theme": theme,
            "state": state,
            "heading": first["heading"],
            "passage": first["wording"],
            "reason": first["reasons"][first["vague"].index(theme)] if state == VAGUE else None,
            "passages": len(there),
            "passage_ids": there["passage_id"].tolist(),
        }
    return {
        "theme": theme, "state": NOTHING, "heading": None, "passage": None, "reason": None, "passages": 0,
        "passage_ids": [],
    }  # fmt: skip


def changed_themes(store: Store, role: str, number: int) -> pd.DataFrame:
    """The themes on which a version says something else than the version before it; none for the first version.

    A theme is touched where its state changed, or other passages answer it. Columns: theme, before and after
    (states), passage_before and passage_after. Raises ``ad_unknown``.
    """
    columns = ["theme", "before", "after", "passage_before", "passage_after"]
    if number <= 1:
        book.version(store, role, number)
        return pd.DataFrame(columns=columns)
    before, after = themes_said(store, role, number - 1), themes_said(store, role, number)
    rows: Iterable[tuple[object, ...]] = (
        (now["theme"], then["state"], now["state"], then["passage"], now["passage"])
        for then, now in zip(before.to_dict("records"), after.to_dict("records"), strict=True)
        if then["state"] != now["state"] or set(then["passage_ids"]) != set(now["passage_ids"])
    )
    return pd.DataFrame(list(rows), columns=columns)
