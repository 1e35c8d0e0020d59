// This service worker serves the shop without a network. It caches one build of
// the shop (the shell, the program and the files they need), the latest valid
// catalogue, and the pages and pictures that were seen, up to the limits below.
// It also sends orders that wait for a network.
//
// The server puts one line before this script, which sets self.buildInfo:
// version, prefix, the address of the shell, all files of the build by
// importance, with the shell first, and current, the address of what changes
// with the catalogue; see package site.
//
// A file with a hash in its name is checked against it, so that neither a
// broken download nor the sign-in page of a network is taken for the file.

const { version, prefix, shell, files, current } = self.buildInfo;

const LIMIT = 2000; // milliseconds that the network has before a cached answer is used
const AWAY_LIMIT = 250; // the same, after the network has failed
const PATIENCE = 10000; // milliseconds until a hanging request is aborted, since others wait for it
const SILENCE = 15000; // milliseconds until a file begins to come; less than a page waits for it (refresh.partWait)
const MOST_PAGES = 40;
const MOST_PICTURES = 200;
const MOST_PICTURE_BYTES = 24 << 20;
const SMALL = 2000; // products of a shop whose parts are all cached at the first visit, with Save-Data too
const MOST_PART_BYTES = 24 << 20;
const CALM = 1000; // milliseconds after a request of a page, in which another may follow that needs its answer
const ASKED = "Carrito-Asked"; // header of a cached part that a page has asked for

// The caches of the shop begin with its path, since other shops may be on the
// same host.
const shop = `carrito ${prefix}/ `;
const BUILD = shop + "build " + version + shell;
const CATALOGUE = shop + "catalogue";
const PAGES = shop + "pages";
const PICTURES = shop + "pictures";

// away is whether the network failed or was too slow at the last attempt.
let away = false;

// kept looks a request up in a cache. If the browser allows no caches, it finds
// nothing.
async function kept(cache, request) {
  try {
    return await (await caches.open(cache)).match(request, { ignoreVary: true });
  } catch { /* no caches */ }
}

// inTime returns the answer, or undefined if it is an error or comes after the
// limit.
function inTime(answer, limit = away ? AWAY_LIMIT : LIMIT) {
  const usable = answer.then((response) => (response.status < 500 ? response : undefined), () => {});
  return Promise.race([usable, rest(limit, "late")]).then((response) => {
    if (response !== "late") return response;
    away = true;
  });
}

// fromServer waits for an answer and sets away.
async function fromServer(answer) {
  try {
    const response = await answer;
    away = response.status >= 500;
    return response;
  } catch (reason) {
    away = !(reason.status < 500 || reason instanceof SyntaxError); // see good
    throw reason;
  }
}

const rest = (limit, result) => new Promise((resolve) => setTimeout(resolve, limit, result));

// within returns a signal that aborts after a limit. Safari has
// AbortSignal.timeout only since 16.
function within(limit) {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), limit);
  return controller.signal;
}

// put caches a response. A cache refuses one with "Vary: *", which some hosts
// send.
const put = (cache, address, response) =>
  cache.put(address, /\*/.test(response.headers.get("Vary")) ? changed(response, {}) : response);

