// Warns before what was typed is lost. The pages work without it.
for (const form of document.querySelectorAll("form[data-guard]")) {
  let typed = false;
  form.addEventListener("input", () => { typed = true; });
  form.addEventListener("submit", ({submitter}) => { if (submitter?.formTarget !== "_blank") typed = false; });
  addEventListener("beforeunload", event => { if (typed) event.preventDefault(); });
}
