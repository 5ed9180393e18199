import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { buildWidget } from '../../engine/build/build-widget.ts';

// How it behaves in a browser is tested in one, by .ci/in-app.test.ts.
test('the widget is one file of less than 6 kB, and never parses what it shows as HTML', async () => {
  const code = Buffer.from(await buildWidget());
  expect(gzipSync(code, { level: 9 }).length).toBeLessThan(6_000);
  expect(String(code)).not.toMatch(
    /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|\bFunction\(|console\./,
  );
  expect(String(code)).not.toMatch(/\bimport\b/);
});
