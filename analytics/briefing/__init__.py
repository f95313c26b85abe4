"""The briefing: what to expect of tomorrow's candidate, and what to answer, on a page or two.

``likelihood`` estimates how likely each group of questions is, ``contents`` puts the briefing together from the store,
``printed`` makes a report of it.
"""
