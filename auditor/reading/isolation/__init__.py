"""Read the files of formats that can hurt in a process of their own, under limits.

The `keeper` is for who reads, `child` is that process; neither needs the other's modules.
"""
