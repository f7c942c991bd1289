// The keyboard map. Keys typed into a field stay there; dialogs close themselves on Escape.

/** Listens for the keys of `map`: rows of `[keys, shown, words, action, where]`; answers the rows to show. A key means
 *  something only where `where()` holds, everywhere without it. */
export function startKeyboard(map) {
  const actions = new Map(map.flatMap(([keys, , , action, where]) => keys.map((key) => [key, { action, where }])));
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const target = event.target;
    if (target.closest?.("dialog") || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName)) return;
    if (target.tagName === "BUTTON" && (event.key === " " || event.key === "Enter")) {
      if (event.key === "Enter" || target.id === "pause") return;
    }
    const found = actions.get(event.key);
    if (!found || (found.where && !found.where())) return;
    event.preventDefault();
    found.action(event);
  });
  return map.map(([, shown, words]) => [shown, words]);
}
