"""`python -m thads` is the `thads` command."""

from thads.cli import main

main()
