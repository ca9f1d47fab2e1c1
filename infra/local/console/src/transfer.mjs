import { RequestFailure, ticket } from "./local-api.mjs";

/** Types by extension, for the files whose type a browser does not know. */
const TYPES = /** @type {Record<string, string>} */ ({
  avif: "image/avif",
  gif: "image/gif",
  jpeg: "image/jpeg",
  jpg: "image/jpeg",
  png: "image/png",
  tif: "image/tiff",
  tiff: "image/tiff",
  webp: "image/webp",
});

/**
 * The media type that a file is uploaded as. The job believes the content alone.
 *
 * @param {{ name: string, type: string }} file
 */
export function contentType(file) {
  const extension = file.name.slice(file.name.lastIndexOf(".") + 1).toLowerCase();
  return file.type || TYPES[extension] || "application/octet-stream";
}

/**
 * Uploads one file: a ticket, then the PUT that it permits.
 *
 * @param {File} file
 * @param {(sent: number) => void} onProgress told how many of its bytes have been sent
 * @returns {Promise<string>} the key that it has now
 * @throws {RequestFailure}
 */
export async function upload(file, onProgress) {
  const permission = await ticket({
    filename: file.name,
    contentType: contentType(file),
    bytes: file.size,
  });
  await put(permission, file, onProgress);
  return permission.key;
}

/**
 * By XMLHttpRequest, since fetch tells nothing of what it has sent.
 *
 * @param {{ uploadUrl: string, method: string, headers: Record<string, string> }} permission
 * @param {File} file
 * @param {(sent: number) => void} onProgress
 * @returns {Promise<void>}
 */
function put(permission, file, onProgress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(permission.method, permission.uploadUrl);
    for (const [name, value] of Object.entries(permission.headers)) {
      request.setRequestHeader(name, value);
    }
    request.upload.addEventListener("progress", (event) => onProgress(event.loaded));
    request.addEventListener("load", () => {
      if (request.status >= 200 && request.status < 300) {
        resolve();
      } else {
        reject(new RequestFailure(refusal(request.status), request.status));
      }
    });
    request.addEventListener("error", () =>
      reject(new RequestFailure("S3 did not take the file. Is it still there, and unchanged?", 0)),
    );
    request.send(file);
  });
}

/** @param {number} status */
function refusal(status) {
  if (status === 403) {
    return "S3 refused the file: the ticket has expired, or the file has changed. Try again.";
  }
  return status === 412
    ? "S3 refused the file: this ticket was used before. Try again."
    : `S3 refused the file with status ${status}. Try again.`;
}
