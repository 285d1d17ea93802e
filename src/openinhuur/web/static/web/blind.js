/* A box drawn over a page with a pointer: it fills the numbers of the form below that page. Without this the numbers are
   typed, or a line or words are chosen. */

(() => {
  const PER_CENT = 100;
  const SMALLEST = 0.3;
  const EDGES = ["left", "top", "right", "bottom"];

  function place(drawing, event) {
    const around = drawing.getBoundingClientRect();
    const share = (at, from, size) => Math.min(Math.max(((at - from) / size) * PER_CENT, 0), PER_CENT);
    return [share(event.clientX, around.left, around.width), share(event.clientY, around.top, around.height)];
  }

  function follow(holder) {
    const drawing = holder.querySelector("svg");
    const field = (name) => document.getElementById(`id_${holder.dataset.draw}-${name}`);
    const tools = field("left").closest("details");
    const box = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    const { width, height } = drawing.viewBox.baseVal;
    let from = null;
    let edges = null;
    box.setAttribute("class", "cv-box cv-box--new");

    drawing.addEventListener("pointerdown", (event) => {
      if (event.button !== 0 || event.pointerType === "touch") return;
      from = place(drawing, event);
      drawing.setPointerCapture(event.pointerId);
      event.preventDefault();
    });

    drawing.addEventListener("pointermove", (event) => {
      if (!from) return;
      const [x, y] = place(drawing, event);
      edges = [Math.min(x, from[0]), Math.min(y, from[1]), Math.max(x, from[0]), Math.max(y, from[1])];
      box.setAttribute("x", (edges[0] * width) / PER_CENT);
      box.setAttribute("y", (edges[1] * height) / PER_CENT);
      box.setAttribute("width", ((edges[2] - edges[0]) * width) / PER_CENT);
      box.setAttribute("height", ((edges[3] - edges[1]) * height) / PER_CENT);
      drawing.append(box);
    });

    drawing.addEventListener("pointerup", () => {
      from = null;
      if (!edges || edges[2] - edges[0] < SMALLEST || edges[3] - edges[1] < SMALLEST) return;
      EDGES.forEach((name, index) => {
        field(name).value = edges[index].toFixed(2);
      });
      edges = null;
      tools.open = true;
      tools.querySelector("button").focus();
    });
  }

  document.querySelectorAll("[data-draw]").forEach(follow);
})();
