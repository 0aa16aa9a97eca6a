// What saves a step; every page works without it.
"use strict";

document.addEventListener("click", async (event) => {
  const button = event.target.closest("button.copy");
  if (!button) return;
  const field = button.parentElement.querySelector("textarea");
  try {
    await navigator.clipboard.writeText(field.value);
  } catch {
    field.select();
    document.execCommand("copy");
  }
  button.textContent = button.dataset.done;
});

// A permalink is whole only with the name of this server.
function prepare(root) {
  for (const button of root.querySelectorAll("button.copy[hidden]")) {
    const field = button.parentElement.querySelector("textarea");
    field.value = field.value.replace(/^\/document\//m, location.origin + "/document/");
    button.hidden = false;
  }
}

document.addEventListener("DOMContentLoaded", () => prepare(document));
document.addEventListener("htmx:load", (event) => prepare(event.target));
