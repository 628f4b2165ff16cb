// The player: plays one sound, or two that say the same and can be switched at the same place; by mouse and by keyboard.
import { html, LitElement, nothing, type PropertyValues } from "lit";
import type { ListenWords, PlayerView } from "../../src/protocol/listen.js";
import { icon, iconButton } from "../shared/controls.js";
import { LoadedSounds } from "./loadedSounds.js";
import { placeOfKey, placeOfPointer } from "./seeking.js";
import { drawWaveform } from "./waveform.js";
import { clock, fill } from "./words.js";

const speeds = [0.5, 0.75, 1, 1.25, 1.5, 2] as const;

export class VoicePlayer extends LitElement {
  static override properties = {
    view: { attribute: false },
    words: { attribute: false },
    volume: { attribute: false },
    track: { state: true },
    isPlaying: { state: true },
    isLooped: { state: true },
    speed: { state: true },
    time: { state: true },
    length: { state: true },
  };

  declare view: PlayerView | undefined;
  declare words: ListenWords | undefined;
  /** From 0 to 100; what is chosen here counts from then on. */
  declare volume: number;
  declare private track: number;
  declare private isPlaying: boolean;
  declare private isLooped: boolean;
  declare private speed: number;
  /** Seconds. */
  declare private time: number;
  declare private length: number;
  private readonly sounds = new LoadedSounds(() => this.draw());
  private chosenVolume: number | undefined;
  private isPlayWanted = false;
  private frame = 0;
  private readonly resized = new ResizeObserver(() => this.draw());

  constructor() {
    super();
    this.track = 0;
    this.isPlaying = false;
    this.isLooped = false;
    this.speed = 1;
    this.time = 0;
    this.length = 0;
    this.volume = 80;
  }

  /** Bytes of one of the tracks. */
  take(id: string, bytes: Uint8Array, mime: string): void {
    this.sounds.take(id, bytes, mime);
    this.requestUpdate();
  }

  /** From the beginning, as soon as it can. */
  play(): void {
    this.isPlayWanted = true;
    this.requestUpdate();
  }

