// Reads the body of a submit as strictly as the service does (vendor documentation A6, A9, A13).

import type { Answer, Job, Request } from "../server/messages.js";
import { failedValidation, serviceRefusal } from "./answers.js";

export const choices = {
  tag: ["ECOMMERCE", "NEWS", "MARKETING", "LIVE", "EDUCATION", "CUSTOMER", "STORYTELLING"],
  sex: ["FEMALE", "MALE"],
  language: ["CN", "EN"],
} as const satisfies Readonly<Record<string, readonly string[]>>;
const texts = ["description", "voice_name", "phone", "app_user_id", "output_language", "custom_text"];

/** Fields that no answer ever shows: they go to the asset library or into the training. */
export const unseenFields = ["description", "custom_text"] as const;

/** The known fields of the body; unknown ones are ignored, a missing body is an empty one. */
export function readSubmitBody(request: Request): { readonly values: Job } | { readonly refusal: Answer } {
  if (request.body.length === 0) return { values: {} };
  const type = request.headers["content-type"] ?? "";
  if (!/^application\/json\b/i.test(type)) return refuse("MSS.00000002", "Invalid body: Content-Type must be application/json");
  const body = readObject(request);
  if (!body) return refuse("MSS.10000002", "The request body is not a JSON object");
  const values: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(body)) {
    const allowed: readonly string[] | undefined = (choices as Readonly<Record<string, readonly string[]>>)[name];
    if (!allowed && !texts.includes(name)) continue;
    if (typeof value !== "string") return { refusal: failedValidation(`${name} must be a string`) };
    if (allowed && !allowed.includes(value)) {
      return { refusal: failedValidation(`${name} must be one of ${allowed.join(", ")}`) };
    }
    values[name] = value;
  }
  return { values };
}

function refuse(code: string, message: string): { readonly refusal: Answer } {
  return { refusal: serviceRefusal(400, code, message) };
}

export function readObject({ body }: Request): Record<string, unknown> | undefined {
  try {
    const read: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
    return typeof read === "object" && read !== null && !Array.isArray(read) ? (read as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
