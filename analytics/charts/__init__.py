"""Charts: pure functions from a query's frame to a figure, in one language and one appearance."""

from analytics.charts.ad_effect import ad_effect
from analytics.charts.gap_heatmap import gap_heatmap
from analytics.charts.gap_rates import gap_rates
from analytics.charts.group_trend import group_trend
from analytics.charts.period_line import period_line
from analytics.charts.role_heatmap import role_heatmap
from analytics.charts.role_shares import role_shares
from analytics.charts.role_trends import role_trends
from analytics.charts.style import Appearance
from analytics.charts.subject_weeks import subject_weeks
from analytics.charts.theme_rates import theme_rates
from analytics.charts.transparency import transparency
from analytics.charts.trends import trends

__all__ = [
    "Appearance",
    "ad_effect",
    "gap_heatmap",
    "gap_rates",
    "group_trend",
    "period_line",
    "role_heatmap",
    "role_shares",
    "role_trends",
    "subject_weeks",
    "theme_rates",
    "transparency",
    "trends",
]
