"""Makes the pictures of the guides by driving the real app: `python -m tests.screenshots` (`make screenshots`)."""
