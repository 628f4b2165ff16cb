// The local media library refuses what the real one refuses, and a voice whose recordings have all passed ends well.
import assert from "node:assert/strict";
import { type DemoCloud, startDemo } from "../../../../src/demoCloud/index.js";
import { demoSentences } from "../../../../src/demoCloud/recordings/demoSentences.js";
import { callAlibaba } from "../caller.js";

describe("the local media library", () => {
  let demo: DemoCloud;
  let now = Date.UTC(2026, 10, 1);
  before(async () => {
    demo = await startDemo({ jobs: { huawei: 0, alibaba: 0 }, now: () => now });
    demo.control.putObject("demo-voices/a.wav", Buffer.from(demoSentences(true).get("1.wav")!), "audio/wav");
  });
  after(() => demo.close());

  const call = (action: string, query: Record<string, string> = {}) => callAlibaba(demo, action, query, { time: now });
  const refused = async (status: number, code: string, action: string, query: Record<string, string>) => {
    const answer = await call(action, query);
    assert.deepEqual([answer.status, answer.json.Code], [status, code]);
  };
  const list = { Source: "oss", MediaType: "audio" };

  it("lists one place at a time, the latest first, page by page", async () => {
    const whole = await call("ListMediaBasicInfos", { ...list, MaxResults: "100", IncludeFileBasicInfo: "true" });
    const ids = whole.json.MediaInfos.map(({ MediaId }: { MediaId: string }) => MediaId);
    assert.ok(ids.length >= 3 && whole.json.NextToken === undefined);
    assert.match(whole.json.MediaInfos[0].FileInfoList[0].FileBasicInfo.FileUrl, /Signature=/);
    const first = await call("ListMediaBasicInfos", { ...list, MaxResults: "2" });
    const second = await call("ListMediaBasicInfos", { ...list, MaxResults: "2", NextToken: first.json.NextToken });
    const paged = [...first.json.MediaInfos, ...second.json.MediaInfos].map(({ MediaId }: { MediaId: string }) => MediaId);
    assert.deepEqual(paged, ids.slice(0, 4));
    await refused(400, "InvalidParameter", "ListMediaBasicInfos", { ...list, MaxResults: "101" });
    await refused(400, "InvalidParameter", "ListMediaBasicInfos", { ...list, NextToken: "made up" });
    await refused(400, "InvalidParameter", "ListMediaBasicInfos", { Source: "elsewhere" });
  });

  it("registers an address once, and has its file a moment later", async () => {
    const InputURL = `${demo.origin}/demo-voices/a.wav`;
    await refused(404, "NoMatchedInputUrl", "GetMediaInfo", { InputURL });
    await refused(404, "InputUrlNotFound", "RegisterMediaInfo", { InputURL: `${demo.origin}/demo-voices/none.wav` });
    await refused(400, "InvalidParameter", "RegisterMediaInfo", { InputURL, Title: "声".repeat(43) });
    await refused(400, "MissingInputURL", "RegisterMediaInfo", {});
    const made = await call("RegisterMediaInfo", { InputURL, Title: "A" });
    await refused(409, "MediaAlreadyExist", "RegisterMediaInfo", { InputURL });
    const early = await call("GetMediaInfo", { InputURL });
    assert.deepEqual([early.json.MediaInfo.MediaId, early.json.MediaInfo.FileInfoList], [made.json.MediaId, []]);
    now += 2_000;
    const { json } = await call("GetMediaInfo", { MediaId: made.json.MediaId });
    const [{ FileBasicInfo }] = json.MediaInfo.FileInfoList;
    const sound = Buffer.from(await (await fetch(FileBasicInfo.FileUrl)).arrayBuffer());
    assert.ok(sound.equals(Buffer.from(demoSentences(true).get("1.wav")!)), "what was uploaded is what is heard");
  });

  it("trains a voice whose twenty recordings have passed, within half a minute, and only once it is submitted", async () => {
    const VoiceId = "good1";
    await call("CreateCustomizedVoiceJob", { VoiceId, Scenario: "story", Gender: "female" });
    const state = () => demo.control.jobs("alibaba").find((job) => job.VoiceId === VoiceId)?.Status;
    for (const [name, bytes] of demoSentences(true)) {
      demo.control.putObject(`demo-voices/good1/${name}`, Buffer.from(bytes), "audio/wav");
      const RecordUrl = `${demo.origin}/demo-voices/good1/${name}`;
      const { json } = await call("DetectAudioForCustomizedVoiceJob", { VoiceId, AudioRecordId: name.slice(0, -4), RecordUrl });
      assert.equal(json.Data.Pass, true, name);
    }
    now += 3_600_000;
    assert.equal(state(), "Initialization");
    await call("SubmitCustomizedVoiceJob", { VoiceId });
    const seen = new Set<unknown>();
    for (let second = 0; second < 30; second++) {
      seen.add(state());
      now += 1_000;
    }
    assert.deepEqual([...seen], ["AudioDetecting", "PreTraining", "Training", "Success"]);
  });
});
