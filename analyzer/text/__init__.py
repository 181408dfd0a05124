"""Characters, spans and text that remembers where it came from. A leaf: imports nothing of ours."""
