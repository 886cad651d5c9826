"""Pages written by hand: front matter, markers, citations, outline, glossary, translations, reviews."""
