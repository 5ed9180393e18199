import { describe, expect, it } from 'vitest';
import type { Change } from '../../engine/account/change.ts';
import type { TimelineEntry } from '../../engine/account/timeline.ts';
import type { StoryEntry } from '../../engine/views/story-entry.ts';
import { aContact, aHealthRecord, aLine, anEvent } from '../conformance/records.ts';
import { testStore } from '../support/stored.ts';
import { taskWorld } from '../support/task-world.ts';
import { someProfile } from '../support/touch.ts';

const store = testStore();
let count = 0;

const day = (n: number, hour = 9) => `2026-03-0${n}T${String(hour).padStart(2, '0')}:00:00.000Z`;

const someStory = async (...changes: readonly ((account: string) => Change)[]) => {
  const world = await taskWorld(store, `story-${++count}`);
  const { account } = world;
  world.team.push({ id: 'maya', email: 'maya@example.com', name: 'Maya' });
  const profile = { ...someProfile({ name: 'Acme' }, { account }), knownSince: day(1) };
  await world.given([{ kind: 'profile', profile }, ...changes.map(change => change(account))]);
  const read = async (query = '') => {
    const { status, body } = await world.ask('maya', 'GET', `/v1/accounts/${account}/story${query}`);
    expect(status).toBe(200);
    return body as unknown as { entries: StoryEntry[]; next?: string };
  };
  return { ...world, read };
};

const line =
  (at: string, entry: TimelineEntry, key = '0001.1.1'): ((account: string) => Change) =>
  account => ({
    kind: 'line',
    line: { ...aLine(account), at, entry, key: `${key}.${entry.type}.` },
  });

describe('the story of an account', () => {
  it('tells touches that were not sent with why, events, notes and actions in one order of time', async () => {
    const { read, ports, account } = await someStory(
      account =>
        ({
          kind: 'contact',
          contact: aContact('ada', { attributes: { name: { value: 'Ada', at: day(1) } } }),
          account,
        }) as Change,
      line(day(2), {
        type: 'touch',
        step: 'welcome',
        channel: 'email',
        outcome: 'skipped',
        to: 'ada',
        reason: 'unsubscribed',
      }),
      account => ({ kind: 'mark', event: anEvent(account, 'm1', { user: 'ada', occurredAt: day(3, 8) }) }),
      account => ({ kind: 'mark', event: anEvent(account, 'm2', { user: 'ada', occurredAt: day(3, 10) }) }),
    );
    await ports.notes.keep({ account, id: 'n1', at: day(4), by: 'maya', text: 'They move offices.' });
    await ports.audit.record({ account, id: 'a1', at: day(5), by: 'maya', from: 'console', action: 'task.resolve' });

    const { entries } = await read();
    expect(entries.map(({ kind, text, detail }) => [kind, text, detail])).toEqual([
      ['action', 'Maya: task resolve', 'console'],
      ['note', 'They move offices.', 'Maya'],
      ['event', 'Project Created, 2 times', 'Ada'],
      ['touch', 'Welcome', 'not sent to Ada: the contact opted out of the topic'],
    ]);
    expect((await read('?kind=note')).entries).toHaveLength(1);
  });

  it('tells of health where it moved', async () => {
    const { read } = await someStory(
      ...[
        [1, 60],
        [8, 60],
        [9, 41],
      ].map(
        ([on = 1, score = 0]) =>
          (account: string): Change => ({
            kind: 'health',
            record: { ...aHealthRecord(account, on, score), account, score, at: day(on) },
          }),
      ),
    );
    const told = (await read()).entries.filter(({ kind }) => kind === 'health');
    expect(told.map(({ text }) => text)).toContain('Health 60 → 41');
  });

  it('comes in pages, each line once, until the account was first heard of', async () => {
    const many = Array.from({ length: 250 }, (_, n) =>
      line(
        `2026-03-0${1 + Math.floor(n / 50)}T09:${String(n % 50).padStart(2, '0')}:00.000Z`,
        { type: 'branch', step: `s${n}`, took: 'yes' },
        `${n}`,
      ),
    );
    const { read } = await someStory(...many);
    const seen: string[] = [];
    let page = await read();
    for (let pages = 0; pages < 10; pages++) {
      seen.push(...page.entries.map(({ text }) => text));
      if (page.next === undefined) break;
      page = await read(`?before=${page.next}`);
    }
    expect(page.next).toBeUndefined();
    expect(seen).toHaveLength(250);
    expect(new Set(seen).size).toBe(250);
  });

  it('loses no line and no action where more of them than a page takes fall at one instant', async () => {
    const lines = [day(2), day(3)].flatMap((at, d) =>
      Array.from({ length: 150 }, (_, n) => line(at, { type: 'branch', step: `s${d}-${n}`, took: 'yes' }, `${d}.${n}`)),
    );
    const { read, ports, account } = await someStory(...lines);
    for (let n = 0; n < 101; n++)
      await ports.audit.record({ account, id: `a${n}`, at: day(3), by: 'maya', from: 'console', action: `task.${n}` });
    const seen: string[] = [];
    for (let page = await read(); ; page = await read(`?before=${page.next}`)) {
      seen.push(...page.entries.map(({ text }) => text));
      if (page.next === undefined) break;
    }
    expect(seen).toHaveLength(2 * 150 + 101);
    expect(new Set(seen).size).toBe(2 * 150 + 101);
  });
});
