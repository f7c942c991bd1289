// The keyboard map. Keys typed into a field stay there; dialogs close themselves on Escape.

/** Listens for the keys of `map`: rows of `[keys, shown, words, action]`; answers the rows to show. */
export function startKeyboard(map) {
  const actions = new Map(map.flatMap(([keys, , , action]) => keys.map((key) => [key, action])));
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const target = event.target;
    if (target.closest?.("dialog") || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName)) return;
    if (target.tagName === "BUTTON" && (event.key === " " || event.key === "Enter")) {
      if (event.key === "Enter" || target.id === "pause") return;
    }
    const action = actions.get(event.key);
    if (!action) return;
    event.preventDefault();
    action(event);
  });
  return map.map(([, shown, words]) => [shown, words]);
}
