// Words the preview of a request: as it goes out, line by line; a person's data covered until they ask for it.

import type { RequestPreview } from "../../core/cloud/jobApi.js";
import type { Field } from "../../core/forms/field.js";
import type { Values } from "../../core/forms/formValues.js";
import { masked, maskPhone } from "../../core/privacy/mask.js";

/** The head as in HTTP/1.1, with the whole address in its first line; then, after an empty line, the body byte for byte. */
export function requestText({ method, url, headers, body }: RequestPreview): string {
  const head = [`${method} ${url} HTTP/1.1`, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`)];
  return [...head, "", body].join("\n");
}

/** The same without the values of personal fields, wherever and however they are written in it, and without any other phone number in its body. */
export function coverRequest(preview: RequestPreview, fields: readonly Field[], values: Values): RequestPreview {
  const personal = personalValues(fields, values);
  const cover = (text: string) => personal.reduce((left, value) => writings(value).reduce(coverAll, left), text);
  const headers = Object.entries(preview.headers).map(([name, value]) => [name, cover(value)]);
  return {
    ...preview,
    url: cover(preview.url),
    headers: Object.fromEntries(headers),
    body: maskPhone(cover(preview.body)),
  };
}

/** Whether a preview of these values would show more when it is not covered. */
export function hasPersonal(fields: readonly Field[], values: Values): boolean {
  return personalValues(fields, values).length > 0 || Object.values(values).some((value) => maskPhone(value) !== value);
}

function personalValues(fields: readonly Field[], values: Values): string[] {
  return fields.flatMap((field) => (field.personal && values[field.id] ? [values[field.id] ?? ""] : []));
}

/** In JSON, in an address, in a form. The longest first: the plain one may be a part of them. */
function writings(value: string): string[] {
  const inForm = new URLSearchParams([["", value]]).toString().slice(1);
  const all = [JSON.stringify(value).slice(1, -1), encodeURIComponent(value), inForm, value];
  return [...new Set(all)].sort((a, b) => b.length - a.length);
}

function coverAll(text: string, value: string): string {
  return text.replaceAll(value, () => masked);
}
