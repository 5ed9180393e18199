import * as process_ from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { inEnvironment, shareProcess } from '../../engine/local/own-environment.ts';

test('functions of one process each read their own environment and nothing else, whenever they look', async () => {
  const undo = shareProcess();
  try {
    const look = async () => {
      const names = [process.env.NAME];
      await pause(1);
      names.push(process.env.NAME, process_.env.NAME);
      return { names, all: Object.keys(process.env), path: 'PATH' in process.env, copy: { ...process.env } };
    };
    const own = (NAME: string) => ({ names: [NAME, NAME, NAME], all: ['NAME'], path: false, copy: { NAME } });
    expect(
      await Promise.all([inEnvironment({ NAME: 'sweep' }, look), inEnvironment({ NAME: 'survey' }, look)]),
    ).toEqual([own('sweep'), own('survey')]);
    expect(process.env.PATH).toBeDefined();
  } finally {
    undo();
  }
  expect(process.env.PATH).toBeDefined();
});
