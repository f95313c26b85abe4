"""Digests on screen: the week as a file, those that go by mail with what became of each, and their form."""
