// `npm test`: installs what is missing, then runs every check and test. `--only unit,editor` chooses stages, `--grep TEXT` chooses tests.
import { ensureDependencies, run } from "./dependencies.mjs";

await ensureDependencies();
await run(process.execPath, ["--import", "tsx", "test/host/runAll.ts", ...process.argv.slice(2)]);
