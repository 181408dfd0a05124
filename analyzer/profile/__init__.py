"""The profile of a report: its published shape, scores, gates, ranking and provenance."""
