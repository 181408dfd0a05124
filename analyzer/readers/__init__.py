"""Files in, source documents out: one module per format, recognised by content, never by suffix."""
