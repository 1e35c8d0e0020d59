// Warns before what was typed is lost. The pages work without it.
for (const form of document.querySelectorAll("form[data-guard]")) {
  let typed = false;
  form.addEventListener("input", () => { typed = true; });
  form.addEventListener("submit", ({submitter}) => { if (submitter?.formTarget !== "_blank") typed = false; });
  addEventListener("beforeunload", event => { if (typed) event.preventDefault(); });
}

// Sends photos at once when they are chosen, in parts, and goes on where it was after
// a lost connection. Without it they are sent with the form.
const field = document.getElementById("photos");

const part = 256 << 10;

const sleep = seconds => new Promise(done => setTimeout(done, seconds * 1000));

const send = async (file, proof, show) => {
  const address = field.dataset.to + crypto.randomUUID();
  for (let offset = 0, tries = 0, strange = 0; ;) {
    try {
      const query = new URLSearchParams({offset, size: file.size, name: file.name});
      const answer = await fetch(`${address}?${query}`, {method: "PUT", headers: {Proof: proof}, body: file.slice(offset, offset + part)});
      if (answer.status === 403 || answer.status === 400 || answer.status === 507) return {fault: `${file.name}: ${field.dataset.failed}`};
      if (!answer.ok && answer.status !== 409) throw new Error(answer.status);
      const state = await answer.json();
      if (state.photo) return {photo: state.photo};
      offset = state.offset;
      if (answer.status === 409) { // another part is wanted, as at another server, which does not have the earlier ones
        if (++strange > 12) return {fault: `${file.name}: ${field.dataset.failed}`};
        await sleep(strange / 4);
      }
      tries = 0;
      show(offset / file.size, "");
    } catch {
      show(offset / file.size, field.dataset.waiting);
      await sleep(Math.min(10, ++tries));
      try {
        const state = await (await fetch(address)).json();
        if (state.photo) return {photo: state.photo};
        offset = state.offset;
      } catch { /* still without a connection */ }
    }
  }
};

const hidden = (form, name, value) => {
  const input = document.createElement("input");
  input.type = "hidden";
  input.name = name;
  input.value = value;
  form.append(input);
};

field?.addEventListener("change", async () => {
  const form = field.form, news = document.getElementById("progress"), files = [...field.files];
  let place = form.querySelectorAll('input[name^="image."][name$=".src"]').length;
  field.value = "";
  field.disabled = true;
  for (const file of files) {
    const line = document.createElement("label"), bar = document.createElement("progress"), say = document.createElement("span");
    bar.value = 0;
    line.append(`${field.dataset.progress} ${file.name} `, bar, say);
    news.append(line);
    const {photo, fault} = await send(file, form.elements.proof.value, (done, text) => { bar.value = done; say.textContent = text; });
    line.remove();
    if (photo?.src) {
      for (const [name, value] of Object.entries({src: photo.src, alt: "", width: photo.width, height: photo.height})) hidden(form, `image.${place}.${name}`, value);
      place++;
    } else {
      hidden(form, "photofault", fault ?? `${photo.name}: ${photo.fault}`);
    }
  }
  form.action += "#fotos";
  form.requestSubmit(document.getElementById("take"));
});

// Puts pictures and products into order by dragging, with finger or mouse. Without it,
// and by keyboard, buttons do it.
for (const list of document.querySelectorAll("[data-order]")) {
  const items = () => [...list.querySelectorAll(".photos__one, .goods__row:not(.goods__row--variants)")];
  const parts = item => item.nextElementSibling?.matches(".goods__row--variants") ? [item, item.nextElementSibling] : [item];
  for (const item of items()) {
    const handle = document.createElement("span");
    handle.className = "handle";
    handle.ariaHidden = "true";
    handle.textContent = "⠿";
    item.querySelector(".photos__do, .goods__move").append(handle);
    let moved = false;
    const drag = ({clientX, clientY}) => {
      const over = items().find(other => {
        const box = other.getBoundingClientRect();
        return other !== item && clientX >= box.left && clientX <= box.right && clientY >= box.top && clientY <= box.bottom;
      });
      if (!over) return;
      moved = true;
      const all = items(), after = all.indexOf(item) < all.indexOf(over), moving = parts(item);
      if (after) parts(over).at(-1).after(...moving);
      else over.before(...moving);
    };
    const drop = () => {
      document.removeEventListener("pointermove", drag);
      item.classList.remove("dragged");
      if (moved) list.closest("form").requestSubmit(document.getElementById("take"));
    };
    handle.addEventListener("pointerdown", event => {
      if (event.button) return;
      event.preventDefault();
      moved = false;
      item.classList.add("dragged");
      document.addEventListener("pointermove", drag);
      for (const end of ["pointerup", "pointercancel"]) document.addEventListener(end, drop, {once: true});
    });
  }
}
