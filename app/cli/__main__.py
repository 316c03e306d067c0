"""`python -m app.cli`: the `score` command where it is not installed."""

from app.cli import main

main()
