// Levels, loudness, true peaks and clipping against sounds made by formula, whose values are known.
import { strict as assert } from "node:assert";
import { between, db, faded, measured, mix, near, samplesOf, sine, type Wave, type WrittenAs, wav, wavOf } from "../signals.js";

const tone = sine(997, db(-20));

describe("levels of a recording", () => {
  for (const as of ["s16", "s24", "s32", "f32", "f64"] as const satisfies readonly WrittenAs[])
    it(`are those of the tone: ${as}`, async () => {
      const found = await measured(wav(tone, 10, { as }));
      near(found.peak, -20, 0.001, "peak");
      near(found.rms, -23.01, 0.001, "RMS");
      near(found.loudness, -23.01, 0.05, "loudness");
    });

  it("are those of a tone in eight bits", async () => {
    const found = await measured(wav(tone, 10, { as: "u8" }));
    near(found.peak, -19.865, 0.001, "peak");
    near(found.rms, -22.974, 0.001, "RMS");
  });

  it("are those of a tone in A-law and µ-law, as far as these can hold it", async () => {
    for (const as of ["aLaw", "muLaw"] as const) {
      const found = await measured(wav(tone, 1, { as }));
      near(found.peak, -20, 0.35, as);
      near(found.rms, -23.01, 0.15, as);
    }
  });

  for (const rate of [8_000, 16_000, 22_050, 24_000, 44_100, 96_000])
    it(`have the same loudness at ${rate} Hz`, async () => {
      near((await measured(wav(tone, 10, { rate }))).loudness, -23, 0.05);
    });

  it("find an offset, and take no note of it in the loudness", async () => {
    const found = await measured(
      wav(
        mix(tone, () => 0.02),
        10,
      ),
    );
    near(found.dc, 0.02, 1e-5, "offset");
    near(found.peak, -18.417, 0.001, "peak");
    near(found.rms, -22.676, 0.001, "RMS");
    near(found.loudness, -23.01, 0.05, "loudness");
  });

  it("have no loudness where a recording is shorter than 400 ms", async () => {
    assert.equal((await measured(wav(tone, 0.39))).loudness, undefined);
    assert.ok((await measured(wav(tone, 0.41))).loudness !== undefined);
  });
});

describe("loudness by EBU Tech 3341", () => {
  const stereo = async (wave: Wave, seconds: number) => {
    const samples = samplesOf(wave, seconds);
    return (await measured(wavOf([samples, samples]))).loudness;
  };
  const stepped = (steps: readonly (readonly [level: number, seconds: number])[]): readonly [Wave, number] => {
    const ends = steps.map((_, index) => steps.slice(0, index + 1).reduce((total, [, seconds]) => total + seconds, 0));
    const levels = steps.map(([level]) => db(level));
    return [(t) => levels[ends.findIndex((end) => t < end)]! * Math.sin(2 * Math.PI * 1_000 * t), ends.at(-1)!];
  };

  it("counts a tone on both channels as -23", async () => near(await stereo(sine(1_000, db(-23)), 20), -23, 0.1));
  it("leaves out what is much quieter", async () => {
    near(
      await stereo(
        ...stepped([
          [-36, 10],
          [-23, 60],
          [-36, 10],
        ]),
      ),
      -23,
      0.1,
    );
  });
  it("leaves out what is as good as silent", async () => {
    near(
      await stereo(
        ...stepped([
          [-72, 10],
          [-36, 10],
          [-23, 60],
          [-36, 10],
          [-72, 10],
        ]),
      ),
      -23,
      0.1,
    );
  });
  it("counts what is a little quieter", async () => {
    near(
      await stereo(
        ...stepped([
          [-26, 20],
          [-20, 20.1],
          [-26, 20],
        ]),
      ),
      -23,
      0.1,
    );
  });
});

describe("the true peak", () => {
  const rate = 48_000;
  for (const [name, hertz, phase, peak] of [
    ["a quarter of the rate", rate / 4, 0, -6.02],
    ["a quarter, between the samples", rate / 4, 45, -9.03],
    ["a sixth, between the samples", rate / 6, 60, -7.27],
    ["an eighth, between the samples", rate / 8, 67.5, -6.71],
  ] as const)
    it(`of a tone is found between its samples: ${name}`, async () => {
      const found = await measured(wav(faded(1, sine(hertz, 0.5, phase)), 1));
      near(found.peak, peak, 0.01, "peak");
      assert.ok(found.truePeak >= -6.42 && found.truePeak <= -5.82, `${found.truePeak}`);
    });

  it("lies above full scale where the samples do not tell", async () => {
    const found = await measured(wav(faded(1, sine(rate / 4, 1.41, 45)), 1, { as: "f32" }));
    assert.ok(found.truePeak >= 2.98 - 0.4 && found.truePeak <= 2.98 + 0.2, `${found.truePeak}`);
  });

  it("is found where one block of the file ends and the next begins", async () => {
    // Blocks have 523 200 samples of 16 bits.
    const seam = 523_200;
    const burst =
      (at: number): Wave =>
      (_, index) =>
        Math.abs(index - at) < 5 ? 0.9 * Math.sin((Math.PI / 2) * (index - at + 0.5)) : 0;
    const [across, within] = [await measured(wav(burst(seam), 12)), await measured(wav(burst(seam - 1_000), 12))];
    near(across.truePeak, within.truePeak, 0.001);
    assert.ok(across.truePeak > across.peak + 1);
  });
});

describe("clipping", () => {
  const cut: Wave = (t) => Math.max(-1, Math.min(1, 2 * Math.sin(2 * Math.PI * 1_000 * t)));

  it("is counted by runs and samples", async () => {
    const found = await measured(wav(cut, 2));
    assert.deepEqual([found.clipping.runs, found.clipping.samples], [4_000, 68_000]);
    near(found.rms, -1.05, 0.01);
    assert.equal(found.flatTops.count, 0);
  });

  for (const hertz of [50, 100, 200, 440, 997])
    it(`is not seen in a clean tone at full scale: ${hertz} Hz`, async () => {
      const found = await measured(wav(sine(hertz, 32_767 / 32_768), 2));
      assert.deepEqual([found.clipping.runs, found.flatTops.count], [0, 0]);
    });

  it("is found by its flat tops where it was made quieter afterwards", async () => {
    const found = await measured(wav((t, index) => 0.9 * cut(t, index), 2));
    assert.deepEqual([found.clipping.runs, found.flatTops.count], [0, 4_000]);
  });

  it("is not looked for in eight bits, whose steps are as coarse", async () => {
    const found = await measured(wav(sine(50, 1), 1, { as: "u8" }));
    assert.deepEqual([found.clipping.runs, found.flatTops.count], [0, 0]);
  });

  it("is none above full scale, where floating point goes on, but flat tops there are", async () => {
    const loud = await measured(wav(sine(200, 1.4), 2, { as: "f32" }));
    assert.deepEqual([loud.clipping.runs, loud.flatTops.count], [0, 0]);
    const louder = await measured(wav((t, index) => 1.5 * cut(t, index), 2, { as: "f32" }));
    assert.deepEqual([louder.clipping.runs, louder.flatTops.count], [0, 4_000]);
    const full = await measured(wav(cut, 2, { as: "f32" }));
    assert.deepEqual([full.clipping.runs, full.flatTops.count], [4_000, 0]);
  });

  it("names the place of the longest run", async () => {
    const found = await measured(
      wav(
        mix(
          sine(440, 0.1),
          between(1.5, 1.5004, () => 2),
        ),
        3,
      ),
    );
    assert.equal(found.clipping.runs, 1);
    near(found.clipping.at, 1.5, 0.001);
  });
});
