/* Saves a draft while somebody types. What is saved, refused or found is said by the server, in the reader's language.

   A field is saved with what stood there before ("was:" and its path), so that nobody overwrites anybody. Fields wait
   in `waiting`; one request is under way at a time. A field that somebody else changed is `held`, and not sent, until
   the writer chooses theirs or their own. */

(() => {
  const page = document.getElementById("writing");
  const state = document.getElementById("saving");
  if (!page || !window.fetch) return;

  const PAUSE = 800;
  const AGAIN = 5000;
  const waiting = new Set();
  const held = new Map();
  let timer = 0;
  let isBusy = false;

  const field = (path) => page.querySelector(`[data-field="${CSS.escape(path)}"]`);
  const controls = (one) => [...one.querySelectorAll("input:not([type=hidden]), textarea, select")];
  const was = (one) => one.querySelector("input[type=hidden]");
  const fieldOf = (target) => target.closest && target.closest("[data-field]");

  function typed(one) {
    const all = controls(one);
    if (all[0].type !== "checkbox") return all[0].value;
    return all.filter((box) => box.checked).map((box) => box.value).join(",");
  }

  function show(one, text) {
    const all = controls(one);
    if (all[0].type !== "checkbox") {
      if (all[0].tagName === "INPUT" && all[0].type !== "text") all[0].type = "text"; // half a date is shown as well
      all[0].value = text;
      return;
    }
    const chosen = text.split(",");
    for (const box of all) box.checked = chosen.includes(box.value);
  }

  function say(code) {
    const text = page.dataset[code];
    state.dataset.state = code;
    if (state.textContent !== text) state.textContent = text;
  }

  function mark(one, isSaved) {
    const label = one.querySelector("label, legend");
    const known = one.querySelector(".field__saved");
    if (known) known.remove();
    if (!isSaved || !label) return;
    const said = document.createElement("span");
    said.className = "field__saved";
    said.setAttribute("aria-hidden", "true"); // the status says it to who does not see it
    said.textContent = page.dataset.saved;
    label.append(said);
  }

  function changed(target, pause) {
    const one = fieldOf(target);
    if (!one) return;
    mark(one, false);
    if (!held.has(one.dataset.field)) waiting.add(one.dataset.field);
    later(pause);
  }

  function later(pause) {
    clearTimeout(timer);
    timer = setTimeout(send, pause);
  }

  async function send() {
    if (isBusy || !waiting.size) return;
    isBusy = true;
    const sent = new Map();
    for (const path of waiting) if (field(path)) sent.set(path, typed(field(path)));
    waiting.clear();
    say("saving");
    try {
      const answer = await fetch(page.dataset.save, { method: "POST", body: body(sent), keepalive: true });
      const found = answered(await answer.text());
      if (found) take(found, sent);
      else refused(answer, sent);
    } catch {
      for (const path of sent.keys()) waiting.add(path);
      say("failed");
      later(AGAIN);
    }
    isBusy = false;
    if (waiting.size && state.dataset.state !== "failed" && state.dataset.state !== "refused") later(0);
  }

  function body(sent) {
    const said = new FormData();
    said.append("csrfmiddlewaretoken", page.querySelector("[name=csrfmiddlewaretoken]").value);
    for (const [path, text] of sent) {
      said.append(path, text);
      said.append(`was:${path}`, was(field(path)).value);
    }
    return said;
  }

  const answered = (text) => new DOMParser().parseFromString(text, "text/html").querySelector("[data-answer]");

  function refused(answer, sent) {
    for (const path of sent.keys()) waiting.add(path);
    const isForNow = answer.status >= 500;
    say(isForNow ? "failed" : "refused");
    if (isForNow) later(AGAIN);
  }

  function take(found, sent) {
    const unsaved = new Map([...found.querySelectorAll("[data-unsaved]")].map((one) => [one.dataset.unsaved, one]));
    for (const [path, text] of sent) {
      const one = field(path);
      if (!one || found.querySelector(`[data-gone="${CSS.escape(path)}"]`)) continue;
      if (!unsaved.has(path)) was(one).value = text;
      mark(one, !unsaved.has(path) && typed(one) === text);
    }
    fill(found);
    for (const [path, one] of unsaved) if ("now" in one.dataset) held.set(path, one.dataset.now);
    lose(found);
    say(held.size || found.querySelector("[data-gone]") ? "conflict" : unsaved.size ? "conflict" : "saved");
    if (unsaved.size && !held.size) state.textContent = "";
  }

  function fill(found) {
    for (const one of page.querySelectorAll("[data-notes]")) {
      if (held.has(one.dataset.notes)) continue;
      const said = found.querySelector(`[data-notes="${CSS.escape(one.dataset.notes)}"]`);
      const html = said ? said.innerHTML.trim() : "";
      if (one.innerHTML.trim() !== html) one.replaceChildren(...(said ? said.cloneNode(true).childNodes : []));
      wrong(one, Boolean(said && "wrong" in said.dataset));
    }
    for (const one of page.querySelectorAll("[data-part]")) {
      const said = found.querySelector(`[data-part="${CSS.escape(one.dataset.part)}"]`);
      const html = said ? said.innerHTML.trim() : "";
      if (one.innerHTML.trim() !== html) one.replaceChildren(...(said ? said.cloneNode(true).childNodes : []));
    }
    for (const one of page.querySelectorAll("[data-note-item]")) {
      if (!found.querySelector(`[data-to-confirm="${CSS.escape(one.dataset.noteItem)}"]`)) one.remove();
    }
  }

  function wrong(notes, isWrong) {
    const one = fieldOf(notes);
    if (!one) return;
    one.classList.toggle("utrecht-form-field--invalid", isWrong);
    for (const control of controls(one)) {
      if (isWrong) control.setAttribute("aria-invalid", "true");
      else control.removeAttribute("aria-invalid");
    }
  }

  /* An item that somebody else took out: what was typed in it is shown beside its list. */
  function lose(found) {
    for (const said of found.querySelectorAll("[data-gone]")) {
      const one = field(said.dataset.gone);
      const item = one && one.closest(".item");
      if (one) one.querySelector("[data-notes]").replaceChildren(...said.cloneNode(true).childNodes);
      if (item) for (const each of item.querySelectorAll("[data-field]")) waiting.delete(each.dataset.field);
    }
  }

  function choose(event) {
    const one = fieldOf(event.target);
    const button = event.target.closest("[data-mine], [data-theirs]");
    if (!button || !one || !held.has(one.dataset.field)) return;
    event.preventDefault();
    const path = one.dataset.field;
    const theirs = held.get(path);
    held.delete(path);
    was(one).value = theirs;
    if ("theirs" in button.dataset) show(one, theirs);
    one.querySelector("[data-notes]").replaceChildren();
    controls(one)[0].focus();
    waiting.add(path);
    later(0);
  }

  page.addEventListener("input", (event) => changed(event.target, PAUSE));
  page.addEventListener("change", (event) => changed(event.target, 0));
  page.addEventListener("click", choose);
  page.addEventListener("submit", (event) => {
    const isStep = event.submitter && event.submitter.name;
    if (isStep || !event.target.querySelector("[name=section]")) return;
    event.preventDefault();
    later(0);
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") send();
  });
  window.addEventListener("beforeunload", (event) => {
    if (isLeaving || (!waiting.size && !held.size && !isBusy)) return;
    event.preventDefault();
  });
  let isLeaving = false;
  page.addEventListener("submit", (event) => {
    isLeaving = !event.defaultPrevented; // the form itself carries what was typed
  });
  page.dataset.live = "";
})();
