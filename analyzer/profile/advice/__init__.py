"""What would help a report most: gaps, what fills them, and the points that would bring."""
