// Draws the waveform of a recording with the places of its findings and where it plays; a slider for the keyboard.
import { html, type TemplateResult } from "lit";
import type { RecordingDetail } from "../../src/protocol/recordings.js";

type Wave = NonNullable<RecordingDetail["wave"]>;

/** Seconds of one arrow key. */
const step = 0.5;

export interface WaveformInput {
  readonly wave: Wave;
  readonly position: number;
  readonly language: string;
  seek(seconds: number): void;
  toggle(): void;
}

export function waveform({ wave, position, language, seek, toggle }: WaveformInput): TemplateResult {
  const worded = (value: number) => new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(value);
  const said = wave.position.replace("{0}", worded(position)).replace("{1}", worded(wave.seconds));
  const onKey = (event: KeyboardEvent) => {
    const to = placeOfKey(event.key, position, wave.seconds);
    if (to === undefined && event.key !== " ") return;
    event.preventDefault();
    if (to === undefined) toggle();
    else seek(to);
  };
  const onPoint = (event: PointerEvent) => {
    if (event.button !== 0) return;
    const { left, width } = (event.currentTarget as HTMLElement).getBoundingClientRect();
    seek(Math.max(0, Math.min(1, (event.clientX - left) / width)) * wave.seconds);
  };
  return html`<div
    class="wave"
    role="slider"
    tabindex="0"
    aria-label=${wave.label}
    aria-valuemin="0"
    aria-valuemax=${wave.seconds.toFixed(2)}
    aria-valuenow=${Math.min(position, wave.seconds).toFixed(2)}
    aria-valuetext=${said}
    @keydown=${onKey}
    @pointerdown=${onPoint}
  ><canvas aria-hidden="true"></canvas></div>`;
}

function placeOfKey(key: string, position: number, seconds: number): number | undefined {
  switch (key) {
    case "ArrowLeft":
    case "ArrowDown":
      return Math.max(0, position - step);
    case "ArrowRight":
    case "ArrowUp":
      return Math.min(seconds, position + step);
    case "PageDown":
      return Math.max(0, position - 10 * step);
    case "PageUp":
      return Math.min(seconds, position + 10 * step);
    case "Home":
      return 0;
    case "End":
      return seconds;
    default:
      return undefined;
  }
}

/** In the colours of the theme, and sharp on every screen. */
export function drawWaveform(canvas: HTMLCanvasElement, { wave, findings }: RecordingDetail, position: number): void {
  if (!wave) return;
  const { clientWidth: width, clientHeight: height } = canvas;
  const scale = window.devicePixelRatio || 1;
  [canvas.width, canvas.height] = [Math.round(width * scale), Math.round(height * scale)];
  const context = canvas.getContext("2d");
  if (!context || width === 0) return;
  const style = getComputedStyle(canvas);
  context.scale(scale, scale);
  const x = (seconds: number) => (seconds / wave.seconds) * width;
  const y = (percent: number) => (height / 2) * (1 - percent / 100);
  context.fillStyle = style.getPropertyValue("--place");
  for (const { at, lasts = 0 } of findings) if (at !== undefined) context.fillRect(x(at), 0, Math.max(2, x(lasts)), height);
  context.fillStyle = style.color;
  context.fillRect(0, height / 2 - 0.5, width, 1);
  const count = wave.pairs.length / 2;
  context.beginPath();
  for (let at = 0; at < count; at++) context.lineTo(x(at * wave.secondsPerPair), y(wave.pairs[2 * at + 1]!) - 0.5);
  for (let at = count - 1; at >= 0; at--) context.lineTo(x(at * wave.secondsPerPair), y(wave.pairs[2 * at]!) + 0.5);
  context.fill();
  context.fillStyle = style.getPropertyValue("--cursor");
  context.fillRect(Math.min(width - 2, x(position)), 0, 2, height);
}
