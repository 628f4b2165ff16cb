// Tells secrets apart without keeping any: a digest under a random key, which lies in the editor's secret storage beside the secrets.
import type { Secrets } from "../../core/ports/ports.js";
import { secretKeys } from "../../core/storedNames.js";

const secretName = secretKeys.fingerprints;

export class SecretFingerprints {
  private key: Promise<string> | undefined;

  constructor(
    private readonly secrets: Secrets,
    /** Short, of letters and digits; cut, so that nothing can be appended to what it was made of. */
    private readonly digest: (text: string) => string,
    private readonly nonce: () => string,
  ) {
    // Two windows that began at once: the later key counts in both.
    secrets.onDidChange(({ key }) => {
      if (key === secretName) this.key = undefined;
    });
  }

  /** The same for the same text in all windows; says nothing of it without the key. */
  async of(text: string): Promise<string> {
    this.key ??= this.open();
    return this.digest(JSON.stringify([await this.key, text]));
  }

  /** Where secrets cannot be stored, keys last no longer than this window either. */
  private async open(): Promise<string> {
    const fresh = `${this.nonce()}${this.nonce()}`;
    try {
      const stored = await this.secrets.get(secretName);
      if (stored) return stored;
      await this.secrets.store(secretName, fresh);
      return (await this.secrets.get(secretName)) || fresh;
    } catch {
      return fresh;
    }
  }
}
