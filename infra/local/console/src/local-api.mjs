const API = "/_calotype/api/";
const TOKEN_FRESH_MS = 8 * 60 * 1000; // They last 10 minutes.

/** A request that did not succeed; its message says what happened and what to do. */
export class RequestFailure extends Error {
  /**
   * @param {string} message
   * @param {number} status 0 where there was no answer
   */
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

/** @type {{ text: string, takenAt: number } | null} */
let latestToken = null;

/** A bearer token for uploads and for what changes something. */
export async function token() {
  if (latestToken === null || Date.now() - latestToken.takenAt > TOKEN_FRESH_MS) {
    latestToken = { text: (await getJson("token")).token, takenAt: Date.now() };
  }
  return latestToken.text;
}

/**
 * What stands under a name of the local API.
 *
 * @param {string} name
 * @returns {Promise<any>}
 */
export function getJson(name) {
  return json(API + name, {});
}

/**
 * Has something done.
 *
 * @param {string} name
 * @param {unknown} body
 * @returns {Promise<any>}
 */
export function postJson(name, body) {
  return postWithToken(API + name, body);
}

/**
 * Asks for permission to upload one file.
 *
 * @param {{ filename: string, contentType: string, bytes: number }} request
 * @returns {Promise<{ key: string, uploadUrl: string, method: string, headers: Record<string, string> }>}
 */
export function ticket(request) {
  return postWithToken("/uploads", request);
}

/**
 * @param {string} path
 * @param {unknown} body
 */
async function postWithToken(path, body) {
  return json(path, {
    method: "POST",
    headers: { Authorization: `Bearer ${await token()}`, "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
}

/**
 * @param {string} path
 * @param {RequestInit} options
 */
async function json(path, options) {
  let response;
  try {
    response = await fetch(path, { ...options, cache: "no-store" });
  } catch {
    throw new RequestFailure(
      "Calotype does not answer. Is it still running? Start it with ./calotype up, then try again.",
      0,
    );
  }
  if (!response.ok) {
    throw new RequestFailure(sentence(await response.text(), response.status), response.status);
  }
  return response.json();
}

/**
 * @param {string} text one line, where it is one of ours
 * @param {number} status
 */
function sentence(text, status) {
  const line = text.trim().split("\n")[0] ?? "";
  return line === "" ? `The answer was status ${status}.` : line;
}
