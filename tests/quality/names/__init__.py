"""Quality of people, places and organisations on our own labels."""
