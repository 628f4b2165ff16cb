// Words the page where voices are heard: what can be played, the form for a text, and what is being waited for.
import * as l10n from "@vscode/l10n";
import type { SpeechDescription } from "../../../core/cloud/capabilities/speech.js";
import type { Cloud } from "../../../core/cloud/cloud.js";
import type { Connection } from "../../../core/connection.js";
import type { VoiceJob } from "../../../core/jobs/job.js";
import type { ItemView, ListenNotice, ListenView, PlayerView, SayView, Track } from "../../../protocol/listen.js";
import { bracketed, named, placed } from "../../../text/punctuation.js";
import { clockTime } from "../../../text/time.js";
import { translate } from "../../../text/translate.js";
import { exampleTexts } from "../exampleTexts.js";
import { isBilled } from "./sayText.js";

/** A voice on the page. */
export interface HeardVoice {
  readonly connection: Connection;
  readonly cloud: Cloud;
  readonly job: VoiceJob;
  readonly voiceId: string;
  /** Absent = not loaded yet. */
  readonly description?: SpeechDescription;
  /** Of the description's fields, as they were filled in last. */
  readonly used: Readonly<Record<string, string>>;
}

/** The sample, or a text that was said. One sound a voice, in their order. */
export interface HeardItem {
  readonly id: string;
  /** Absent = the sample. */
  readonly text?: string;
  /** How it was said, where that was not as usual. */
  readonly settings?: Readonly<Record<string, number>>;
  /** Milliseconds since 1970. */
  readonly at?: number;
  readonly soundIds: readonly string[];
  /** All of its sounds are in memory. */
  readonly isHere: boolean;
}

export interface ListenInput {
  readonly voices: readonly HeardVoice[];
  /** Name of the file that the one voice is heard beside. */
  readonly recording?: string | undefined;
  readonly items: readonly HeardItem[];
  readonly currentId?: string | undefined;
  readonly notice?: ListenNotice | undefined;
  readonly progress?: string | undefined;
  /** Texts that were said last. */
  readonly recent: readonly string[];
  /** The names of the voices are hidden; `order`: which voice is heard as which. */
  readonly blind?: { readonly order: readonly number[] } | undefined;
  readonly volume: number;
  readonly now: number;
  readonly locale: string;
}

export function listenView(input: ListenInput): ListenView {
  const { voices, recording, items, currentId, notice, progress, volume, locale } = input;
  const names = namesOf(voices);
  const current = items.find(({ id, isHere }) => id === currentId && isHere);
  const player = current && playerOf(current, input, names);
  const say = sayView(input);
  return {
    language: locale,
    direction: /^(ar|fa|he|ur)\b/i.test(locale) ? "rtl" : "ltr",
    heading: headingOf(input, names),
    places: [
      ...voices.map(({ connection, cloud }, index) => {
        const place = placed(connection.name, translate(cloud.title), connection.region);
        return voices.length === 1 ? place : named(names[index] ?? "", place);
      }),
      ...(recording === undefined ? [] : [l10n.t("Recording: {0}", recording)]),
    ],
    ...(notice && { notice }),
    ...(progress !== undefined && { progress }),
    ...(player && { player }),
    items: items.map((item) => itemView(item, input)),
    ...(say && { say }),
    ...((voices.length > 1 || recording !== undefined) && {
      blind: {
        isOn: input.blind !== undefined,
        label: input.blind ? l10n.t("Show Names") : l10n.t("Hide Names"),
      },
    }),
    volume,
    words: {
      play: l10n.t("Play"),
      pause: l10n.t("Pause"),
      loop: l10n.t("Repeat"),
      speed: l10n.t("Playback speed"),
      volume: l10n.t("Playback volume"),
      position: l10n.t("Position"),
      positionText: l10n.t("{0} of {1}"),
      switchVoice: l10n.t("Switch Voice"),
      list: l10n.t("What can be played"),
      cancel: l10n.t("Cancel"),
    },
  };
}

function headingOf({ voices, recording }: ListenInput, names: readonly string[]): string {
  if (recording !== undefined) return l10n.t("Compare with a recording");
  return voices.length === 1 ? (names[0] ?? "") : l10n.t("Compare voices");
}

