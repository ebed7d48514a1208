"""Near-duplicates and shared passages: who printed whose words."""
