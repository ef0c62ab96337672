"""How strong the rules are: slips planted in a document, and what an audit makes of them."""
