"""Web pages to tabular text: tables, text, and text placed by coordinates."""