/** Names of voices; where two have one, with what tells them apart. */
function namesOf(voices: readonly HeardVoice[]): readonly string[] {
  const plain = voices.map(({ job }) => job.name || job.id);
  const isSame = plain.length > 1 && new Set(plain).size < plain.length;
  return plain.map((name, index) => (isSame ? bracketed(name, voices[index]?.voiceId ?? "") : name));
}

function playerOf(item: HeardItem, { blind, recording }: ListenInput, names: readonly string[]): PlayerView {
  const labels = recording === undefined ? names : [...names, recording];
  const tracks = item.soundIds.map((soundId, index): Track => ({ soundId, label: labels[index] ?? "" }));
  const shown = blind
    ? blind.order.flatMap((voice, index): Track[] => {
        const track = tracks[voice];
        return track ? [{ soundId: track.soundId, label: l10n.t("Voice {0}", index === 0 ? "A" : "B") }] : [];
      })
    : tracks;
  return { itemId: item.id, title: titleOf(item, names.length), tracks: shown };
}

function titleOf({ text }: HeardItem, voices: number): string {
  if (text !== undefined) return text;
  return voices > 1 ? l10n.t("Samples") : l10n.t("Sample");
}

function itemView(item: HeardItem, { voices, currentId, now, locale }: ListenInput): ItemView {
  const title = titleOf(item, voices.length);
  const isSample = item.text === undefined;
  const at = item.at === undefined ? undefined : clockTime(item.at, now, locale);
  const parts = [at, ...settingParts(item, voices[0]?.description)].filter((part) => part !== undefined);
  const samples = voices.length > 1 ? l10n.t("as the clouds made them") : l10n.t("as the cloud made it");
  return {
    id: item.id,
    title,
    detail: isSample ? samples : parts.join(" · "),
    playLabel: isSample ? (voices.length > 1 ? l10n.t("Play Samples") : l10n.t("Play Sample")) : l10n.t("Play"),
    ...(item.isHere && { saveLabel: l10n.t("Save Audio As…") }),
    ...(!isSample && { removeLabel: l10n.t("Remove") }),
    isCurrent: item.id === currentId && item.isHere,
  };
}

function settingParts({ settings = {} }: HeardItem, description: SpeechDescription | undefined): string[] {
  return (description?.settings ?? []).flatMap(({ id, title, usual }) => {
    const value = settings[id];
    return value === undefined || value === usual ? [] : [`${translate(title)} ${value}`];
  });
}

/** Settings mean another thing at each cloud: two voices say a text as usual. */
function sayView({ voices, recent }: ListenInput): SayView | undefined {
  const described = voices.flatMap((voice) => (voice.description ? [{ ...voice, description: voice.description }] : []));
  const [first] = described;
  if (!first || described.length < voices.length) return undefined;
  const isOne = voices.length === 1;
  const limits = described.flatMap(({ description: { longestText } }) => longestText ?? []);
  const texts = [...new Set(voices.flatMap(({ job }) => exampleTexts(job.language)))];
  const costs = new Set(
    described.flatMap(({ description, job }) =>
      isBilled(description, job.type) && description.cost ? [translate(description.cost.warning)] : [],
    ),
  );
  return {
    title: isOne ? l10n.t("Have the voice say a text") : l10n.t("Have both voices say a text"),
    textLabel: l10n.t("Text"),
    text: recent[0] ?? texts[0] ?? "",
    ...(limits.length > 0 && { longest: Math.min(...limits) }),
    counted: limits.length > 0 ? l10n.t("{0} of {1} characters") : l10n.t("{0} characters"),
    groups: [
      { label: l10n.t("Examples"), texts },
      { label: l10n.t("Used last"), texts: recent },
    ].filter((group) => group.texts.length > 0),
    groupsLabel: l10n.t("Fill in a text"),
    settings: isOne
      ? first.description.settings.map(({ id, title, from, to, usual }) => ({ id, label: translate(title), from, to, usual }))
      : [],
    fields: described.flatMap(({ description, used, job }, index) =>
      description.fields
        .filter(({ required }) => isOne || required)
        .map(({ id, title, hint = "" }) => ({
          id: `${index}.${id}`,
          label: isOne ? translate(title) : bracketed(translate(title), job.name || job.id),
          hint: hint === "" ? "" : translate(hint),
          value: used[id] ?? "",
        })),
    ),
    ...(costs.size > 0 && { cost: [...costs].join(" ") }),
    button: costs.size > 0 ? l10n.t("Say…") : l10n.t("Say"),
  };
}
