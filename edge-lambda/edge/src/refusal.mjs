/**
 * Says that a request is refused. The message is one line that may be shown: what was expected and
 * what came.
 */
export class Refusal extends Error {
  /**
   * @param {number} status the HTTP status
   * @param {string} message
   */
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/**
 * @param {string} message
 * @returns {Refusal} of a parameter that is not of its form or not within its bounds
 */
export function badParameter(message) {
  return new Refusal(400, message);
}
