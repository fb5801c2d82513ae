"""Three offices as real servers, killed and started again while messages and packages are on their way."""
