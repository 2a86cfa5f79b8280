"""Fuzzing: every reader of what others wrote gets bytes that nobody would write, and has to keep its promise.

docs/design/fuzzing.md says what is promised, and how to run this outside of the suite.
"""
