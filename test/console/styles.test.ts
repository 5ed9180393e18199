import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const folder = 'console/style';
const sheets = readdirSync(folder).filter(name => name.endsWith('.css') && name !== 'console.css');

/** What all pages are made of; a class of theirs may be refined by a page's own sheet. */
const shared = ['base.css', 'frame.css', 'parts.css', 'picture.css', 'split.css', 'tokens.css'];

const selectorsOf = (sheet: string): string[] =>
  [
    ...readFileSync(join(folder, sheet), 'utf8')
      .replaceAll(/\/\*.*?\*\//gs, '')
      .matchAll(/([^{};]+)\{/g),
  ]
    .map(([, selector = '']) => selector.trim())
    .filter(selector => !selector.startsWith('@'))
    .flatMap(selector => selector.split(/,(?![^(]*\))/).map(each => each.trim()));

const classesIn = (selector: string): string[] =>
  [...selector.matchAll(/\.([a-z][\w-]*)/g)].map(([, name = '']) => name);

it('no class of one page means something else on another: what a sheet styles wherever it stands, no other names', () => {
  const twice = sheets
    .filter(sheet => !shared.includes(sheet))
    .flatMap(sheet => {
      const anywhere = selectorsOf(sheet).filter(each => !/[\s>+~]/.test(each) && classesIn(each).length === 1);
      const own = [...new Set(anywhere.flatMap(classesIn))];
      const others = new Set(
        sheets
          .filter(other => other !== sheet)
          .flatMap(selectorsOf)
          .flatMap(classesIn),
      );
      return own.filter(name => others.has(name)).map(name => `.${name} of ${sheet}`);
    });
  expect(twice).toEqual([]);
});
