"""Questions that are the same: wordings that ask one thing, across languages, typos and registers, in one group.

``figures`` says how often groups are asked, ``deciding`` what people merge and split, ``search`` which groups mean
what somebody types; ``keeping`` keeps them current when texts or themes change.
"""

from analytics.groups.deciding import group_of, merge, shown_as, split, undo
from analytics.groups.figures import group_decisions, group_rates, groups, members, trend
from analytics.groups.search import alike, nearest, prepare_search

__all__ = [
    "alike",
    "group_decisions",
    "group_of",
    "group_rates",
    "groups",
    "members",
    "merge",
    "nearest",
    "prepare_search",
    "shown_as",
    "split",
    "trend",
    "undo",
]
