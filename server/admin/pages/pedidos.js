// Keeps the list of orders as the server has it, and prints an order. Without
// it the list is reloaded every minute, and the browser's own menu prints.
const print = document.getElementById("print");
if (print) {
  print.hidden = false;
  print.addEventListener("click", () => window.print());
}

const live = document.getElementById("live"), news = document.getElementById("news");

// The title tells of news to who looks at another tab.
const title = document.title;
document.addEventListener("visibilitychange", () => { if (!document.hidden) document.title = title; });

// key tells a link, box or button of the list from the others.
const key = element => element.getAttribute("href") ?? (element.value || element.localName);

// What is pressed must stay until the press has ended; the browser does not report the end of
// every press.
let pressed = 0;
addEventListener("pointerdown", () => { pressed = Date.now(); });
for (const type of ["pointerup", "pointercancel"]) addEventListener(type, () => setTimeout(() => { pressed = 0; }, 100));
const released = async () => { while (Date.now() - pressed < 5000) await new Promise(done => setTimeout(done, 50)); };

// take puts the list as it is now in place of the one that is shown. What had the
// focus keeps it.
const take = async () => {
  const answer = await fetch(location.href);
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("live");
  if (!fresh) return location.reload(); // signed out meanwhile
  await released();
  const focus = live.contains(document.activeElement) && key(document.activeElement);
  const marked = [...live.querySelectorAll("input:checked")].map(box => box.value), asked = live.querySelector("details")?.open;
  live.replaceChildren(...fresh.childNodes);
  for (const box of live.querySelectorAll("input[type=checkbox]")) box.checked = marked.includes(box.value);
  if (asked && live.querySelector("details")) live.querySelector("details").open = true;
  live.dataset.latest = fresh.dataset.latest;
  if (focus) [...live.querySelectorAll("a, input, summary, button")].find(element => key(element) === focus)?.focus();
  say(news.dataset.news);
  if (document.hidden) document.title = "● " + title;
};

const say = text => { if (news.textContent !== text) news.textContent = text; };

if (live) {
  let taking = Promise.resolve();
  const events = new EventSource(live.dataset.events);
  events.onmessage = ({data}) => {
    taking = taking.then(() => {
      say("");
      if (data !== live.dataset.latest) return take();
    }).catch(() => say(news.dataset.offline));
  };
  events.onerror = () => {
    say(news.dataset.offline);
    if (events.readyState === EventSource.CLOSED) setTimeout(() => location.reload(), 10000);
  };
}

// A link that writes to a shopper who waits for a product marks the shopper as told. The
// link itself opens the message. Without this script the button beside it does so.
let tells = 0;
document.addEventListener("click", async event => {
  const form = document.getElementById(event.target.closest?.("a[data-tell]")?.dataset.tell);
  if (!form) return;
  const fault = document.getElementById("alerts-fault"), turn = ++tells;
  try { // it goes on although the message takes the place of this page
    const answer = await fetch(form.action, {method: "POST", keepalive: true, body: new URLSearchParams(new FormData(form))});
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("alerts");
    if (!answer.ok || !fresh) throw Error(answer.status);
    if (turn !== tells) return; // a later answer has this one too
    document.getElementById("alerts").replaceChildren(...fresh.childNodes);
    fault.hidden = true;
    document.getElementById(form.id.replace("tell", "undo"))?.querySelector("button").focus();
  } catch {
    fault.hidden = false;
    fault.textContent = fault.dataset.fault;
    form.querySelector("button").focus();
  }
});
