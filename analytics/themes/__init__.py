"""From wordings to themes: the taxonomy, the examples, the model and how well it does."""
