import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { buildWidget } from '../../engine/build/build-widget.ts';

// How it behaves in a browser is tested in one, by .ci/in-app.test.ts.
test.each([
  ['the widget', 'daymark-prompts.js', 6_000],
  ['what asks for words', 'daymark-survey-words.js', 1_000],
] as const)('%s is one file of a bounded size, and never parses what it shows as HTML', async (_, file, most) => {
  const code = Buffer.from(await buildWidget(file));
  expect(gzipSync(code, { level: 9 }).length).toBeLessThan(most);
  expect(String(code)).not.toMatch(
    /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|\bFunction\(|console\./,
  );
  expect(String(code)).not.toMatch(/\bimport\b/);
});
