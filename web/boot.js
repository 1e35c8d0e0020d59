// Starts the browser program over the page that the server has written. That
// page is seen and its links work meanwhile: nothing here covers or blocks it.
"use strict";

const settings = JSON.parse(document.getElementById("carrito-settings").textContent);

// --- what package app of go-app v10 asks of the page -------------------------

var goappNav = () => {};
var goappOnUpdate = () => {};
var goappOnAppInstallChange = () => {};
const goappEnv = {
  GOAPP_INTERNAL_URLS: "null",
  GOAPP_ROOT_PREFIX: settings.prefix,
  GOAPP_STATIC_RESOURCES_URL: settings.prefix + "/web",
};
var goappGetenv = (name) => goappEnv[name];

// --- a sentence where the program cannot show one ----------------------------

function carritoSay(what) {
  if (document.getElementById("trouble")) return;
  const sentence = document.createElement("p");
  sentence.id = "trouble";
  sentence.className = "trouble";
  sentence.setAttribute("role", "alert");
  sentence.textContent = settings.say[what];
  document.body.append(sentence);
  for (const waiting of document.querySelectorAll(".cart__loading")) waiting.remove();
}

// --- storage that the browser blocks -----------------------------------------

// The mere getter throws then, which would end the program. What stands in its
// place refuses in a way that package session understands.
for (const name of ["sessionStorage", "localStorage"]) {
  try {
    window[name].length;
  } catch {
    const refuse = () => {
      throw new Error(name + " is blocked");
    };
    const value = { length: 0, getItem: refuse, setItem: refuse, removeItem: refuse, key: () => null };
    Object.defineProperty(window, name, { value });
  }
}

// --- links and the way back --------------------------------------------------

// go-app takes every click on a link, whatever was pressed with it, and does
// not move the focus to a #fragment. Those clicks are left to the browser.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (!link) return;
  window.carritoPopped = undefined;
  keepScroll();
  const here = link.hash && link.href.split("#")[0] === location.href.split("#")[0];
  if (here || event.defaultPrevented || event.shiftKey || event.altKey || link.origin !== location.origin) {
    event.stopPropagation();
  }
});

// The scroll position is kept with each entry of the history, and handed to
// package ui when the browser goes back to one.
function keepScroll() {
  if (history.state?.y !== scrollY) history.replaceState({ y: scrollY }, "");
}
let scrolled;
addEventListener("scroll", () => {
  clearTimeout(scrolled);
  scrolled = setTimeout(keepScroll, 150);
}, { passive: true });
addEventListener("popstate", (event) => {
  clearTimeout(scrolled);
  window.carritoPopped = event.state?.y || undefined;
});
addEventListener("pagehide", () => {
  history.scrollRestoration = "auto";
});

// --- the program -------------------------------------------------------------

async function start() {
  const go = new Go();
  const program = fetch(settings.program, { priority: "low" });
  const { instance } = await WebAssembly.instantiateStreaming(program, go.importObject);
  history.scrollRestoration = "manual";
  addEventListener("error", () => carritoSay("crashed"));
  await go.run(instance); // ends only when the program does
}

start().then(
  () => carritoSay("crashed"),
  (reason) => {
    console.error("carrito:", reason);
    carritoSay("unavailable");
  },
);
