import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contactName, distinctNames, fileName } from '../../../engine/playback/mails/file-name.ts';

test.each([
  ['acme', 'acme'],
  ['Zürich-Käse 2', 'Zürich-Käse_2'],
  ['佐藤', '佐藤'],
  ['a/b\\c:d', 'a_b_c_d'],
  ['../../etc', '_._.._etc'],
  ['.hidden', '_hidden'],
  ['-rf', '_rf'],
  ['ends.', 'ends_'],
  ['con', '_con'],
  ['LPT1.txt', '_LPT1.txt'],
  ['console', 'console'],
  ['tom\u202etxt.exe', 'tom_txt.exe'],
])('%s becomes %s', (id, name) => {
  expect(fileName(id, 50)).toBe(name);
});

const anId = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 120 });

test('whatever the id, its name is one that every operating system takes, and no longer than asked', () => {
  fc.assert(
    fc.property(anId, id => {
      const name = fileName(id, 50);
      expect(name).toMatch(/^[\p{L}\p{M}\p{N}_+~][\p{L}\p{M}\p{N}._+~-]*$/u);
      expect(name).not.toMatch(/\.$/);
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(50);
    }),
  );
});

test('long ids that begin alike get different names', () => {
  const long = 'a'.repeat(80);
  expect(fileName(`${long}1`, 50)).not.toBe(fileName(`${long}2`, 50));
});

test('an id that is an address does not show it', () => {
  expect(contactName('ada@acme.example', 40)).toMatch(/^contact-[0-9a-f]{8}$/);
  expect(contactName('ada', 40)).toBe('ada');
});

test('names that a file system takes for one are told apart', () => {
  const distinct = distinctNames(['index.html']);
  expect(['Acme', 'acme', 'Ärger', 'A\u0308rger', 'index.html'].map(distinct)).toEqual([
    'Acme',
    'acme (2)',
    'Ärger',
    'A\u0308rger (2)',
    'index.html (2)',
  ]);
});

test('no two ids ever share a name', () => {
  fc.assert(
    fc.property(fc.uniqueArray(anId, { maxLength: 30 }), ids => {
      const distinct = distinctNames();
      const names = ids.map(id => distinct(fileName(id, 20)).normalize('NFKC').toUpperCase().toLowerCase());
      expect(new Set(names).size).toBe(ids.length);
    }),
  );
});
