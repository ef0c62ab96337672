"""Rules × budget → Audit: puts every rule to every place and says what came of it."""

from auditor.engine.audits import audit_document
from auditor.engine.examples import ExampleResult, run_examples
from auditor.engine.settings import Settings

__all__ = ["ExampleResult", "Settings", "audit_document", "run_examples"]
