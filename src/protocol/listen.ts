// The words between the extension and the page where voices are heard: what it paints, the bytes it plays, and what a person can ask for there.

/** One voice of what is played. */
export interface Track {
  /** Its bytes come by this id. */
  readonly soundId: string;
  readonly label: string;
}

export interface PlayerView {
  readonly itemId: string;
  readonly title: string;
  /** One, or two that say the same. */
  readonly tracks: readonly Track[];
}

/** Something that can be played: the sample, or a text that was said. */
export interface ItemView {
  readonly id: string;
  readonly title: string;
  readonly detail: string;
  /** Of its buttons. */
  readonly playLabel: string;
  readonly saveLabel?: string;
  readonly removeLabel?: string;
  readonly isCurrent: boolean;
}

export interface ListenNotice {
  readonly tone: "error" | "warning" | "note";
  readonly icon: string;
  readonly text: string;
  readonly details: readonly string[];
  /** Label of the button for the next act. */
  readonly nextAct?: string;
}

export interface SettingView {
  readonly id: string;
  readonly label: string;
  readonly from: number;
  readonly to: number;
  readonly usual: number;
}

export interface AskedField {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  readonly value: string;
}

/** Texts to begin with. */
export interface TextGroup {
  readonly label: string;
  readonly texts: readonly string[];
}

export interface SayView {
  readonly title: string;
  readonly textLabel: string;
  readonly text: string;
  /** In characters. */
  readonly longest?: number;
  /** With `{0}` for the number of characters. */
  readonly counted: string;
  readonly groups: readonly TextGroup[];
  readonly groupsLabel: string;
  readonly settings: readonly SettingView[];
  readonly fields: readonly AskedField[];
  /** What it costs. */
  readonly cost?: string;
  readonly button: string;
}

export interface ListenWords {
  readonly play: string;
  readonly pause: string;
  readonly loop: string;
  readonly speed: string;
  readonly volume: string;
  readonly position: string;
  /** With `{0}` and `{1}` for times. */
  readonly positionText: string;
  readonly switchVoice: string;
  readonly list: string;
  readonly cancel: string;
}

/** Where voices are heard, worded: the page adds nothing but looks. No address and no key is in here. */
export interface ListenView {
  /** BCP 47. */
  readonly language: string;
  readonly direction: "ltr" | "rtl";
  readonly heading: string;
  /** Connection, cloud, region; of two voices a line each. */
  readonly places: readonly string[];
  readonly notice?: ListenNotice;
  /** What is being waited for. */
  readonly progress?: string;
  readonly player?: PlayerView;
  readonly items: readonly ItemView[];
  readonly say?: SayView;
  /** Only of two voices: hears them without their names, or tells them. */
  readonly blind?: { readonly label: string; readonly isOn: boolean };
  /** From 0 to 100. */
  readonly volume: number;
  readonly words: ListenWords;
}

export type ListenMessage =
  | { readonly type: "show"; readonly view: ListenView; readonly announcement: string }
  /** `mime`: what the sound is. */
  | { readonly type: "sound"; readonly id: string; readonly bytes: Uint8Array; readonly mime: string }
  /** Plays what is in the player from its beginning. */
  | { readonly type: "play" }
  /** Puts the keyboard into the text. */
  | { readonly type: "focusText" };

export type ListenRequest =
  | { readonly type: "ready" }
  | { readonly type: "play"; readonly item: string }
  /** `track`: which of the voices. */
  | { readonly type: "save"; readonly item: string; readonly track: number }
  | { readonly type: "remove"; readonly item: string }
  | {
      readonly type: "say";
      readonly text: string;
      readonly settings: Readonly<Record<string, number>>;
      readonly values: Readonly<Record<string, string>>;
    }
  | { readonly type: "cancel" }
  | { readonly type: "nextAct" }
  | { readonly type: "blind"; readonly on: boolean }
  | { readonly type: "volume"; readonly volume: number }
  /** The editor cannot play this kind of sound. */
  | { readonly type: "cannotPlay"; readonly item: string };

/** UTF-16 code units; more than a person pastes by mistake, too: a text that is too long for the cloud is told so, which needs the request. */
const longestText = 2_000_000;

/** Reads what came from the webview; anything but a well-formed request is undefined. */
export function readListenRequest(message: unknown): ListenRequest | undefined {
  if (typeof message !== "object" || message === null || Array.isArray(message)) return undefined;
  const request = message as Record<string, unknown>;
  const keys = Object.keys(request).sort().join();
  switch (request.type) {
    case "ready":
    case "cancel":
    case "nextAct":
      return keys === "type" ? { type: request.type } : undefined;
    case "play":
    case "remove":
    case "cannotPlay":
      return keys === "item,type" && isName(request.item) ? { type: request.type, item: request.item } : undefined;
    case "save": {
      const { item, track } = request;
      const isTrack = track === 0 || track === 1;
      return keys === "item,track,type" && isName(item) && isTrack ? { type: "save", item, track } : undefined;
    }
    case "blind":
      return keys === "on,type" && typeof request.on === "boolean" ? { type: "blind", on: request.on } : undefined;
    case "volume": {
      const { volume } = request;
      const isVolume = typeof volume === "number" && Number.isInteger(volume) && volume >= 0 && volume <= 100;
      return keys === "type,volume" && isVolume ? { type: "volume", volume } : undefined;
    }
    case "say": {
      const { text, settings, values } = request;
      if (keys !== "settings,text,type,values" || typeof text !== "string" || text.length > longestText) return undefined;
      const isNumber = (value: unknown): value is number => typeof value === "number" && Number.isInteger(value);
      const isText = (value: unknown): value is string => typeof value === "string" && value.length <= 500;
      return isRecord(settings, isNumber) && isRecord(values, isText) ? { type: "say", text, settings, values } : undefined;
    }
    default:
      return undefined;
  }
}

function isName(value: unknown): value is string {
  return typeof value === "string" && value.length > 0 && value.length <= 500;
}

function isRecord<T>(value: unknown, isValue: (each: unknown) => each is T): value is Readonly<Record<string, T>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const entries = Object.entries(value);
  return entries.length <= 20 && entries.every(([name, each]) => isName(name) && isValue(each));
}
