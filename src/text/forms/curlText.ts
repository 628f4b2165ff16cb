// Words a request as a curl command for a POSIX shell: what proves who asks stands in it as a placeholder, never as a value.
import type { RequestPreview } from "../../core/cloud/jobApi.js";

/** Headers and parts of an address by which a server knows who asks, or that only this very request may carry. */
const secretName = /authorization|token|signature|secret|credential|access-?key|api-?key|password|passwd|cookie/i;
/** Stands for what a preview leaves out. */
const leftOut = /•/;

/** Ready to be pasted, once the placeholders in angle brackets are filled in. */
export function curlText({ method, url, headers, body }: RequestPreview): string {
  const parts = [
    `curl --globoff --request ${quoted(method)} ${quoted(address(url))}`,
    ...Object.entries(headers).map(([name, value]) => `--header ${quoted(`${name}: ${harmless(name, value)}`)}`),
    ...(body === "" ? [] : [`--data-raw ${quoted(body)}`]),
  ];
  return parts.join(" \\\n  ");
}

function address(url: string): string {
  const [place = "", ...rest] = url.split("?");
  if (rest.length === 0) return place;
  const query = rest
    .join("?")
    .split("&")
    .map((part) => {
      const [name = "", ...value] = part.split("=");
      return value.length === 0 ? part : `${name}=${harmless(name, value.join("="))}`;
    });
  return `${place}?${query.join("&")}`;
}

function harmless(name: string, value: string): string {
  const isSecret = secretName.test(name) || (leftOut.test(value) && !value.includes(" "));
  return isSecret ? `<${name.toUpperCase().replace(/[^A-Z0-9]/g, "_")}>` : value;
}

/** Nothing means anything in single quotation marks, but one of them. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
