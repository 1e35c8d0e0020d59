// Keeps the page of an order as the server has it, copies what the shopper must type
// elsewhere, saves the QR code, and prints. Without it the page reloads itself while
// news is likely, and the buttons for that are not there.
const live = document.getElementById("live"), news = document.getElementById("news"), offline = document.getElementById("offline");

const say = (element, text) => { if (element.textContent !== text) element.textContent = text; };

// ready shows what works only with this script, and writes times in the time zone of
// the browser.
const ready = () => {
  const format = new Intl.DateTimeFormat(document.documentElement.lang, {dateStyle: "medium", timeStyle: "short"});
  for (const time of live.querySelectorAll("time")) time.textContent = format.format(new Date(time.dateTime));
  for (const button of live.querySelectorAll(navigator.clipboard ? "#print, #save, [data-copy]" : "#print, #save")) button.hidden = false;
};

// key tells a link, box or button of the page from the others.
const key = element => element.id || (element.getAttribute("href") ?? (element.value || element.dataset.copy || element.textContent));

// What is pressed must stay until the press has ended; the browser does not report the end of
// every press.
let pressed = 0;
addEventListener("pointerdown", () => { pressed = Date.now(); });
for (const type of ["pointerup", "pointercancel"]) addEventListener(type, () => setTimeout(() => { pressed = 0; }, 100));
const released = async () => { while (Date.now() - pressed < 5000) await new Promise(done => setTimeout(done, 50)); };

// take puts the order as it is now in place of the one that is shown. What had the
// focus keeps it.
const take = async () => {
  const answer = await fetch(live.dataset.page);
  if (answer.status === 404) return location.reload(); // the shop has forgotten the order
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("live");
  if (!fresh) throw new Error(answer.status);
  await released();
  const focus = live.contains(document.activeElement) && key(document.activeElement);
  live.replaceChildren(...fresh.childNodes);
  live.dataset.version = fresh.dataset.version;
  ready();
  if (focus) [...live.querySelectorAll("a, button, summary")].find(element => key(element) === focus)?.focus();
  say(news, [...live.querySelectorAll("[data-news]")].map(element => element.textContent).join(" "));
};

const copy = async (button) => {
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    say(news, button.dataset.copied);
    const before = button.textContent;
    button.textContent = "✓";
    setTimeout(() => { button.textContent = before; }, 2000);
  } catch {
    say(offline, button.dataset.failed);
    setTimeout(() => say(offline, ""), 6000);
  }
};

// save saves the QR code as a picture, for an app on the same phone.
const save = () => {
  const code = live.querySelector(".qr"), size = code.viewBox.baseVal.width, pixels = 8;
  const canvas = Object.assign(document.createElement("canvas"), {width: size * pixels, height: size * pixels}), to = canvas.getContext("2d");
  to.fillStyle = "#fff";
  to.fillRect(0, 0, canvas.width, canvas.height);
  to.scale(pixels, pixels);
  to.fillStyle = "#000";
  to.fill(new Path2D(code.firstElementChild.getAttribute("d")));
  Object.assign(document.createElement("a"), {href: canvas.toDataURL(), download: "qr.png"}).click();
};

// A page that the browser brings back may be old.
addEventListener("pageshow", ({persisted}) => persisted && location.reload());

if (live) {
  ready();
  live.addEventListener("click", ({target}) => {
    const button = target.closest("button");
    if (button?.id === "print") print();
    if (button?.id === "save") save();
    if (button?.dataset.copy) copy(button);
  });
  let taking = Promise.resolve();
  const follow = () => {
    const events = new EventSource(live.dataset.page + "/cambios");
    events.onmessage = ({data}) => {
      taking = taking.then(() => {
        say(offline, "");
        if (data !== live.dataset.version) return take();
      }).catch(() => say(offline, offline.dataset.offline));
    };
    events.onerror = () => {
      say(offline, offline.dataset.offline);
      if (events.readyState !== EventSource.CLOSED) return;
      setTimeout(() => { take().catch(() => {}); follow(); }, 60000);
    };
  };
  follow();
}
