"""Topic packs: everything that is about one topic and nothing else is."""
