"""Speed and memory of the whole analysis; `python -m tests.benchmarks` writes reports/speed."""
