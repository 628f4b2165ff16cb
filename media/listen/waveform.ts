// Draws a sound as the peaks of its samples, and how much of it has been played.

/** Columns that are measured: more than a page is wide. */
const columns = 1200;

/** Peaks from 0 to 1; undefined = the editor cannot decode it. */
export async function peaksOf(bytes: Uint8Array): Promise<Float32Array | undefined> {
  try {
    const decoder = new OfflineAudioContext(1, 1, 44_100);
    // A copy: decoding takes the bytes away.
    const sound = await decoder.decodeAudioData(bytes.slice().buffer);
    const samples = sound.getChannelData(0);
    const peaks = new Float32Array(columns);
    const step = samples.length / columns;
    for (let column = 0; column < columns; column++) {
      let peak = 0;
      const end = Math.min(samples.length, Math.floor((column + 1) * step));
      for (let at = Math.floor(column * step); at < end; at++) peak = Math.max(peak, Math.abs(samples[at] ?? 0));
      peaks[column] = peak;
    }
    return peaks;
  } catch {
    return undefined;
  }
}

/** `played`: from 0 to 1. */
export function drawWaveform(canvas: HTMLCanvasElement, peaks: Float32Array | undefined, played: number): void {
  const { clientWidth, clientHeight } = canvas;
  const scale = window.devicePixelRatio;
  const [width, height] = [Math.max(1, Math.round(clientWidth * scale)), Math.max(1, Math.round(clientHeight * scale))];
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const pen = canvas.getContext("2d");
  if (!pen) return;
  const style = getComputedStyle(canvas);
  pen.clearRect(0, 0, width, height);
  const bar = Math.max(2, Math.round(2 * scale));
  const gap = Math.max(1, Math.round(scale));
  const loudest = Math.max(0.05, ...(peaks ?? []));
  for (let x = 0; x < width; x += bar + gap) {
    pen.fillStyle = x / width < played ? style.getPropertyValue("--played") : style.getPropertyValue("--unplayed");
    const first = Math.floor((x / width) * columns);
    const last = Math.max(first + 1, Math.floor(((x + bar + gap) / width) * columns));
    const peak = peaks ? Math.max(...peaks.subarray(first, last)) / loudest : 0;
    const length = Math.max(bar, Math.round(peak * (height - bar)));
    pen.fillRect(x, Math.round((height - length) / 2), bar, length);
  }
}
