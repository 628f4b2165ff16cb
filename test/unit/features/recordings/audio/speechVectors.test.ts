// Speech, noise, bandwidth, hum, channels and dropouts against sounds made by formula, whose values are known.
import { strict as assert } from "node:assert";
import { HumMeter } from "../../../../../src/features/recordings/audio/spectrum/hum.js";
import { between, db, measured, mix, near, noise, samplesOf, sine, type Wave, wav, wavOf } from "../signals.js";

const tone = sine(997, db(-20));

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

  it("is that of the channel that is heard", async () => {
    const low = lowNoise(4_000, 2, 48_000);
    const { bandEdge, heardChannel } = await measured(wavOf([low.map(() => 0), low]));
    near(bandEdge?.frequency, 4_000, 200);
    assert.equal(heardChannel, 1);
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
