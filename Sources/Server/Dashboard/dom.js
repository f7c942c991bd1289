// The few ways the page touches the document: text goes in as text, and only when it changed.

/** An element by id. */
export const byId = (id) => document.getElementById(id);

/** A new element with a class, attributes and children (elements or texts). */
export function make(tag, className = "", attributes = {}, ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** Sets the text of an element if it differs. */
export function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** Sets or removes a data attribute if it differs. */
export function tag(element, name, value) {
  if (value === undefined || value === null) {
    if (name in element.dataset) delete element.dataset[name];
  } else if (element.dataset[name] !== String(value)) {
    element.dataset[name] = value;
  }
}

/** Fills a radio group of buttons; `choose` hears the value. Arrow keys move within it. */
export function segments(host, options, chosen, choose) {
  const buttons = options.map(([value, label, title]) => {
    const button = make("button", "", { type: "button", role: "radio", "data-value": value, title: title ?? label }, label);
    button.addEventListener("click", () => choose(value));
    return button;
  });
  host.setAttribute("role", "radiogroup");
  host.replaceChildren(...buttons);
  host.onkeydown = (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const at = buttons.indexOf(document.activeElement);
    if (!step || at < 0) return;
    event.preventDefault();
    event.stopPropagation();
    const next = buttons[(at + step + buttons.length) % buttons.length];
    next.focus();
    next.click();
  };
  pick(host, chosen);
}

/** Marks one button of a radio group. */
export function pick(host, value) {
  for (const button of host.children) {
    const on = button.dataset.value === String(value);
    button.setAttribute("aria-checked", String(on));
    button.tabIndex = on ? 0 : -1;
  }
}

/** Fills a select; keeps the choice. */
export function options(select, pairs, chosen) {
  select.replaceChildren(...pairs.map(([value, label]) => make("option", "", { value }, label)));
  select.value = String(chosen);
}
