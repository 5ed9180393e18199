// Calls a bundle once, as Lambda does, and prints its result and peak memory.
import { readFileSync } from 'node:fs';

const [code, callFile] = process.argv.slice(2);
const { event, at } = JSON.parse(readFileSync(callFile, 'utf8'));
const ahead = Date.parse(at) - Date.now();
const RealDate = Date;
globalThis.Date = class extends RealDate {
  constructor(...parts) {
    super(...(parts.length > 0 ? parts : [Date.now()]));
  }
  static now() {
    return RealDate.now() + ahead;
  }
};
const { handler } = await import(code);
const context = { getRemainingTimeInMillis: () => 60_000 };
const answer = await handler(event, context).catch(error => ({ error: `${error.name}: ${error.message}` }));
// The peak that the kernel counts for a child begins with that of its parent; this one does not.
const [, kilobytes] = /VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'));
const result = { answer: answer ?? null, megabytes: Math.round(kilobytes / 1024) };
process.stdout.write(`\n${JSON.stringify(result)}`, () => process.exit());
