// This script makes the cart work as soon as the page is read, starts the
// browser program, and hands the page over to it. It is at the end of every
// page. Its only state is the session's: the cart's JSON and its ledger. It
// reads and writes them in the same form as packages cart and session, and
// shares them with the other tabs in the same way.
//
// The server encloses the script in a function; see package asset. The object
// window.carrito is shared with the program; app/browser/shared.go describes
// its fields.
"use strict";

// --- shared with Go (go test ./server/asset -update writes it) ---
const MAX = 999; // cart.MaxQuantity
const MAX_MINOR = 1000000000000; // money.MaxMinor
const NO_PLACE = 1073741824; // cart.NoPlace
const MAX_MESSAGE = 1000000; // session.MaxMessage
// --- end of what is shared ---

const carrito = (window.carrito = { memory: {} });

const $ = (selector, within = document) => within.querySelector(selector);
const settings = JSON.parse($("#carrito-settings").textContent);
// Translators, extensions and hosts change the page: an element may be gone, or
// be inside or beside other ones. Nothing is read from the page's texts.
function write(selector, text, within) {
  const e = $(selector, within);
  if (e) e.textContent = text;
}
// A sentence that counts is stored under its name followed by the CLDR plural
// category.
const plurals = new Intl.PluralRules(settings.shop.language);
function sentence(name, words = {}) {
  return (settings.say[name + plurals.select(words.n)] || settings.say[name]).replace(/{(\w+)}/g, (_, word) => words[word]);
}

// --- money: exact, in minor units, formatted by the page's settings ----------

const { digits, prefix = "", suffix = "", decimal, group, first, rest, minimum, numbers, short } = settings.money;

const minor = (price) => {
  const [, whole, fraction = ""] = /^(\d+)(?:\.(\d+))?$/.exec(price) ?? [];
  const n = +(whole + fraction.padEnd(digits, "0"));
  if (fraction.length <= digits && n <= MAX_MINOR) return n;
};

const plain = (n, point = ".", comma = "") => {
  const text = String(n).padStart(digits + 1, "0");
  const at = text.length - digits;
  const groups = comma && RegExp(`\\B(?=(\\d{${rest}})*\\d{${first}}$)`, "g");
  return text.slice(0, at).replace(groups, comma) + (digits ? point + text.slice(at) : "");
};

function money(n) {
  let text = plain(n, decimal, String(n).length - digits < minimum ? "" : group);
  if (short && !(n % 10 ** digits)) text = text.slice(0, -digits - 1);
  return prefix + (numbers ? text.replace(/\d/g, (d) => [...numbers][d]) : text) + suffix;
}

// --- the cart: what package cart does ----------------------------------------

const textOf = (v) => (typeof v === "string" || typeof v === "number" ? String(v) : "");
const wholeNumber = (v, most) => {
  const text = textOf(v);
  if (/^\d+$/.test(text) && text > 0 && text <= most) return +text;
};
const parse = (text) => { try { return JSON.parse(text); } catch { /* undefined */ } };
const nameOf = (l) => l.nombre + (l.variante ? " (" + l.variante + ")" : "");
const keyOf = (l) => (l.variante_id ? l.producto_id + ":" + l.variante_id : String(l.producto_id));

// readCart returns the lines of a stored cart in order, and what it could not
// read: the names of entries, or "" for truncated text.
function readCart(text) {
  const lost = [];
  let entries = text ? parse(text) : {};
  if (entries === undefined) {
    lost.push("");
    for (let end = text.length; entries === undefined && (end = text.lastIndexOf("}", end - 1)) > 0; ) {
      entries = parse(text.slice(0, end + 1) + "}");
    }
  }
  if (entries === null || (Array.isArray(entries) && !entries.length)) entries = {};
  if (typeof entries !== "object" || Array.isArray(entries)) return { lines: [], lost: [""] };
  // Objects list numeric keys in numeric order; the text has the order of the
  // cart.
  const at = (key) => (text ?? "").indexOf(JSON.stringify(key) + ":");
  const lines = [];
  for (const key of Object.keys(entries).sort((a, b) => at(a) - at(b))) {
    const line = readLine(key, entries[key]);
    const same = line && lines.find((l) => keyOf(l) === keyOf(line));
    if (same) same.cantidad = Math.min(same.cantidad + line.cantidad, MAX);
    else if (line) lines.push(line);
    else lost.push(String(entries[key]?.nombre || key));
  }
  return { lines: lines.sort((a, b) => a.orden - b.orden), lost };
}

