/** One line that redraws itself on a terminal, and nothing anywhere else. */
export const progress = (stream: NodeJS.WriteStream = process.stderr) => {
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
