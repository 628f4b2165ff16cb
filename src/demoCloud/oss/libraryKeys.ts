// Temporary keys of the local OSS, each for one file of the media library's own storage.
import { sha256Hex } from "../server/encoding.js";

/** Of the library: it is none of the account's, and in no list. */
export const libraryBucket = "outin-demo-library";
/** As the documents say. */
const lifeMs = 3_000_000;

interface UploadKey {
  readonly AccessKeyId: string;
  readonly AccessKeySecret: string;
  readonly SecurityToken: string;
}

export class LibraryKeys {
  readonly #issued = new Map<string, UploadKey & { readonly object: string; readonly endsAt: number }>();

  constructor(private readonly now: () => number) {}

  /** `object`: bucket and name, with a slash between them. */
  issue(object: string): UploadKey {
    const seed = `${object} ${this.#issued.size} ${this.now()}`;
    const key = {
      AccessKeyId: `STS.${sha256Hex(`id ${seed}`).slice(0, 20)}`,
      AccessKeySecret: sha256Hex(`secret ${seed}`).slice(0, 40),
      SecurityToken: `library/${sha256Hex(`token ${seed}`)}+==`,
    };
    this.#issued.set(key.AccessKeyId, { ...key, object, endsAt: this.now() + lifeMs });
    return key;
  }

  /** As the gateway tells of the account's keys; undefined = it is none of these. `object`: what is asked for. */
  pairOf(accessKeyId: string, method: string, object: string) {
    const key = this.#issued.get(accessKeyId);
    if (!key) return undefined;
    return {
      secret: key.AccessKeySecret,
      securityToken: key.SecurityToken,
      hasEnded: this.now() >= key.endsAt,
      isDenied: method !== "PUT" || object !== key.object,
      isInactive: false,
    };
  }

  /** All that was issued ends at once. */
  end(): void {
    for (const [id, key] of this.#issued) this.#issued.set(id, { ...key, endsAt: this.now() });
  }
}