function readLine(key, e) {
  if (typeof e !== "object" || !e) return;
  const id = 2 ** 53 - 1;
  let [, product, variant] = /^(\d+)(?::(\d+))?$/.exec(key) ?? [, e.producto_id, e.variante_id];
  product = wholeNumber(product, id);
  const variante_id = variant === undefined ? 0 : wholeNumber(variant, id);
  let cantidad = wholeNumber(e.cantidad, MAX);
  if (!cantidad && !("cantidad" in e) && e.nombre) cantidad = 1;
  if (!product || variante_id === undefined || !cantidad) return;
  return {
    producto_id: product, variante_id, nombre: textOf(e.nombre), cantidad, precio: plain(minor(textOf(e.precio)) ?? 0),
    imagen: textOf(e.imagen), variante: variante_id ? textOf(e.variante) : "", orden: wholeNumber(e.orden, NO_PLACE - 1) ?? NO_PLACE,
  };
}

function writeCart(lines) {
  const entry = (l, i) => {
    const e = { producto_id: l.producto_id, nombre: l.nombre, cantidad: l.cantidad, precio: l.precio,
      imagen: l.imagen, total: plain(minor(l.precio) * l.cantidad), orden: i + 1 };
    if (l.variante_id) Object.assign(e, { variante_id: l.variante_id, variante: l.variante });
    return JSON.stringify(keyOf(l)) + ":" + JSON.stringify(e);
  };
  return "{" + lines.map(entry) + "}";
}

// change applies one change to lines. It returns the name of the sentence to
// announce, and its words.
function change(lines, { add, set, remove, empty, undo, n }) {
  if (add) {
    const old = lines.find((l) => keyOf(l) === keyOf(add));
    const count = (old?.cantidad ?? 0) + (n ?? 0);
    if (!add.exists) return ["combination"];
    if (!wholeNumber(n, MAX)) return ["quantity"];
    if (add.stock >= 0 && count > add.stock) return [add.stock ? "left" : "soldOut", { name: add.nombre, n: add.stock }];
    if (count > MAX) return ["quantity"];
    const { exists, stock, values, ...line } = add;
    if (old) old.cantidad = count; // keep its price and name, which the program compares with the catalogue
    else lines.push({ ...line, cantidad: count });
    return ["added", { name: nameOf(add), n }];
  }
  if (undo) {
    lines.push(...readCart(undo).lines.filter((l) => !lines.some((m) => keyOf(m) === keyOf(l))));
    return ["restored"];
  }
  if (empty) {
    lines.length = 0;
    return ["emptied"];
  }
  const i = lines.findIndex((l) => keyOf(l) === (set ?? remove));
  if (i < 0) return ["quantity"];
  if (remove || n === 0) return ["removed", { name: nameOf(lines.splice(i, 1)[0]) }];
  if (!wholeNumber(n, MAX)) return ["quantity"];
  lines[i].cantidad = n;
  return ["set", { name: nameOf(lines[i]), n }];
}

// --- the session and the other tabs: what package session does ---------------

let me = "t" + Math.random().toString(36).slice(2, 8); // name of this page in the ledger
const get = (name) => { try { return carrito.memory[name] ?? sessionStorage.getItem(name); } catch { /* undefined */ } };
const put = (name, text) => {
  carrito.memory[name] = text;
  try { sessionStorage.setItem(name, text); delete carrito.memory[name]; } catch { /* the program reports it */ }
};

const LEDGER = /^{("(\d+(:\d+)?(":\[\d{1,9},"\w+",-?\d{1,9},\d{1,9}|\+\w+":\[\d{1,9})|[a-z]+":\[\d{1,9},"\w+")],?)*}$/;
const readLedger = (text) => (LEDGER.test(text) && parse(text)) || {};
function quantities(ledger) {
  const sums = {};
  for (const [name, [n, by, offset]] of Object.entries(ledger)) {
    const key = name.split("+")[0];
    if (key < ":" && !key.endsWith(":0")) sums[key] = (sums[key] ?? 0) + (by ? offset : n);
  }
  return sums;
}

// record adds the differences between lines and the ledger to the ledger: an
// addition for the line that was added to, otherwise a new quantity.
function record(ledger, lines, added) {
  const sums = quantities(ledger);
  const now = Object.fromEntries(lines.map((l) => [keyOf(l), l.cantidad]));
  for (const key of new Set([...lines.map(keyOf), ...Object.keys(sums).sort()])) {
    const old = sums[key] ?? 0;
    const more = (now[key] ?? 0) - old;
    if (!more || now[key] === Math.min(old, MAX)) continue;
    const stamp = Math.max(0, ...Object.values(ledger).map((e) => e[0])) + 1;
    const word = ledger[key] ?? [0, 0, 0, stamp];
    const counter = key + "+" + me;
    if (key !== added) ledger[key] = [stamp, me, word[2] + more, word[3]];
    else {
      if (!old) ledger[key] = [stamp, me, word[2], stamp];
      ledger[counter] = [(ledger[counter]?.[0] ?? 0) + more];
    }
  }
  return ledger;
}

