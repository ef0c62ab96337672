"""The answers of an auditee, read from the workbook that asked for them. Trusts nothing in it."""

from auditor.reading.answers.answers import Answer, AnswerFault, Answers, read_answers

__all__ = ["Answer", "AnswerFault", "Answers", "read_answers"]
