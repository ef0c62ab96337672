"""Kind `years`: every year by its role."""
