// Storage of the person's own at a cloud, where files for its jobs are put: what is asked of the person, and what can be asked of the storage.
import type { Field } from "../../forms/field.js";
import type { FileTarget } from "../../ports/fileSender.js";

/** English sentences. The ids of the fields are those of `StoragePlace`. */
export interface OwnStorage {
  readonly bucket: Field;
  readonly folder: Field;
  /** Found out, never asked. */
  readonly bucketRegion: Field;
  /** Of file names, without a dot, in lower case: what a file is sent as. */
  readonly contentTypes: ReadonlyMap<string, string>;
}

export interface StoragePlace {
  readonly bucket: string;
  /** Id of a region of the cloud. */
  readonly bucketRegion: string;
  /** Without a slash at either end. */
  readonly folder: string;
}

/** As it was used last; undefined = none was. */
export function placeIn({ bucket, folder, bucketRegion }: Readonly<Record<string, string>>): StoragePlace | undefined {
  const isWhole = bucket !== undefined && folder !== undefined && bucketRegion !== undefined;
  return isWhole ? { bucket, folder, bucketRegion } : undefined;
}

export interface Bucket {
  readonly name: string;
  /** Id of a region of the cloud. */
  readonly region: string;
}

export interface BucketList {
  readonly buckets: readonly Bucket[];
  /** There are more than the list has. */
  readonly isCut: boolean;
}

/** Where one file goes. */
export interface StorageTarget extends FileTarget {
  /** Where the cloud finds the file then: an address without a key in it. */
  readonly location: string;
  /** When `address` ends. Milliseconds since 1970. */
  readonly expiresAt: number;
}

/** All calls are reads. They throw VoiceError. */
export interface StorageApi {
  /** Of all regions, by name. */
  buckets(signal: AbortSignal): Promise<BucketList>;
  regionOf(bucket: string, signal: AbortSignal): Promise<string>;
  /** Sends nothing. `names`: below the folder, in the same order as the targets. */
  targets(place: StoragePlace, names: readonly string[]): readonly StorageTarget[];
}

/** One step of a path that leads nowhere else, whatever stands in the text; another one for each text. */
export function safeName(text: string): string {
  return text.replace(/[^A-Za-z0-9-]/gu, (character) => `_${(character.codePointAt(0) ?? 0).toString(16)}_`);
}
