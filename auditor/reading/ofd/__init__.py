"""OFD, the national format of fixed pages (GB/T 33190), to tabular text. Needs `office`."""
