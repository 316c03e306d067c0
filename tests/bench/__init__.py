"""`make bench`: what the product takes, next to the barest server that could do the same, in one run."""