// own returns the stored cart and its ledger.
function own() {
  const { lines, lost } = readCart(get("carrito"));
  (carrito.lost ??= []).push(...lost);
  return { lines, ledger: record(readLedger(get("cambios")), lines) };
}

// save stores the ledger, and the lines with the quantities that follow from
// it.
function save(ledger, lines) {
  const sums = quantities(ledger);
  const all = {};
  for (const l of lines) all[keyOf(l)] = { ...l, cantidad: Math.min(sums[keyOf(l)], MAX), orden: ledger[keyOf(l)]?.[3] };
  lines = Object.values(all).filter((l) => l.cantidad > 0).sort((a, b) => a.orden - b.orden || (keyOf(a) < keyOf(b) ? -1 : 1));
  put("carrito", writeCart(lines));
  put("cambios", JSON.stringify(ledger, Object.keys(ledger).sort()));
}

function share(ask, to = carrito.channel) {
  to?.postMessage(JSON.stringify({ v: 1, ask, vars: { ...sessionStorage, ...carrito.memory } }));
}
function hear(text) {
  const { v, ask, vars } = text.length < MAX_MESSAGE && parse(text);
  if (v !== 1 || carrito.ready) return;
  const { lines, ledger } = own();
  for (const [name, entry] of Object.entries(readLedger(vars.cambios))) {
    const [n, by] = ledger[name] ?? [-1];
    if (entry[0] < n || (entry[0] === n && !(entry[1] > by))) continue;
    ledger[name] = entry;
    if (name in vars) put(name, vars[name]);
  }
  save(ledger, [...readCart(vars.carrito).lines, ...lines]);
  know();
  if (ask) share();
}
function connect() {
  carrito.channel = new BroadcastChannel("carrito" + settings.prefix);
  carrito.channel.onmessage = ({ data }) => { try { hear(data); } catch { /* not a message of the shop */ } };
  share(true);
  const workers = navigator.serviceWorker;
  carrito.leave = (ask) => share(ask, workers?.controller ?? null);
  addEventListener("visibilitychange", () => { // a page that is frozen or in the back/forward cache is hidden first
    if (!carrito.ready) share(true);
    // Firefox restores a page with the storage that it had when it was left, so
    // the worker keeps what later pages stored. WebKit resets fields with
    // autocomplete="off" to their attributes, and aborts what the page was
    // loading. The page may be told of that before or after it is shown.
    carrito.leave(!document.hidden);
    if (document.hidden) return;
    if ($("#trouble") && navigator.onLine) location.reload();
    again = true;
    draw();
  });
}

// alone calls know at once if no other tab is open, which would answer. The
// service worker knows that. Without one and its caches this is the first visit.
async function alone() {
  const { controller } = navigator.serviceWorker;
  const first = () => carrito.known || know();
  if (controller) {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => data < 2 && first();
    controller.postMessage(0, [port2]);
  } else if (!(await caches.keys()).length) first();
}

// --- the page, until the program runs ----------------------------------------

let undoable; // text of the undo bar
let asked; // the bar is new, and gets the focus
let again; // the page was hidden and is shown again
let announced; // last text of the live region
let shape; // keys of the lines that are drawn
carrito.known = get("carrito"); // otherwise the other tabs are asked first
const path = (p) => (p[0] === "/" ? settings.prefix + p : p);
const know = () => {
  carrito.known = true;
  draw();
};

// act changes the cart, draws it and announces the change.
function act(what) {
  const { lines, ledger } = own();
  const before = writeCart(lines);
  const [name, words] = change(lines, what);
  save(record(ledger, lines, what.add && keyOf(what.add)), lines);
  share();
  const text = sentence(name, words);
  if (/ed$/.test(name)) { // a line has come or gone; the bar stays with other changes
    undoable = asked = ["removed", "emptied"].includes(name) && text;
    carrito.undo = undoable && before;
  }
  know();
  write("#status", (announced = text === announced ? text + "\u00a0" : text)); // so that the same text is read twice
  return name;
}

