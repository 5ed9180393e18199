import type { PlayProgress } from './play.ts';

/** Writes to the stream without the terminal escaping: the line redraws itself with control characters. */
const toTerminal = process.stderr.write.bind(process.stderr);

const standardError = {
  get isTTY() {
    return process.stderr.isTTY;
  },
  write: toTerminal,
};

/** One line that redraws itself on a terminal, and nothing anywhere else. */
export const progress = (stream: Pick<NodeJS.WriteStream, 'isTTY' | 'write'> = standardError) => {
  let shown = 0;
  return {
    show: (text: string): void => {
      if (!stream.isTTY || performance.now() - shown < 100) return;
      shown = performance.now();
      stream.write(`\r\x1b[2K${text}`);
    },
    clear: (): void => {
      if (stream.isTTY) stream.write('\r\x1b[2K');
    },
  };
};

export const progressText = ({ at, done, events }: PlayProgress): string =>
  `${at.slice(0, 10)}  ${done} of ${events} events`;
