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
    const stored = localStorage.getItem(KEY);
    if (["light", "dark"].includes(stored)) root.scheme = stored;
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

/* The menu and the search, which the style sheet shows while their check boxes are checked. */
(() => {
  "use strict";
  /* The labels of the check boxes become buttons. The labels are for those without scripts. */
  const button = (label, name, press) => {
    const element = document.createElement("button");
    element.type = "button";
    element.className = label.className;
    element.append(...label.childNodes);
    element.setAttribute("aria-label", name ?? "");
    element.addEventListener("click", press);
    label.replaceWith(element);
    return element;
  };
  const field = document.querySelector("[data-md-component=search-query]");
  const header = document.querySelector(".md-header");
  const [drawer, search] = ["drawer", "search"].map((name) => document.getElementById(`__${name}`));
  for (const toggle of [drawer, search]) toggle.checked = false; // a reload may bring an open one back
  const turn = (toggle, on) => {
    if (toggle.checked === on) return;
    toggle.checked = on;
    toggle.dispatchEvent(new Event("change"));
  };

  const opens = (name, toggle, title) => {
    const control = button(header.querySelector(`label[for=__${name}]`), title, () => turn(toggle, !toggle.checked));
    const tell = () => control.setAttribute("aria-expanded", String(toggle.checked));
    toggle.addEventListener("change", tell);
    tell();
    return control;
  };
  const menuButton = opens("drawer", drawer, drawer.getAttribute("aria-label"));
  const searchButton = opens("search", search, field.getAttribute("aria-label"));
  const menu = header.querySelector(".menu");
  const box = header.querySelector(".md-search");
  drawer.addEventListener("change", () => {
    if (!drawer.checked) return;
    turn(search, false);
    menu.querySelector("a").focus();
  });
  search.addEventListener("change", () => {
    if (!search.checked) return;
    turn(drawer, false);
    field.focus();
  });

  /* Escape closes what is open, and the focus goes to what opens it, or stays in the field. Leaving closes it too. */
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing) return;
    const shown = (one) => one.getClientRects().length > 0;
    if (drawer.checked) {
      turn(drawer, false);
      menuButton.focus();
    } else if (search.checked) {
      turn(search, false);
      (shown(searchButton) ? searchButton : field).focus();
    }
  });
  const leaving = (toggle, opener, ...parts) => {
    const within = (node) => [opener, ...parts].some((part) => part.contains(node));
    for (const part of parts) part.addEventListener("focusout", ({ relatedTarget: to }) => to && !within(to) && turn(toggle, false));
    document.addEventListener("pointerdown", ({ target }) => !within(target) && turn(toggle, false));
  };
  leaving(drawer, menuButton, menu);
  leaving(search, searchButton, box, header.querySelector("a.language")); // who changes language takes the search along

  addEventListener("load", () => {
    const headings = [...document.querySelectorAll("article :is(h1, h2, h3)")];
    for (const wide of document.querySelectorAll(".md-typeset__scrollwrap")) {
      if (wide.scrollWidth <= wide.clientWidth) continue;
      const before = (heading) => heading.compareDocumentPosition(wide) & Node.DOCUMENT_POSITION_FOLLOWING;
      wide.tabIndex = 0;
      wide.setAttribute("role", "region");
      wide.setAttribute("aria-label", headings.filter(before).pop()?.textContent.trim() ?? document.title);
    }
  });
})();

/* In the list of contents, the part that is being read. */
(() => {
  "use strict";
  const links = new Map();
  for (const link of document.querySelectorAll(".contents a")) {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (heading) links.set(heading, link);
  }
  const seen = new IntersectionObserver((entries) => {
    const top = entries.filter((entry) => entry.isIntersecting).pop();
    if (!top) return;
    for (const link of links.values()) link.classList.toggle("now", link === links.get(top.target));
  }, { rootMargin: "-5% 0px -70% 0px" });
  for (const heading of links.keys()) seen.observe(heading);
})();

/* A region lights up on the map and in the list together. */
for (const map of document.querySelectorAll(".map")) {
  const links = [...map.querySelectorAll("a[href]")];
  const light = ({ target }) => {
    const to = target.closest("a")?.getAttribute("href");
    for (const link of links) link.classList.toggle("lit", link.getAttribute("href") === to);
  };
  for (const type of ["pointerover", "focusin"]) map.addEventListener(type, light);
  for (const type of ["pointerleave", "focusout"]) map.addEventListener(type, () => links.forEach((link) => link.classList.remove("lit")));
}

/* On paper nothing is folded. */
(() => {
  "use strict";
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("article details:not([open])")].filter((one) => !one.closest(".finder, .map-small"));
    for (const one of opened) one.open = true;
  });
  addEventListener("afterprint", () => { for (const one of opened) one.open = false; });
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

/* Loads a script that a page needs only now and then: once, and again where that failed. */
(() => {
  "use strict";
  const loading = new Map();
  window.s3Load = (src) => {
    if (!loading.has(src)) {
      loading.set(src, new Promise((done, failed) => {
        const script = document.createElement("script");
        script.src = src;
        script.addEventListener("load", done);
        script.addEventListener("error", () => { loading.delete(src); failed(new Error(src)); });
        document.head.append(script);
      }));
    }
    return loading.get(src);
  };
})();
