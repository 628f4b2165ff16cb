// Plays one recording at a time from bytes in memory; of a long one the stretch that was sent.
import type { RecordingsMessage } from "../../src/protocol/recordings.js";

type Sound = Extract<RecordingsMessage, { type: "sound" }>;
export type PlayerState = "empty" | "loading" | "ready" | "playing" | "unplayable";

export class Player {
  readonly #audio = new Audio();
  readonly #load: (id: string, at: number) => void;
  readonly #changed: () => void;
  #id: string | undefined;
  #address: string | undefined;
  #from = 0;
  #lasts: number | undefined;
  #state: PlayerState = "empty";
  /** Where to play from as soon as the sound is there. */
  #wanted: number | undefined;
  /** Where the person has put it, until it is there. */
  #place = 0;

  /** `load`: asks for the sound around a place. */
  constructor(load: (id: string, at: number) => void, changed: () => void) {
    this.#load = load;
    this.#changed = changed;
    for (const event of ["play", "pause", "ended"]) this.#audio.addEventListener(event, () => this.#follow());
    this.#audio.addEventListener("timeupdate", changed);
    this.#audio.addEventListener("error", () => this.#address !== undefined && this.#become("unplayable"));
  }

  get state(): PlayerState {
    return this.#state;
  }

  /** Seconds of the recording. */
  get position(): number {
    return this.#state === "ready" || this.#state === "playing" ? this.#from + this.#audio.currentTime : this.#place;
  }

  /** The recording that is looked at; its sound is asked for at once, so that a key plays it without waiting. */
  choose(id: string | undefined): void {
    if (id === this.#id) return;
    this.#forget();
    this.#id = id;
    if (id !== undefined) this.#ask(0);
  }

  take({ id, bytes, mime, from, lasts }: Sound): void {
    if (id !== this.#id) return;
    this.#drop();
    if (!bytes) return this.#become("unplayable");
    this.#address = URL.createObjectURL(new Blob([bytes as BlobPart], { type: mime }));
    [this.#from, this.#lasts] = [from, lasts];
    this.#audio.src = this.#address;
    this.#audio.currentTime = Math.max(0, (this.#wanted ?? this.#place) - from);
    this.#become("ready");
    if (this.#wanted !== undefined) this.#start();
  }

  toggle(): void {
    if (this.#state === "playing") this.#audio.pause();
    else this.playFrom(this.#audio.ended ? 0 : this.position);
  }

  /** Only from a click or a key: browsers refuse it otherwise. */
  playFrom(seconds: number): void {
    this.seek(seconds);
    if (this.#state === "ready" || this.#state === "playing") this.#start();
    else if (this.#state === "loading") this.#wanted = seconds;
  }

  seek(seconds: number): void {
    this.#place = Math.max(0, seconds);
    const isHere = seconds >= this.#from && (this.#lasts === undefined || seconds < this.#from + this.#lasts);
    if (this.#state === "loading" || this.#state === "unplayable" || this.#state === "empty") return this.#changed();
    if (!isHere) return this.#ask(this.#place);
    this.#audio.currentTime = this.#place - this.#from;
    this.#changed();
  }

  /** The file has another sound by now, or the panel is not seen any more. */
  #forget(): void {
    this.#drop();
    [this.#id, this.#place, this.#wanted] = [undefined, 0, undefined];
    this.#become("empty");
  }

  #ask(at: number): void {
    this.#place = at;
    this.#become("loading");
    this.#load(this.#id!, at);
  }

  #start(): void {
    this.#wanted = undefined;
    this.#audio.play().catch(() => this.#follow());
  }

  #drop(): void {
    this.#audio.pause();
    const address = this.#address;
    this.#address = undefined;
    this.#audio.removeAttribute("src");
    if (address !== undefined) URL.revokeObjectURL(address);
  }

  #follow(): void {
    if (this.#address !== undefined && this.#state !== "unplayable") this.#become(this.#audio.paused ? "ready" : "playing");
  }

  #become(state: PlayerState): void {
    this.#state = state;
    this.#changed();
  }
}
