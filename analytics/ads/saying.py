"""What a version of an ad says on each theme, passage by passage, and what people decided about it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import pandas as pd

from analytics.ads import book, pay, reading, vagueness
from analytics.ads.matching import Matched, matched, origins
from analytics.themes import labels, versions
from analytics.themes.shaping import Shape
from data.documents.cutting import Passage
from data.store import Store

ANSWERED, VAGUE, NOTHING = "answered", "vague", "nothing"
"""What an ad says on a theme, from most to least."""

_SQL = Path(__file__).parent / "sql"
_MARKED = "marked"


def passages(store: Store, role: str, number: int | None = None) -> pd.DataFrame:
    """The passages of one version of a role's ad, the newest unless told, in reading order.

    Columns: position, passage_id, heading, wording, answered and vague (lists of themes), reasons (of the vague
    themes in their order: ids of ``vagueness.reason``), strength (how much it speaks of each of these themes, about 0
    to 1), decided (the themes on which a person decided).
    Raises ``ad_unknown``.
    """
    return passages_of(store, book.version(store, role, number).ad_id)


def passages_of(store: Store, ad_id: str) -> pd.DataFrame:
    """``passages`` of the version with this id: read once, until they would be read otherwise."""
    basis = reading_basis(store)
    return store.remembered(("ad passages", ad_id), lambda: _passages(store, ad_id, basis), basis).copy()


def reading_basis(store: Store) -> tuple[int, ...]:
    """What readings of ads rest on beside the ads: the same numbers, the same readings."""

    def read() -> tuple[int, ...]:
        row = store.rows((_SQL / "reading_basis.sql").read_text("utf-8")).iloc[0]
        return tuple(int(value) for value in row)

    return store.remembered("ad reading basis", read)


def _shape(store: Store) -> Shape:
    with store.reading() as cursor:
        return labels.shape_in_force(cursor)


def _passages(store: Store, ad_id: str, basis: tuple[int, ...]) -> pd.DataFrame:
    frame = store.rows((_SQL / "passages.sql").read_text("utf-8"), {"ad_id": ad_id})
    frame["text"] = [Passage(*both).said for both in zip(frame["heading"], frame["wording"], strict=True)]
    shape = store.remembered("ad shape", lambda: _shape(store), basis)
    found = matched(frame["text"].tolist(), reading.kept(frame), shape, frame["heading"].tolist())
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
    out["strength"] = pd.Series([dict(one.strength) for one in settled], dtype=object)
    out["decided"] = [list(one) for one in decided]
    return out


def _settled(found: Matched, decided: dict[str, bool]) -> Matched:
    """What a passage says once people's decisions have the last word."""
    answered = [theme for theme in found.answered if theme not in decided]
    sure = [theme for theme, answers in decided.items() if answers]
    vague = {theme: rule for theme, rule in found.vague.items() if theme not in decided}
    return Matched((*sure, *answered), vague, {**found.strength, **dict.fromkeys(sure, 1.0)})


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

    An ad that tells benefits and no pay is vague on pay, unless a person decided otherwise. Columns: theme, state
    (``ANSWERED``, ``VAGUE`` or ``NOTHING``), heading and passage (of the one that speaks most of it among those that
    answer, else among the vague ones; None where nothing is said), reason (why it is vague, else None), passages (how
    many there are), passage_ids (theirs). Raises ``ad_unknown``.
    """
    found, taxonomy = passages(store, role, number), versions.current(store)
    unpaid = pay.best(found["wording"]) is None
    rows = []
    for theme in taxonomy.ids:
        said = _said(found, theme)
        of_pay = pay.THEME in origins(taxonomy, theme)
        decided = any(theme in themes for themes in found["decided"])
        if said["state"] == ANSWERED and unpaid and of_pay and not decided:
            said |= {"state": VAGUE, "reason": vagueness.PAY}
        rows.append(said)
    # An empty cell stays None, also in a column that is empty throughout.
    return pd.DataFrame(rows).astype(object).where(lambda frame: frame.notna(), None)


def _said(found: pd.DataFrame, theme: str) -> dict[str, object]:
    for state, column in ((ANSWERED, "answered"), (VAGUE, "vague")):
        there = found[[theme in themes for themes in found[column]]]
        if there.empty:
            continue
        strengths = [strength[theme] for strength in there["strength"]]
        first = there.iloc[strengths.index(max(strengths))]
        return {
            "theme": theme,
            "state": state,
            "heading": first["heading"],
            "passage": first["wording"],
            "reason": first["reasons"][first["vague"].index(theme)] if state == VAGUE else None,
            "passages": len(there),
            "passage_ids": there["passage_id"].tolist(),
        }
    empty = dict.fromkeys(("heading", "passage", "reason"))
    return {"theme": theme, "state": NOTHING, **empty, "passages": 0, "passage_ids": []}


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


def told_pay(store: Store, role: str, number: int | None = None) -> pay.Pay | None:
    """The pay that one version of a role's ad tells, the form that says most; None where it tells none.

    A hint: whether an ad meets the law is for a person to say. Raises ``ad_unknown``.
    """
    return pay.best(passages(store, role, number)["wording"])
