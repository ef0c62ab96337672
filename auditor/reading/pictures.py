"""Tell a picture as large as a page in an Office file: it may be a scan. Knows no document."""

_WIDTH, _HEIGHT = 14 * 360_000, 18 * 360_000  # of a centimetre, 360,000 parts


def is_page_size(width: str, height: str) -> bool:
    """Say whether a width and height, in the parts that Office files count in, are a page's."""
    return all(
        size.isascii() and size.isdigit() and int(size[:12]) >= least
        for size, least in ((width, _WIDTH), (height, _HEIGHT))
    )
