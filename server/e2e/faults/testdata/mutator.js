// Changes a page like translators, grammar checkers, password managers, ad
// blockers and dark-mode extensions. A test runs this script before the scripts
// of every page and calls functions of mutator. The script puts translated texts
// between ⟦ and ⟧, and marks its elements with data-foreign, so that the test
// can tell them from the shop's.
"use strict";
window.mutator = (() => {
  const attributes = ["aria-label", "alt", "placeholder", "title"];
  const left = "script, style, template, noscript, textarea, [translate=no], [data-foreign=text], [data-foreign=inserted]";
  const whole = "svg, select, picture";

  // A random number generator with a seed (mulberry32).
  let state = 1;
  function random() {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }
  const below = (n) => Math.floor(random() * n);
  const pick = (list) => list[below(list.length)];

  function texts() {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
      const { data, parentElement } = walker.currentNode;
      if (data.trim() && !parentElement.closest(left)) found.push(walker.currentNode);
    }
    return found;
  }
  const shop = () => document.getElementById("shop") ?? document.querySelector(".shop");
  const elements = () => [...shop().querySelectorAll("*")].filter((e) => !e.closest(whole + ", [data-foreign=text], [data-foreign=inserted]"));
  const foreign = () => [...document.querySelectorAll("[data-foreign=inserted]")];
  const translated = (text) => (text.includes("⟦") ? text : "⟦" + text + "⟧");

  const changed = new WeakSet(); // texts that the mutator has changed

  function element(name, kind) {
    const e = document.createElement(name);
    e.dataset.foreign = kind;
    return e;
  }
  function font(text) {
    const outer = element("font", "text");
    outer.appendChild(document.createElement("font")).textContent = translated(text);
    return outer;
  }

  // translate changes texts, attributes and <html> like Google Translate.
  function translate() {
    for (const text of texts()) text.replaceWith(font(text.data));
    for (const name of attributes) {
      for (const e of document.body.querySelectorAll("[" + name + "]")) {
        if (e.getAttribute(name).trim() && !e.closest(left)) e.setAttribute(name, translated(e.getAttribute(name)));
      }
    }
    document.documentElement.lang = "en";
    document.documentElement.classList.add("translated-ltr");
  }

  const acts = {
    replaceText: (text) => text.replaceWith(font(text.data)),
    copyText: (text) => text.replaceWith(text.cloneNode()),
    wrapText(text) {
      const wrapper = element("font", "text");
      text.replaceWith(wrapper);
      wrapper.append(text);
    },
    translateInPlace: (text) => (text.data = translated(text.data)),
    split: (text) => text.splitText(below(text.length)),
    mark(text) {
      const rest = text.splitText(below(text.length));
      const wrapper = element("mark", "text");
      rest.replaceWith(wrapper);
      wrapper.append(rest);
    },
    splitInFonts: (text) => text.replaceWith(...[...text.data].map((c) => { const f = element("font", "text"); f.textContent = c; return f; })),
    merge: () => pick(elements()).normalize(),
    insert() {
      const place = pick(elements());
      const e = element(pick(["div", "span", "com-manager", "button"]), "inserted");
      if (below(2)) e.textContent = "foreign";
      place.insertBefore(e, pick([...place.childNodes, null]));
    },
    insertInBody: () => document.body.insertBefore(element("div", "inserted"), pick([...document.body.children, null])),
    remove: () => pick(foreign())?.remove(),
    move() {
      const e = pick(foreign());
      const place = pick(elements());
      if (e && !e.contains(place)) place.insertBefore(e, pick([...place.childNodes, null]));
    },
    wrap() {
      const e = pick([...elements(), shop()]);
      const wrapper = element("span", "wrapper");
      wrapper.style.display = "contents";
      e.replaceWith(wrapper);
      wrapper.append(e);
    },
    unwrap() {
      const wrapper = pick([...document.querySelectorAll("[data-foreign=wrapper]")]);
      wrapper?.replaceWith(...wrapper.childNodes);
    },
    attribute() {
      const name = pick(attributes);
      const e = pick([...document.body.querySelectorAll("[" + name + "]")]);
      e?.setAttribute(name, translated(e.getAttribute(name)));
    },
  };

  // disturb makes n random changes.
  function disturb(n) {
    for (; shop() && n > 0; n--) {
      const act = pick(Object.values(acts));
      if (act.length === 0) act();
      else {
        const text = pick(texts());
        if (text) {
          changed.add(text);
          act(text);
        }
      }
    }
  }

  return {
    translate,
    disturb,
    acts,
    element,
    // keepTranslating translates the page and every later change. Like a browser,
    // it reads a text at once and replaces it a little later.
    keepTranslating() {
      const observer = new MutationObserver(() => {
        const found = texts().map((text) => [text, font(text.data)]);
        setTimeout(() => {
          for (const [text, translation] of found) {
            if (!changed.has(text)) text.replaceWith(translation);
          }
        }, 25);
      });
      translate();
      observer.observe(document.body, { childList: true, characterData: true, subtree: true });
    },
    // keepDisturbing makes a few random changes every few milliseconds. It limits
    // the number of foreign elements, so that layout stays fast.
    keepDisturbing(seed) {
      state = seed;
      setInterval(() => {
        disturb(4);
        while (foreign().length > 40) acts.remove();
        while (document.querySelectorAll("[data-foreign=wrapper]").length > 40) acts.unwrap();
      }, 20);
    },
  };
})();

