"""One page of each kind, in one language or the other, for checks that are too slow for every page."""

KINDS = (
    "404.html",
    "index.html",
    "steg/index.html",
    "en/steps/governance.html",
    "smart-specialisering/ursprung.html",
    "exempel/index.html",
    "en/examples/visual-sweden.html",
    "en/examples/by-country.html",
    "exempel/workshoppaket.html",
    "verktyg/nulage.html",
    "en/regions/index.html",
    "regioner/skane.html",
    "en/clusters/index.html",
    "s3-piloten/kluster.html",
    "en/glossary.html",
    "referenser.html",
    "en/news.html",
    "om/oppna-data.html",
    "en/about/translations.html",
)
