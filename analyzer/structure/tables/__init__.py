"""Tables set aside from the prose, whatever layout they were printed in."""
