// The media library: what is asked for, how its recordings are read, and that one is registered by one request that replaces nothing.
import assert from "node:assert/strict";
import { alibaba } from "../../../../../src/clouds/alibaba/index.js";
import type { MediaApi } from "../../../../../src/core/cloud/capabilities/mediaLibrary.js";
import type { HttpRequest } from "../../../../../src/core/ports/ports.js";
import { fakeConnection } from "../../../../fakes/clouds/connections.js";
import { fakeMachine } from "../../../../fakes/clouds/machine.js";
import { answerWith, FakeHttp } from "../../../../fakes/network/http.js";

const signal = new AbortController().signal;
const aksk = { kind: "aksk", values: { accessKeyId: "FAKE-LTAI", secretAccessKey: "fake-secret" } };
const location = "https://bucket.oss-cn-shanghai.aliyuncs.com/voices/a.wav";

async function open(answer: (query: URLSearchParams, request: HttpRequest) => ReturnType<typeof answerWith>) {
  const http = new FakeHttp((request) => answer(new URL(request.url).searchParams, request));
  const { media } = await alibaba.open(fakeConnection(alibaba), aksk, fakeMachine(http));
  return { media: media as MediaApi, http };
}

const info = (MediaId: unknown, CreateTime = "2026-03-01T00:00:00Z", more: object = {}) => ({
  MediaId,
  MediaBasicInfo: { MediaId, Title: `Title of ${String(MediaId)}`, Status: "Normal", CreateTime },
  FileInfoList: [{ FileBasicInfo: { FileSize: "96000", Duration: "12.50000", FileType: "source_file", ...more } }],
});

describe("the media library of alibaba", () => {
  it("reads all places at first, and then only those that have more", async () => {
    const { media, http } = await open((query) => {
      const [source, token] = [query.get("Source"), query.get("NextToken")];
      if (source === "vod") return answerWith({ MediaInfos: [info("v1", "2026-05-01T00:00:00Z")] });
      if (source !== "oss") return answerWith({ MediaInfos: null });
      return token === "two"
        ? answerWith({ MediaInfos: [info("o2")] })
        : answerWith({ MediaInfos: [info("o1")], NextToken: "two" });
    });
    const first = await media.page(undefined, signal);
    assert.deepEqual(
      first.files.map(({ id }) => id),
      ["v1", "o1"],
      "the latest first",
    );
    assert.deepEqual(first.files[0], {
      id: "v1",
      title: "Title of v1",
      size: 96_000,
      seconds: 12.5,
      createdAt: Date.parse("2026-05-01T00:00:00Z"),
    });
    const second = await media.page(first.next, signal);
    assert.deepEqual([second.files.map(({ id }) => id), second.next], [["o2"], undefined]);
    assert.equal(http.sent.length, 4);
    const asked = Object.fromEntries(new URL(http.sent.at(-1)!.url).searchParams);
    assert.deepEqual(asked, {
      MediaType: "audio",
      Source: "oss",
      SortBy: "desc",
      IncludeFileBasicInfo: "true",
      MaxResults: "100",
      NextToken: "two",
    });
  });

  it("loses no recording to a field of a wrong type, and believes no size or length without a bound", async () => {
    const rows = [
      null,
      7,
      { MediaBasicInfo: {} },
      { MediaId: "bare" },
      info("odd", "never", { FileSize: "-1", Duration: "1e99" }),
      { MediaBasicInfo: { MediaId: "waits", Status: "Preparing", Title: 5 }, FileInfoList: "none" },
    ];
    const { media } = await open((query) => answerWith({ MediaInfos: query.get("Source") === "oss" ? rows : [] }));
    const { files } = await media.page(undefined, signal);
    assert.deepEqual(files, [
      { id: "bare" },
      { id: "odd", title: "Title of odd" },
      { id: "waits", title: "5", state: "Preparing" },
    ]);
  });

  it("never follows a token that leads to itself", async () => {
    const { media } = await open(() => answerWith({ MediaInfos: [], NextToken: "again" }));
    const { next } = await media.page(undefined, signal);
    assert.equal((await media.page(next, signal)).next, undefined);
  });

  it("says that an answer is none of a list", async () => {
    const { media } = await open(() => answerWith({ MediaInfos: "all" }));
    await assert.rejects(media.page(undefined, signal), { kind: "protocol" });
  });

  it("finds what was registered of an address, and tells where nothing was from where it could not be asked", async () => {
    const code = (Code: string, status: number) => open(() => answerWith({ Code, Message: "no" }, status));
    assert.equal(await (await code("NoMatchedInputUrl", 404)).media.find(location, signal), undefined);
    await assert.rejects((await code("Forbidden", 403)).media.find(location, signal), { kind: "forbidden" });
    const { media, http } = await open(() => answerWith({ MediaInfo: info("there") }));
    assert.equal((await media.find(location, signal))?.id, "there");
    assert.deepEqual(Object.fromEntries(new URL(http.only.url).searchParams), { InputURL: location });
  });

  it("registers by one request, which replaces nothing and has a title that fits", async () => {
    const { media, http } = await open(() => answerWith({ RequestId: "r", MediaId: "made" }));
    assert.deepEqual(await media.register(location, "录".repeat(60), signal), { id: "made" });
    const { ClientToken, ...asked } = Object.fromEntries(new URL(http.only.url).searchParams);
    assert.deepEqual(asked, { InputURL: location, MediaType: "audio", Title: "录".repeat(42), Overwrite: "false" });
    assert.match(ClientToken ?? "", /^[^-]{1,32}$/);
  });

  it("registers no address with a key in it, and none that is no address", async () => {
    const { media, http } = await open(() => assert.fail("not asked"));
    for (const wrong of [`${location}?x-oss-signature=abc`, "file:///etc/passwd", "https://a b", ""])
      await assert.rejects(media.register(wrong, "a", signal), { kind: "refused" }, wrong);
    await assert.rejects(media.addressOf("../etc", signal));
    assert.equal(http.sent.length, 0);
  });
});
