// Decimal texts, exactly as the engine has them: grouped, signed and added without passing through a Number.

const MINUS = "−";
const ABSENT = "–";

/** Thousands separated, a true minus, the decimals as they came; `–` for what is absent. */
export function grouped(text) {
  if (text === undefined || text === null || text === "") return ABSENT;
  const value = String(text);
  const negative = value.startsWith("-");
  const [whole, fraction] = (negative ? value.slice(1) : value).split(".");
  const spaced = whole.length > 3 ? whole.replace(/\B(?=(\d{3})+$)/g, ",") : whole;
  return (negative ? MINUS : "") + spaced + (fraction ? "." + fraction : "");
}

/** As `grouped`, with a plus before what is above zero. */
export function signed(text) {
  const shown = grouped(text);
  return signOf(text) > 0 ? "+" + shown : shown;
}

/** −1, 0 or 1; 0 for what is absent. */
export function signOf(text) {
  if (text === undefined || text === null || text === "") return 0;
  const value = String(text);
  if (!/[1-9]/.test(value)) return 0;
  return value.startsWith("-") ? -1 : 1;
}

/** The number for geometry only; 0 for what is absent. Never shown. */
export function geometry(text) {
  const value = Number(text);
  return Number.isFinite(value) ? value : 0;
}

/** The exact sum of decimal texts, as a decimal text. */
export function sum(...texts) {
  if (texts.every(isSmallWhole)) return String(texts.reduce((total, text) => total + Number(text), 0));
  let decimals = 0;
  for (const text of texts) decimals = Math.max(decimals, (String(text).split(".")[1] ?? "").length);
  const total = texts.reduce((running, text) => running + scaled(text, decimals), 0n);
  return unscaled(total, decimals);
}

/** `a − b`, exactly. */
export function difference(a, b) {
  return sum(a, negated(b));
}

function negated(text) {
  const value = String(text);
  return value.startsWith("-") ? value.slice(1) : /[1-9]/.test(value) ? "-" + value : value;
}

function isSmallWhole(text) {
  return /^-?\d{1,12}$/.test(text);
}

function scaled(text, decimals) {
  const value = String(text);
  const negative = value.startsWith("-");
  const [whole, fraction = ""] = (negative ? value.slice(1) : value).split(".");
  const units = BigInt(whole + fraction.padEnd(decimals, "0"));
  return negative ? -units : units;
}

function unscaled(units, decimals) {
  const negative = units < 0n;
  const digits = (negative ? -units : units).toString().padStart(decimals + 1, "0");
  const whole = digits.slice(0, digits.length - decimals);
  const fraction = decimals ? digits.slice(-decimals).replace(/0+$/, "") : "";
  return (negative ? "-" : "") + whole + (fraction ? "." + fraction : "");
}

/** A share from 0 to 1 as percent; small ones keep two decimals. */
export function percent(share, decimals = share !== 0 && Math.abs(share) < 0.1 ? 2 : 1) {
  if (share === undefined || share === null || !Number.isFinite(share)) return ABSENT;
  const shown = (Math.abs(share) * 100).toFixed(decimals);
  return (share < 0 && Number(shown) !== 0 ? MINUS : "") + shown + " %";
}

/** A measured number (rate, lag) with few decimals. */
export function measured(value, decimals = 1) {
  if (value === undefined || value === null || !Number.isFinite(value)) return ABSENT;
  return grouped(value.toFixed(decimals));
}
