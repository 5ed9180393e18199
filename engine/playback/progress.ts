import type { PlayProgress } from './play.ts';

/** Taken before output is escaped, because the line redraws itself with control characters. */
const toTerminal = process.stderr.write.bind(process.stderr);

const standardError = {
  get isTTY() {
    return process.stderr.isTTY;
  },
  write: toTerminal,
};

/** How often each is told, in milliseconds. A log of CI is not filled, and says after a while that something is going on. */
const often = { terminal: 100, log: 15_000 };

/** A line that redraws itself in a terminal; elsewhere, such as in a log, a line now and then of what takes long. */
export const progress = (
  stream: Pick<NodeJS.WriteStream, 'isTTY' | 'write'> = standardError,
  now = () => performance.now(),
) => {
  let shown = stream.isTTY ? Number.NEGATIVE_INFINITY : now();
  return {
    show: (text: string): void => {
      if (now() - shown < (stream.isTTY ? often.terminal : often.log)) return;
      shown = now();
      stream.write(stream.isTTY ? `\r\x1b[2K${text}` : `${text}\n`);
    },
    clear: (): void => {
      if (stream.isTTY) stream.write('\r\x1b[2K');
    },
  };
};

export const progressText = ({ at, done, events }: PlayProgress): string =>
  `${at.slice(0, 10)}  ${done} of ${events} events`;
