// Words forms: what is wrong with a value, and what a submit will send.
import * as l10n from "@vscode/l10n";
import type { Cloud } from "../../core/cloud/cloud.js";
import type { Credentials } from "../../core/connection.js";
import type { Field, Problem } from "../../core/forms/field.js";
import type { Values } from "../../core/forms/formValues.js";
import type { OddCharacter } from "../../core/parsing/invisibleCharacters.js";
import { escapeLabel, escapeModal } from "../escape.js";
import { coverTyped } from "../fields/privateText.js";
import { bracketed, inOneBreath, named } from "../punctuation.js";
import { choiceTitle, translate } from "../translate.js";

export function problemText(problem: Problem): string {
  switch (problem.kind) {
    case "required":
      return l10n.t("A value is needed here.");
    case "tooLong":
      return l10n.t("At most {0} characters.", problem.max);
    case "notAChoice":
      return l10n.t("One of: {0}.", inOneBreath(problem.choices));
    case "notAnOrigin":
      return l10n.t("Type an address such as https://host.example, without a path.");
    case "notHttps":
      return l10n.t("The address must begin with https://; http:// is only for this computer.");
    case "controlCharacters":
      return l10n.t("Line breaks and control characters are not allowed.");
    case "oddCharacter":
      return characterText(problem.character);
    case "quoted":
      return l10n.t("Remove the quotation marks around it.");
    case "custom":
      return translate(problem.problem);
  }
}

/** Which character, and where. One that can be seen is not repeated: the field may be secret. */
function characterText({ kind, code, at }: OddCharacter): string {
  const point = `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
  switch (kind) {
    case "lineBreak":
      return l10n.t("Character {0} is a line break. Delete it.", at);
    case "tab":
      return l10n.t("Character {0} is a tab. Delete it.", at);
    case "control":
      return l10n.t("Character {0} is a control character ({1}), which cannot be seen. Delete it.", at, point);
    case "invisible":
      return l10n.t("Character {0} cannot be seen: {1}. Delete it.", at, bracketed(invisibleName(code), point));
    case "space":
      return l10n.t("Character {0} is a space. Delete it.", at);
    case "specialSpace":
      return l10n.t("Character {0} is not an ordinary space ({1}); web pages often contain these. Delete it.", at, point);
    case "fullWidth":
      return l10n.t("Character {0} is full-width, as Chinese input methods type them. Type it in half width.", at);
    case "notAscii":
      return l10n.t("Character {0} cannot be part of it: only English letters, digits and ASCII signs can. Copy it again.", at);
  }
}

function invisibleName(code: number): string {
  switch (code) {
    case 0x200b:
      return l10n.t("zero-width space");
    case 0x200c:
    case 0x200d:
      return l10n.t("zero-width joiner");
    case 0xfeff:
      return l10n.t("byte order mark");
    case 0xad:
      return l10n.t("soft hyphen");
    default:
      return l10n.t("invisible character");
  }
}

/** Which key it is, and nothing more: the last four characters of its name. */
export function maskedKey(cloud: Cloud, credentials: Credentials): string {
  const fields = cloud.credentialKinds.find(({ id }) => id === credentials.kind)?.fields ?? [];
  const names = fields.filter((field) => !field.secret).flatMap((field) => credentials.values[field.id] ?? []);
  return names.map((name) => (name.length > 8 ? `••••${escapeLabel(name.slice(-4))}` : escapeLabel(name))).join(" · ");
}

/** A value as people read it, with what is sent behind it where that differs. Not escaped: every place where it is shown does that for itself. */
export function valueText(field: Field, value: string): string {
  const title = field.choices ? choiceTitle(field.choices, value) : value;
  return title === value ? value : bracketed(title, value);
}

/** One line per value, for the modal that asks before a submit. Who else looks at the screen need not read a phone number there. */
export function submitLines(fields: readonly Field[], values: Values): string[] {
  const lines = fields.flatMap((field) => {
    const value = values[field.id];
    return value ? [named(translate(field.title), escapeModal(coverTyped(field, valueText(field, value))))] : [];
  });
  return lines.length > 0 ? lines : [l10n.t("Nothing is changed: the job is submitted as it is.")];
}
