"""Opening what the raw folder holds, guarded against hostile files."""
