"""What is fast, against what, in one run: ``make bench``. Figures are ratios, since machines differ and are noisy."""
