"""The parsed report: tables set aside, identity, headings, sections, paragraphs, items, sentences."""
