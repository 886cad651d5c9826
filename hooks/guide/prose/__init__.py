"""Hand-written pages: front matter, markers, citations, outline, glossary, translations, reviews."""
