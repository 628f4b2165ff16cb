// Every measure against sounds made by formula, whose values are known.
import { strict as assert } from "node:assert";
import { HumMeter } from "../../../../../src/features/recordings/audio/spectrum/hum.js";
import { between, db, faded, measured, mix, noise, samplesOf, sine, type Wave, type WrittenAs, wav, wavOf } from "../signals.js";

function near(found: number | undefined, expected: number, tolerance: number, what = ""): void {
  assert.ok(
    found !== undefined && Math.abs(found - expected) <= tolerance,
    `${what} is ${found}, not ${expected} ± ${tolerance}`,
  );
}

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

describe("speech and pauses", () => {
  const tones: Wave = (t) => (t % 1.5 >= 0.5 ? Math.sin(2 * Math.PI * 997 * t) * db(-20) : 0);

  it("are told apart in digital silence", async () => {
    const two = mix(between(0.5, 2.5, tone), between(3.3, 5.3, tone));
    const { speech } = await measured(wav(two, 6));
    near(speech?.lead, 0.5, 0.02, "lead");
    near(speech?.trail, 0.7, 0.02, "trail");
    near(speech?.longestGap.length, 0.8, 0.02, "gap");
    near(speech?.longestGap.at, 2.5, 0.02, "place of the gap");
    assert.equal(speech?.noise, "gated");
    assert.equal(speech?.snr, undefined);
  });

  for (const [floor, snr] of [
    [-60, 36.99],
    [-40, 16.99],
  ] as const)
    it(`give the distance to a noise of ${floor} dB`, async () => {
      const { speech } = await measured(wav(mix(tones, noise(db(floor))), 8));
      near(speech?.snr, snr, 0.5, "SNR");
      near(speech?.floor, floor, 0.5, "floor");
      assert.equal(speech?.noise, "measured");
    });

  it("keep the distance where the recording has an offset", async () => {
    const { speech } = await measured(
      wav(
        mix(tones, noise(db(-60)), () => 0.01),
        8,
      ),
    );
    near(speech?.snr, 36.99, 0.5);
  });

  it("keep the distance where digital silence was added before and after", async () => {
    const inside = mix(tones, noise(db(-60)));
    const { speech } = await measured(wav(between(1, 7, inside), 8));
    near(speech?.snr, 36.99, 0.5);
    assert.equal(speech?.noise, "measured");
  });

  it("have no distance without pauses", async () => {
    for (const wave of [tone, noise(db(-30))]) {
      const { speech } = await measured(wav(wave, 5));
      assert.equal(speech?.noise, "noPauses");
      assert.equal(speech?.snr, undefined);
    }
  });

  it("are none in digital silence", async () => {
    const found = await measured(wav(() => 0, 1));
    assert.equal(found.speech, undefined);
    assert.equal(found.peak, Number.NEGATIVE_INFINITY);
  });
});

describe("bandwidth", () => {
  /** White noise without what lies above a frequency, by a windowed sinc of 1 023 taps. */
  const lowNoise = (edge: number, seconds: number, rate: number): Float64Array => {
    const white = samplesOf(noise(0.2), seconds, rate);
    const taps = Float64Array.from({ length: 1_023 }, (_, index) => {
      const at = index - 511;
      const window = 0.5 + 0.5 * Math.cos((Math.PI * at) / 512);
      return window * (at === 0 ? (2 * edge) / rate : Math.sin((2 * Math.PI * edge * at) / rate) / (Math.PI * at));
    });
    return white.map((_, index) => {
      let value = 0;
      for (let tap = 0; tap < Math.min(taps.length, index + 1); tap++) value += taps[tap]! * white[index - tap]!;
      return value;
    });
  };

  // Resamplers let a little more through than half the old rate: what ends at 12 000 Hz may have been made at 22 050.
  for (const [old, edge] of [
    [8_000, 4_000],
    [16_000, 8_000],
    [22_050, 12_000],
  ] as const)
    it(`of what was made at ${old} Hz ends at ${edge} Hz or below`, async () => {
      const { bandEdge } = await measured(wavOf([lowNoise(edge, 2, 48_000)]));
      near(bandEdge?.frequency, edge, edge * 0.05);
      assert.equal(bandEdge?.madeAt, old);
    });

  it("of white noise ends nowhere", async () => {
    for (const rate of [8_000, 16_000, 44_100, 48_000])
      assert.equal((await measured(wav(noise(0.2), 3, { rate }))).bandEdge, undefined, `${rate}`);
  });
});

