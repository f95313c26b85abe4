"""The weekly review: what changed in what candidates ask, for whom, and since when."""

from analytics.review.weekly import Change, Review, weekly_review

__all__ = ["Change", "Review", "weekly_review"]
