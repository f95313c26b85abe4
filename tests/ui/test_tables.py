from __future__ import annotations

from ui.tables import count_column


def test_counts_are_written_with_separators() -> None:
    """14351 reads as 14,351 or 14 351, as the reader's browser writes numbers."""
    assert "localized" == count_column("Questions")["type_config"]["format"]
