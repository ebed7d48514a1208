"""The model that finds names: words, what is known of each word, and the decoder."""
