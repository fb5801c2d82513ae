"""What is typed on the server about proof and safety: checking evidence, backing up, restoring, stamping the ledger."""
