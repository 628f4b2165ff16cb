// A moving picture of single ones: an animated WebP, which stores and the editor show. Chromium compresses the frames, here they are put together.
import type { BrowserContext } from "playwright-core";

export interface Frame {
  /** PNG; all of one size. */
  readonly image: Buffer;
  readonly milliseconds: number;
}

/** Of 1: what is written stays sharp. */
const quality = 0.82;

export async function movingPicture(context: BrowserContext, frames: readonly Frame[]): Promise<Buffer> {
  const page = await context.newPage();
  const parts: Buffer[] = [];
  let size = { width: 0, height: 0 };
  for (const { image, milliseconds } of frames) {
    const { data, ...found } = await page.evaluate(compress, { source: image.toString("base64"), quality });
    size = found;
    parts.push(chunk("ANMF", Buffer.concat([frameHead(size, milliseconds), bitmapOf(Buffer.from(data, "base64"))])));
  }
  await page.close();
  const canvas = Buffer.alloc(10);
  // The second bit: it moves.
  canvas.writeUInt8(0x02, 0);
  canvas.writeUIntLE(size.width - 1, 4, 3);
  canvas.writeUIntLE(size.height - 1, 7, 3);
  // No colour behind it, again and again.
  const head = Buffer.concat([Buffer.from("WEBP"), chunk("VP8X", canvas), chunk("ANIM", Buffer.alloc(6))]);
  return chunk("RIFF", Buffer.concat([head, ...parts]));
}

/** Runs in the browser. */
async function compress({ source, quality: wanted }: { source: string; quality: number }) {
  const image = new Image();
  image.src = `data:image/png;base64,${source}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.width;
  canvas.height = image.height;
  // Without transparency there is one chunk alone.
  canvas.getContext("2d", { alpha: false })!.drawImage(image, 0, 0);
  const [, data = ""] = canvas.toDataURL("image/webp", wanted).split(",");
  return { data, width: image.width, height: image.height };
}

function frameHead({ width, height }: { width: number; height: number }, milliseconds: number): Buffer {
  const head = Buffer.alloc(16);
  head.writeUIntLE(width - 1, 6, 3);
  head.writeUIntLE(height - 1, 9, 3);
  head.writeUIntLE(milliseconds, 12, 3);
  // It takes the place of the one before.
  head.writeUInt8(0x02, 15);
  return head;
}

/** The chunk of a still picture that has what is seen, with its head. */
function bitmapOf(webp: Buffer): Buffer {
  for (let at = 12; at < webp.length; ) {
    const length = webp.readUInt32LE(at + 4);
    const end = at + 8 + length + (length % 2);
    if (webp.toString("latin1", at, at + 4) === "VP8 ") return webp.subarray(at, end);
    at = end;
  }
  throw new Error("A frame has no bitmap");
}

function chunk(name: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(name, 0, "latin1");
  head.writeUInt32LE(content.length, 4);
  return Buffer.concat([head, content, Buffer.alloc(content.length % 2)]);
}