// draw draws the count in the header and, on the cart's page, the lines. Rows stay
// as long as no line comes or goes, and keep the focus and what is being typed. A
// press must end on the element where it began, and nothing may move below it, so
// the lines wait for its end.
function draw() {
  if (!carrito.known || carrito.ready) return;
  const { lines } = readCart(get("carrito"));
  const count = lines.reduce((n, l) => n + l.cantidad, 0);
  write("#cart-count", count);
  write("#cart-unit", sentence("unit", { n: count }));
  $(".cart-link__count")?.classList.toggle("cart-link__count--none", !count);
  const room = $("#cart-early");
  if (!room) return;
  if (carrito.pressed > Date.now() - 5000) return setTimeout(draw, 15);
  if (shape !== (shape = String(lines.map(keyOf)))) {
    const focused = document.activeElement?.id;
    room.replaceChildren($(shape ? "#cart-filled" : "#cart-empty").content.cloneNode(true));
    if (undoable) {
      $(".undo", room).replaceWith($("#cart-undo").content.cloneNode(true));
      write(".undo__text", undoable, room);
    }
    const row = $("tr.line", room);
    row?.replaceWith(...lines.map((l) => newLine(row.cloneNode(true), l)));
    if (["body", undefined].includes(document.activeElement?.localName)) (document.getElementById(focused) ?? (asked ? $("#undo") : null))?.focus();
    asked = false;
  }
  for (const l of lines) {
    const field = document.getElementById("quantity-" + keyOf(l));
    const row = field?.closest("tr");
    if (!row) continue;
    if (field.value === field.defaultValue) field.value = l.cantidad;
    field.defaultValue = l.cantidad; // the program keeps a value that differs, as typed by the shopper
    write(".line__price", money(minor(l.precio)), row);
    write(".line__total", money(minor(l.precio) * l.cantidad), row);
  }
  write("#subtotal", money(lines.reduce((n, l) => n + minor(l.precio) * l.cantidad, 0)), room);
}

const SAMPLE = "{name} ({variant})"; // name of the line in the template
const newLine = (row, l) => {
  const name = nameOf(l);
  const id = "quantity-" + keyOf(l);
  row.dataset.key = keyOf(l);
  for (const link of row.querySelectorAll("a")) link.href = path("/producto/" + l.producto_id) + (settings.folders ? "/" : "");
  for (const e of row.querySelectorAll("[aria-label]")) e.setAttribute("aria-label", e.getAttribute("aria-label").replace(SAMPLE, name));
  for (const e of row.querySelectorAll("[aria-controls]")) e.setAttribute("aria-controls", id);
  const label = $("label", row);
  label.htmlFor = id;
  label.textContent = label.textContent.replace(SAMPLE, name);
  $("input", row).id = id;
  const image = $("img", row);
  image.alt = l.nombre;
  if (l.imagen) image.src = path(l.imagen);
  write(".line__name", l.nombre, row);
  if (l.variante) write(".line__variant", l.variante, row);
  else $(".line__variant", row).remove();
  return row;
};

// chosen returns the variant that a form or button sells.
function chosen(seller) {
  const variants = JSON.parse(seller.dataset.sale);
  const values = [...document.querySelectorAll(".option__input:checked")].map((e) => e.value);
  const v = seller.matches("form") && values.length ? variants.find((v) => v.values.join("\0") === values.join("\0")) : variants[0];
  return { ...(v ?? variants[0]), exists: !!v };
}
carrito.chosen = chosen;

const unitsIn = ({ value }) => (/^\d+$/.test(value) ? +value : -1);

const early = {
  click(e) {
    const button = e.target.closest?.("button");
    const form = button?.closest("form[data-sale]");
    if (form && button.type === "submit") {
      // Enter in a field clicks too. The form's submit event comes later, when
      // its page may have been replaced.
      e.preventDefault();
      const field = $("#quantity", form);
      if (act({ add: chosen(form), n: unitsIn(field) }) === "added") field.value = 1;
    } else if (button?.matches("[data-sale]")) act({ add: chosen(button), n: 1 });
    else if (button?.matches(".stepper__step")) {
      const field = document.getElementById(button.getAttribute("aria-controls"));
      field.value = Math.max(1, +field.value + +button.value);
      field.dispatchEvent(new Event("change", { bubbles: true }));
    } else if (button?.matches(".line__button")) act({ remove: button.closest("tr").dataset.key });
    else if (button?.id === "empty-cart") act({ empty: true });
    else if (button?.id === "undo") act({ undo: carrito.undo });
  },
  change(e) {
    const field = e.target;
    if (field.matches?.("tr .stepper__field")) {
      if (act({ set: field.closest("tr").dataset.key, n: unitsIn(field) }) === "quantity") field.value = field.defaultValue;
      else field.defaultValue = field.value; // it counts, so that the program may correct it
    } else if (field.matches?.(".option__input")) {
      const v = chosen($("form[data-sale]"));
      if (v.exists) write(".product__head .price__now", money(minor(v.precio)));
      const state = !v.exists ? "noSuch" : !v.stock ? "none" : v.stock > 0 && v.stock <= settings.few ? "few" : "inStock";
      write("#stock", sentence(state, { n: v.stock }));
      $("#stock").className = state === "inStock" ? "stock" : "stock stock--" + (v.exists ? state : "none");
    }
  },
};
for (const type in early) {
  addEventListener(type, (e) => carrito.ready || early[type](e), true);
}

