import { visible } from './visible.ts';

/** Guarded only once: a process may run several verbs, one after another. */
let isGuarded = false;

type Output = Pick<NodeJS.WriteStream, 'write' | 'on'>;

/** Escapes everything this process prints, and exits with at most one line when standard output fails. */
export const guardStandardStreams = (): void => {
  if (isGuarded) return;
  isGuarded = true;
  for (const stream of [process.stdout, process.stderr]) printVisibly(stream);
  process.stdout.on('error', endWith);
  // If standard error fails too, only the exit code is left.
  process.stderr.on('error', () => undefined);
};

const printVisibly = (stream: Output): void => {
  const write = stream.write.bind(stream) as (...args: unknown[]) => boolean;
  stream.write = (text: unknown, ...more: unknown[]): boolean =>
    write(typeof text === 'string' ? visible(text) : text, ...more);
};

/** A closed pipe, as from `head`, isn't an error. */
const endWith = ({ code, message }: NodeJS.ErrnoException): void => {
  if (code === 'EPIPE') process.exit();
  process.stderr.write(`Standard output failed: ${message}. The rest of the output is missing.\n`);
  process.exit(1);
};
