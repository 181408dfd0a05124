"""Quality of facts, relevance and grades on sentences labelled before the program ran on them."""
