// Mocha's spec reporter, which also prints how long each test took, marked, where VOICE_JOBS_TIMINGS asks for it.
const { reporters } = require("mocha");

module.exports = class extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    if (!process.env.VOICE_JOBS_TIMINGS) return;
    runner.on("pass", (test) => {
      if (test.duration > 0) reporters.Base.consoleLog("TIME %d ms %s", test.duration, test.fullTitle());
    });
  }
};