// good fetches a whole file. It throws an answer that is an error. It fails too if
// no answer comes, or if the content does not match the hash in the name, also in a
// second answer, which is not from the browser's cache.
async function good(address, priority, cache = "default") {
  const silent = new AbortController();
  const timer = setTimeout(() => silent.abort(), SILENCE);
  const response = await fetch(address, { cache, priority, signal: silent.signal });
  clearTimeout(timer); // a large file takes as long as it takes
  if (!response.ok) throw response;
  const copy = response.redirected ? undefined : response.clone();
  const body = await response.arrayBuffer();
  const hash = /\.([0-9a-f]{16})\.\w+$/.exec(address)?.[1];
  if (hash) {
    const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
    const hex = [...sum.slice(0, 8)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    if (hex !== hash && cache === "default") return good(address, priority, "reload");
    if (hex !== hash) throw SyntaxError(address + ": broken");
  }
  // A browser refuses a redirected response as the answer to a navigation.
  return copy ?? changed(response, {}, body);
}

// changed returns a response with other headers.
function changed(response, headers, body = response.body) {
  const all = new Headers(response.headers);
  all.delete("Content-Encoding");
  all.delete("Content-Length");
  all.delete("Vary");
  for (const name in headers) all.set(name, headers[name]);
  return new Response(body, { headers: all });
}

// --- installing and removing builds ------------------------------------------

// install caches all files of the build or none. No page waits for them.
async function install() {
  try {
    const cache = await caches.open(BUILD);
    for (const file of files) await put(cache, file, await good(file, "low"));
    await learn(await fetch(current, { cache: "no-store" }));
    const { products } = await (await kept(CATALOGUE, current)).json();
    if (!large(await directory(products))) await gather().catch(() => {}); // the rest comes later
  } catch (reason) {
    await caches.delete(BUILD).catch(() => {});
    throw reason;
  }
}

async function activate() {
  await registration.navigationPreload?.enable();
  await clients.claim();
  await tidy();
}

// tidy removes earlier builds, which are all other caches of the shop, whatever
// their names. It keeps the latest of them while one of its pages may be open in
// another tab.
async function tidy() {
  if (registration.installing || registration.waiting) return;
  const earlier = (await caches.keys()).filter((name) => name.startsWith(shop) && ![BUILD, CATALOGUE, PAGES, PICTURES].includes(name));
  const open = await clients.matchAll({ includeUncontrolled: true });
  for (const name of open.length > 1 ? earlier.slice(0, -1) : earlier) await caches.delete(name);
}

// A page sends its version. If it is this worker's, the worker need not wait.
// If not, the page asks the shopper, who accepts by take. A page that asks how
// many tabs are open sends a port for the answer.
function heard({ data, source, ports }) {
  if (data.take || data.version === version) return Promise.all([self.skipWaiting(), gather()]);
  if (data.version) return source.postMessage({ version });
  if (data.seen) return remember(data.seen);
  if (typeof data === "string") return leave(data);
  return clients.matchAll().then((tabs) => ports[0].postMessage(tabs.length));
}

// last is the session as the last page left it, for a page that the browser
// restores; see boot.js. It is in memory only, and ends with the worker.
let last;

// leave stores the session that a page sends, or answers a page that asks for
// it.
function leave(message) {
  const session = (text) => JSON.parse(text).vars.sesion;
  if (!JSON.parse(message).ask) last = message;
  else if (last && session(last) === session(message)) {
    const tabs = new BroadcastChannel("carrito" + prefix);
    tabs.postMessage(last);
    tabs.close();
  }
}

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(activate()));
addEventListener("message", (event) => event.waitUntil(Promise.resolve(heard(event))));

// --- the catalogue -----------------------------------------------------------

// learn caches the catalogue that the server's answer names, and then the
// answer, whose date is when the server last confirmed the catalogue.
async function learn(answer) {
  const { products } = await answer.clone().json();
  const cache = await caches.open(CATALOGUE);
  if (!(await kept(CATALOGUE, products))) await put(cache, products, await load(products));
  await put(cache, current, answer);
}

const directory = async (products) => (await kept(CATALOGUE, products)).json();
const large = ({ total }) => total > SMALL; // a catalogue in one file has no total

// named returns the addresses that a directory names: the lists, and the parts with the
// newest products first. A catalogue in one file has none.
const named = ({ folder, files = {}, parts = [] }) =>
  [...Object.values(files), ...parts.map((hash) => hash + ".json").reverse()].map((file) => new URL(folder + file, location).href);

