/* While bids are read, asks now and then how far it is, so that nobody has to reload the page. */

(() => {
  const EVERY = 2000;
  const SHOWN = "#how-far";
  const READING = "#how-far[data-reading]";

  /* A choice, or a reason half written: a new page would lose it. */
  function isDeciding() {
    const reasons = [...document.querySelectorAll("main textarea")];
    return document.querySelector("main input:checked") !== null || reasons.some((one) => one.value);
  }

  async function look() {
    const answer = await fetch(window.location.pathname, { credentials: "same-origin" });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const [now, before] = [page.querySelector(SHOWN), document.querySelector(SHOWN)];
    if (!now || !before) return;
    if (!now.matches(READING)) {
      // all of them were read: the whole page has changed. Who is deciding gets it with the answer to that
      if (isDeciding()) before.replaceWith(now);
      else window.location.assign(window.location.pathname);
      return;
    }
    for (const name of ["[role=status]", ".bar"]) {
      const [newer, older] = [now.querySelector(name), before.querySelector(name)];
      if (newer && older && newer.innerHTML !== older.innerHTML) older.innerHTML = newer.innerHTML;
    }
  }

  async function follow() {
    try {
      await look();
    } catch {
      // the network is away: look again later
    }
    if (document.querySelector(READING)) window.setTimeout(follow, EVERY);
  }

  if (window.fetch && document.querySelector(READING)) window.setTimeout(follow, EVERY);
})();
