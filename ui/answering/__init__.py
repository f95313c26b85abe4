"""The answer book on the screen: writing an answer, its versions, the book as files."""
