"""A report over the years: ledger, tracing problems to measures."""
