import { visible } from './visible.ts';

/** A process may run several verbs, one after another. */
let isGuarded = false;

type Output = Pick<NodeJS.WriteStream, 'write' | 'on'>;

/** Escapes all that this process prints, and ends it with at most one line when standard output is closed. */
export const guardStandardStreams = (): void => {
  if (isGuarded) return;
  isGuarded = true;
  for (const stream of [process.stdout, process.stderr]) printVisibly(stream);
  process.stdout.on('error', endWith);
  // If standard error fails too, the exit code is all there is.
  process.stderr.on('error', () => undefined);
};

const printVisibly = (stream: Output): void => {
  const write = stream.write.bind(stream) as (...told: unknown[]) => boolean;
  stream.write = (text: unknown, ...more: unknown[]): boolean =>
    write(typeof text === 'string' ? visible(text) : text, ...more);
};

/** A closed pipe, as from `head`, is no error. */
const endWith = ({ code, message }: NodeJS.ErrnoException): void => {
  if (code === 'EPIPE') process.exit();
  process.stderr.write(`Standard output takes no more: ${message}. What was still to be printed is left out.\n`);
  process.exit(1);
};
