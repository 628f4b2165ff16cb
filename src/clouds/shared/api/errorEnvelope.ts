// Finds what a cloud says about a refusal: its code, its words and the request's ID, under every name and in every place where answers have them.
import type { Words } from "./exchange.js";
import { isObject, type Json, present, readWord } from "./lenient.js";

/** Names without case and without what joins their parts; the first that says something is taken. */
const names = {
  code: ["errorcode", "errcode", "code"],
  message: ["errormsg", "errormessage", "errmsg", "message", "msg"],
  requestId: ["requestid"],
} as const;

/** Items of a list that are looked at: the first error is the one that was met. */
const mostItems = 10;

export function plainName(name: string): string {
  return name.length > 40 ? name : name.toLowerCase().replace(/[_-]/g, "");
}

/** Of an answer that is a refusal; itself first, then one level down, where IAM and lists of errors have theirs. */
export function readEnvelope(json: unknown): Words {
  const layers = layersOf(json).map(readLayer);
  const given = layers.find(({ code, message }) => code !== undefined || message !== undefined) ?? {};
  const { requestId } = layers.find((layer) => layer.requestId !== undefined) ?? {};
  return present({ ...given, requestId });
}

function layersOf(json: unknown): readonly Json[] {
  const whole: readonly unknown[] = Array.isArray(json) ? json.slice(0, mostItems) : [json];
  const inner = whole.filter(isObject).flatMap((layer) => Object.values(layer));
  const listed = inner.flatMap((value): unknown[] => (Array.isArray(value) ? value.slice(0, mostItems) : [value]));
  return [...whole, ...listed].filter(isObject);
}

function readLayer(layer: Json): Words {
  const entries = new Map<string, string>();
  for (const [name, value] of Object.entries(layer)) {
    const word = readWord(value);
    const plain = plainName(name);
    if (word !== undefined && !entries.has(plain)) entries.set(plain, word);
  }
  const first = (known: readonly string[]) => known.map((name) => entries.get(name)).find((word) => word !== undefined);
  return present({ code: first(names.code), message: first(names.message), requestId: first(names.requestId) });
}
