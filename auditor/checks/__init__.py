"""The functions behind the kinds of rule, one module each. They know no YAML and no severity."""
