"""One file per form in which profiles leave the house."""
