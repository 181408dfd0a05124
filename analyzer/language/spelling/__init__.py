"""Finds and corrects slips of the keyboard in Chinese sentences, from corpus statistics alone."""
