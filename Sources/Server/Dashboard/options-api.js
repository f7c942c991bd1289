// What the option pages ask of the server over HTTP. An answer that is not 2xx becomes an error with its own words.

/** Asks and reads JSON; `signal` gives up. */
async function ask(path, options = {}) {
  let answer;
  try {
    answer = await fetch(path, { cache: "no-store", ...options });
  } catch (problem) {
    if (problem.name === "AbortError") throw problem;
    throw new Error("The server does not answer; what is shown is from before. Is `piquant serve` running?");
  }
  const body = await answer.json().catch(() => null);
  if (!answer.ok) throw Object.assign(new Error(body?.error?.message ?? `The server answered ${answer.status}.`), { code: body?.error?.code });
  return body;
}

const path = (...parts) => "/api/" + parts.map(encodeURIComponent).join("/");
const query = (values) => "?" + new URLSearchParams(Object.entries(values).filter(([, value]) => value)).toString();

/** The underlyings that have a chain here. */
export const chains = () => ask("/api/chains");

/** The strikes of one expiration, as texts. */
export const strikes = (symbol, expiration) => ask(path("strikes", symbol) + query({ expiration }));

/** The smile of one expiration: points, fit, yesterday where known. */
export const smile = (symbol, expiration, signal) => ask(path("smile", symbol) + query({ expiration }), { signal });

/** The named strategies. */
export const strategies = () => ask("/api/strategies");

/** The legs of a named strategy on a chain; waits a few seconds for prices that are on their way. */
export async function template(strategy, symbol, expiration) {
  for (let left = 8; ; left -= 1) {
    try {
      return await ask(path("template", symbol) + query({ strategy, expiration }));
    } catch (problem) {
      if (problem.code !== "prices_pending" || left === 0) throw problem;
      await new Promise((done) => setTimeout(done, 700));
    }
  }
}

/** What a structure costs, risks and would be worth. */
export const evaluate = (wish, signal) => ask("/api/strategy/evaluate", {
  method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(wish), signal });
