/* The language switch keeps the query and the anchor: both languages have the same ones. */
for (const type of ["click", "auxclick"]) {
  document.querySelector("a.language")?.addEventListener(type, (event) => {
    const link = event.currentTarget;
    link.href = link.href.replace(/[?#].*$/, "") + location.search + location.hash;
  });
}

/* What the theme leaves undone for keyboard and screen reader: a name for the search dialogue, a menu button that can be
   reached and says whether the menu is open, and tables too wide for the screen that can be scrolled by keyboard. */
(() => {
  "use strict";
  const field = document.querySelector("[data-md-component=search-query]");
  document.querySelector(".md-search[role=dialog]")?.setAttribute("aria-label", field?.getAttribute("aria-label") ?? "");

  const label = document.querySelector(".md-header label[for=__drawer]");
  const toggle = document.getElementById("__drawer");
  if (label && toggle) {
    const button = document.createElement("button"); // the label stays for those without scripts
    button.type = "button";
    button.className = `${label.className} menu-button`;
    button.append(...label.childNodes);
    button.setAttribute("aria-label", document.querySelector(".md-nav--primary")?.getAttribute("aria-label") ?? "");
    label.replaceWith(button);
    const tell = () => button.setAttribute("aria-expanded", String(toggle.checked));
    tell();
    toggle.addEventListener("change", tell);
    button.addEventListener("click", () => toggle.click());
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !toggle.checked) return;
      toggle.click();
      button.focus();
    });
  }

  addEventListener("load", () => {
    const headings = [...document.querySelectorAll("article :is(h1, h2, h3)")];
    for (const wide of document.querySelectorAll(".md-typeset__scrollwrap")) {
      if (wide.scrollWidth <= wide.clientWidth) continue;
      const above = (heading) => heading.compareDocumentPosition(wide) & Node.DOCUMENT_POSITION_FOLLOWING;
      wide.tabIndex = 0;
      wide.setAttribute("role", "region");
      wide.setAttribute("aria-label", headings.findLast(above)?.textContent.trim() ?? document.title);
    }
  });
})();

/* Explanations of terms: shown on hover, focus and tap, beside the term or, on a phone, at the bottom. */
(() => {
  "use strict";
  const place = (term, box) => {
    if (window.innerWidth < 600) return; // a sheet at the bottom, by the style sheet
    const at = term.getBoundingClientRect();
    const below = at.bottom + box.offsetHeight + 12 < window.innerHeight;
    box.style.top = `${below ? at.bottom + 6 : at.top - box.offsetHeight - 6}px`;
    box.style.left = `${Math.max(8, Math.min(at.left, window.innerWidth - box.offsetWidth - 8))}px`;
  };
  let closing;
  for (const term of document.querySelectorAll("a.term")) {
    const box = document.getElementById(`term-${term.hash.slice(1)}`);
    if (!box?.showPopover) continue; // an old browser: the link alone
    let tapped = false;
    const shown = () => box.matches(":popover-open");
    const open = () => {
      clearTimeout(closing);
      if (!shown()) box.showPopover();
      place(term, box);
    };
    const close = () => { closing = setTimeout(() => shown() && box.hidePopover(), 200); };
    term.addEventListener("mouseenter", open);
    term.addEventListener("mouseleave", close);
    box.addEventListener("mouseenter", () => clearTimeout(closing));
    box.addEventListener("mouseleave", close);
    term.addEventListener("focus", () => term.matches(":focus-visible") && open());
    term.addEventListener("blur", (event) => box.contains(event.relatedTarget) || close());
    // A first tap shows the explanation, which has the link; a click follows it.
    term.addEventListener("pointerdown", (event) => { tapped = event.pointerType === "touch" && !shown(); });
    term.addEventListener("click", (event) => {
      if (!tapped) return;
      event.preventDefault();
      open();
    });
  }
})();
