"""Relations that a table's own structure and figures bear out."""
