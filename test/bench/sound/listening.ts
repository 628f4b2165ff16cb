// Times the first sound of a voice: from the press to its bytes, beside the same requests alone, and from the bytes until a page plays them, beside a bare audio element.
import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { request } from "undici";
import type { Sound } from "../../../src/features/listen/sound.js";
import { SoundCache } from "../../../src/features/listen/soundCache.js";
import { VoiceSamples } from "../../../src/features/listen/voiceSamples.js";
import { createHttp } from "../../../src/platform/network/http.js";
import type { ListenMessage, ListenView } from "../../../src/protocol/listen.js";
import { startBrowser } from "../../host/editors/browser";
import { besideByClock, besideLines, type Limit, type Measure, timed } from "../report/measures";
import { type CloudId, openDemoKernel } from "../services/kernel";

const rounds = 9;
const group = "First sound of a voice";
const readLimit: Limit = { ratio: 5, because: "signs, reads and checks what the bare requests only fetch" };
const playLimit: Limit = { ratio: 5, because: "paints the page and draws the waveform, too" };

/** `dist`: folder of the bundles. */
export async function measureListening(dist: string): Promise<Measure[]> {
  const huawei = await measureRead("huawei");
  const alibaba = await measureRead("alibaba");
  const browser = await startBrowser();
  try {
    const bare: number[] = [];
    const ours: number[] = [];
    // Each in a page of its own, as the editor makes one for each panel.
    for (let round = 0; round < rounds; round += 1) {
      bare.push(await timeBare(browser, huawei.sound));
      ours.push(await timePage(browser, join(dist, "media"), huawei.sound));
    }
    const page = besideByClock({ ours, bare });
    // The quickest rounds, which the machine disturbed least.
    const beyond = ({ beside }: typeof huawei) => beside.quickest - beside.bareQuickest + page.quickest;
    const reads = [huawei, alibaba].flatMap((read): Measure[] => {
      const within = { group: `${group}: ${read.cloud}` };
      const lines = besideLines("from the press to the bytes", "the same requests alone", read.beside, readLimit);
      const whole = { name: "first sound beyond the network's time", value: beyond(read), unit: "ms", budget: 300 } as const;
      return [...lines, whole].map((line) => ({ ...within, ...line }));
    });
    const played = besideLines("from the bytes to the sound", "an audio element alone", page, playLimit);
    return [...reads, ...played.map((line) => ({ group: `${group}: its page`, ...line }))];
  } finally {
    await browser.close();
  }
}

async function measureRead(cloud: CloudId) {
  const { demo, connectionStore, sessions, connectionId, close } = await openDemoKernel(cloud, 5);
  const http = createHttp({ settings: () => ({ route: "direct" }), editorFetch: fetch });
  try {
    const job =
      cloud === "huawei"
        ? demo.control.add("huawei", { state: "SUCCEED", voice_name: "Studio" })
        : demo.control.add("alibaba", { Status: "Success", VoiceName: "Studio" });
    const voice = String(cloud === "huawei" ? job.asset_id : job.VoiceId);
    const machine = { http, now: Date.now, nonce: () => crypto.randomUUID() };
    const { signal } = new AbortController();
    const read = async (): Promise<Sound> => {
      const found = await new VoiceSamples({ connectionStore, sessions, machine }, new SoundCache()).read(
        connectionId,
        voice,
        signal,
      );
      if (found.kind !== "sound") throw new Error("The voice has no sample");
      return found.sound;
    };
    const sound = await read();
    const search = await sessions.read(connectionId, signal, async (api) => api.sample?.(voice, signal));
    if (search?.kind !== "found") throw new Error("The voice has no address of a sample");
    const questions = cloud === "huawei" ? 1 : 2;
    const fetchAll = async () => {
      for (let asked = 0; asked < questions; asked += 1) await body(`${new URL(demo[cloud].endpoint).origin}/account`);
      await body(search.link.address);
    };
    const [ours, bare]: [number[], number[]] = [[], []];
    for (let round = 0; round < rounds; round += 1) {
      bare.push(await timed(fetchAll));
      ours.push(await timed(read));
    }
    const beside = besideByClock({ ours, bare });
    return { cloud, sound, beside };
  } finally {
    await http.close();
    await close();
  }
}

