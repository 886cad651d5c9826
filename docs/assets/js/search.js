/* What the theme's search talks to in place of a worker: nothing is loaded until the reader goes to search, and from
   file://, where browsers allow no workers, the engine answers in the page. Also a link to search in the other language. */
(() => {
  "use strict";
  const SETUP = 0, READY = 1, QUERY = 2; // the theme's messages
  const { index, engine, stemmers, other } = document.currentScript.dataset;
  const toggle = document.querySelector("[data-md-toggle=search]");
  document.forms.namedItem("search")?.removeAttribute("name"); // or the theme fetches an index of its own with each page

  const load = (address) =>
    new Promise((done, failed) => {
      const script = document.createElement("script");
      Object.assign(script, { src: address, onload: done, onerror: failed });
      document.head.append(script);
    });
  const inPage = async () => {
    await Promise.all([load(stemmers), load(engine)]);
    const { port1, port2 } = new MessageChannel();
    answerSearch(port1);
    return port2;
  };

  // The link stands in the box of the hits, where the theme's arrow keys go, and changes with the query.
  const language = document.querySelector("a.language");
  const link = document.createElement("a");
  link.className = "search-other";
  link.hidden = true;
  link.tabIndex = -1; // as the theme's hits
  link.hreflang = language.hreflang;
  link.innerHTML = '<span data-md-score="-1"></span>'; // the Enter key goes to the link with the highest score
  link.firstChild.textContent = other;
  document.querySelector(".md-search-result__list")?.before(link);
  const point = (query) => {
    link.hidden = !query.trim();
    link.href = `${language.href.replace(/[?#].*$/, "")}?q=${encodeURIComponent(query)}`;
  };

  const Native = window.Worker;
  window.Worker = class extends EventTarget {
    constructor() {
      super();
      const start = () => toggle.checked && (this.port ??= this.started());
      toggle.addEventListener("change", start);
      start();
    }

    async started() {
      performance.mark("search-opened");
      const [port] = await Promise.all([Native && location.protocol !== "file:" ? new Native(engine) : inPage(), load(index)]);
      port.onmessage = ({ data }) => {
        if (data.type === READY) performance.mark("search-ready");
        this.dispatchEvent(new MessageEvent("message", { data }));
      };
      port.postMessage({ type: SETUP, data: searchIndex });
      return port;
    }

    async postMessage(message) {
      point(message.data);
      (await this.port).postMessage(message);
    }
  };
})();