// gather deletes earlier catalogues, and caches the parts of this one that are
// not cached yet, up to MOST_PART_BYTES. It goes on where it was stopped. An
// empty answer tells that it has come to the end. It leaves the network to pages
// while they ask for something.
let gathering;
const gather = () => (gathering ??= gatherAll().finally(() => (gathering = undefined)));
async function gatherAll() {
  const { products } = (await (await kept(CATALOGUE, current))?.json()) ?? {};
  const end = products + "?end";
  if (!products || (await kept(CATALOGUE, end))) return;
  const all = await directory(products), waiting = named(all);
  const cache = await caches.open(CATALOGUE);
  const wanted = new Set([products, current].map((address) => new URL(address, location).href).concat(waiting));
  for (const { url } of await cache.keys()) if (!wanted.has(url)) await cache.delete(url);
  const there = await (parts = sizes(cache));
  if (large(all) && navigator.connection?.saveData) return;
  const some = async () => {
    for (let address; (address = waiting.shift()); ) {
      if (there.has(address)) continue;
      while (busy.size) await Promise.all(busy);
      await keepPart(address, await load(address, "low"));
      if (!there.has(address)) return; // there was no room
    }
  };
  await Promise.all([some(), some()]);
  await cache.put(end, new Response());
}

// busy has the requests of pages, until CALM after their answers.
const busy = new Set();
function yieldTo(answer) {
  const over = Promise.race([answer.catch(() => {}), rest(SILENCE)]).then(() => rest(CALM)).then(() => busy.delete(over));
  busy.add(over);
}

// sizes returns the size of each response in a cache by its address, oldest first. It
// notes which pages have asked for.
async function sizes(cache) {
  const found = new Map();
  for (const key of await cache.keys()) {
    const there = await cache.match(key);
    if (!there) continue; // it is deleted already
    found.set(key.url, Number(there.headers.get("Content-Length")));
    if (there.headers.has(ASKED)) asked.add(key.url);
  }
  return found;
}
const total = (sizes) => [...sizes.values()].reduce((sum, size) => sum + size, 0);

let parts; // the sizes of what is cached of the catalogue
async function keepPart(address, response) {
  const cache = await caches.open(CATALOGUE);
  const there = await (parts ??= sizes(cache));
  const body = await response.arrayBuffer();
  const mark = asked.has(address) ? { [ASKED]: 1 } : {};
  await cache.put(address, changed(response, { "Content-Length": body.byteLength, ...mark }, body));
  there.delete(address);
  there.set(address, body.byteLength);
  // Without room, what a page asks for takes the place of what was gathered last, and then
  // of what pages asked for first.
  const all = [...there.keys()], gathered = all.filter((other) => !asked.has(other)).reverse();
  for (const other of [...gathered, ...all.filter((other) => asked.has(other))]) {
    if (total(there) <= MOST_PART_BYTES) break;
    if (other.includes("/part.") && there.delete(other)) await cache.delete(other);
  }
}

// part answers with a part of the catalogue, which never changes. The mark of one that a
// page has asked for outlives this worker, which browsers end after half a minute.
const asked = new Set();
async function part({ request: { url }, waitUntil }) {
  asked.add(url);
  const same = await kept(CATALOGUE, url);
  if (same && !same.headers.has(ASKED)) waitUntil(keepPart(url, same.clone()));
  if (same) return same;
  const answer = await fromServer(load(url)).catch((reason) => (reason.status ? reason : Promise.reject(reason)));
  if (answer.ok) waitUntil(keepPart(url, answer.clone()));
  return answer.clone();
}

// load fetches a catalogue once, even if several requests want it at the same
// time.
const loading = new Map();
async function load(address, priority) {
  if (!loading.has(address)) loading.set(address, good(address, priority).finally(() => loading.delete(address)));
  return (await loading.get(address)).clone();
}

// old marks a cached response with the date of its prices.
async function old(response, mark = {}) {
  const asOf = (await kept(CATALOGUE, current))?.headers.get("Date") ?? "";
  return response && changed(response, { "Carrito-As-Of": asOf, ...mark });
}

