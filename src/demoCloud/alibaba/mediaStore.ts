// The media library of the local Alibaba: recordings that are there from the start, and what was registered of the buckets.
import { libraryBucket } from "../oss/libraryKeys.js";
import { sha256Hex } from "../server/encoding.js";

export interface LibraryMedia {
  readonly id: string;
  readonly title: string;
  /** Its place in OSS; a made-up one where nothing lies. */
  readonly inputUrl: string;
  readonly source: "oss" | "vod" | "general";
  readonly type: "audio" | "video";
  readonly seconds: number;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** Its file is yet to come. */
  readonly isAwaited?: true;
  /** In the buckets: their own name with the object's. */
  readonly key?: string;
}

/** Milliseconds that registering takes. */
export const registeringMs = 1_500;
const day = 86_400_000;
const seeds: readonly (readonly [
  title: string,
  seconds: number,
  source?: LibraryMedia["source"],
  type?: LibraryMedia["type"],
])[] = [
  ["晓晴-访谈-01.wav", 418],
  ["晓晴-授权声明.wav", 14],
  ["Aurora reading, part 1", 612, "vod"],
  ["Aurora consent", 17, "vod"],
  ["产品宣传片.mp4", 95, "vod", "video"],
  ["旁白 18 秒.wav", 18],
  ["cosy-take-3.m4a", 16, "general"],
];

export class MediaStore {
  readonly #all = new Map<string, LibraryMedia>();

  constructor(private readonly now: () => number) {
    for (const [index, [title, seconds, source = "oss", type = "audio"]] of seeds.entries())
      this.add({ title, seconds, source, type, createdAt: now() - (index + 1) * 3 * day });
  }

  /** As if it had been there; a test's own. */
  add({
    title,
    seconds = 12,
    source = "oss",
    type = "audio",
    createdAt = this.now(),
  }: Partial<LibraryMedia> & { readonly title: string }): LibraryMedia {
    const inputUrl = `https://demo-archive.oss-cn-shanghai.aliyuncs.com/${encodeURIComponent(title)}`;
    return this.#put({ title, seconds, source, type, createdAt, inputUrl, bytes: Math.round(seconds * 96_000) });
  }

  register(media: Omit<LibraryMedia, "id" | "createdAt" | "source" | "type">): LibraryMedia {
    return this.#put({ ...media, source: "oss", type: "audio", createdAt: this.now() });
  }

  /** An entry of the library's own storage, whose file is yet to come. */
  await(title: string, ending: string, bytes: number): LibraryMedia & { readonly key: string } {
    const key = `${libraryBucket}/sv/${sha256Hex(`entry ${this.#all.size}`).slice(0, 16)}.${ending}`;
    const inputUrl = `https://${libraryBucket}.oss-cn-shanghai.aliyuncs.com/${key.slice(libraryBucket.length + 1)}`;
    const made = { title, seconds: 0, bytes, key, inputUrl, source: "vod", type: "audio", createdAt: this.now() } as const;
    return { ...this.#put({ ...made, isAwaited: true }), key };
  }

  get(id: string): LibraryMedia | undefined {
    return this.#all.get(id);
  }

  /** By the address that it was registered of. */
  of(inputUrl: string): LibraryMedia | undefined {
    return [...this.#all.values()].find((each) => each.inputUrl === inputUrl);
  }

  /** The latest first. */
  all(): readonly LibraryMedia[] {
    return [...this.#all.values()].sort((one, other) => other.createdAt - one.createdAt);
  }

  #put(media: Omit<LibraryMedia, "id">): LibraryMedia {
    const id = sha256Hex(`library ${this.#all.size} ${media.inputUrl}`).slice(0, 32);
    const whole = { id, ...media };
    this.#all.set(id, whole);
    return whole;
  }
}
