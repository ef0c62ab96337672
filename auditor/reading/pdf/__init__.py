"""PDF to tabular text: characters and ruling lines become cells. Needs the extra `pdf`.

The modules that lay out pages know no library and serve other formats of drawn pages too.
"""
