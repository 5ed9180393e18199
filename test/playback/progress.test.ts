import { expect, it } from 'vitest';
import { progress } from '../../engine/playback/progress.ts';

const written = (isTTY: boolean, texts: readonly [second: number, text: string][]): string => {
  let [now, out] = [5_000, ''];
  const write = (text: string) => {
    out += text;
    return true;
  };
  const bar = progress({ isTTY, write } as Parameters<typeof progress>[0] & object, () => now);
  for (const [second, text] of texts) {
    now = 5_000 + second * 1_000;
    bar.show(text);
  }
  bar.clear();
  return out;
};

const shown: [number, string][] = [0, 0.05, 0.1, 14.9, 15, 29.9, 30].map(second => [second, `${second} s`]);

it('is a line that redraws itself in a terminal', () => {
  expect(written(true, shown).split('\r\x1b[2K')).toEqual(['', '0 s', '0.1 s', '14.9 s', '15 s', '29.9 s', '30 s', '']);
});

it('is silent where no terminal is, however long it takes', () => {
  expect(written(false, shown)).toBe('');
});
