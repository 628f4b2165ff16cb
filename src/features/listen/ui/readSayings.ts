// Reads what a person asks voices to say from what the page sent: one saying a voice, or what is wrong with it.

import type { SpeechOrder } from "../../../core/cloud/capabilities/speech.js";
import { findProblem, tidy } from "../../../core/forms/field.js";
import type { ListenRequest } from "../../../protocol/listen.js";
import { problemText } from "../../../text/forms/formText.js";
import { named } from "../../../text/punctuation.js";
import { translate } from "../../../text/translate.js";
import type { HeardVoice } from "../text/listenView.js";
import { type Saying, textProblem } from "../text/sayText.js";

export interface VoiceSaying extends Saying {
  readonly voice: HeardVoice;
}

/** Undefined = the forms are not there yet. A text = what is wrong. */
export function readSayings(
  { text, settings, values }: Extract<ListenRequest, { type: "say" }>,
  voices: readonly HeardVoice[],
  locale: string,
): readonly VoiceSaying[] | string | undefined {
  const sayings: VoiceSaying[] = [];
  for (const [index, voice] of voices.entries()) {
    const { description, connection, cloud, job, voiceId } = voice;
    if (!description) return undefined;
    const own: Record<string, string> = {};
    for (const field of description.fields) {
      const value = tidy(field, values[`${index}.${field.id}`] ?? "");
      const problem = findProblem(field, value);
      if (problem) return named(translate(field.title), problemText(problem));
      if (value !== "") own[field.id] = value;
    }
    const problem = textProblem(text, description, locale);
    if (problem !== undefined) return problem;
    const chosen = voices.length === 1 ? settingsOf(settings, description) : {};
    const order: SpeechOrder = { voiceId, text, settings: chosen, values: own };
    sayings.push({ connection, cloud, name: job.name || job.id, description, order, voice });
  }
  return sayings;
}

/** What is as usual is not sent; what is out of range was not chosen here. */
function settingsOf(
  chosen: Readonly<Record<string, number>>,
  { settings }: NonNullable<HeardVoice["description"]>,
): Readonly<Record<string, number>> {
  return Object.fromEntries(
    settings.flatMap(({ id, from, to, usual }) => {
      const value = chosen[id];
      return value === undefined || value === usual || value < from || value > to ? [] : [[id, value]];
    }),
  );
}
