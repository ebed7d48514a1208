"""The stages in order, and the one function that runs them."""
