// Decides what of a value is private and what is shown in its place until a person asks for it.
import type { Field } from "../../core/forms/field.js";
import { maskLinks, maskPhone } from "../../core/privacy/mask.js";

/** Always as long: not even the length of the value is told. */
export const dots = "••••••••";

/** What follows a scheme. */
const address = /(?<=[a-z0-9+.-])(:\/\/)([^\s/?#"'<>]+)([^\s"'<>]*)/gi;
const privateName = /phone|mobile|e-?mail|password|secret|token|credential|signature/i;

/** Values that are one link and nothing else. */
export function isLink(value: unknown): value is string {
  return typeof value === "string" && /^https?:\/\/\S+$/i.test(value.trim());
}

/** A link that may be opened after asking: https only. */
export function httpsLink(value: unknown): string | undefined {
  if (!isLink(value) || !URL.canParse(value.trim())) return undefined;
  const url = new URL(value.trim());
  return url.protocol === "https:" && !url.username && !url.password ? url.href : undefined;
}

/** Covers phone numbers, and of links what follows the host, where signed ones have their secret; the rest of the text stays readable. */
export function coverPrivate(text: string): string {
  // Nearly all texts have none, and the long ones would be looked through from each of their letters.
  if (!text.includes("://")) return maskPhone(text, dots);
  const withoutLinks = text.replace(address, (whole, scheme: string, host: string, rest: string) =>
    rest.length > 1 || host.includes("@") ? `${scheme}${host.slice(host.lastIndexOf("@") + 1)}/${dots}` : whole,
  );
  return maskPhone(withoutLinks, dots);
}

/** What was filled into a form, as lists and dialogs show it: what is personal is covered, and so is any other phone number and signed link. */
export function coverTyped({ personal }: Field, text: string): string {
  return personal ? dots : maskPhone(maskLinks(text, dots), dots);
}

/** Is a field without a description private, judged by its name? */
export function hasPrivateName(path: string): boolean {
  return privateName.test(path);
}

/** JSON text of a value, as it is and with what is private in it covered. Texts in it are cut to so many UTF-16 code units. */
export function jsonText(
  value: unknown,
  longest = Number.POSITIVE_INFINITY,
): { readonly open: string; readonly covered: string } {
  const cut = (text: string) => (text.length <= longest ? text : text.slice(0, longest));
  const open = layOut(value, (_, part) => (typeof part === "string" ? cut(part) : part));
  const covered = layOut(value, (key, part) => {
    if (typeof part === "string") return hasPrivateName(key) && part !== "" ? dots : coverPrivate(cut(part));
    return typeof part === "number" && hasPrivateName(key) ? dots : part;
  });
  return { open, covered };
}

/** One line where it is short, else indented. */
function layOut(value: unknown, replace: (key: string, part: unknown) => unknown): string {
  const line = JSON.stringify(value, replace) ?? String(value);
  // What was covered once is not looked through again.
  return line.length <= 100 ? line : JSON.stringify(JSON.parse(line), null, 2);
}
