/* The judging desk, quicker: saves as one goes, keys, and marking words that are selected. Without this the forms of
   the page do the same. What was saved or refused is said by the server, in the reader's language.

   One request is under way at a time, with the revision that was shown ("seen"), so that nothing is overwritten. */

(() => {
  const desk = document.getElementById("desk");
  const form = document.getElementById("judge");
  if (!desk || !window.fetch) return;

  const PAUSE = 800;
  const AGAIN = 5000;
  const KEYS = "openinhuur.desk.keys";
  const state = document.getElementById("saving");
  let timer = 0;
  let isBusy = false;
  let isWaiting = false;
  let isLeaving = false;

  /* saving */

  function later(pause) {
    isWaiting = true;
    clearTimeout(timer);
    timer = setTimeout(() => send(), pause);
  }

  async function send(extra) {
    if (isBusy) {
      if (extra) setTimeout(() => send(extra), 50);
      return;
    }
    clearTimeout(timer);
    isBusy = true;
    isWaiting = false;
    say(desk.dataset.saving);
    const said = new FormData(form);
    for (const [name, value] of Object.entries(extra || {})) said.append(name, value);
    try {
      const answer = await fetch(form.action, { method: "POST", body: said, keepalive: true });
      take(new DOMParser().parseFromString(await answer.text(), "text/html"), answer.ok);
    } catch {
      say(desk.dataset.failed);
      later(AGAIN);
    }
    isBusy = false;
  }

  function say(text) {
    if (state.textContent !== text) state.textContent = text;
  }

  function take(page, isKept) {
    const now = page.getElementById("judge");
    if (!now) return say(page.querySelector("main .utrecht-alert__content, main h1")?.textContent.trim() || desk.dataset.failed);
    const wrong = page.querySelector("#errors .utrecht-alert__content p:last-child");
    if (!isKept) return say(wrong ? wrong.textContent : desk.dataset.failed);
    form.elements.seen.value = now.elements.seen.value;
    for (const part of desk.querySelectorAll("[data-part]")) {
      const found = page.querySelector(`[data-part="${part.dataset.part}"]`);
      if (found && found.innerHTML !== part.innerHTML) part.replaceChildren(...document.importNode(found, true).childNodes);
    }
    say(desk.dataset.saved);
  }

  /* Before another page is shown: what was typed is there already when it is made. */
  async function settled() {
    for (let attempt = 0; (isBusy || isWaiting) && attempt < 100; attempt += 1) {
      if (isBusy) await new Promise((done) => setTimeout(done, 30));
      else await send();
    }
    isLeaving = true;
  }

  if (form) {
    desk.querySelector(".cv-search").addEventListener("submit", async (event) => {
      if (!isBusy && !isWaiting) return;
      event.preventDefault();
      await settled();
      event.target.submit();
    });
    desk.addEventListener("click", async (event) => {
      const link = event.target.closest("a[href]");
      const leads = link && !link.target && !link.getAttribute("href").startsWith("#");
      if (!leads || event.ctrlKey || event.metaKey || event.shiftKey || (!isBusy && !isWaiting)) return;
      event.preventDefault();
      await settled();
      location.assign(link.href);
    });
    form.addEventListener("change", (event) => {
      if (event.target.name === "points") later(0);
    });
    form.addEventListener("input", (event) => {
      if (event.target.name === "reason") later(PAUSE);
    });
    form.addEventListener("click", (event) => {
      const phrase = event.target.closest("[name=phrase]");
      if (!phrase) return;
      event.preventDefault();
      const reason = form.elements.reason;
      reason.value = `${reason.value.trimEnd()} ${phrase.value}`.trim();
      reason.focus();
      later(0);
    });
    form.addEventListener("submit", (event) => {
      const pressed = event.submitter;
      if (pressed && (pressed.name === "mark" || pressed.name === "unmark")) {
        event.preventDefault();
        send({ [pressed.name]: pressed.value });
      } else if (isBusy) {
        event.preventDefault();
        setTimeout(() => form.requestSubmit(pressed), 50);
      } else {
        clearTimeout(timer);
        isLeaving = true;
      }
    });
    window.addEventListener("beforeunload", (event) => {
      if (!isLeaving && (isBusy || isWaiting)) event.preventDefault();
    });
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden" && isWaiting) send();
    });
  }

  /* marking words that are selected */

  const marker = document.createElement("button");
  marker.type = "button";
  marker.className = "utrecht-button utrecht-button--secondary-action marker";
  marker.textContent = desk.dataset.mark;
  marker.hidden = true;
  if (form) desk.querySelector(".desk__cv").append(marker);

  function selected() {
    const selection = document.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return "";
    const range = selection.getRangeAt(0);
    for (const page of desk.querySelectorAll(".cv-page")) {
      if (!range.intersectsNode(page)) continue;
      const words = [...page.querySelectorAll("tspan")];
      const chosen = words.map((word, index) => (range.intersectsNode(word) ? index : -1)).filter((index) => index >= 0);
      if (chosen.length) return `${page.dataset.page}:${chosen[0]}:${chosen[chosen.length - 1]}`;
    }
    return "";
  }

  function mark() {
    const passage = form && selected();
    if (!passage) return;
    document.getSelection().removeAllRanges();
    send({ mark: passage });
  }

  document.addEventListener("selectionchange", () => {
    marker.hidden = !selected();
  });
  marker.addEventListener("mousedown", (event) => event.preventDefault());
  marker.addEventListener("click", mark);

  /* keys */

  function turn(step) {
    const pages = [...desk.querySelectorAll(".cv-page")];
    const here = pages.findIndex((page) => page.getBoundingClientRect().bottom > 80);
    const to = pages[Math.min(Math.max(here + step, 0), pages.length - 1)];
    if (to) to.scrollIntoView();
  }

  function press(name) {
    const button = form && form.querySelector(`button[name=go][value=${name}]`);
    if (button) button.click();
  }

  function choose(index) {
    const steps = form ? form.querySelectorAll("[name=points]") : [];
    if (!steps[index]) return;
    steps[index].focus();
    steps[index].click();
  }

  const DOES = {
    r: () => form && form.elements.reason.focus(),
    b: () => press("bid"),
    c: () => press("criterion"),
    p: () => desk.querySelector(".claim a")?.click(),
    j: () => turn(1),
    k: () => turn(-1),
    m: mark,
    "/": () => document.getElementById("cv-q").focus(),
  };

  const areOn = () => localStorage.getItem(KEYS) !== "off";

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.altKey || event.metaKey) return;
    if (event.ctrlKey) {
      if (event.key === "Enter" && form && form.contains(event.target)) press("bid");
      return;
    }
    const isTyping = event.target.matches("textarea, select, input:not([type=radio])");
    if (isTyping && event.key === "Escape") event.target.blur();
    if (isTyping || !areOn()) return;
    const does = /^[1-9]$/.test(event.key) ? () => choose(Number(event.key) - 1) : DOES[event.key];
    if (!does) return;
    event.preventDefault();
    does();
  });

  const keys = document.getElementById("keys");
  const toggle = document.createElement("button");
  toggle.type = "button";
  toggle.className = "as-link";
  function shown() {
    toggle.textContent = areOn() ? desk.dataset.keysOn : desk.dataset.keysOff;
    toggle.setAttribute("aria-pressed", String(areOn()));
  }
  toggle.addEventListener("click", () => {
    localStorage.setItem(KEYS, areOn() ? "off" : "on");
    shown();
  });
  shown();
  if (keys) keys.append(toggle);
})();
