// Lets property tests try the same values in each run, so that only a change of the code makes one fail; VOICE_JOBS_SEED=random looks for others.
import fc from "fast-check";

const { VOICE_JOBS_SEED: asked } = process.env;

if (asked !== "random") fc.configureGlobal({ seed: asked === undefined ? 20_240_605 : Number(asked) });