// news answers requests for current.json. It bypasses the browser's cache, in
// which a request would wait for an earlier one that hangs.
async function news({ request, waitUntil }) {
  const answer = fromServer(fetch(request, { cache: "no-store", signal: within(PATIENCE) }));
  waitUntil(answer.then((response) => response.ok && learn(response.clone()).then(gather)));
  return (await inTime(answer)) ?? (await old(await kept(CATALOGUE, current))) ?? answer;
}

// catalogue answers with the requested catalogue, or else the last valid one.
async function catalogue({ request, waitUntil }) {
  const same = await kept(CATALOGUE, request.url);
  if (same) return away ? old(same) : same;
  const last = await lastCatalogue();
  if (!last) return fetch(request);
  let broken = false;
  const answer = load(new URL(request.url).pathname);
  waitUntil(answer.catch((reason) => (broken = reason instanceof SyntaxError)));
  return (await inTime(answer)) ?? old(last, broken ? { "Carrito-Broken": "1" } : {});
}

async function lastCatalogue() {
  const { products } = (await (await kept(CATALOGUE, current))?.json()) ?? {};
  return products && kept(CATALOGUE, products);
}

// --- pages, assets, pictures -------------------------------------------------

// arrived throws for a failed preload. In some browsers the preload rejects, in
// others it resolves to an error response.
function arrived(preloaded) {
  if (preloaded?.type === "error") throw new TypeError("no answer");
  return preloaded;
}

async function page({ request, preloadResponse, waitUntil }) {
  const answer = fromServer(Promise.resolve(preloadResponse).then(arrived).then((preloaded) => preloaded ?? fetch(request)));
  waitUntil(answer.then((response) => keepPage(request.url, response.clone())));
  waitUntil(tidy());
  return (await inTime(answer)) ?? (await keptPage(request.url)) ?? (await kept(BUILD, shell)) ?? answer;
}

async function keepPage(url, response) {
  if (!response.ok || new URL(url).search) return;
  const cache = await caches.open(PAGES);
  await cache.delete(url); // so that the keys are in the order of use
  await put(cache, url, response);
  for (const oldest of (await cache.keys()).slice(0, -MOST_PAGES)) await cache.delete(oldest);
}

// keptPage returns a cached page if its files and its catalogue are the cached
// ones. Otherwise the shell draws the page.
async function keptPage(url) {
  const seen = await kept(PAGES, url);
  const { products } = (await (await kept(CATALOGUE, current))?.json()) ?? {};
  const text = await seen?.clone().text();
  return text && [...files.slice(1), products].every((file) => text.includes(file)) ? seen : undefined;
}

// asset answers with a file of this build or an earlier one. Such files never
// change.
async function asset({ request }) {
  let there;
  try {
    there = await caches.match(request, { ignoreVary: true });
  } catch { /* no caches */ }
  return there ?? fetch(request);
}

// picture answers with a picture or the best substitute. Only an address with a
// version always means the same picture.
async function picture({ request, waitUntil }) {
  const same = await kept(PICTURES, request.url);
  if (same && (away || new URL(request.url).searchParams.has("v"))) return same;
  const answer = fetch(request);
  waitUntil(answer.then((response) => keepPicture(request.url, response.clone())));
  const usable = away ? inTime(answer, LIMIT) : answer.catch(() => {});
  return (await usable) ?? same ?? (await otherWidth(request.url)) ?? drawn();
}

// bytes maps each cached picture to its size, oldest first.
let bytes;
let turn = Promise.resolve();
const keepPicture = (url, response) => (turn = turn.catch(() => {}).then(() => putPicture(url, response)));

async function putPicture(url, response) {
  const picture = await response.blob();
  if (!response.ok || picture.size > MOST_PICTURE_BYTES / 8) return;
  const cache = await caches.open(PICTURES);
  bytes ??= await sizes(cache);
  await cache.put(url, new Response(picture, { headers: { "Content-Type": picture.type, "Content-Length": picture.size } }));
  bytes.delete(url);
  bytes.set(url, picture.size);
  for (const [oldest] of bytes) {
    if (bytes.size <= MOST_PICTURES && total(bytes) <= MOST_PICTURE_BYTES) break;
    await cache.delete(oldest);
    bytes.delete(oldest);
  }
}

