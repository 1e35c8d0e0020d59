// Signs in with a passkey, and adds one. Where the browser has none, or none for
// this address, what it is offered with stays hidden.
const form = document.querySelector("form[data-origins]");
const fault = form?.querySelector("[data-stopped]");

const bytes = text => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), c => c.charCodeAt(0));
const base64url = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

// decode makes the options of navigator.credentials of what the server wrote.
const decode = ({publicKey}) => {
  publicKey.challenge = bytes(publicKey.challenge);
  if (publicKey.user) publicKey.user.id = bytes(publicKey.user.id);
  for (const known of publicKey.excludeCredentials || []) known.id = bytes(known.id);
  return {publicKey};
};

// encode writes a credential for the server.
const encode = ({id, type, response}) => {
  const fields = {};
  for (const name of ["attestationObject", "authenticatorData", "clientDataJSON", "signature", "userHandle"])
    if (response[name]) fields[name] = base64url(response[name]);
  return JSON.stringify({id, rawId: id, type, response: fields});
};

const say = text => {
  fault.textContent = text;
  fault.hidden = !text;
};

// begin asks the server for a challenge. What keeps it from that is said as its page
// says it.
const begin = async () => {
  const answer = await fetch(form.dataset.begin, {method: "POST", body: new URLSearchParams(new FormData(form))});
  const text = await answer.text();
  if (answer.ok) return decode(JSON.parse(text));
  say(new DOMParser().parseFromString(text, "text/html").querySelector("main [role=alert]")?.textContent || fault.dataset.stopped);
};

const carryOut = async () => {
  say("");
  const options = await begin();
  if (!options) return;
  const credential = await (options.publicKey.user ? navigator.credentials.create(options) : navigator.credentials.get(options));
  form.elements.credential.value = encode(credential);
  form.action = form.dataset.finish;
  form.submit();
};

if (form && window.PublicKeyCredential && form.dataset.origins.split(" ").includes(location.origin)) {
  form.hidden = false;
  for (const part of form.querySelectorAll("[data-passkey]")) part.hidden = part.dataset.passkey === "lacking";
  form.addEventListener("submit", event => {
    if (!event.submitter?.matches("[data-begins]")) return;
    event.preventDefault();
    event.submitter.disabled = true;
    carryOut().catch(error => say(error.name === "InvalidStateError" ? fault.dataset.known : fault.dataset.stopped))
      .finally(() => { event.submitter.disabled = false; });
  });
  form.elements.name?.addEventListener("keydown", event => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    form.querySelector("[data-begins]").click();
  });
  // Passkeys that were removed here are no longer offered by the browser.
  if (form.dataset.accepted)
    PublicKeyCredential.signalAllAcceptedCredentials?.({rpId: location.hostname, ...JSON.parse(form.dataset.accepted)}).catch(() => {});
}
