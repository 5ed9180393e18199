import { expect, test } from 'vitest';
import { march } from '../conformance/records.ts';
import { anEvent } from '../support/journeys.ts';
import type { StoredWorld } from './world.ts';

const hourLater = '2026-03-12T10:00:01.000Z';

export const ofAsked = (world: StoredWorld): void => {
  test('of two who ask the same revision of a task the first one counts, within the hour', async () => {
    const at = '2026-03-12T09:00:00.000Z';
    const [first, second] = ['a', 'b'].map(id => anEvent('task.resolved', { id, source: 'task' })) as [never, never];
    const ask = (event: never, now: string, revision = 1) =>
      world.taskActs.ask({ account: 'asked', task: 't', revision }, event, now);
    const asked = (now: string) => world.taskActs.asked({ account: 'asked', task: 't', revision: 1 }, now);

    expect(await asked(at)).toBeUndefined();
    expect(await ask(first, at)).toEqual(first);
    expect(await asked(at)).toEqual(first);
    expect(await ask(second, at)).toEqual(first);
    expect(await ask(second, at, 2)).toEqual(second);
    expect(await asked(hourLater)).toBeUndefined();
    expect(await ask(second, hourLater)).toEqual(second);
    expect(await ask(first, hourLater)).toEqual(second);
  });

  test('the messages of a task are found in order of their posting, for 90 days', async () => {
    const [first, second] = [1, 2].map(n => ({ channel: 'C1', ts: `150343595${n}.000100` })) as [never, never];
    const task = { account: 'told', id: 't' };
    await world.taskMessages.keep(task, second, march(12));
    await world.taskMessages.keep(task, first, march(12));
    await world.taskMessages.keep(task, first, march(12));
    await world.taskMessages.keep({ account: 'told', id: 't2' }, first, march(12));

    expect(await world.taskMessages.ofTask(task)).toEqual([first, second]);
    world.clock.at = '2026-06-11T00:00:00.000Z';
    expect(await world.taskMessages.ofTask(task)).toEqual([]);
    world.clock.at = march(20);
  });

  test('a task is found by what a CRM calls it, and the other way, for 400 days or until that is forgotten', async () => {
    const copies = world.crmCopies;
    const task = { account: 'told', id: 't' };
    const copy = { crm: 'hubspot', id: '78' } as const;
    await copies.keep(task, copy, march(12));
    await copies.keep(task, copy, march(12));
    expect(await copies.ofTask(task, 'hubspot')).toEqual(copy);
    expect(await copies.ofTask(task, 'salesforce')).toBeUndefined();
    expect(await copies.ofTask({ account: 'told', id: 't2' }, 'hubspot')).toBeUndefined();
    expect(await copies.taskOf(copy)).toEqual(task);
    expect(await copies.taskOf({ crm: 'salesforce', id: '78' })).toBeUndefined();
    await copies.forget(copy);
    expect([await copies.taskOf(copy), await copies.ofTask(task, 'hubspot')]).toEqual([undefined, copy]);
    world.clock.at = '2027-04-17T00:00:00.000Z';
    expect(await copies.ofTask(task, 'hubspot')).toBeUndefined();
    world.clock.at = march(20);
  });

  test('what is asked under a key is what was asked first, with its answer once it is done, for a day', async () => {
    const key = { by: 'maya', key: 'k' };
    const asked = { request: 'r1', at: march(12) };
    const other = { request: 'r2', at: march(12) };
    const done = { ...asked, answer: { status: 200, body: '{"a":1}' } };
    const keys = world.actionKeys;

    expect(await keys.begin(key, asked)).toEqual(asked);
    expect(await keys.begin(key, other)).toEqual(asked);
    await keys.finish(key, done);
    expect(await keys.begin(key, asked)).toEqual(done);
    expect(await keys.begin({ ...key, by: 'tom' }, other)).toEqual(other);
    expect(await keys.begin(key, { ...other, at: march(14) })).toEqual({ ...other, at: march(14) });
  });
};
