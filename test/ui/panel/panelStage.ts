// A stage for the details panel: the page of the package with views and theme colours taken from a real window, in any width and scale, without waiting for an editor.
import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import type { DetailRequest, DetailView } from "../../../src/protocol/details";
import { repository } from "../../host/editors/cache";
import type { Workbench } from "../../host/workbench/workbench";

/** What the editor gives a webview to look like itself. */
export interface Look {
  readonly rootStyle: string;
  readonly bodyClass: string;
  readonly defaultStyles: string;
}

export interface Size {
  /** Pixels of the page's own measure. */
  readonly width: number;
  readonly height: number;
  /** 2 = a window at 200 %. */
  readonly scale?: number;
}

/** What the visible panel shows. */
export function viewOf({ webview }: Workbench): Promise<DetailView> {
  return webview.locator("voice-job-details").evaluate((panel) => (panel as unknown as { view: DetailView }).view);
}

/** Colours and fonts of the visible panel. */
export function lookOf({ webview }: Workbench): Promise<Look> {
  return webview.locator("html").evaluate((html) => ({
    rootStyle: (html as HTMLElement).style.cssText,
    bodyClass: html.ownerDocument.body.className,
    defaultStyles: html.ownerDocument.getElementById("_defaultStyles")?.textContent ?? "",
  }));
}

const origin = "http://stage.test";
/** As the extension's own page, with its policy. */
const content = `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'nonce-stage'; style-src ${origin}; font-src ${origin}">
<link rel="stylesheet" href="${origin}/default.css">
<link rel="stylesheet" href="${origin}/codicon.css" id="vscode-codicon-stylesheet">
<link rel="stylesheet" href="${origin}/details.css">
<script nonce="stage">
window.wishes = [];
window.acquireVsCodeApi = () => ({
  postMessage: (wish) => {
    window.wishes.push(wish);
    window.answer?.(wish);
  },
  setState: () => {},
});
</script></head>
<body><voice-job-details></voice-job-details>
<script type="module" nonce="stage" src="${origin}/details.js"></script></body></html>`;
/** A page with the same styles, policy and words as the panel, that shows them as they are: what the browser needs by itself. */
const bareContent = content
  .replace("<voice-job-details></voice-job-details>", "<h1></h1><pre></pre>")
  .replace(/<script type="module".*<\/script>/, '<script nonce="stage" src="' + origin + '/bare.js"></script>');
const bareScript = `window.addEventListener("message", ({ data: { view } }) => {
  document.querySelector("h1").textContent = view.heading;
  document.querySelector("pre").textContent = JSON.stringify(view, null, 1);
});
acquireVsCodeApi().postMessage({ type: "ready" });`;
/** What `timeFirstPaint` can load. */
export type Painted = "panel" | "bare";
const pages: Readonly<Record<string, string>> = { "stage.html": content, "bare.html": bareContent };
const types: Readonly<Record<string, string>> = { css: "text/css", js: "text/javascript", ttf: "font/ttf", html: "text/html" };

export class PanelStage {
  private constructor(
    private readonly context: BrowserContext,
    readonly page: Page,
    /** What a text that was more than a text would have done. */
    readonly mischief: readonly string[],
  ) {}

  /** `media`: folder of the webviews' bundles. */
  static async open(
    browser: Browser,
    look: Look,
    { width, height, scale = 1 }: Size,
    media = join(repository, "dist/media"),
  ): Promise<PanelStage> {
    const context = await browser.newContext({
      viewport: { width, height },
      deviceScaleFactor: scale,
      reducedMotion: "reduce",
      bypassCSP: false,
    });
    const mischief: string[] = [];
    await context.route("**/*", async (route) => {
      const name = basename(new URL(route.request().url()).pathname) || "stage.html";
      const type = types[name.split(".").at(-1) ?? ""] ?? "";
      if (pages[name]) return route.fulfill({ body: pages[name], contentType: type });
      if (name === "bare.js") return route.fulfill({ body: bareScript, contentType: type });
      if (name === "default.css") return route.fulfill({ body: look.defaultStyles, contentType: type });
      const body = await readFile(join(media, name)).catch(() => undefined);
      if (body) return route.fulfill({ body, contentType: type });
      mischief.push(`asked for ${route.request().url()}`);
      return route.abort();
    });
    const page = await context.newPage();
    await page.addInitScript("globalThis.__name ??= (marked) => marked");
    page.on("dialog", (dialog) => {
      mischief.push(`said ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on("pageerror", (error) => mischief.push(`threw ${error.message}`));
    await page.goto(`${origin}/stage.html`);
    const stage = new PanelStage(context, page, mischief);
    await stage.wear(look);
    return stage;
  }

  async wear({ rootStyle, bodyClass }: Look): Promise<void> {
    await this.page.evaluate(
      ([style, className]) => {
        document.documentElement.style.cssText = `${style}; background: var(--vscode-editor-background)`;
        document.body.className = className;
      },
      [rootStyle, bodyClass] as const,
    );
  }

  async show(view: DetailView): Promise<void> {
    await this.page.evaluate(async (shown) => {
      window.postMessage({ type: "show", view: shown, announcement: "", changed: [], remember: {} });
      const panel = document.querySelector("voice-job-details") as unknown as { view: DetailView; updateComplete: Promise<void> };
      while (panel.view?.jobId.text !== shown.jobId.text || JSON.stringify(panel.view) !== JSON.stringify(shown))
        await new Promise((later) => setTimeout(later, 5));
      await panel.updateComplete;
      await document.fonts.ready;
    }, view);
  }

  /** Has each page that is loaded from now on be handed this view when it is ready. */
  async handOver(view: DetailView): Promise<void> {
    await this.page.addInitScript((shown) => {
      const state = window as unknown as { answer: () => void; paintedAt: number };
      state.answer = () => {
        window.postMessage({ type: "show", view: shown, announcement: "", changed: [], remember: {} });
        const look = () => {
          if (!document.querySelector("h1")?.textContent) return void requestAnimationFrame(look);
          // A frame that was asked for after the page stood there has painted it.
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => {
              state.paintedAt = performance.now();
            };
            port2.postMessage(0);
          });
        };
        look();
      };
    }, view);
  }

  /** Loads a page again; gives the milliseconds until the view that is handed over stands on the screen. */
  async timeFirstPaint(painted: Painted): Promise<number> {
    await this.page.goto(`${origin}/${painted === "panel" ? "stage" : "bare"}.html`);
    const at = await this.page.waitForFunction(() => (window as unknown as { paintedAt?: number }).paintedAt);
    return (await at.jsonValue()) ?? Number.NaN;
  }

  wishes(): Promise<DetailRequest[]> {
    return this.page.evaluate(() => (window as unknown as { wishes: DetailRequest[] }).wishes.splice(0));
  }

  close(): Promise<void> {
    return this.context.close();
  }
}
