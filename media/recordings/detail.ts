// One recording below the list: its waveform and player, its figures, its text and its findings.
import { html, nothing, type TemplateResult } from "lit";
import type { RecordingActionId, RecordingDetail } from "../../src/protocol/recordings.js";
import { icon, iconButton } from "../shared/controls.js";
import type { PlayerState } from "./player.js";
import { waveform } from "./waveform.js";

export interface DetailInput {
  readonly detail: RecordingDetail;
  readonly state: PlayerState;
  readonly position: number;
  readonly language: string;
  readonly closeLabel: string;
  act(action: RecordingActionId): void;
  toggle(): void;
  seek(seconds: number): void;
  playFrom(seconds: number): void;
  close(): void;
}

export function detail(input: DetailInput): TemplateResult {
  const { detail: shown, language, position, seek, toggle } = input;
  const { wave, words, facts, text } = shown;
  const onKey = (event: KeyboardEvent) => {
    if (event.key === "Escape") input.close();
  };
  return html`<section class="detail" aria-label=${shown.name} @keydown=${onKey}>
    <div class="bar">
      <h2><bdi>${shown.name}</bdi></h2>
      <div class="actions" role="group" aria-label=${words.actions}>
        ${shown.actions.map(({ id, label, icon: name, isPrimary }) =>
          isPrimary
            ? html`<vscode-button secondary @click=${() => input.act(id)}>${label}</vscode-button>`
            : html`<vscode-toolbar-button icon=${name} label=${label} title=${label} @click=${() => input.act(id)}></vscode-toolbar-button>`,
        )}
        ${iconButton("close", input.closeLabel, () => input.close())}
      </div>
    </div>
    <div class="player">
      ${playButton(input)}
      ${wave ? waveform({ wave, position, language, seek, toggle }) : nothing}
    </div>
    <div class="columns">
      <div>
        ${text ? html`<div class="spoken"><div class="caption"><bdi>${text.title}</bdi></div><bdi lang="">${text.text}</bdi></div>` : nothing}
        <dl>${facts.map(({ name, value }) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
      </div>
      ${findings(input)}
    </div>
  </section>`;
}

function playButton({ detail: { words }, state, toggle }: DetailInput): TemplateResult {
  const isPlaying = state === "playing";
  const label = playLabel(words, state);
  // It stays where it is while the sound is loaded, and with it the keyboard.
  return html`<button
    type="button"
    class="play"
    title=${label}
    aria-label=${label}
    aria-disabled=${state === "unplayable" ? "true" : "false"}
    @click=${toggle}
  >${icon(state === "loading" ? "loading" : isPlaying ? "debug-pause" : "play", state === "loading" ? "codicon-modifier-spin" : "")}</button>`;
}

function playLabel(words: RecordingDetail["words"], state: PlayerState): string {
  switch (state) {
    case "playing":
      return words.pause;
    case "loading":
      return words.loading;
    case "unplayable":
      return words.unplayable;
    default:
      return words.play;
  }
}

function findings({ detail: { findings: found, words }, playFrom }: DetailInput): TemplateResult {
  if (found.length === 0) return html`<p class="nothing">${icon("pass")} ${words.none}</p>`;
  return html`<ul class="reasons" aria-label=${words.findings}>
    ${found.map(
      ({ tone, icon: name, label, text, advice, at, play }) => html`<li class="tone-${tone}">
        ${icon(name)}
        <div class="words">
          <span class="hiddenText">${label}.</span><span>${text}</span>
          ${advice ? html`<div class="advice">${advice}</div>` : nothing}
        </div>
        ${play !== undefined && at !== undefined ? iconButton("play-circle", play, () => playFrom(Math.max(0, at - 0.3))) : nothing}
      </li>`,
    )}
  </ul>`;
}
