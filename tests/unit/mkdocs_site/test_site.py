"""The state that the events of one build share."""

from types import SimpleNamespace

from guide.mkdocs_site.site import Site, language
from unit.entries import catalogue, renderer


def test_config_has_the_site_and_the_current_language(words):
    site = Site(renderer(words, catalogue()))
    plugin = SimpleNamespace(current_language="sv")
    config = SimpleNamespace(extra={"site": site}, plugins={"i18n": plugin})
    assert Site.of(config) is site
    assert language(config) == "sv"
    plugin.current_language = "en"  # static-i18n builds one language after the other
    assert language(config) == "en"