// shown returns the text of an element without foreign elements and marks of
// translation.
window.shown = (e) => {
  if (!e) return "";
  const copy = e.cloneNode(true);
  for (const f of copy.querySelectorAll("[data-foreign=inserted], noscript, template, script")) f.remove();
  return copy.textContent.replace(/[⟦⟧]/g, "").replace(/\s+/g, " ").trim();
};

// wrong returns the differences between the page and the catalogue and session,
// or "" if there are none.
window.wrong = async () => {
  const address = location.href;
  const differ = (what, got, want) => (got === want ? "" : what + ": got " + JSON.stringify(got) + ", want " + JSON.stringify(want));
  const number = (text) => text.replace(/[^\d.]/g, "").replace(/^\.+/, "");
  const cart = Object.values(JSON.parse(sessionStorage.getItem("carrito") || "{}")).sort((a, b) => a.orden - b.orden);
  const total = (lines) => (lines.reduce((n, l) => n + Math.round(l.precio * 100) * l.cantidad, 0) / 100).toFixed(2);
  const faults = [
    differ("shops", document.querySelectorAll(".shop").length, 1),
    differ("count", shown(document.getElementById("cart-count")), String(cart.reduce((n, l) => n + l.cantidad, 0))),
    differ("favourites", window.carrito?.ready ? shown(document.getElementById("favorites-count")) || "0" : "0",
      window.carrito?.ready ? String(JSON.parse(sessionStorage.getItem("favoritos") || "[]").length) : "0"),
    differ("trouble", shown(document.getElementById("trouble")), ""),
  ];
  const path = location.pathname;
  if (path === "/carrito") {
    const rows = [...document.querySelectorAll("tr.line")];
    const row = (e) => [".line__name", ".line__variant", ".line__price", ".line__total"].map((s) => shown(e.querySelector(s)))
      .concat(e.querySelector("input").value).map((text, i) => (i === 2 || i === 3 ? number(text) : text)).join(" | ");
    const line = (l) => [l.nombre, l.variante ?? "", l.precio, l.total, l.cantidad].join(" | ");
    faults.push(differ("lines", rows.map(row).join("\n"), cart.map(line).join("\n")));
    if (cart.length) faults.push(differ("subtotal", number(shown(document.getElementById("subtotal")).replace(",", "")), total(cart)));
  } else if (path === "/pedido") {
    const row = (e) => [".ordered__count", ".ordered__name", ".ordered__total"].map((s) => shown(e.querySelector(s))).join(" | ");
    const rows = [...document.querySelectorAll(".ordered__line")].map(row).map((text) => text.replace(/S\/ /, ""));
    const line = (l) => [l.cantidad + " ×", l.nombre + (l.variante ? " (" + l.variante + ")" : ""), l.total].join(" | ");
    if (window.carrito?.ready) faults.push(differ("order", rows.join("\n"), cart.map(line).join("\n")));
  } else if (path !== "/favoritos" && path !== "/gracias") {
    // The server's page has the right texts.
    const page = new DOMParser().parseFromString(await (await fetch(address)).text(), "text/html");
    const parts = (d) => [...d.querySelectorAll("main h1, main .card:not(.viewed *), main .list__count, main .pages__now, main .sort__link, main .description, main .category")]
      .concat(d.querySelector(".option__input") ? [] : [...d.querySelectorAll(".product__head .price, #stock")]).map(shown).join("\n");
    faults.push(differ("page " + address, parts(document), parts(page)));
  }
  if (location.href !== address) return "the address changed meanwhile";
  return faults.filter(Boolean).join("\n");
};
