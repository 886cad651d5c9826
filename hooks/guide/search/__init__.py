"""One search index a language."""
