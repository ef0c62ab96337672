"""Kind `present`: what a document must show is there, and nothing else."""