  toggle(): void {
    const audio = this.audio();
    if (audio?.paused) void audio.play().catch(() => undefined);
    else audio?.pause();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.resized.disconnect();
    this.sounds.keepOnly([]);
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("view")) return;
    const before = changed.get("view") as PlayerView | undefined;
    const ids = this.view?.tracks.map(({ soundId }) => soundId) ?? [];
    this.sounds.keepOnly(ids);
    if (before?.itemId !== this.view?.itemId) {
      this.track = 0;
      this.time = 0;
      this.length = 0;
      this.isPlaying = false;
    } else if (this.track >= ids.length) this.track = 0;
  }

  protected override updated(): void {
    const canvas = this.querySelector("canvas");
    if (canvas) this.resized.observe(canvas);
    for (const audio of this.querySelectorAll("audio")) {
      const address = this.sounds.addressOf(audio.dataset.sound ?? "");
      if (address !== undefined && audio.src !== address) audio.src = address;
      audio.volume = (this.chosenVolume ?? this.volume) / 100;
      audio.loop = this.isLooped;
      audio.playbackRate = this.speed;
    }
    this.draw();
    const audio = this.audio();
    if (!this.isPlayWanted || !audio?.src) return;
    this.isPlayWanted = false;
    audio.currentTime = 0;
    // Where the editor wants a press first, the button is there.
    audio.play().catch(() => this.querySelector<HTMLElement>(".playButton")?.focus());
  }

  protected override render() {
    const { view, words } = this;
    if (!view || !words) return nothing;
    return html`<section class="player" aria-label=${view.title}>
      ${view.tracks.map(({ soundId }, index) => this.audioOf(soundId, index, view.itemId))}
      <p class="playing"><bdi>${view.title}</bdi></p>
      <div class="stage">
        ${iconButton(this.isPlaying ? "debug-pause" : "play", this.isPlaying ? words.pause : words.play, () => this.toggle(), "playButton")}
        <div
          class="position"
          role="slider"
          tabindex="0"
          aria-label=${words.position}
          aria-valuemin="0"
          aria-valuemax=${Math.round(this.length * 10) / 10}
          aria-valuenow=${Math.round(this.time * 10) / 10}
          aria-valuetext=${fill(words.positionText, clock(this.time), clock(this.length))}
          @keydown=${this.onKey}
          @pointerdown=${this.onPointer}
          @pointermove=${(event: PointerEvent) => event.buttons === 1 && this.onPointer(event)}
        >
          <canvas aria-hidden="true"></canvas>
        </div>
        <span class="time">${clock(this.time)} / ${clock(this.length)}</span>
      </div>
      <div class="controls">
        ${
          view.tracks.length > 1
            ? html`<vscode-button class="switch" @click=${() => this.switchTrack()}>${words.switchVoice}</vscode-button>
              <span class="heard" role="status">${icon("unmute")}<bdi>${view.tracks[this.track]?.label}</bdi></span>`
            : nothing
        }
        <button type="button" class="iconButton" aria-pressed=${this.isLooped} title=${words.loop} aria-label=${words.loop}
          @click=${() => {
            this.isLooped = !this.isLooped;
          }}>${icon("sync")}</button>
        <label class="choice"><span>${words.speed}</span>
          <select @change=${(event: Event) => {
            this.speed = Number((event.target as HTMLSelectElement).value);
          }}>${speeds.map((each) => html`<option value=${each} ?selected=${each === this.speed}>${each} ×</option>`)}</select></label>
        <label class="choice"><span>${words.volume}</span>
          <input type="range" min="0" max="100" step="5" .value=${String(this.chosenVolume ?? this.volume)}
            @input=${(event: Event) => this.setVolume(event, false)} @change=${(event: Event) => this.setVolume(event, true)}></label>
      </div>
    </section>`;
  }

  private audioOf(soundId: string, index: number, item: string) {
    const isOurs = () => index === this.track;
    const stopped = () => {
      if (isOurs()) this.isPlaying = false;
    };
    return html`<audio
      data-sound=${soundId}
      preload="auto"
      @play=${() => {
        if (!isOurs()) return;
        this.isPlaying = true;
        this.follow();
      }}
      @pause=${stopped}
      @ended=${stopped}
      @timeupdate=${() => isOurs() && this.look()}
      @seeked=${() => isOurs() && this.look()}
      @durationchange=${() => isOurs() && this.look()}
      @error=${() => isOurs() && this.dispatchEvent(new CustomEvent("cannotPlay", { detail: item }))}
    ></audio>`;
  }

  /** To the other voice, at the same place of the text. */
  private switchTrack(): void {
    const from = this.audio();
    const wasPlaying = from !== undefined && !from.paused;
    const part = from && from.duration > 0 ? from.currentTime / from.duration : 0;
    from?.pause();
    this.track = (this.track + 1) % (this.view?.tracks.length ?? 1);
    const to = this.audio();
    if (!to) return;
    if (to.duration > 0) to.currentTime = part * to.duration;
    if (wasPlaying) void to.play().catch(() => undefined);
    this.look();
  }

  private setVolume(event: Event, isDone: boolean): void {
    const volume = Number((event.target as HTMLInputElement).value);
    this.chosenVolume = volume;
    this.requestUpdate();
    if (isDone) this.dispatchEvent(new CustomEvent("volume", { detail: volume }));
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    const audio = this.audio();
    const place = audio && placeOfKey(event, audio);
    if (place === undefined) return;
    event.preventDefault();
    this.seek(place);
  };

  private readonly onPointer = (event: PointerEvent): void => {
    const audio = this.audio();
    const place = audio && placeOfPointer(event, audio.duration);
    if (place !== undefined) this.seek(place);
  };

  private seek(seconds: number): void {
    const audio = this.audio();
    if (!audio || !(audio.duration > 0)) return;
    audio.currentTime = Math.max(0, Math.min(audio.duration, seconds));
    this.look();
  }

  private audio(): HTMLAudioElement | undefined {
    return this.querySelectorAll("audio")[this.track];
  }

  private look(): void {
    const audio = this.audio();
    this.time = audio?.currentTime ?? 0;
    this.length = audio && Number.isFinite(audio.duration) ? audio.duration : 0;
    this.draw();
  }

  /** Between two looks of the element itself the line would jump. */
  private follow(): void {
    cancelAnimationFrame(this.frame);
    if (!this.isPlaying) return;
    this.draw();
    this.frame = requestAnimationFrame(() => this.follow());
  }

  private draw(): void {
    const canvas = this.querySelector("canvas");
    const audio = this.audio();
    if (!canvas) return;
    const played = audio && audio.duration > 0 ? audio.currentTime / audio.duration : 0;
    drawWaveform(canvas, this.sounds.peaksOf(this.view?.tracks[this.track]?.soundId ?? ""), played);
  }
}
