// The made-up third cloud at work: keeps jobs, checks proofs, takes submits.
import type { Http, HttpAnswer, HttpRequest } from "../../../src/core/ports/ports.js";
import { sign } from "../../fixtures/clouds/tinny/api/sign.js";
import { answerWith, FakeHttp, textOf } from "./http.js";

export interface TinnyVoice {
  readonly id: string;
  readonly label?: string;
  readonly mood?: string;
  /** Seconds since 1970. */
  readonly made?: number;
  readonly why?: string;
  /** Oldest first; two lines a page. */
  readonly diary?: readonly Readonly<Record<string, unknown>>[];
}

export interface TinnyCloud {
  readonly http: Http & Pick<FakeHttp, "sent">;
  readonly voices: Map<string, TinnyVoice>;
  /** Submits that were taken, in order. */
  readonly submits: { readonly id: string; readonly values: Readonly<Record<string, string>> }[];
}

export function tinnyCloud(voices: readonly TinnyVoice[], spoon: string): TinnyCloud {
  const kept = new Map(voices.map((voice) => [voice.id, voice]));
  const submits: TinnyCloud["submits"] = [];
  const refuse = (status: number, problem: string) =>
    answerWith({ problem, said: problem }, status, { "x-tinny-request": "t-0" });
  const tell = (body: unknown) => answerWith(body, 200, { "x-tinny-request": `t-${http.sent.length}` });

  function answer(request: HttpRequest): HttpAnswer {
    const { "x-tinny-date": date, "x-tinny-proof": proof } = request.headers;
    if (proof !== sign(request.method, request.url, Number(date), spoon)) return refuse(401, "wrong-spoon");
    const { pathname, searchParams } = new URL(request.url);
    const [, , , id, part] = pathname.split("/");
    if (id === undefined) return tell(list(searchParams));
    const voice = kept.get(id);
    if (!voice) return refuse(404, "no-such-voice");
    const { diary = [], ...told } = voice;
    const from = Number(searchParams.get("from") ?? 0);
    if (part === "diary") return tell({ lines: diary.slice(from, from + 2), more: from + 2 < diary.length });
    if (request.method === "GET") return tell(told);
    if (voice.mood !== "raw") return refuse(400, "not-raw");
    submits.push({ id, values: JSON.parse(textOf(request)) });
    kept.set(id, { ...voice, mood: "queued" });
    return tell(undefined);
  }

  function list(query: URLSearchParams) {
    const moods = query.get("mood")?.split(" ");
    const all = [...kept.values()].filter((voice) => !moods || moods.includes(voice.mood ?? ""));
    const newest = query.get("newest");
    if (newest) all.sort((a, b) => ((b.made ?? 0) - (a.made ?? 0)) * (newest === "first" ? 1 : -1));
    const from = Number(query.get("from") ?? 0);
    return { all: all.length, voices: all.slice(from, from + Number(query.get("most") ?? 10)) };
  }

  const http = new FakeHttp(answer);
  return { http, voices: kept, submits };
}
