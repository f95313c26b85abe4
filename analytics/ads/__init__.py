"""Job ads: what they say, what candidates ask all the same, and whether changing them helped."""
