"""The parts of the imports screen: a file before it is confirmed, what was refused in it, and the history."""
