"""The HTML report: one self-contained file that asks nothing of any network."""
