"""From a file to rows, without meaning: formats, masking, the store, and what ships as data."""
