/* Sends a form with a file and shows how far it is. Without it the form does the same, and the browser shows nothing.

   What is said stands in the form, in the reader's language. The answer of the server is a page: it takes the place of
   this one. When the sending breaks off the form is still there, with everything in it. */

(() => {
  if (!window.XMLHttpRequest || !window.FormData) return;
  let isBusy = false;

  function say(form, text, state) {
    const place = form.querySelector(".upload");
    place.dataset.state = state;
    place.textContent = text;
    return place;
  }

  function send(form, button) {
    const file = form.querySelector("input[type=file]");
    const chosen = file && file.files[0];
    if (chosen && chosen.size > Number(form.dataset.limit)) {
      say(form, form.dataset.tooBig, "wrong");
      return;
    }
    isBusy = true;
    const bar = document.createElement("progress");
    bar.max = 100;
    bar.value = 0;
    bar.setAttribute("aria-label", form.dataset.sending);
    say(form, form.dataset.sending, "busy").append(bar);
    const request = new XMLHttpRequest();
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) bar.value = Math.round((100 * event.loaded) / event.total);
    });
    request.upload.addEventListener("load", () => say(form, form.dataset.reading, "busy"));
    request.addEventListener("load", () => show(request));
    request.addEventListener("error", () => broken(form));
    request.addEventListener("abort", () => broken(form));
    request.open("POST", form.action || location.href);
    request.send(body(form, button));
  }

  function body(form, button) {
    const said = new FormData(form);
    if (button && button.name) said.set(button.name, button.value);
    const end = said.get("whole");
    said.delete("whole");
    said.append("whole", end); // the last of all: where it is missing, the sending broke off
    return said;
  }

  function broken(form) {
    isBusy = false;
    say(form, form.dataset.broken, "wrong");
  }

  function show(request) {
    isBusy = false;
    const found = new DOMParser().parseFromString(request.responseText, "text/html");
    const main = found.querySelector("main");
    if (!main) return;
    if (request.responseURL) history.pushState(null, "", request.responseURL);
    document.title = found.title;
    document.querySelector("main").replaceWith(document.importNode(main, true));
    const wrong = document.getElementById("errors");
    (wrong || document.querySelector("main")).focus();
    window.scrollTo(0, 0);
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!("upload" in form.dataset)) return;
    event.preventDefault();
    if (!isBusy) send(form, event.submitter);
  });
  window.addEventListener("popstate", () => location.reload());
})();
