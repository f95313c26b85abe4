"""The parts of the taxonomy screen: what can be done to themes, what it would move, and the versions."""
