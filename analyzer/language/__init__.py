"""Chinese without opinions: words, numbers, dates, names, documents and lexicons."""
