"""The daily tie-out: cases = ledger = statistics, what there is = what is owed."""
