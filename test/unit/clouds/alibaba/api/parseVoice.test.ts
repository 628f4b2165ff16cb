// What answers about voices, media files and tasks say, and what they do not.
import assert from "node:assert/strict";
import { readMediaAddress, readSmartJob, readTaskId, readVoice } from "../../../../../src/clouds/alibaba/api/parseVoice.js";

describe("an answer about a voice", () => {
  it("names the sample that there is, within its layer or without one", () => {
    assert.deepEqual(readVoice({ Data: { CustomizedVoice: { VoiceId: "v", DemoAudioMediaId: "m" } } }), { mediaId: "m" });
    assert.deepEqual(readVoice({ VoiceId: "v" }), {}, "none was asked for");
    assert.deepEqual(readVoice({ DemoAudioMediaId: "m" }), { mediaId: "m" });
    assert.equal(readVoice({ RequestId: "r" }), undefined);
    assert.equal(readVoice("v"), undefined);
  });
});

describe("an answer about a media file", () => {
  const info = (...files: readonly object[]) => ({ MediaInfo: { FileInfoList: files.map((each) => ({ FileBasicInfo: each })) } });
  const [source, other] = [
    { FileType: "source_file", FileUrl: "https://a.example/source" },
    { FileType: "transcode_file", FileUrl: "https://a.example/other" },
  ];

  it("has the address of what was uploaded, wherever it stands, or of another file", () => {
    assert.equal(readMediaAddress(info(other, source))?.address, source.FileUrl);
    assert.equal(readMediaAddress(info(source, other))?.address, source.FileUrl);
    assert.equal(readMediaAddress(info(other))?.address, other.FileUrl);
  });

  it("has no address where the cloud tells none, and is none where there is no list of files", () => {
    assert.deepEqual(readMediaAddress(info({ FileType: "source_file" })), {});
    assert.deepEqual(readMediaAddress(info()), {});
    assert.equal(readMediaAddress({ MediaInfo: {} }), undefined);
    assert.equal(readMediaAddress({ MediaInfo: { FileInfoList: "none" } }), undefined);
  });
});

describe("an answer about a task that says a text", () => {
  it("names the task, and where the sound is once it is there", () => {
    assert.equal(readTaskId({ JobId: "t" }), "t");
    assert.equal(readTaskId({}), undefined);
    assert.deepEqual(readSmartJob({ State: "Finished", JobResult: { MediaId: "m" } }), { kind: "ready", mediaId: "m" });
    assert.equal(readSmartJob({ State: "Finished", JobResult: {} }), undefined, "finished, and nothing to hear");
  });

  it("is under way in every state that does not end it, and says why it failed", () => {
    for (const State of ["Created", "Executing", "Dreaming"]) assert.deepEqual(readSmartJob({ State }), { kind: "underWay" });
    const failed = { State: "Failed", ErrorCode: "InvalidText", ErrorMessage: "no" };
    assert.deepEqual(readSmartJob(failed), { kind: "failed", code: "InvalidText", message: "no" });
    assert.equal(readSmartJob({ RequestId: "r" }), undefined);
  });
});
