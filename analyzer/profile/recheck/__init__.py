"""Two versions of one report: which findings are resolved, still open, new."""