// The wheel would change the number in a focused field, which nobody intends.
// Without the focus it scrolls the page.
addEventListener("wheel", ({ target }) => target.type === "number" && target.blur(), { passive: true });

// --- the hand-over -----------------------------------------------------------

// A press must end on the page where it began, so the program waits for its
// end. Only these two keys press anything. A click follows the end of a touch
// in a task of its own, and a box tells of its change after all listeners of
// the click. The time of a press is stored because its end may go to a menu or
// another window.
let ends;
for (const type of ["pointerdown", "keydown", "pointerup", "keyup", "pointercancel", "contextmenu", "blur", "click"]) {
  addEventListener(type, ({ key }) => { // "blur" does not bubble: only the window's arrives
    clearTimeout(ends);
    if (/rdown|wn( |Enter)$/.test(type + key)) carrito.pressed = Date.now();
    else ends = setTimeout(() => (carrito.pressed = 0), type === "click" ? 0 : 100);
  });
}

// On a host of static files, one file answers for all addresses whose page only
// the program knows: searches, and additions to the cart.
const meanwhile = $("#meanwhile");
if (meanwhile && /[?&]q=.|\/agregarCarrito\//i.test(location)) $("main")?.replaceChildren(meanwhile.content);

// --- what package app of go-app v10 needs from the page ----------------------

// The seventh letter tells GOAPP_ROOT_PREFIX and GOAPP_STATIC_RESOURCES_URL
// apart.
window.goappGetenv = (name) => ({ R: settings.prefix, S: settings.prefix + "/web" })[name[6]];

// --- an installed shop -------------------------------------------------------

// The browser's install prompt, kept until the shopper presses the button.
let installPrompt;
const classes = document.documentElement.classList;
function keepPrompt(event) {
  event?.preventDefault();
  installPrompt = event;
  classes.toggle("installable", !!installPrompt);
}
addEventListener("beforeinstallprompt", keepPrompt);
addEventListener("appinstalled", () => keepPrompt());
addEventListener("click", ({ target }) => {
  if (target.closest?.(".footer__install")) {
    installPrompt.prompt();
    keepPrompt(); // it works only once
  } else if (target.closest?.(".header__back")) {
    if (history.length > 1) history.back();
    else location = settings.prefix + "/";
  }
});

// --- a sentence when the program cannot show one -----------------------------

const body = $("body"); // the program replaces it for a while
carrito.report = (what) => {
  if ($("#trouble")) return;
  if (again && navigator.onLine && what === "unavailable") return location.reload();
  classes.remove("alive");
  const trouble = document.createElement("p");
  trouble.id = trouble.className = "trouble";
  trouble.setAttribute("role", "alert");
  trouble.textContent = sentence(what);
  body.append(trouble);
};

// --- storage that the browser blocks -----------------------------------------

// If storage is blocked, its getter throws, which would end the program. The
// substitute throws in its methods, which package session expects.
for (const name of ["sessionStorage", "localStorage"]) {
  try {
    window[name].length;
  } catch {
    const refuse = () => {
      throw Error(name);
    };
    const value = { length: 0, getItem: refuse, setItem: refuse, removeItem: refuse };
    Object.defineProperty(window, name, { value });
  }
}

draw();
try { connect(); } catch { /* no other tabs */ }
alone().catch(Number); // without a worker
setTimeout(() => carrito.known || know(), 500); // no tab has answered
classes.add("alive"); // hides the links to order by message

// --- the program -------------------------------------------------------------

// start.js gets the program and runs it. It comes with wasm_exec.js, which has run
// once the page is parsed.
addEventListener("DOMContentLoaded", () => {
  try { carrito.start(settings.program, settings.rest); } catch { carrito.report("unavailable"); }
});
