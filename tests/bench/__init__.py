"""What the site costs: builds beside plain MkDocs and other generators, the preview, the filters and the search.

``make bench`` and ``make bench-peers`` run it. Seconds differ between machines, ratios within one run hardly do.
"""
