"""Plain text whose tables are columns of blanks, as `pdftotext -layout` prints them."""
