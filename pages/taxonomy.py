"""Which themes do we want, and what would change if we shaped them otherwise?"""

import pandas as pd
import streamlit as st

from analytics import queries, sentences
from analytics.themes import versions
from analytics.themes.editing import FEWEST_EXAMPLES
from data import language
from data.errors import ViceVersaError
from ui import address
from ui.empty import headline, require_log
from ui.filters import current_filters
from ui.shaping import proposal
from ui.shaping.edits import EDITS
from ui.shaping.history import history, move
from ui.shell import database, show_error
from ui.tables import count_column
from ui.texts import reader_language, text

WITHOUT_MOVING = ("rename", "order")

store, filters, lang = database(), current_filters(), reader_language()
taxonomy = versions.current(store)
require_log(store)

rates = queries.theme_rates(store, filters).set_index("theme")
size = queries.summary(store, filters)
headline(sentences.taxonomy_headline(size, len(taxonomy.ids), versions.number(store), lang))
st.caption(text("taxonomy.intro"))
proposal.said()
looked_at = proposal.proposed()
if looked_at is not None:
    proposal.show(store, looked_at)
    st.stop()

themes = sorted(taxonomy.themes, key=lambda theme: theme.archived)
shown = pd.DataFrame(
    {
        "theme": [theme.label[lang] for theme in themes],
        "questions": [rates["questions"].get(theme.id) for theme in themes],
        "rate": [rates["rate"].get(theme.id) for theme in themes],
        "examples": [len(theme.examples) for theme in themes],
        "state": [text(f"taxonomy.state.{'archived' if theme.archived else 'living'}") for theme in themes],
        "definition": [theme.definition[lang] for theme in themes],
    }
)
shown["rate"] = ["–" if pd.isna(rate) else language.percent(rate, lang) for rate in shown["rate"]]
columns = {
    column: st.column_config.Column(
        text(f"taxonomy.column.{column}"), width="large" if column == "definition" else None
    )
    for column in shown
} | {column: count_column(text(f"taxonomy.column.{column}")) for column in ("questions", "examples")}
st.dataframe(shown, column_config=columns, hide_index=True, height="content", alt=text("taxonomy.table_alt"))

edit = address.choice(
    "edit",
    text("taxonomy.edit"),
    list(EDITS),
    "add",
    lambda edit: text(f"taxonomy.edits.{edit}"),
    draw=st.segmented_control,
    required=True,
)
with st.container(border=True):
    st.caption(text(f"taxonomy.explain.{edit}", **({"fewest": FEWEST_EXAMPLES} if edit == "add" else {})))
    try:
        edited = EDITS[edit](taxonomy, versions.taken(store))
    except ViceVersaError as error:
        edited = None
        show_error(error)
    if edited is None:
        st.caption(text("taxonomy.invalid"))
    elif edit == "order":
        proposal.apply(store, *edited)
    elif edit in WITHOUT_MOVING:
        if st.button(text("taxonomy.apply"), type="primary", icon=":material/check:"):
            proposal.apply(store, *edited)
    elif st.button(text("taxonomy.preview"), type="primary", icon=":material/visibility:"):
        with st.spinner(text("taxonomy.preview")):
            proposal.propose(store, edited)

history(store)
move(store, taxonomy)
