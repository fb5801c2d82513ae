"""Our own calls to other machines."""
