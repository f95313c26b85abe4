"""Meaning and numbers, without an interface: themes, queries, statistics, charts, reports, commands."""
