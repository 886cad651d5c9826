"""The one room that knows MkDocs: its files, page heads, the theme, the preview."""
