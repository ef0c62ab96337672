"""Many documents in one run: several processes, kept outside memory, begun again where stopped."""
