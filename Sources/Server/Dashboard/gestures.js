// Wheel, drag and pinch on the chart panes, and the crosshair that follows the pointer.

import { AXIS } from "./scale.js";

const TAP = 6;

/**
 * Makes a surface's host answer the pointer.
 *
 * `priced`: vertical movement means price (footprint and profile); `timed`: horizontal movement means time.
 */
export function attach(surface, chart, { priced = false, timed = true } = {}) {
  const { host } = surface;
  const pointers = new Map();
  let moved = 0;
  let onAxis = false;

  const position = (event) => {
    const box = host.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const cross = (event) => {
    const { x, y } = position(event);
    const inside = timed && x < surface.width - AXIS;
    chart.point({ x: timed ? x : -1, y, priced, inside, host, clientX: event.clientX, clientY: event.clientY });
  };

  host.addEventListener("wheel", (event) => {
    event.preventDefault();
    const { x, y } = position(event);
    const unit = event.deltaMode === 1 ? 16 : 1;
    const [dx, dy] = [event.deltaX * unit, event.deltaY * unit];
    if (Math.abs(dx) > Math.abs(dy) || (event.shiftKey && !event.ctrlKey)) {
      chart.pan(-(dx || dy), 0);
      return;
    }
    const factor = Math.exp(-dy * 0.0016);
    const axis = priced && (!timed || x > surface.width - AXIS);
    const onlyPrice = axis || event.ctrlKey || event.altKey;
    // While prices fit themselves the wheel widens bars alone; once they were moved it zooms both.
    const withPrice = priced && (onlyPrice || !chart.price.automatic);
    chart.zoom(onlyPrice ? 1 : factor, withPrice ? factor : 1, Math.min(x, surface.width - AXIS), y);
  }, { passive: false });

  host.addEventListener("pointerdown", (event) => {
    if (event.button > 0) return;
    host.setPointerCapture(event.pointerId);
    pointers.set(event.pointerId, position(event));
    moved = 0;
    onAxis = priced && timed && position(event).x > surface.width - AXIS;
  });

  host.addEventListener("pointermove", (event) => {
    const before = pointers.get(event.pointerId);
    const now = position(event);
    if (!before) return event.pointerType === "mouse" ? cross(event) : undefined;
    if (pointers.size === 2) pinch(event.pointerId, before, now);
    else drag(before, now);
    moved += Math.hypot(now.x - before.x, now.y - before.y);
    pointers.set(event.pointerId, now);
    if (event.pointerType === "mouse") cross(event);
  });

  const drag = (before, now) => {
    if (onAxis) chart.zoom(1, Math.exp((before.y - now.y) * 0.006), 0, surface.height / 2);
    else chart.pan(timed ? now.x - before.x : 0, priced ? now.y - before.y : 0);
  };

  const pinch = (id, before, now) => {
    const [[, other]] = [...pointers].filter(([key]) => key !== id);
    const spread = (a, b, axis) => Math.max(24, Math.abs(a[axis] - b[axis]));
    const middle = { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 };
    chart.zoom(spread(now, other, "x") / spread(before, other, "x"),
      priced ? spread(now, other, "y") / spread(before, other, "y") : 1, middle.x, middle.y);
  };

  const lift = (event) => {
    if (pointers.delete(event.pointerId) && event.type === "pointerup" && event.pointerType !== "mouse" && moved < TAP) {
      if (chart.cross && chart.cross.host === host) chart.point(null);
      else cross(event);
    }
  };
  host.addEventListener("pointerup", lift);
  host.addEventListener("pointercancel", lift);
  host.addEventListener("pointerleave", (event) => {
    if (event.pointerType === "mouse" && !pointers.size) chart.point(null);
  });
  host.addEventListener("dblclick", () => chart.fit());
}