describe("hum", () => {
  const humming = mix(sine(50, db(-45)), sine(150, db(-55)), noise(db(-72)));

  it("is measured to a tenth of a decibel", () => {
    for (const seconds of [1, 0.2]) {
      const meter = new HumMeter(48_000);
      for (let each = 0; each < 8; each++) meter.add(Float32Array.from(samplesOf(humming, seconds)));
      near(meter.level(50), -48.01, 0.1, "50 Hz");
      near(meter.level(150), -58.01, seconds === 1 ? 0.1 : 0.2, "150 Hz");
      assert.equal(meter.hum?.frequency, 50);
    }
  });

  it("is found in pauses", async () => {
    const talking: Wave = (t) => (t % 3 < 1.5 ? Math.sin(2 * Math.PI * 500 * t) * db(-20) : 0);
    const { hum } = await measured(wav(mix(talking, humming), 9));
    assert.equal(hum?.frequency, 50);
    near(hum?.level, -48.01, 0.3);
  });

  it("is not looked for in speech, whose own tones are as low", async () => {
    assert.equal((await measured(wav(sine(100, db(-20)), 5))).hum, undefined);
    const low: Wave = (t) => (t % 3 < 1.5 ? Math.sin(2 * Math.PI * 100 * t) * db(-20) : 0);
    assert.equal((await measured(wav(mix(low, noise(db(-70))), 9))).hum, undefined);
  });
});

describe("channels", () => {
  const one = samplesOf(mix(sine(300, 0.1), noise(0.01)), 2);
  const other = samplesOf(mix(sine(400, 0.1), noise(0.01, 7)), 2);

  for (const [name, right, relation] of [
    ["the same twice", one, "identical"],
    ["one the inverse of the other", one.map((value) => -value), "inverted"],
    ["one silent", one.map(() => 0), "silent"],
    ["two", other, "different"],
  ] as const)
    it(`are recognised: ${name}`, async () => assert.equal((await measured(wavOf([one, right]))).channels, relation));

  it("may be one, or many", async () => {
    assert.equal((await measured(wavOf([one]))).channels, "one");
    assert.equal((await measured(wavOf([one, one, other]))).channels, "many");
  });
});

describe("dropouts", () => {
  const broken = (at: number, samples: number): Buffer => {
    const sound = samplesOf(noise(0.1), 3);
    sound.fill(0, at, at + samples);
    return wavOf([sound]);
  };

  it("are found with their length", async () => {
    const { dropouts } = await measured(broken(48_123, 960));
    assert.equal(dropouts.length, 1);
    near(dropouts[0]?.at, 48_123 / 48_000, 1 / 48_000);
    near(dropouts[0]?.length, 0.02, 1 / 48_000);
  });

  it("are not found where only 2 ms are gone", async () => assert.deepEqual((await measured(broken(48_123, 96))).dropouts, []));

  it("are found where one block of the file ends and the next begins", async () => {
    const sound = samplesOf(noise(0.1), 13);
    sound.fill(0, 523_200 - 300, 523_200 + 400);
    const { dropouts } = await measured(wavOf([sound]));
    assert.deepEqual(
      dropouts.map(({ length }) => Math.round(length * 48_000)),
      [700],
    );
  });

  it("are no pauses of digital silence", async () => {
    const talking: Wave = (t) => (t % 1 < 0.8 ? Math.sin(2 * Math.PI * 500 * t) * 0.1 : 0);
    assert.deepEqual((await measured(wav(talking, 5))).dropouts, []);
  });
});
