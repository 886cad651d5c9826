"""The generator of the site. Each room makes one thing; imports go only downwards. ARCHITECTURE.md draws it."""
