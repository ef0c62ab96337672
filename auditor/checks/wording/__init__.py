"""Kind `wording`: text that should not be there."""
