"""Kind `codes`: classification codes and their official names."""
