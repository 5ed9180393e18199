// Calls a bundle once, as Lambda does, and prints its result and peak memory.
import { readFileSync } from 'node:fs';

const [code, eventFile] = process.argv.slice(2);
const { handler } = await import(code);
const answer = await handler(JSON.parse(readFileSync(eventFile, 'utf8')), {}).catch(error => ({
  error: `${error.name}: ${error.message}`,
}));
process.stdout.write(`\n${JSON.stringify({ answer, megabytes: Math.round(process.resourceUsage().maxRSS / 1024) })}`);
process.exit();
