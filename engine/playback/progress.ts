import type { PlayProgress } from './play.ts';

/** Taken before output is escaped, because the line redraws itself with control characters. */
const toTerminal = process.stderr.write.bind(process.stderr);

const standardError = {
  get isTTY() {
    return process.stderr.isTTY;
  },
  write: toTerminal,
};

/** A line that redraws itself in a terminal at most ten times a second; no output elsewhere. */
export const progress = (
  stream: Pick<NodeJS.WriteStream, 'isTTY' | 'write'> = standardError,
  now = () => performance.now(),
) => {
  let shown = Number.NEGATIVE_INFINITY;
  return {
    show: (text: string): void => {
      if (!stream.isTTY || now() - shown < 100) return;
      shown = now();
      stream.write(`\r\x1b[2K${text}`);
    },
    clear: (): void => {
      if (stream.isTTY) stream.write('\r\x1b[2K');
    },
  };
};

export const progressText = ({ at, done, events }: PlayProgress): string =>
  `${at.slice(0, 10)}  ${done} of ${events} events`;
