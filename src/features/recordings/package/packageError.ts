// Why a package could not be made.

/** `original`: it would replace what is packed. Others are what the file system says, such as ENOSPC. */
export type PackageProblem =
  | "empty"
  | "missingText"
  | "severalFiles"
  | "tooLarge"
  | "changed"
  | "original"
  | "cancelled"
  | (string & {});

/** Nothing was made. */
export class PackageError extends Error {
  readonly reason: PackageProblem;
  /** The recording that is meant. */
  readonly id?: string;

  constructor(reason: PackageProblem, id?: string) {
    super(`The package cannot be made: ${reason}`);
    this.reason = reason;
    if (id !== undefined) this.id = id;
  }
}
