"""Benchmarks: each figure beside a reference measured in the same run. Figures never decide a test."""
