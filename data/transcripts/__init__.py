"""Transcripts of interviews: what the candidate asked, found among all that was said."""
