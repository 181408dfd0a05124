"""Signals: families of rules and metrics, each reading a report and a context passed in."""
