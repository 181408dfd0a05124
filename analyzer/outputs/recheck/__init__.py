"""The forms of a second look: terminal, JSON, CSV and a worksheet."""
