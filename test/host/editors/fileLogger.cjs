// Stands in for @vscode/spdlog inside the npm-carried editor, so that no native module has to be compiled: appends log lines to a file.
const { appendFileSync, mkdirSync } = require("node:fs");
const { dirname } = require("node:path");

const levels = ["trace", "debug", "info", "warn", "error", "critical"];

class Logger {
  constructor(_type, _name, file) {
    this.file = file;
    this.level = 2;
    this.plain = false;
    mkdirSync(dirname(file), { recursive: true });
  }
  write(level, message) {
    try {
      appendFileSync(this.file, this.plain ? message : `${new Date().toISOString()} [${level}] ${message}\n`);
    } catch {
      // The folder of logs is gone when the server is being stopped.
    }
  }
  getLevel() {
    return this.level;
  }
  setLevel(level) {
    this.level = level;
  }
  clearFormatters() {
    this.plain = true;
  }
  setPattern() {}
  flush() {}
  drop() {}
}
for (const level of levels) {
  Logger.prototype[level] = function (message) {
    this.write(level, message);
  };
}

const create = async (name, file) => new Logger("", name, file);
exports.version = 0;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.shutdown = () => {};
exports.Logger = Logger;
exports.createRotatingLogger = create;
exports.createAsyncRotatingLogger = create;
