// Everything that is measured of one recording. Plain data: it crosses from a worker thread and lies in a cache.
import type { BandEdge } from "./spectrum/bandwidth.js";
import type { Hum } from "./spectrum/hum.js";
import type { SpeechMeasures } from "./speech.js";
import type { HeaderFlaw, SampleFormat } from "./wav/wavFile.js";

export interface SoundMeasures {
  readonly format: SampleFormat;
  readonly flaws: readonly HeaderFlaw[];
  /** Of the whole file. */
  readonly seconds: number;
  /** Less than `seconds` where a file is too long to be measured as a whole. */
  readonly measuredSeconds: number;
  /** dBFS of all channels together; minus infinity = digital silence. */
  readonly peak: number;
  readonly rms: number;
  readonly truePeak: number;
  /** The channel's mean that is furthest from zero, as a part of full scale. */
  readonly dc: number;
  readonly clipping: Clipping;
  readonly flatTops: FlatTops;
  /** LUFS; absent = shorter than 400 ms or as good as silent. */
  readonly loudness?: number;
  /** Absent = digital silence. */
  readonly speech?: SpeechMeasures;
  /** Absent = the sound goes as high as its rate lets it. */
  readonly bandEdge?: BandEdge;
  readonly hum?: Hum;
  readonly channels: ChannelRelation;
  /** Index of the channel to keep: the first, unless it is silent and the second is not. */
  readonly heardChannel: number;
  readonly dropouts: readonly Dropout[];
  /** The same for the same sound, however it is written. */
  readonly fingerprint: string;
}

export interface Clipping {
  /** Runs of samples at full scale. */
  readonly runs: number;
  readonly samples: number;
  /** Of all samples. */
  readonly share: number;
  /** Seconds, of the longest run. */
  readonly at: number;
}

export interface FlatTops {
  readonly count: number;
  /** Seconds, of the first one. */
  readonly at: number;
}

/** `one`: mono. `different`: two channels that do not say the same. */
export type ChannelRelation = "one" | "identical" | "silent" | "inverted" | "different" | "many";

export interface Dropout {
  /** Seconds. */
  readonly at: number;
  readonly length: number;
}
