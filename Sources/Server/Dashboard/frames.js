// One animation frame for the whole page: each pane that asked is drawn once, none that did not.

const waiting = new Set();
let scheduled = false;

/** When a frame last drew something, epoch milliseconds; 0 before the first. */
export let drawnAt = 0;

/** How long the last 120 drawing frames took, milliseconds. */
export const costs = [];

/** Draws `pane` (its `draw()`) in the next frame. */
export function request(pane) {
  waiting.add(pane);
  if (scheduled) return;
  scheduled = true;
  requestAnimationFrame(run);
}

function run() {
  scheduled = false;
  const panes = [...waiting];
  waiting.clear();
  const began = performance.now();
  for (const pane of panes) pane.draw();
  costs.push(performance.now() - began);
  if (costs.length > 120) costs.shift();
  drawnAt = Date.now();
}
