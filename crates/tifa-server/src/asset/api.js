// Shows answers of the interface in place; without it a form opens the answer.
"use strict";

// Characters of an answer that are shown.
const SHOWN = 200000;

for (const form of document.querySelectorAll("form.call")) {
  const part = form.closest("details");
  const command = part.querySelector(".command textarea");
  const told = part.querySelector(".outcome");
  const answer = part.querySelector("pre.answer");
  const opened = part.querySelector("a.opened");
  const send = form.querySelector("button.send");
  const posts = form.dataset.method === "post";
  let asked = 0;

  // The address that the fields make; those left empty are left out.
  function address() {
    let path = form.dataset.path;
    const query = new URLSearchParams();
    for (const field of form.elements) {
      const value = field.value.trim();
      if (posts || !field.name || field.name === "operation" || value === "") continue;
      if (field.dataset.in === "path") path = path.replace(`{${field.name}}`, encodeURIComponent(value));
      else query.set(field.name, value);
    }
    const given = query.toString().replaceAll("+", "%20");
    return path + (given ? "?" + given : "");
  }

  const word = (text) => `'${text.replaceAll("'", "'\\''")}'`;

  function prepare() {
    const parts = ["curl"];
    if ("token" in form.dataset) parts.push("-H 'Authorization: Bearer TOKEN'");
    if (posts) parts.push("-H 'Content-Type: application/json'", "-d", word(form.elements.body.value));
    parts.push(word(location.origin + address()));
    command.value = parts.join(" ");
    opened.href = address();
  }

  async function ask() {
    const turn = ++asked;
    const say = (words) => { if (turn === asked) told.textContent = words; };
    say(form.dataset.asking);
    answer.hidden = true;
    const begun = performance.now();
    const options = posts
      ? { method: "POST", headers: { "Content-Type": "application/json" }, body: form.elements.body.value }
      : {};
    let response, text, whole, size;
    try {
      response = await fetch(address(), options);
      [text, size, whole] = await beginning(response);
    } catch {
      say(form.dataset.failed);
      return;
    }
    if (turn !== asked) return;
    const type = response.headers.get("content-type") || "";
    const time = Math.round(performance.now() - begun);
    const facts = [`${response.status} ${response.statusText}`.trim(), type, `${time} ms`];
    if (whole) facts.push(`${size.toLocaleString()} B`);
    if (text === null) facts.push(form.dataset.binary);
    else if (!whole) facts.push(form.dataset.cut);
    say(facts.join(" · "));
    told.classList.toggle("refused", !response.ok);
    if (text === null) return;
    answer.textContent = whole && /[/+]json\b/.test(type) ? pretty(text) : text;
    answer.hidden = false;
  }

  form.addEventListener("input", prepare);
  form.addEventListener("submit", (event) => { event.preventDefault(); ask(); });
  send.textContent = form.dataset.send;
  send.hidden = false;
  opened.hidden = posts;
  prepare();
}

// As much of an answer as is shown, its size in bytes as far as it was read, and whether that is all; no text where it is none.
async function beginning(response) {
  const type = response.headers.get("content-type") || "";
  const isText = /^text\/|[/+](json|x-ndjson|xml)\b/.test(type);
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = "", size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return [isText ? text + decoder.decode() : null, size, true];
    size += value.length;
    if (isText) text += decoder.decode(value, { stream: true });
    if (!isText || text.length > SHOWN) {
      await reader.cancel();
      return [isText ? text.slice(0, SHOWN) : null, size, false];
    }
  }
}

function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

// An address may name the operation that is meant.
function meant() {
  const part = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (part && part.tagName === "DETAILS") part.open = true;
}
addEventListener("hashchange", meant);
meant();
