// Replaces the native module @vscode/spdlog, so that setting VS Code up needs no compiler.
// VS Code writes its logs and the text of every output channel through it.
// Files are not rotated: a test or demonstration session is too short for that.
const { appendFileSync } = require('node:fs');
const { mkdir } = require('node:fs/promises');
const { dirname } = require('node:path');

class Logger {
  constructor(_type, _name, path) {
    this.path = path;
    this.level = 0;
    this.plain = false;
  }
  write(level, name, message) {
    if (level < this.level) return;
    const time = new Date().toISOString().slice(0, 23).replace('T', ' ');
    appendFileSync(this.path, this.plain ? message : `${time} [${name}] ${message}\n`);
  }
  trace(message) {
    this.write(0, 'trace', message);
  }
  debug(message) {
    this.write(1, 'debug', message);
  }
  info(message) {
    this.write(2, 'info', message);
  }
  warn(message) {
    this.write(3, 'warning', message);
  }
  error(message) {
    this.write(4, 'error', message);
  }
  critical(message) {
    this.write(5, 'critical', message);
  }
  getLevel() {
    return this.level;
  }
  setLevel(level) {
    this.level = level;
  }
  setPattern() {
    this.plain = false;
  }
  clearFormatters() {
    this.plain = true;
  }
  flush() {}
  drop() {}
}

async function createLogger(name, path) {
  await mkdir(dirname(path), { recursive: true });
  return new Logger('rotating', name, path);
}

// VS Code imports this as an ES module, which sees only names that are assigned one by one.
exports.version = 1;
exports.setLevel = () => undefined;
exports.setFlushOn = () => undefined;
exports.Logger = Logger;
exports.createRotatingLogger = createLogger;
exports.createAsyncRotatingLogger = createLogger;
