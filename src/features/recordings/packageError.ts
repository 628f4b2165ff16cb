// Why a package could not be made.

/** Why nothing was made. */
export class PackageError extends Error {
  readonly reason: "empty" | "missingText" | "severalFiles" | "tooLarge" | "changed";
  /** The recording that is meant. */
  readonly id?: string;

  constructor(reason: PackageError["reason"], id?: string) {
    super(`The package cannot be made: ${reason}`);
    this.reason = reason;
    if (id !== undefined) this.id = id;
  }
}
