"""Word documents to tabular text, as they would print. Needs the extra `office`."""
