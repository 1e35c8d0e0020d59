// This script gets the browser program and runs it. The build puts it after the
// script of the Go release, into wasm_exec.js; see package program.
//
// V8 compiles a function of the program when it is first called. On the page's
// thread, a phone would not answer meanwhile. So a worker compiles the program and
// calls each function of a start once; each of them traps at once. V8 keeps
// compiled code for each module and not for each thread, and the page gets the
// module. Other engines compile every function beforehand.
//
// The worker runs this script too. If there is no worker, or if it fails, the page
// compiles the program itself.
"use strict";

(() => {
  const SILENCE = 3000; // milliseconds that the worker has to begin, and to call the functions
  const PATIENCE = 30000; // milliseconds that Go waits for the rest of the program
  const QUIET = 1000; // milliseconds without a press before the rest is loaded in idle time
  const LATE = 20000; // milliseconds that a file has to come, as a part of the catalogue in package refresh
  const PRESS = 5000; // milliseconds that a press may last, as in package browser
  const SWIPE = 150; // milliseconds without movement after which a swipe has ended
  const DRAWN = 60; // milliseconds in which the program draws what a press has changed
  const LITTLE = 2; // gigabytes of memory; with fewer there is no room for a second instance

  // compiled returns the module at an address.
  async function compiled(address) {
    const answer = fetch(address, { priority: "low" });
    try {
      return await WebAssembly.compileStreaming(answer);
    } catch { // the host's media type is not application/wasm; the body is still unread
      return WebAssembly.compile(await (await answer).arrayBuffer());
    }
  }

  // slots returns the slots of the functions of a start in the module's table, from
  // the section that package program writes: their number, and each as the
  // difference from the one before, in unsigned LEB128.
  function slots(module) {
    const [section] = WebAssembly.Module.customSections(module, "start");
    const all = [];
    let slot = 0, n = 0, shift = 0;
    for (const byte of new Uint8Array(section ?? 0)) {
      n |= (byte & 127) << shift;
      shift += 7;
      if (byte < 128) {
        all.push((slot += n));
        n = shift = 0;
      }
    }
    return all;
  }

  // warm calls the functions of a start in an instance that Go has not started. Each
  // of them traps, because there is no stack yet.
  async function warm(module) {
    const list = slots(module);
    if (!list.length) return; // the rest of the program
    const imports = {};
    for (const { module: from, name } of WebAssembly.Module.imports(module)) (imports[from] ??= {})[name] = () => {};
    const { table } = (await WebAssembly.instantiate(module, imports)).exports;
    for (const slot of list) {
      try { table.get(slot)(0); } catch { /* it has trapped */ }
    }
  }

  if (!self.document) {
    onmessage = async ({ data: address }) => {
      postMessage("begun");
      try {
        const module = await compiled(address);
        postMessage(module);
        await warm(module).catch(() => {});
        postMessage("warm");
      } catch {
        postMessage("failed");
      }
    };
    return;
  }

  // byWorker returns the module from a worker. If the worker ends or hangs after it
  // has sent the module, as for want of memory, the module is used as it is.
  const { src } = document.currentScript;
  const byWorker = (address) => new Promise((done, fail) => {
    if (navigator.deviceMemory < LITTLE) throw Error("little memory");
    const worker = new Worker(src);
    let module;
    const end = () => {
      clearTimeout(silent);
      worker.terminate?.(); // what a browser lacks may be an empty object
      if (module) done(module);
      else fail();
    };
    let silent = setTimeout(end, SILENCE);
    worker.onerror = worker.onmessageerror = end;
    worker.onmessage = ({ data }) => {
      if (data === "warm" || data === "failed") return end();
      clearTimeout(silent); // a download takes as long as it takes
      if (data === "begun") return;
      module = data;
      silent = setTimeout(end, SILENCE);
    };
    worker.postMessage(address);
  });

  // quiet waits until the shopper has pressed nothing for a while.
  async function quiet() {
    let pressed = Date.now();
    for (const type of ["pointerdown", "keydown"]) addEventListener(type, () => (pressed = Date.now()), true);
    while (Date.now() - pressed < QUIET) await new Promise((done) => setTimeout(done, QUIET / 2));
  }

  const pressLasts = () => Date.now() - carrito.pressed < PRESS;
  const afterPress = (move) => (pressLasts() ? setTimeout(() => afterPress(move), DRAWN) : move());

  // A swipe lasts as a press does: the program would stop it.
  let swiped;
  addEventListener("scroll", ({ target }) => {
    if (carrito.ready || target === document) return;
    carrito.pressed = Date.now();
    clearTimeout(swiped);
    swiped = setTimeout(() => (carrito.pressed = 0), SWIPE);
  }, { capture: true, passive: true });

  const module = (address) => byWorker(address).catch(() => compiled(address));

  // waits shows that what was pressed takes a while, if it does.
  const waits = (on) => carrito.ready && document.documentElement.classList.toggle("waits", on);

  // lost gives the page back to boot.js, because the program cannot go on without its
  // rest. boot.js knows a line of the cart by its key, and does not draw the lines that
  // the program has drawn; the page has to be loaded again.
  function lost(reason) {
    console.error(reason);
    carrito.ready = false;
    carrito.report("unavailable");
    for (const row of document.querySelectorAll("tr.line")) row.dataset.key ??= row.querySelector("input").id.replace("quantity-", "");
    const changes = { click: "tr.line button, #empty-cart, #undo", change: "tr.line input" };
    for (const type in changes) {
      addEventListener(type, ({ target }) => target.closest?.(changes[type]) && setTimeout(() => location.reload()));
    }
  }

  // savesData reports whether the shopper saves data or is on 2G. An extension may
  // forbid to ask.
  function savesData() {
    try {
      const network = navigator.connection;
      return network.saveData || /2g/.test(network.effectiveType);
    } catch { /* unknown */ }
  }

  // wanted waits where the shopper saves data or is on 2G, until they search, order
  // or press a button. On these pages boot.js does all that is needed meanwhile, and the
  // server answers filters. Of static files, only the program can draw filtered lists.
  let idle = false; // nobody has wanted the program yet
  async function wanted() {
    if (!savesData() || (folders() && (location.search || unsent()))) return;
    if (!document.querySelector("main :is(.list, [data-sale]), #cart-early")) return;
    idle = true;
    answer();
    await new Promise((done) => {
      for (const type of ["focusin", "click"]) {
        addEventListener(type, ({ target }) => {
          const pressed = target.closest?.("input, select, textarea, button");
          if (pressed && (folders() || !pressed.closest(".side"))) done();
        });
      }
    });
    idle = false;
  }

  // loaded tells the program that all of it is there.
  const loaded = () => dispatchEvent(new Event("whole"));

  const crashed = () => carrito.report("crashed");

  // Program tells when the program fails in the middle of what it does. Everything that
  // calls Go after its start calls _resume. SplitGo does so itself.
  class Program extends Go {
    _resume() {
      try {
        super._resume();
      } catch (reason) {
        crashed();
        throw reason;
      }
    }
  }

  async function run(address, rest) {
    await wanted();
    // The largest picture in view has the network to itself until it arrives or
    // takes too long.
    const seen = async () => document.querySelector("img[fetchpriority]")?.decode();
    await Promise.race([seen().catch(() => {}), new Promise((late) => setTimeout(late, 2000))]);
    // The bytes of the rest come as soon as the network has nothing better to do, so that
    // a search pressed then does not wait for all of them. They are compiled later.
    let bytes;
    const bring = () => (bytes ??= fetch(rest, { priority: "low", cache: "force-cache" }).then((answer) => answer.arrayBuffer()));
    const fetchRest = async () => {
      try {
        return await WebAssembly.compile(await bytes);
      } catch { // nobody has brought them, or they are cut off
        return module(rest);
      } finally {
        bytes = undefined;
      }
    };
    if (rest && document.querySelector(".checkout__form, .alert:not(.alert--none)")) bring().catch(() => {}); // these pages need it
    const first = await module(address);
    const split = WebAssembly.Module.exports(first).some(({ name }) => name === "loaded");
    if (split && !savesData()) bring().catch(() => {});
    const host = { fetchRest, shown: () => carrito.ready, waits, lost, crashed, loaded };
    const go = split ? new SplitGo(host, PATIENCE) : new Program();
    // A program that reads a catalogue in parts leaves much garbage. It collects that
    // sooner, because a browser never takes memory back.
    if (document.getElementById("carrito-here")) go.env.GOGC = "70";
    const instance = await WebAssembly.instantiate(first, go.importObject);
    carrito.finish = async (now) => {
      if (!split) return loaded();
      if (now) return Promise.race([go.finish(), new Promise((_, fail) => setTimeout(() => fail(Error("late")), PATIENCE))]);
      const spare = () => classes.add("spare"); // it is asked for when it is needed
      if (savesData()) return spare();
      await quiet();
      go.finish().then(loaded, spare);
    };
    await new Promise((done) => setTimeout(done)); // a task of its own, so that a press comes in between
    await go.run(instance); // returns only when the program ends
    crashed();
  }

  // A browser sends no change event for a text that a script has set. The program sets what
  // was typed into the server's page; the change follows when the field is left.
  addEventListener("input", ({ isTrusted, target }) => {
    const { value } = target;
    if (isTrusted || inFilters({ target })) return;
    target.addEventListener("blur", () => target.value === value && target.dispatchEvent(new Event("change", { bubbles: true })), { once: true });
  });

  // The filters of a list. On a phone they are a sheet. It opens before the program runs,
  // and stays when the program draws it.
  const { classList: classes } = document.documentElement;
  const filters = () => document.getElementById("filters");
  const stops = () => [...(filters()?.querySelectorAll("button, input:not([type=hidden])") ?? [])];

  // A list that the shopper narrows further may have no filters any more.
  const gone = new MutationObserver(() => filters() || showFilters(false));
  function showFilters(on) {
    const sheet = filters();
    if (classes.contains("filtering") === on || (on && !sheet)) return;
    classes.toggle("filtering", on);
    const button = document.getElementById("filter-button");
    const dialog = { role: "dialog", "aria-modal": true, "aria-label": button?.textContent };
    for (const name in dialog) on ? sheet.setAttribute(name, dialog[name]) : sheet?.removeAttribute(name);
    if (on) {
      gone.observe(document, { childList: true, subtree: true });
      drawFilters(sheet);
    } else {
      gone.disconnect();
      setTimeout(answer);
    }
    (on ? stops()[0] : (button ?? document.getElementById("list-count")))?.focus();
  }
  // drawFilters gets the rest of the program, which draws the filters then.
  async function drawFilters({ firstChild }) {
    if (firstChild || !carrito.finish) return;
    waits(true);
    await carrito.finish(true).catch(() => {
      showFilters(false);
      carrito.report("unavailable");
    });
    waits(false);
  }
  const wide = () => getComputedStyle(filters()).position !== "fixed"; // no sheet, but a column
  addEventListener("popstate", () => showFilters(false));
  try {
    matchMedia("(min-width: 60rem)").addEventListener("change", () => showFilters(false));
  } catch { /* a sheet stays open when the window grows */ }
  addEventListener("keydown", (e) => {
    if (!classes.contains("filtering")) return;
    if (e.key === "Escape") showFilters(false);
    if (e.key !== "Tab") return; // which stays in the sheet
    const seen = stops().filter((stop) => stop.getClientRects().length);
    if (e.target !== seen.at(e.shiftKey ? 0 : -1) && seen.includes(e.target)) return;
    e.preventDefault();
    seen.at(e.shiftKey ? -1 : 0)?.focus();
  });

  // The program hears of a press by one event. Its detail has the query of the list to
  // open, or a long filter to show as a whole and a text that its values must contain.
  const form = () => filters()?.querySelector("form");
  const queryOf = (form) => new URLSearchParams(new FormData(form));
  function refine(detail) {
    if (!carrito.ready || !(detail.long ? filters() : form())) return false;
    if (!detail.long && detail.query === undefined) {
      left = undefined; // its price is in the form
      detail.query = String(queryOf(form()));
    }
    return filters().dispatchEvent(new CustomEvent("refine", { detail }));
  }

  // A choice that is made before the program runs stays in the form of the server's page.
  // unsent reports whether there is one, in other fields than the given one.
  const folders = () => JSON.parse(document.getElementById("carrito-settings").textContent).folders; // these are static files
  const fields = () => [...(form()?.elements ?? [])].filter((e) => e.name && e.matches("input:not([type=hidden])"));
  const unsent = (but) => fields().some((e) => e !== but && (e.checked !== e.defaultChecked || e.value !== e.defaultValue));
  const inFilters = (e) => filters()?.contains(e.target);
  const typing = () => inFilters({ target: document.activeElement }) && fields().find((e) => e === document.activeElement && e.type === "text" && e.value !== e.defaultValue);

  let dropping = false; // whether the filters are being replaced
  // tellLeft tells the program of a price when its field is left.
  function tellLeft(field) {
    field.addEventListener("blur", () => dropping || leaveField(field), { once: true });
  }
  let long; // a long filter to show as a whole once the program runs
  // tell tells the program of the choice, once it runs. A price that is being typed counts later.
  function tell(query = choice()) {
    classes.remove("waits");
    const field = typing();
    if (field) tellLeft(field);
    if (typeof query === "string") refine({ query });
    if (long) refine({ long, text: "" });
    long = undefined;
  }
  // choice returns the query of an unsent choice.
  function choice() {
    const field = typing();
    if (!unsent(field)) return;
    left = undefined;
    const query = queryOf(form());
    if (field) query.set(field.name, field.defaultValue);
    return String(query);
  }
  // more shows all values of a long filter. It returns whether the browser must not ask the
  // server for them.
  function more({ dataset, value }) {
    if (refine({ long: dataset.long ?? value, text: "" })) return true;
    if (failed || (idle && !folders())) return folders();
    classes.add("waits");
    long = value;
    return true;
  }
  // answer answers the choice if the program does not come. The server has the list. Of
  // static files there is no other: the form gets the choice of the shown one. Neither
  // happens below the hands of a shopper who has the sheet open.
  let failed = false;
  function answer() {
    if (!(failed || idle) || carrito.ready || classes.contains("filtering") || !form()) return;
    if (folders()) {
      if (failed) for (const e of fields()) e.type === "text" ? (e.value = e.defaultValue = "") : (e.checked = e.defaultChecked = false);
      return;
    }
    if (!unsent() && !long) return;
    if (!navigator.onLine) {
      form().reset();
      long = undefined;
      return carrito.report("unavailable");
    }
    const query = queryOf(form()), now = new URLSearchParams(location.search);
    for (const [name, value] of [...query]) if (!value) query.delete(name);
    for (const name of ["q", "orden"]) now.has(name) ? query.set(name, now.get(name)) : query.delete(name);
    if (long) query.set("ver", long);
    location.assign(`${form().action.split("?")[0]}?${query}`);
  }
  // A static host answers every choice with the same file, so the form gets it from the address.
  if (folders()) {
    for (const [name, value] of new URLSearchParams(location.search)) {
      for (const e of fields()) if (e.name === name) e.type === "text" ? (e.defaultValue = value) : (e.defaultChecked ||= e.value === value);
    }
  }
  function choose(detail) {
    if (refine(detail)) return;
    if (!failed && (!idle || folders())) classes.add("waits");
    answer();
  }
  function changed(e) {
    if (dropping || !inFilters(e) || !e.target.name) return;
    if (e.target.type === "text") leaveField(e.target);
    else choose({});
  }
  // leaveField chooses a price when its field is left. A shopper who leaves the window, as
  // for another one, has not left the field.
  function leaveField(field) {
    if (document.activeElement === field && !document.hasFocus()) tellLeft(field);
    else leave(field);
  }
  let left; // the field of a price that is not told yet
  const shown = () => form()?.action + new URLSearchParams(location.search).get("q"); // the list, whatever is chosen
  // leave chooses a price whose field is left. A press that leaves it must end where it
  // began, as on a card. So the list waits until that has ended and the program has drawn
  // what it does. If that is another list, the price does not count.
  function leave(field, list = field.form && shown()) {
    const price = field.value, lasts = pressLasts();
    left = field;
    setTimeout(() => {
      if (left !== field) return;
      if (lasts || (carrito.ready && classes.contains("waits"))) return leave(field, list);
      left = undefined;
      if (list && shown() === list) {
        const query = queryOf(form());
        query.set(field.name, price);
        choose({ query: String(query) });
      } else if (field.value === price) field.value = "";
    }, DRAWN);
  }
  // follow opens the list of a link above it, which may remove the price that is not told yet.
  function follow(link) {
    const has = (at) => new URLSearchParams(at.search).has(left.name);
    if (left && (link.matches(".chosen__clear") || (has(location) && !has(link)))) {
      left.value = "";
      left = undefined;
    }
    return refine({ link: true, query: link.search.slice(1) });
  }
  addEventListener("change", changed, true);
  addEventListener("input", (e) => inFilters(e) && e.target.dataset.long && refine({ long: e.target.dataset.long, text: e.target.value }), true);
  addEventListener("submit", (e) => {
    if (!inFilters(e)) return;
    if (refine({}) || folders()) e.preventDefault();
    showFilters(false);
  }, true);
  addEventListener("click", (e) => {
    const { target, ctrlKey, metaKey, shiftKey, altKey } = e;
    const here = !(ctrlKey || metaKey || shiftKey || altKey);
    if (here && !carrito.ready && target.closest?.("a[href]")) left = undefined; // the page is left
    const pressed = target.closest?.("#filter-button, .filters__close, .filters__show, .filters__more, .chosen a");
    if (pressed?.id === "filter-button") wide() ? drawFilters(filters()) : showFilters(true);
    else if (pressed?.matches(".filters__more")) more(pressed) && e.preventDefault();
    else if (pressed?.matches("button")) showFilters(false);
    else if (pressed && here && follow(pressed)) e.preventDefault();
  }, true);

  // The pages that the owner has written. The program draws only the places of their text
  // and of the links to them. Both come from the server's page, and later the text from a
  // file, which the service worker has too.
  const ownFile = () => {
    const name = /([^/]+)\/?$/.exec(location.pathname)?.[1];
    return JSON.parse(document.getElementById("carrito-settings").textContent).own?.find((file) => file.includes(`/p-${name}.`));
  };
  const nameOwn = (place) => (document.title = place.querySelector("h1").textContent + " · " + document.querySelector(".header__name").textContent);

  async function fillOwn() {
    const place = document.getElementById("own");
    const file = place && ownFile();
    if (!file || place.dataset.file === file) return;
    place.dataset.file = file;
    place.replaceChildren();
    try {
      const answer = await carrito.fetch(file);
      if (!answer.ok) throw Error(file);
      const text = await answer.text();
      if (place.dataset.file !== file || !place.isConnected) return; // the shopper has left
      place.innerHTML = text;
      nameOwn(place);
      const focused = document.activeElement;
      if (!focused || focused === document.body || focused.id === "content") place.firstChild.focus({ preventScroll: true });
      const heading = location.hash && document.getElementById(location.hash.slice(1));
      if (heading) heading.scrollIntoView();
    } catch {
      if (place.dataset.file !== file || !place.isConnected) return; // the shopper has left
      delete place.dataset.file;
      carrito.report("unavailable");
    }
  }

  // A sheet of the Libro de Reclamaciones goes out as a message where the shop has no inbox.
  addEventListener("submit", (e) => {
    const form = e.target.closest?.(".complaint:not([action])");
    if (!form) return;
    e.preventDefault();
    const lines = ["Libro de Reclamaciones", form.dataset.provider, "Hoja " + new Date().toISOString()];
    for (const [name, value] of new FormData(form)) {
      const field = form.elements[name];
      if (value) lines.push((field.labels?.[0].textContent ?? name[0].toUpperCase() + name.slice(1)) + ": " + value);
    }
    const { to } = (e.submitter ?? form.querySelector("button")).dataset;
    if (/^mailto/.test(to)) location.href = to + encodeURIComponent(lines.join("\r\n"));
    else open(to + encodeURIComponent(lines.join("\n")), "_blank", "noopener");
  });

  // A shopper who wants to be told when a product is back stays on its page. Without this
  // script the answer is a page of its own.
  let asked = 0; // how often a shopper has sent the form
  addEventListener("submit", async (e) => {
    let form = e.target.closest?.(".alert form");
    if (!form) return;
    e.preventDefault();
    if (form.dataset.busy) return;
    form.dataset.busy = 1;
    asked++;
    const product = form.elements.producto.value;
    let text = form.dataset.offline, good, wrong;
    try {
      const late = self.AbortController && new AbortController();
      if (late) setTimeout(() => late.abort(), LATE);
      const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), headers: { Accept: "text/plain" }, signal: late?.signal });
      if (!/^text\/plain/.test(answer.headers.get("Content-Type"))) throw Error(answer.status);
      text = await answer.text();
      good = answer.ok;
      wrong = answer.status === 422;
    } catch { /* offline, or it took too long */ }
    delete form.dataset.busy;
    if (!form.isConnected) form = document.querySelector(".alert form") ?? form; // the program's, or keepAlert brings the answer
    if (form.elements.producto.value !== product) return; // another variant is chosen
    const field = form.elements.contacto;
    form.querySelector("[role]")?.remove();
    const said = document.createElement("p");
    said.setAttribute("role", "alert");
    said.textContent = text;
    form.append(said);
    if (wrong) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
    if (good) field.value = "";
    else field.focus();
  });
  // The form is about the chosen variant, and hidden while that can be bought.
  addEventListener("change", ({ target }) => {
    const alert = document.querySelector(".alert");
    if (!alert || !target.matches?.(".option__input")) return;
    alert.querySelector("[role]")?.remove();
    if (carrito.ready) return; // the program draws it
    const v = carrito.chosen(document.querySelector("form[data-sale]"));
    const key = alert.querySelector("[name=producto]"), link = alert.querySelector("a[data-to]");
    alert.classList.toggle("alert--none", !v.exists || v.stock !== 0);
    if (key) key.value = v.producto_id + (v.variante_id ? ":" + v.variante_id : "");
    if (link) link.href = link.dataset.to + encodeURIComponent(v.nombre + (v.variante ? ` (${v.variante})` : ""));
  });

  // keepOwn moves them from the server's page to the program's. The server has another
  // page at the address of an owner's page that does not exist.
  function keepOwn(from, to) {
    const moves = ["#own", "#own-links"].map((id) => [from?.querySelector(id), to?.querySelector(id)]);
    const other = from?.querySelector("#content");
    const focused = document.activeElement;
    return () => {
      for (const [old, now] of moves) if (old && now) now.append(...old.childNodes);
      const place = document.getElementById("own");
      const file = place && ownFile();
      if (place?.firstChild && file) {
        place.dataset.file = file;
        nameOwn(place);
      } else if (file) fillOwn();
      else if (place && other) place.append(...other.childNodes);
      if (moves.some(([, now]) => now?.contains(focused))) focused.focus({ preventScroll: true });
    };
  }

  // What the owner says about a category is in the server's page. The program draws only its
  // place. For pages that the program opens it comes from a file about all categories, which
  // the service worker has too.
  const described = document.querySelector("[name=description]")?.content;
  let abouts; // the slug and the HTML of each category
  let coming = false; // whether the file is on its way
  let said = []; // the nodes in the place

  // aboutSlug returns the slug of the category whose first page is open.
  const aboutSlug = () => !(new URLSearchParams(location.search).get("pagina") > 1) && /\/categoria\/([^/]+)\/?$/.exec(location.pathname)?.[1];

  function getAbouts() {
    const { own, sized } = JSON.parse(document.getElementById("carrito-settings").textContent);
    const file = own?.find((file) => file.includes("/about."));
    if (!file || abouts || coming) return;
    coming = true;
    carrito.fetch(file).then((answer) => answer.json()).then((all) => {
      abouts = all.map(([slug, picture, text]) => [slug, picture.replaceAll("?v=@", "?v=" + sized?.version) + text]);
      afterPress(fillAbout); // the list moves down
    }).catch(() => {}).then(() => (coming = false)); // without it the place stays empty
  }

  function fillAbout() {
    const place = document.querySelector(".about"), slug = place && aboutSlug();
    if (slug && place.firstChild && place.dataset.slug === slug) return;
    said.forEach((node) => node.remove());
    said = [];
    if (!slug) return;
    getAbouts();
    const about = abouts?.find(([of]) => of === slug);
    if (!about) return;
    [place.dataset.slug, place.innerHTML] = about;
    said = [...place.childNodes];
  }

  function keepAbout(from, to) {
    const [old, now] = [from, to].map((page) => page?.querySelector(".about"));
    return () => {
      if (old?.firstChild && now) {
        said = [...old.childNodes];
        now.append(...said);
        now.dataset.slug = aboutSlug();
        document.querySelector("[name=description]").content = described; // the program has another one
      } else fillAbout();
      if (!savesData()) setTimeout(getAbouts, QUIET);
    };
  }

  // keepFilters moves the filters of the server's page to the program's, which has none
  // until it draws them, the owner's pages, and what the owner says about a category.
  carrito.keepFilters = (from, to) => {
    const parts = [keepOwn(from, to), keepAbout(from, to), keepList(from, to), keepAlert(from), keepScrolled(from, to)];
    return () => {
      left = undefined; // Chromium says so of a field whose page is replaced
      parts.forEach((keep) => keep());
      setTimeout(toPlace);
    };
  };
  // keepScrolled scrolls the program's elements to where the server's were.
  const keepScrolled = (...pages) => {
    const [old, now] = pages.map((page) => [...(page?.querySelectorAll(".gallery, .header__categories, .sort__list, .viewed__list, #filters") ?? [])]);
    const places = old.map((e) => [e.className, e.scrollLeft, e.scrollTop]);
    return () => {
      for (const [name, left, top] of places) {
        const e = (left || top) && now.find((e) => e.className === name);
        if (e) e.scrollTo({ left, top, behavior: "instant" });
      }
    };
  };
  // keepAlert gives the program's form what was typed and said. The program draws the form
  // of a chosen variant only later.
  const keepAlert = (from) => {
    const old = from?.querySelector(".alert:not(.alert--none) form");
    const before = asked, focused = old && document.activeElement === old.elements.contacto;
    return async () => {
      for (let tries = 0; old && tries < 300; tries++) {
        await new Promise((done) => setTimeout(done, 100));
        const now = document.querySelector(".alert form");
        if (asked !== before) return; // another answer comes
        if (now?.elements.producto.value !== old.elements.producto.value) continue;
        const said = old.querySelector("[role]");
        if (said && !now.querySelector("[role]")) now.append(said);
        now.elements.contacto.value ||= old.elements.contacto.value;
        if (focused && document.activeElement === document.body) now.elements.contacto.focus({ preventScroll: true });
        return;
      }
    };
  };
  const keepList = (from, to) => {
    const [old, now] = [from, to].map((page) => page?.querySelector("#filters"));
    const focused = document.activeElement;
    if (!old?.firstChild || !now || now.firstChild) { // the program has filters of its own, or none
      const query = choice();
      return () => setTimeout(() => tell(query ?? null));
    }
    return () => {
      old.firstChild.dataset.kept = "";
      dropping = true; // a field that is moved is left for a moment
      now.append(...old.childNodes);
      dropping = false;
      for (const name of ["role", "aria-modal", "aria-label"]) if (old.hasAttribute(name)) now.setAttribute(name, old.getAttribute(name));
      if (now.contains(focused)) focused.focus({ preventScroll: true });
      setTimeout(tell);
    };
  };
  // leaveFilters removes the filters when another page is drawn, which may be the owner's.
  carrito.leaveFilters = () => {
    filters()?.querySelector("[data-kept]")?.remove();
    fillOwn();
    fillAbout();
  };
  // dropFilters removes them. It returns a function that gives the focus to the control in
  // the place of that which had it, and what was typed there.
  carrito.dropFilters = () => {
    const old = document.activeElement, typed = typing() && [old.value, old.selectionStart, old.selectionEnd];
    const is = (e) => ["className", "name", "type"].every((of) => e[of] === old[of]) && (typed || e.value === old.value);
    const had = inFilters({ target: old });
    dropping = true; // Chromium fires events of a field that is removed
    filters()?.replaceChildren();
    dropping = false;
    return () => {
      const now = had && stops().find(is);
      if (!now) return;
      now.focus();
      if (!typed) return;
      now.value = typed[0];
      now.setSelectionRange(typed[1], typed[2]);
      tellLeft(now);
    };
  };
  // room tells suggest.css how much height is left below the search field, above the
  // keyboard of a phone.
  function room() {
    const field = document.activeElement?.closest?.(".header__search");
    if (!field) return;
    const left = visualViewport.offsetTop + visualViewport.height - field.getBoundingClientRect().bottom;
    document.documentElement.style.setProperty("--room", `${Math.max(left - 8, 144)}px`);
  }
  try {
    for (const type of ["resize", "scroll"]) visualViewport.addEventListener(type, room);
    for (const type of ["focusin", "scroll"]) addEventListener(type, room, { passive: true });
  } catch { /* suggestions are as high as they are */ }

  // A page that is opened again has the scroll position of its entry in the history. What it
  // shows may come later. Until all is there, the page is scrolled to that position again
  // whenever it has grown, unless the shopper scrolls or presses something.
  const root = document.documentElement;
  const most = () => root.scrollHeight - root.clientHeight;
  let scrolled; // where it was scrolled to, or as far as it went
  const moved = () => Math.abs(scrollY - scrolled) > 1 && scrollY < most() - 1;
  function leavePlace() {
    carrito.place = undefined;
    root.style.overflowAnchor = "";
  }
  function toPlace() {
    if (carrito.place === undefined) return;
    if (moved()) return leavePlace();
    scrollTo({ top: carrito.place, behavior: "instant" });
    scrolled = scrollY;
    if (carrito.ready && Math.abs(scrolled - carrito.place) < 2 && !document.querySelector(".skeleton, .grid__cell[aria-hidden], #own:empty")) leavePlace();
  }
  carrito.keepPlace = (y) => {
    leavePlace();
    if (!y) return;
    carrito.place = y;
    scrolled = scrollY;
    root.style.overflowAnchor = "none"; // the browser would move with what grows
    toPlace();
  };
  for (const type of ["scroll", "wheel", "touchmove", "pointerdown", "keydown"]) {
    addEventListener(type, (e) => {
      if (type === "scroll" ? moved() : !(e.altKey || e.ctrlKey || e.metaKey)) leavePlace(); // Alt and Left goes back
    }, { capture: true, passive: true });
  }
  try {
    new ResizeObserver(toPlace).observe(root);
    const { y } = history.state; // after a reload
    if (scrollY < 1 || scrollY >= most() - 1 || Math.abs(scrollY - y) < 2) carrito.keepPlace(y);
  } catch { /* a new page, or an old browser */ }

  // fetch fetches a file of the shop. It fails if the file does not come in time, or if the
  // content of a part of the catalogue does not match the hash in the address: it is cut off,
  // of another catalogue, or a page of the host. The browser keeps such an answer, so the next
  // try is not from its cache.
  const broken = new Set();
  carrito.fetch = async (address) => {
    let signal;
    try {
      const late = new AbortController();
      setTimeout(() => late.abort(), LATE);
      signal = late.signal;
    } catch { /* it takes as long as it takes */ }
    const answer = await fetch(address, { cache: broken.has(address) ? "reload" : "default", signal });
    if (!address.includes("/part.") || !answer.ok || !self.crypto?.subtle) return answer;
    const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", await answer.clone().arrayBuffer()));
    if (address.includes([...sum.slice(0, 8)].map((byte) => byte.toString(16).padStart(2, "0")).join(""))) return answer;
    broken.add(address);
    throw Error("broken");
  };

  // What is said about a fault of the page comes with a button that loads the page again.
  const { report } = carrito;
  carrito.report = (what) => {
    report(what);
    failed = true;
    classes.remove("waits");
    answer();
    const trouble = document.getElementById("trouble");
    if (!trouble || trouble.firstElementChild) return;
    const again = document.createElement("button");
    again.type = "button";
    again.className = "trouble__retry";
    again.textContent = JSON.parse(document.getElementById("carrito-settings").textContent).say.retry;
    again.onclick = () => location.reload();
    trouble.append(" ", again);
  };

  // start runs the program at an address, whose second module, if any, is at the address
  // rest. boot.js calls it once the page is parsed.
  carrito.start = (address, rest) => run(address, rest).catch((reason) => {
    console.error(reason);
    carrito.report("unavailable");
  });
})();
