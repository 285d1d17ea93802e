/* While bids are read, asks now and then how far it is, so that nobody has to reload the page. */

(() => {
  const EVERY = 2000;
  const SHOWN = "#how-far";

  async function look() {
    const answer = await fetch(window.location.pathname, { credentials: "same-origin" });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const [now, before] = [page.querySelector(SHOWN), document.querySelector(SHOWN)];
    if (!now || !before) return;
    if (!("reading" in now.dataset)) {
      window.location.reload(); // all of them were read: the whole page has changed
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
    window.setTimeout(follow, EVERY);
  }

  if (window.fetch && document.querySelector(SHOWN)) window.setTimeout(follow, EVERY);
})();
