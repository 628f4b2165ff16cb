// `npm start`: installs what is missing, builds, and opens a real editor with the extension and demo data.
import { ensureDependencies, run } from "./dependencies.mjs";

await ensureDependencies();
await run(process.execPath, [".ci/build.mjs", "--dev"]);
await run(process.execPath, ["--import", "tsx", "test/host/start.ts", ...process.argv.slice(2)]);
