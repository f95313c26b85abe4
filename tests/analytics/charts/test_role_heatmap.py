from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from analytics.charts import role_heatmap
from analytics.themes.taxonomy import shipped, shipped_ids


@pytest.fixture
def parts(role_rates: pd.DataFrame) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    """The colours, the cells that carry figures and clicks, and the layout."""
    fig = role_heatmap(role_rates, shipped(), "fr").to_dict()
    return fig["data"][0], fig["data"][1], fig["layout"]


def test_colour_and_arrow_only_where_a_difference_holds(parts: tuple[dict[str, Any], ...]) -> None:
    """One difference holds: one cell is coloured, and an arrow says so without colour."""
    shades, cells, _ = parts
    coloured = [z for row in shades["z"] for z in row if z]
    assert len(coloured) == 1
    assert sum("▲" in text or "▼" in text for text in cells["text"]) == 1


def test_names_and_cells_are_narrow(role_rates: pd.DataFrame) -> None:
    """A telephone has room for twelve columns where names take two lines and a sign stands below its figure."""
    long = role_rates.assign(role=role_rates["role"].replace("Infirmier de nuit", "Responsable de magasin spécialisé"))
    fig = role_heatmap(long, shipped(), "fr").to_dict()
    names = [*fig["layout"]["xaxis"]["ticktext"], fig["layout"]["yaxis"]["ticktext"][0]]
    assert "Responsable<br>de magasin…" == names[-1]
    assert max(len(name.split("<br>")) for name in names) == 2
    assert any(text.endswith("<br>▲</b>") for text in fig["data"][1]["text"])


def test_every_cell_has_its_figure_and_its_click(parts: tuple[dict[str, Any], ...]) -> None:
    """Each role and theme has a figure, or that the group is too small, and leads to its wordings."""
    _, cells, _ = parts
    assert 3 * len(shipped_ids()) == len(cells["text"]) == len(cells["customdata"])
    assert len(shipped_ids()) == sum("&lt;" in text for text in cells["text"])
    assert all(len(data) == 3 for data in cells["customdata"])


def test_suppressed_cells_give_no_figure(parts: tuple[dict[str, Any], ...]) -> None:
    """A role under the minimum shows no rate in its cells nor on hover."""
    _, cells, _ = parts
    hovers = [
        hover for hover, data in zip(cells["hovertext"], cells["customdata"], strict=True) if data[1] == "Stagiaire"
    ]
    assert all("masqué" in hover and "%" not in hover for hover in hovers)


def test_names_from_files_stay_text(parts: tuple[dict[str, Any], ...]) -> None:
    """A hostile role is drawn letter for letter on the axis and on hover."""
    _, cells, layout = parts
    drawn = [*layout["yaxis"]["ticktext"], *cells["hovertext"]]
    assert not any("<a" in text or "<b>Chef" in text or "$" in text or "%{" in text for text in drawn)
