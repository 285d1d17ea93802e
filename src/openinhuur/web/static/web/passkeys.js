/* What needs a passkey appears where the browser knows passkeys, and what went wrong is said on the page. */

(() => {
  document.addEventListener("DOMContentLoaded", () => {
    if (!window.PublicKeyCredential) return;
    for (const one of document.querySelectorAll("[data-passkey]")) one.hidden = false;
    for (const one of document.querySelectorAll("[data-no-passkey]")) one.hidden = true;
  });
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    document.getElementById("passkey-error").hidden = false;
  });
})();
