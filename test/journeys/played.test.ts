import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { shippedJourneys } from '../asl/shipped-journeys.ts';

/** Journeys of each row of the table, with the file that is said to play them. */
const rows = [
  ...readFileSync('docs/journeys.md', 'utf8').matchAll(/^\| (`.+?) \|.*\]\(\.\.\/(test\/cases\/.+)\) \|$/gm),
];
const files = new Map(
  rows.flatMap(([, names = '', file = '']) => [...names.matchAll(/[\w-]+/g)].map(([id]) => [id, file] as const)),
);

test.each(shippedJourneys.map(({ id }) => id))('recorded events go through %s, where its documentation says so', id => {
  expect(readFileSync(files.get(id) ?? '', 'utf8')).toContain(`'${id}'`);
});
