"""The answer book: what the company answers to the questions that candidates ask, who stands by it and until when."""
