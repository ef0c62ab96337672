"""Kind `agree`: one fact stated in several places."""
