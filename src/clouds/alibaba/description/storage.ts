// The person's own OSS, where recordings are put: what is asked for it (vendor documentation of bucket and object names).

import type { OwnStorage } from "../../../core/cloud/capabilities/ownStorage.js";
import type { Field } from "../../../core/forms/field.js";

export const bucketField: Field = {
  id: "bucket",
  title: "OSS bucket",
  required: true,
  maxLength: 63,
  pattern: {
    test: /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/,
    problem: "Use 3 to 63 lowercase letters, digits and hyphens.",
  },
};

export const ownStorage: OwnStorage = {
  bucket: { ...bucketField, hint: "One of your own in the region of the connection." },
  folder: {
    id: "folder",
    title: "Folder in the bucket",
    hint: "Recordings are put below it, each voice in a folder of its own.",
    placeholder: "For example voice-recordings",
    required: true,
    maxLength: 200,
    pattern: {
      // No step begins with a dot: none leads out of it.
      test: /^[\p{L}\p{N}_-][\p{L}\p{N}._-]*(?:\/[\p{L}\p{N}_-][\p{L}\p{N}._-]*)*$/u,
      problem: "Use letters, digits, hyphens, underscores and dots, with single slashes between folders.",
    },
  },
  bucketRegion: {
    id: "bucketRegion",
    title: "Region of the bucket",
    required: true,
    maxLength: 60,
    pattern: { test: /^[a-z]{2,10}(?:-[a-z0-9]{1,20}){1,4}$/, problem: "Use letters, digits and hyphens only." },
  },
  contentTypes: new Map([
    ["wav", "audio/wav"],
    ["mp3", "audio/mpeg"],
    ["m4a", "audio/mp4"],
    ["pcm", "application/octet-stream"],
  ]),
};