async function body(address: string): Promise<ArrayBuffer> {
  return (await request(address)).body.arrayBuffer();
}

const origin = "http://stage.test";
const bareContent = '<!DOCTYPE html><html lang="en"><body><audio></audio></body></html>';
const content = `<!DOCTYPE html><html lang="en"><head><link rel="stylesheet" href="${origin}/listen.css">
<script>window.acquireVsCodeApi = () => ({ postMessage() {}, setState() {}, getState() {} });</script></head>
<body><voice-job-listen></voice-job-listen><script type="module" src="${origin}/listen.js"></script></body></html>`;

const view: ListenView = {
  language: "en",
  direction: "ltr",
  heading: "Studio",
  places: ["Huawei"],
  player: { itemId: "sample", title: "Sample", tracks: [{ soundId: "sample", label: "Studio" }] },
  items: [{ id: "sample", title: "Sample", detail: "", playLabel: "Play", isCurrent: true }],
  volume: 80,
  words: {
    play: "Play",
    pause: "Pause",
    loop: "Loop",
    speed: "Speed",
    volume: "Volume",
    position: "Position",
    positionText: "{0} of {1}",
    switchVoice: "Switch",
    list: "Sounds",
    cancel: "Cancel",
  },
};

async function timePage(browser: Browser, media: string, { bytes, type }: Sound): Promise<number> {
  return onPage(browser, content, media, (page) => {
    const messages: readonly ListenMessage[] = [
      { type: "show", view, announcement: "" },
      { type: "sound", id: "sample", bytes, mime: type },
      { type: "play" },
    ];
    const sent = messages.map((message) => ("bytes" in message ? { ...message, bytes: [...message.bytes] } : message));
    return page.evaluate((all) => {
      const ready = all.map((message) => ("bytes" in message ? { ...message, bytes: new Uint8Array(message.bytes) } : message));
      return new Promise<number>((resolve) => {
        const start = performance.now();
        document.addEventListener("playing", () => resolve(performance.now() - start), { capture: true, once: true });
        for (const data of ready) window.dispatchEvent(new MessageEvent("message", { data }));
      });
    }, sent);
  });
}

async function timeBare(browser: Browser, { bytes, type }: Sound): Promise<number> {
  return onPage(browser, bareContent, "", (page) =>
    page.evaluate(
      ([numbers, mime]) => {
        const sound = new Blob([new Uint8Array(numbers)], { type: mime });
        return new Promise<number>((resolve) => {
          const start = performance.now();
          document.addEventListener("playing", () => resolve(performance.now() - start), { capture: true, once: true });
          const audio = document.querySelector("audio")!;
          audio.src = URL.createObjectURL(sound);
          void audio.play();
        });
      },
      [[...bytes], type] as const,
    ),
  );
}

async function onPage<T>(browser: Browser, html: string, media: string, work: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext();
  try {
    await context.route("**/*", async (route) => {
      const name = basename(new URL(route.request().url()).pathname);
      if (name === "stage.html") return route.fulfill({ body: html, contentType: "text/html" });
      const found = await readFile(join(media, name)).catch(() => undefined);
      const contentType = name.endsWith(".js") ? "text/javascript" : "text/css";
      return found ? route.fulfill({ body: found, contentType }) : route.abort();
    });
    const page = await context.newPage();
    await page.addInitScript("globalThis.__name ??= (marked) => marked");
    await page.goto(`${origin}/stage.html`);
    // Sound is for pages that were pressed.
    await page.mouse.click(5, 5);
    return await work(page);
  } finally {
    await context.close();
  }
}
