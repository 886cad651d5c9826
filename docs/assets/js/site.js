/* The language switch keeps the query and the anchor: both languages have the same ones. */
for (const type of ["click", "auxclick"]) {
  document.querySelector("a.language")?.addEventListener(type, (event) => {
    const link = event.currentTarget;
    link.href = link.href.replace(/[?#].*$/, "") + location.search + location.hash;
  });
}

/* Light or dark: as the system has it, until a reader chooses the other. */
(() => {
  "use strict";
  const KEY = "s3-scheme";
  const button = document.querySelector(".scheme");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const root = document.documentElement.dataset;
  const system = () => (dark.matches ? "dark" : "light");
  const tell = () => button?.setAttribute("aria-label", button.dataset[(root.scheme ?? system()) === "dark" ? "light" : "dark"]);
  try { // where the browser keeps nothing the choice lasts for the page
    const kept = localStorage.getItem(KEY);
    if (["light", "dark"].includes(kept)) root.scheme = kept;
  } catch { /* see above */ }
  button?.addEventListener("click", () => {
    root.scheme = (root.scheme ?? system()) === "dark" ? "light" : "dark";
    try {
      if (root.scheme === system()) localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, root.scheme);
    } catch { /* see above */ }
    tell();
  });
  dark.addEventListener("change", tell);
  tell();
})();

/* What the theme leaves undone for keyboard and screen reader. */
(() => {
  "use strict";
  /* Its labels of hidden check boxes become buttons. The labels stay for those without scripts. */
  const button = (label, name, press) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = label.className;
    made.append(...label.childNodes);
    made.setAttribute("aria-label", name ?? "");
    made.addEventListener("click", press);
    label.replaceWith(made);
    return made;
  };
  const field = document.querySelector("[data-md-component=search-query]");
  const header = document.querySelector(".md-header");
  const [drawer, search] = ["drawer", "search"].map((name) => document.getElementById(`__${name}`));
  for (const toggle of [drawer, search]) toggle.checked = false; // a reload may bring an open one back

  const menu = button(header.querySelector("label[for=__drawer]"), drawer.getAttribute("aria-label"), () => drawer.click());
  menu.classList.add("menu-button");
  const tell = () => menu.setAttribute("aria-expanded", String(drawer.checked));
  tell();
  drawer.addEventListener("change", () => {
    tell();
    if (drawer.checked) document.querySelector(".menu a").focus();
  });
  button(header.querySelector("label[for=__search]"), field.getAttribute("aria-label"), () => {
    search.click(); // search.js gives the field the focus
  }).classList.add("search-button");

  /* Escape closes what is open, and what had the focus before gets it back. Leaving the menu closes it. */
  let before;
  document.addEventListener("focusin", ({ target }) => { if (!target.closest(".md-search, .md-sidebar--primary")) before = target; });
  document.addEventListener("keydown", (event) => {
    const open = [drawer, search].filter((toggle) => toggle.checked);
    if (event.key !== "Escape" || !open.length) return;
    for (const toggle of open) toggle.click();
    (before ?? menu).focus();
  });
  const sidebar = document.querySelector(".md-sidebar--primary");
  sidebar.addEventListener("focusout", ({ relatedTarget }) => {
    if (drawer.checked && relatedTarget && !relatedTarget.closest(".md-sidebar--primary, .menu-button")) drawer.click();
  });
  sidebar.addEventListener("click", ({ target }) => { if (drawer.checked && target.closest("a[href*='#']")) drawer.click(); });

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

/* In the list of contents, the part that is being read. */
(() => {
  "use strict";
  const links = new Map();
  for (const link of document.querySelectorAll(".md-sidebar--secondary a[href^='#']")) {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (heading) links.set(heading, link);
  }
  const ACTIVE = "md-nav__link--active";
  const seen = new IntersectionObserver((entries) => {
    const top = entries.findLast((entry) => entry.isIntersecting);
    if (!top) return;
    for (const link of links.values()) link.classList.toggle(ACTIVE, link === links.get(top.target));
  }, { rootMargin: "-5% 0px -70% 0px" });
  for (const heading of links.keys()) seen.observe(heading);
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
    const left = ({ relatedTarget: next }) => { // at once: what has the focus next may lie below it
      if (shown() && next !== term && !box.contains(next) && !box.matches(":hover")) box.hidePopover();
    };
    term.addEventListener("blur", left);
    box.addEventListener("focusout", left);
    // A first tap shows the explanation, which has the link; a click follows it.
    term.addEventListener("pointerdown", (event) => { tapped = event.pointerType === "touch" && !shown(); });
    term.addEventListener("click", (event) => {
      if (!tapped) return;
      event.preventDefault();
      open();
    });
  }
})();