// remember caches pictures that were seen before the worker was installed. It
// takes them from the browser's cache, never from the network.
async function remember(loaded) {
  for (const { name, initiatorType } of JSON.parse(loaded)) {
    if (initiatorType !== "img" || !name.startsWith(location.origin + prefix + "/")) continue;
    const there = await fetch(name, { cache: "only-if-cached", mode: "same-origin" }).catch(() => {});
    if (there?.ok) await keepPicture(name, there).catch(() => {});
  }
}

// otherWidth returns a cached copy of the picture in another width.
async function otherWidth(url) {
  const name = (url) => url.replace(/\.\d+\.\w+(\?.*)?$/, "");
  try {
    const cache = await caches.open(PICTURES);
    const key = (await cache.keys()).find((key) => name(key.url) === name(url));
    return key && (await cache.match(key));
  } catch { /* no caches */ }
}

// drawn returns a drawing in place of a picture that was never seen.
function drawn() {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="50" viewBox="0 0 400 500"
    fill="none" stroke="#8d867b" stroke-width="6" stroke-linecap="round" stroke-linejoin="round" opacity=".55">
    <path d="M180 205c0-28 40-28 40 0 0 16-20 15-20 34l78 51c9 17-3 23-12 23H134c-9 0-21-6-12-23l78-51"/></svg>`;
  return new Response(svg, { headers: { "Content-Type": "image/svg+xml", "Cache-Control": "no-store" } });
}

// --- orders that wait --------------------------------------------------------

// The program stores an order in a database and sends it while a page is open;
// see package outbox, which has the same rules. The browser wakes this worker
// when there is a network again, even if no page is open. Whoever holds the
// lock sends the orders that wait and stores the answers, so that each order is
// sent once.

// --- shared with Go (go test ./server/asset -update writes it) ---
const POST_LIMIT = 20000; // outbox.PostLimit, milliseconds
const MAX_RETRY_AFTER = 3600000; // outbox.MaxRetryAfter, milliseconds
const LONGEST_WAIT = 1209600000; // outbox.LongestWait, milliseconds
const SERVER = "server"; // shop.ServerChannel
const WAITING = "waiting"; // outbox.Waiting
const SENT = "sent"; // outbox.Sent
const CHANGED = "changed"; // outbox.Changed
const TAKEN = "taken"; // outbox.Taken
const REFUSED = "refused"; // outbox.Refused
// --- end of what is shared ---
const ORDERS = "carrito" + prefix;

// done returns a promise for the result of a request or transaction.
const done = (work) =>
  new Promise((resolve, reject) => {
    work.onerror = work.onabort = () => reject(work.error);
    work.onsuccess = work.oncomplete = () => resolve(work.result);
  });

function openOrders() {
  const opening = indexedDB.open(ORDERS, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore("orders", { keyPath: "id" });
  return done(opening);
}

// sendOrders sends the orders that are due. It throws while an order waits, so
// that the browser tries again later.
async function sendOrders() {
  const left = await navigator.locks.request(ORDERS + " orders", async () => {
    const db = await openOrders();
    let left = 0;
    try {
      for (const order of await done(db.transaction("orders").objectStore("orders").getAll())) {
        if (order.state !== WAITING || aged(order)) continue;
        if (order.after > Date.now() || (await settle(db, order, await send(order))) === WAITING) left++;
      }
    } finally {
      db.close();
    }
    return left;
  });
  if (left) throw Error("orders wait");
}

// aged reports whether an order has waited for 14 days. Then the page asks the
// shopper; see Record.Aged in package outbox.
const aged = ({ since }) => since && Date.now() - since > LONGEST_WAIT;

async function send({ url, body, id, redirect }) {
  const alone = navigator.onLine === false; // no network at all: nothing is sent
  try {
    const response = await fetch(url, {
      method: "POST", body, redirect: redirect ? "manual" : "error", signal: within(POST_LIMIT),
      headers: { "Content-Type": "application/json", "Idempotency-Key": id },
    });
    // A redirect that is not followed has the status 0.
    return { status: response.status || 302, text: await response.text(), again: response.headers.get("Retry-After") };
  } catch {
    return { status: 0, text: "", unsure: !alone };
  }
}

// settle stores the state of an order after an answer and sends it to every
// page. If the order was replaced or taken back meanwhile, settle leaves it
// alone.
async function settle(db, order, { status, text, again, unsure = false }) {
  const state = stateAfter(order, status, text);
  const wait = Math.min(again * 1000 || Date.parse(again) - Date.now() || 0, MAX_RETRY_AFTER);
  const now = {
    ...order, state, status, answer: text, tries: order.tries + 1, unsure: order.unsure || unsure,
    after: state === WAITING && wait > 0 ? Date.now() + wait : 0,
  };
  const change = db.transaction("orders", "readwrite", { durability: "strict" });
  const kept = await done(change.objectStore("orders").get(order.id));
  if (kept?.body !== order.body) return kept?.state;
  change.objectStore("orders").put(now);
  await done(change);
  const pages = new BroadcastChannel(ORDERS + " orders");
  pages.postMessage(now);
  pages.close();
  return state;
}

// stateAfter decides like Record.settled in package outbox. An order for the
// shop's own server keeps waiting unless the answer comes from the inbox.
function stateAfter({ kind, id, redirect }, status, text) {
  const own = kind === SERVER;
  let answer = {};
  try {
    answer = JSON.parse(text) ?? {};
  } catch { /* no JSON */ }
  if (status >= 200 && status < 300) return own && answer.id !== id ? WAITING : SENT;
  if (redirect && status >= 300 && status < 400) return SENT;
  if (status < 400 || status >= 500 || [408, 425, 429].includes(status)) return WAITING;
  if (status === 409 && answer.reason === "changed" && answer.order?.constructor === Object) return CHANGED;
  if (status === 409 && answer.reason === "taken") return TAKEN;
  return own && !(typeof answer.reason === "string" && answer.reason) ? WAITING : REFUSED;
}

addEventListener("sync", (event) => event.tag === "orders" && event.waitUntil(sendOrders()));

// --- which function answers which request ------------------------------------

// answering returns the function that answers a request. It returns nothing if
// the browser should handle the request: other methods and hosts, partial
// content, and the pages of the owner, of an order and of a complaint, which may not be cached.
function answering({ method, mode, destination, headers, url }) {
  const { origin, pathname } = new URL(url);
  if (method !== "GET" || origin !== location.origin || !pathname.startsWith(prefix + "/") || headers.has("Range")) return;
  const path = pathname.slice(prefix.length);
  if (path.startsWith("/admin/")) return;
  if (mode === "navigate") return /\.\w+$|^\/(pedido|reclamos)\/./.test(path) ? undefined : page;
  if (pathname === current) return news;
  if (/^\/web\/assets\/(products|catalog)\./.test(path)) return catalogue;
  if (path.startsWith("/web/assets/part.")) return part;
  if (path.startsWith("/web/assets/")) return asset;
  if (destination === "image") return picture;
}

addEventListener("fetch", (event) => {
  const answer = answering(event.request);
  if (!answer) return;
  const { request, preloadResponse } = event;
  // Work in the background may fail, for example if the disk is full. Only the
  // answer matters.
  const waitUntil = (work) => event.waitUntil(Promise.race([work.catch(() => {}), rest(PATIENCE)]));
  const answered = answer({ request, preloadResponse, waitUntil });
  if (answer !== news) yieldTo(answered);
  event.respondWith(answered);
});
