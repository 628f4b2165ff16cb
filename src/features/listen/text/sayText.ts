// Words the question before a text is said for money, and what became of a text that was sent.
import * as l10n from "@vscode/l10n";
import type { SpeechDescription, SpeechOrder } from "../../../core/cloud/capabilities/speech.js";
import type { Cloud } from "../../../core/cloud/cloud.js";
import type { Connection } from "../../../core/connection.js";
import { count } from "../../../text/counts.js";
import { escapeModal } from "../../../text/escape.js";
import { named, placed, sentences } from "../../../text/punctuation.js";
import { translate } from "../../../text/translate.js";

export interface Saying {
  readonly connection: Connection;
  readonly cloud: Cloud;
  /** Of the voice. */
  readonly name: string;
  readonly description: SpeechDescription;
  readonly order: SpeechOrder;
}

/** In the cloud's characters. */
export function lengthOf(text: string): number {
  return [...text].length;
}

/** Costs something, as far as the documents say. */
export function isBilled({ cost }: SpeechDescription, type: string | undefined): boolean {
  return cost !== undefined && (cost.types === undefined || (type !== undefined && cost.types.includes(type)));
}

export function sayQuestion(sayings: readonly Saying[]): string {
  const [first] = sayings;
  return sayings.length === 1 && first
    ? l10n.t("Have “{0}” say this text?", escapeModal(first.name, 60))
    : l10n.t("Have {0} voices say this text?", sayings.length);
}

/** The length of the text, whose voice, where the sound is written, and what it costs. */
export function sayDetail(sayings: readonly Saying[], locale: string): string {
  return sayings
    .map(({ connection, cloud, name, description, order }) => {
      const length = lengthOf(order.text);
      const place = placed(escapeModal(connection.name), translate(cloud.title), escapeModal(connection.region));
      const fields = description.fields.filter(({ id }) => order.values[id]);
      return [
        l10n.t("Voice: {0} · {1}", escapeModal(name, 60), escapeModal(order.voiceId)),
        l10n.t("Connection: {0}", place),
        length === 1 ? l10n.t("Text: one character") : l10n.t("Text: {0} characters", count(length, locale)),
        ...fields.map(({ id, title }) => named(translate(title), escapeModal(order.values[id] ?? ""))),
        "",
        sentences(description.cost && translate(description.cost.warning), l10n.t("One request is sent and never repeated.")),
      ].join("\n");
    })
    .join("\n\n");
}

/** What is wrong with a text; undefined = nothing. */
export function textProblem(text: string, { longestText }: SpeechDescription, locale: string): string | undefined {
  if (text.trim() === "") return l10n.t("Type some text first.");
  if (longestText !== undefined && lengthOf(text) > longestText)
    return l10n.t(
      "The text has {0} characters; at most {1} can be spoken.",
      count(lengthOf(text), locale),
      count(longestText, locale),
    );
  return undefined;
}

/** `at`: a time of day. */
export function earlierText(name: string, at: string): string {
  return l10n.t(
    "“{0}” may have been asked to say this text at {1} already, and it may have been billed: the answer was lost. Nothing was sent this time.",
    name,
    at,
  );
}
