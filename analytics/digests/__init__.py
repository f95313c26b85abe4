"""Digests: the weekly review as a file, and by mail to those who want it, when they want it."""
