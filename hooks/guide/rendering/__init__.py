"""From objects to HTML: pages of records, and what the markers of a page become."""
