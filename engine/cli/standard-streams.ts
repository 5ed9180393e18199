import { visible } from './visible.ts';

/** A process may run several verbs, one after another. */
let isGuarded = false;

type Output = Pick<NodeJS.WriteStream, 'write' | 'on'>;

/** What this process prints, wherever in it, is cleaned, and a standard output that takes no more ends it, with one line at most. */
export const guardStandardStreams = (): void => {
  if (isGuarded) return;
  isGuarded = true;
  for (const stream of [process.stdout, process.stderr]) printVisibly(stream);
  process.stdout.on('error', endWith);
  // Where even that cannot be told, the exit code has to do.
  process.stderr.on('error', () => undefined);
};

const printVisibly = (stream: Output): void => {
  const write = stream.write.bind(stream) as (...told: unknown[]) => boolean;
  stream.write = (text: unknown, ...more: unknown[]): boolean =>
    write(typeof text === 'string' ? visible(text) : text, ...more);
};

/** Whoever reads our output may stop reading, as `head` does: that is no failure, and nothing to tell. */
const endWith = ({ code, message }: NodeJS.ErrnoException): void => {
  if (code === 'EPIPE') process.exit();
  process.stderr.write(`Standard output takes no more: ${message}. What was still to be printed is left out.\n`);
  process.exit(1);
};
