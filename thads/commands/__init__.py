"""The `thads` command, one module a noun (contract: command-line, version 1)."""
