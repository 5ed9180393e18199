import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { publicRoutes } from '../../engine/access/public-routes.ts';
import { countedKey, listedKey, sumsKey } from '../../engine/adapters/aws/table/count-keys.ts';
import { functionPlaceholders } from '../../engine/asl/asl.ts';
import { sortKey } from '../../engine/kernel/row-keys.ts';
import { functions, placeholderOf } from '../../engine/wiring/functions.ts';
import { queues } from '../../engine/wiring/queues.ts';

const rows = Object.entries(functions);

test('every file of functions/ has a row, and every row a file', () => {
  const files = readdirSync('functions').map(file => file.replace(/\.ts$/, ''));

  expect(Object.keys(functions).sort()).toEqual(files.sort());
});

test('every function is called by something', () => {
  const routed = new Set(publicRoutes.map(route => route.function));
  const forgotten = rows.filter(
    ([name, { queue, everyHours, step, stream }]) => !queue && !everyHours && !step && !stream && !routed.has(name),
  );

  expect(forgotten.map(([name]) => name)).toEqual([]);
});

test('who follows the table is told of rows that decisions are made of, and of none that it writes itself', () => {
  const followed = rows.flatMap(([, { stream }]) => stream?.sortKeys ?? []);
  const own = [countedKey('a', 'e').sk, listedKey('a').sk, sumsKey({ journey: 'j', day: 'd', version: 'v' }).sk];

  expect(followed.filter(prefix => !Object.values<string>(sortKey).includes(prefix))).toEqual([]);
  expect(followed.filter(prefix => own.some(sk => sk.startsWith(prefix)))).toEqual([]);
});

test('every route has its function', () => {
  expect(publicRoutes.filter(({ function: name }) => !(name in functions))).toEqual([]);
});

test('every queue has exactly one function that takes its batches', () => {
  const taken = rows.flatMap(([, { queue }]) => queue?.name ?? []);

  expect(taken.sort()).toEqual(Object.keys(queues).sort());
});

test('the functions that state machines call are those that the compiler names', () => {
  const steps = rows.flatMap(([name, { step }]) => (step ? [`\${${placeholderOf(name)}}`] : []));

  expect(steps.sort()).toEqual([...functionPlaceholders].sort());
});
