"""Checks for broken links, vague link texts and missing alternative texts."""

import pytest

from unit.checks.small_project import ABOUT_SV, EXAMPLES, TEXT_EN, TEXT_SV, VISION_EN, VISION_SV, check, reported

# The changes (file, old text, new text), and all reports expected: place, severity, Swedish and English message.
CASES = {
    "a link to no page": (
        [(VISION_SV, "(index.md#start)", "(indx.md)")],
        [(f"{VISION_SV}:9", "error", "länken leder till indx.md, men den sidan finns inte; menade du index.md?",
          "the link leads to indx.md, but there is no such page; did you mean index.md?")],
    ),
    "a link to what the page becomes, and one without its beginning": (
        [(VISION_SV, "(index.md#start)", "(index.html)"), (VISION_EN, "(index.md#start)", "(www.skane.se)")],
        [(f"{VISION_EN}:10", "error", "'www.skane.se' är ingen fullständig adress; skriv en som börjar med https:// (eller http://, mailto:)",
          "'www.skane.se' is not a full address; write one that starts with https:// (or http://, mailto:)"),
         (f"{VISION_SV}:9", "error", "länken leder till index.html, men den sidan finns inte; menade du index.md?",
          "the link leads to index.html, but there is no such page; did you mean index.md?")],
    ),
    "links without an address": (
        [(VISION_SV, "(index.md#start)", "()"), (VISION_EN, "(index.md#start)", "(#)")],
        [(f"{VISION_EN}:10", "error", "länken leder ingenstans; skriv adressen inom parenteserna, som [text](../steps/vision.md)",
          "the link leads nowhere; write the address in the brackets, as in [text](../steps/vision.md)"),
         (f"{VISION_SV}:9", "error", "länken leder ingenstans; skriv adressen inom parenteserna, som [text](../steps/vision.md)",
          "the link leads nowhere; write the address in the brackets, as in [text](../steps/vision.md)")],
    ),
    "a link to no heading": (
        [(VISION_SV, "(index.md#start)", "(index.md#stat)")],
        [(f"{VISION_SV}:9", "error", "länken leder till #stat, men index.md har ingen rubrik med det id:t; menade du #start?",
          "the link leads to #stat, but no heading of index.md has that id; did you mean #start?")],
    ),
    "a link that says nothing, in a record, and a file that is not there": (
        [(EXAMPLES, ABOUT_SV, "sv: >-\n      Vad som gjordes står\n      [här](https://www.skane.se/sidan)."), (VISION_SV, TEXT_SV, "![Karta över länet](karta.png)")],
        [(f"{EXAMPLES}:13", "error", "first: description (sv): länktexten ”här” säger inte vart länken leder; skriv vad läsaren hittar där",
          "first: description (sv): the link text ‘här’ does not say where the link leads; write what the reader finds there"),
         (f"{VISION_SV}:9", "error", "det finns ingen fil karta.png; lägg den i docs/assets, och skriv sökvägen räknat från sidans egen mapp, som ../../assets/karta.png",
          "there is no file karta.png; put it in docs/assets, and give its path as seen from the page’s own folder, such as ../../assets/map.png")],
    ),
    "a file of the site": ([(VISION_SV, TEXT_SV, "![Karta över länet](../assets/karta.png)")], []),
    "links to a generated page, to its own headings and to a file": (
        [(VISION_SV, "(index.md#start)", "(examples/first.md), [vägen](#way), [målen](#vision)")], [],
    ),
    "a link from the root of the site": (
        [(VISION_EN, "(index.md#start)", "(/index.md)")],
        [(f"{VISION_EN}:10", "error", "länken /index.md börjar med /; skriv den räknat från sidans egen mapp, som ../steps/vision.md",
          "the link /index.md begins with /; write it as seen from the page’s own folder, such as ../steps/vision.md")],
    ),
    "a link that says nothing": (
        [(VISION_SV, "[startsidan]", "[Klicka här]"), (VISION_EN, "[the front page]", "[Read more]")],
        [(f"{VISION_EN}:10", "error", "länktexten ”Read more” säger inte vart länken leder; skriv vad läsaren hittar där",
          "the link text ‘Read more’ does not say where the link leads; write what the reader finds there"),
         (f"{VISION_SV}:9", "error", "länktexten ”Klicka här” säger inte vart länken leder; skriv vad läsaren hittar där",
          "the link text ‘Klicka här’ does not say where the link leads; write what the reader finds there")],
    ),
    "a link that says nothing, in HTML": (
        [(VISION_SV, TEXT_SV, '<div><a href="index.md">här</a> står texten om målen</div>'), (VISION_EN, "[the front page]", "[**h**ere]")],
        [(f"{VISION_EN}:10", "error", "länktexten ”here” säger inte vart länken leder; skriv vad läsaren hittar där",
          "the link text ‘here’ does not say where the link leads; write what the reader finds there"),
         (f"{VISION_SV}:9", "error", "länktexten ”här” säger inte vart länken leder; skriv vad läsaren hittar där",
          "the link text ‘här’ does not say where the link leads; write what the reader finds there")],
    ),
    "links that say something, in HTML and by the text of a picture": (
        [(VISION_SV, TEXT_SV, 'Läs <a href="index.md">hela texten</a> i dag. [![Karta över länet](../assets/karta.png)](index.md)\n\n'
          '<p><a href="index.md"><img src="../assets/bild.png" alt="Bild av länet"></a></p>')],
        [],
    ),
    "a link to the other language's page, and one with the site's own address": (
        [(VISION_SV, TEXT_SV, "Läs [mer om målen](../en/index.md) och [om starten](https://s3.example.org/index.html)."),
         (VISION_EN, TEXT_EN, "Read [the aims](../sv/vision.md).")],
        [(f"{VISION_EN}:10", "error", "länken leder till ../sv/vision.md, men den sidan finns inte; menade du vision.md?",
          "the link leads to ../sv/vision.md, but there is no such page; did you mean vision.md?"),
         (f"{VISION_SV}:9", "error", "länken https://s3.example.org/index.html leder hit med hela adressen; skriv sidans fil sedd från sidans egen mapp, som ../steps/vision.md (i data: steps/vision.md)",
          "the link https://s3.example.org/index.html leads to this site by its full address; write the page’s file as seen from the page’s own folder, such as ../steps/vision.md (in data: steps/vision.md)"),
         (f"{VISION_SV}:9", "error", "länken leder till ../en/index.md, men den sidan finns inte; menade du index.md?",
          "the link leads to ../en/index.md, but there is no such page; did you mean index.md?")],
    ),
    "addresses that are not for readers, on a page and in a record": (
        [(VISION_SV, TEXT_SV, "Läs [målen](https://eur03.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.skane.se) och [planen](https://skane.sharepoint.com/:w:/r/x)."),
         (VISION_EN, TEXT_EN, "Read [the aims](https://www.skane.se/x?id=1&utm_source=letter&utm_medium=mail) and [the plan](http://127.0.0.1:8000/x.html) and [the draft](https://docs.google.com/document/d/1/edit)."),
         (EXAMPLES, "url: https://www.skane.se/sidan", "url: https://www.skane.se/sidan?fbclid=1")],
        [(f"{EXAMPLES}:22", "error", "first: fbclid i adressen talar om var läsaren klickade; ta bort det, och allt till nästa & eller slutet",
          "first: fbclid in the address tells where readers clicked; remove it, and all up to the next & or the end"),
         (f"{VISION_EN}:10", "error", "adressen på 127.0.0.1 går bara att öppna inne i en organisation eller på en dator; länka till en öppen sida, eller lägg filen i docs/assets",
          "the address at 127.0.0.1 can only be opened within an organisation or on one computer; link to an open page, or put the file in docs/assets"),
         (f"{VISION_EN}:10", "error", "utm_source i adressen talar om var läsaren klickade; ta bort det, och allt till nästa & eller slutet",
          "utm_source in the address tells where readers clicked; remove it, and all up to the next & or the end"),
         (f"{VISION_EN}:10", "error", "adressen på docs.google.com leder till en fil som någon har delat, och som andra kan sakna tillgång till; länka till en öppen sida, eller lägg filen i docs/assets",
          "the address at docs.google.com leads to a file that somebody has shared, and that others may have no access to; link to an open page, or put the file in docs/assets"),
         (f"{VISION_SV}:9", "error", "adressen går genom safelinks.protection.outlook.com, som kan se vem som klickar; öppna länken och skriv adressen som webbläsaren visar då",
          "the address leads through safelinks.protection.outlook.com, which can see who clicks; open the link and write the address that the browser then shows"),
         (f"{VISION_SV}:9", "error", "adressen på skane.sharepoint.com går bara att öppna inne i en organisation eller på en dator; länka till en öppen sida, eller lägg filen i docs/assets",
          "the address at skane.sharepoint.com can only be opened within an organisation or on one computer; link to an open page, or put the file in docs/assets")],
    ),
    "addresses that only look like such": (
        [(VISION_SV, TEXT_SV, "Läs [målen](https://www.skane.se/bit.ly/utm_x) och [planen](https://www.google.com/search?q=url) och [resten](https://t.co.example.se/x?a=utm_source)."),
         (EXAMPLES, "url: https://www.skane.se/sidan", "url: https://intranetting.example.org/10.1.1.1/")],
        [],
    ),
    "a page by its address on GitHub": (
        [(VISION_SV, TEXT_SV, "Läs [målen](https://code.example.org/s3/blob/main/docs/sv/vision.md).")],
        [(f"{VISION_SV}:9", "error", "länken https://code.example.org/s3/blob/main/docs/sv/vision.md leder hit med hela adressen; skriv sidans fil sedd från sidans egen mapp, som ../steps/vision.md (i data: steps/vision.md)",
          "the link https://code.example.org/s3/blob/main/docs/sv/vision.md leads to this site by its full address; write the page’s file as seen from the page’s own folder, such as ../steps/vision.md (in data: steps/vision.md)")],
    ),
    "a picture without text": (
        [(VISION_SV, TEXT_SV, "![image](../assets/karta.png)\n\n<div><img src='../assets/bild.png'></div>"), (VISION_EN, TEXT_EN, "![The way](../assets/karta.png)")],
        [(f"{VISION_SV}:9", "error", "bilden ../assets/karta.png saknar text för den som inte ser den; skriv vad bilden visar: ![det som visas](../assets/karta.png)",
          "the picture ../assets/karta.png has no text for those who cannot see it; write what it shows: ![what it shows](../assets/karta.png)"),
         (f"{VISION_SV}:11", "error", "bilden ../assets/bild.png saknar text för den som inte ser den; skriv vad bilden visar: ![det som visas](../assets/bild.png)",
          "the picture ../assets/bild.png has no text for those who cannot see it; write what it shows: ![what it shows](../assets/bild.png)")],
    ),
    "a page that has kept the title and the description of the one it was copied from": (
        [("docs/sv/index.md", "title: Start\n", "title: Vision\n"),
         ("docs/en/index.md", "description: Start. What the region wants in ten years.", "description: What the region wants in ten years.")],
        [(f"{VISION_EN}:3", "error", "description är likadan som i docs/en/index.md, så ingen kan skilja sidorna åt; skriv en egen för den här sidan",
          "description is the same as in docs/en/index.md, so that nobody can tell the pages apart; write another for this page"),
         (f"{VISION_SV}:2", "error", "title är likadan som i docs/sv/index.md, så ingen kan skilja sidorna åt; skriv en egen för den här sidan",
          "title is the same as in docs/sv/index.md, so that nobody can tell the pages apart; write another for this page")],
    ),
    "a page that the menu lacks": (
        [("mkdocs.yml", "  - vision.md\n", "  - visions.md\n")],
        [(f"{VISION_SV}:1", "error", "sidan saknas i menyn; lägg till - vision.md under nav: i mkdocs.yml, med samma indrag som grannarna",
          "the page is not in the menu; add - vision.md under nav: in mkdocs.yml, indented like its neighbours"),
         ("mkdocs.yml:{nav}", "error", "menyn har visions.md, men den sidan finns inte; menade du vision.md?",
          "the menu has visions.md, but there is no such page; did you mean vision.md?")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_reports_broken_or_vague_link_at_its_line(project, words, name):
    check(project, words, *CASES[name])


def test_reports_menu_entry_indented_too_far(project, words):
    settings = project / "mkdocs.yml"
    text = settings.read_text("utf-8").replace("  - vision.md\n", "      - vision.md\n")
    settings.write_text(text, "utf-8")
    place = f"mkdocs.yml:{text.count(chr(10)) - 1}"
    message = "menyn har index.md - vision.md, men den sidan finns inte; menade du vision.md?"
    assert (place, "error", message) in [row[:3] for row in reported(project, words)]
