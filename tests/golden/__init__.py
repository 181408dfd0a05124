"""Golden profiles of samples: what the whole analysis says, kept for review."""
