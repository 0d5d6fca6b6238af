"""Item models and delegates: slices of an outcome as Qt shows them."""
