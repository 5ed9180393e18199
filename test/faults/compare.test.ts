import { expect, test } from 'vitest';
import { violations } from '../../faults/compare.ts';
import { traded, withoutHolders } from '../../faults/contest.ts';
import type { Ending, Line } from '../../faults/ending.ts';

const sent = (to: string, more: Line = {}): Line => ({
  type: 'touch',
  journey: 'onboarding',
  step: 'welcome',
  channel: 'email',
  outcome: 'sent',
  to,
  enrollment: '#1',
  ...more,
});
const unknown = (to: string): Line => sent(to, { outcome: 'unknown', reason: 'ambiguous' });

const clean: Ending = {
  lines: [sent('acme-ada'), sent('acme-bob')],
  nights: [],
  sent: [],
  mails: ['mail welcome acme-ada@customer.example #1', 'mail welcome acme-bob@customer.example #1'],
  told: ['post /slack {}', 'bus call opened'],
  executions: ['onboarding SUCCEEDED'],
  alarms: ['task-without-owner'],
  state: { usage: ['usage Account Created acme-ada'] },
};
const [adas = '', bobs = ''] = clean.mails;

const mayHave =
  (...names: string[]) =>
  (step: string, to: string) =>
    names.includes(`${step} ${to}`);
const found = (changes: Partial<Ending>, isOpen = mayHave()) =>
  violations(clean, { ...clean, ...changes }, isOpen).length;

test('an account that ends as it does undisturbed has nothing wrong with it', () => {
  expect(found({})).toBe(0);
  expect(found({ lines: [...clean.lines, sent('acme-ada', { outcome: 'held', reason: 'paused' })] })).toBe(0);
});

test('a night that holds a touch may be over when faults delay it, or have begun; a touch that is sent in it is found', () => {
  const held = (reason: string) => sent('acme-ada', { outcome: 'held', reason });
  const night = {
    touch: 'onboarding #1 welcome acme-ada',
    from: '2026-03-02T22:00:00Z',
    until: '2026-03-03T08:00:00Z',
  };
  const without = (reason: string, ...at: string[]) =>
    violations(
      { ...clean, lines: [held(reason), ...clean.lines], nights: [night] },
      { ...clean, sent: at.map(each => ({ touch: night.touch, at: each })) },
      mayHave(),
    ).length;
  expect(without('quiet-hours', '2026-03-03T08:00:00Z')).toBe(0);
  expect(without('quiet-hours', '2026-03-03T07:59:59Z')).toBe(1);
  expect(without('quiet-hours', night.from)).toBe(1);
  expect(without('capped', '2026-03-03T08:00:00Z')).toBe(1);
  expect(found({ lines: [held('quiet-hours'), ...clean.lines] })).toBe(1);

  const sentAt = (at: string, reason = 'quiet-hours') =>
    violations(
      { ...clean, sent: [{ touch: night.touch, at }] },
      { ...clean, lines: [held(reason), ...clean.lines], nights: [night] },
      mayHave(),
    ).length;
  expect(sentAt('2026-03-02T21:59:59Z')).toBe(0);
  expect(sentAt('2026-03-02T20:59:59Z')).toBe(1);
  expect(sentAt(night.from)).toBe(1);
  expect(sentAt('2026-03-02T21:59:59Z', 'capped')).toBe(1);
});

test('what is lost is found', () => {
  expect(found({ lines: [sent('acme-ada')] })).toBe(1);
  expect(found({ mails: [adas] })).toBe(1);
  expect(found({ told: ['post /slack {}'] })).toBe(1);
  expect(found({ executions: [] })).toBe(1);
  expect(found({ alarms: [] })).toBe(1);
  expect(found({ alarms: ['ambiguous-send', 'task-without-owner'] })).toBe(0);
  expect(found({ state: { usage: [] } })).toBe(1);
});

test('what is done twice is found, and so is what is stranded', () => {
  expect(found({ lines: [...clean.lines, sent('acme-ada')] })).toBe(1);
  expect(found({ mails: [...clean.mails, adas] })).toBe(1);
  expect(found({ told: [...clean.told, 'post /slack {}'] })).toBe(1);
  expect(found({ executions: ['onboarding RUNNING'] })).toBe(2);
});

test('only what the mail service may have is told as unknown, and its mail went or did not', () => {
  const lines = [unknown('acme-ada'), sent('acme-bob')];
  expect(found({ lines })).toBe(1);
  expect(found({ lines }, mayHave('welcome acme-bob@'))).toBe(1);
  expect(found({ lines }, mayHave('welcome acme-ada@'))).toBe(0);
  expect(found({ lines, mails: [bobs] }, mayHave('welcome acme-ada@'))).toBe(0);
  expect(found({ lines, mails: [adas] }, mayHave('welcome acme-ada@'))).toBe(1);
  expect(found({ lines, mails: [adas, adas, bobs] }, mayHave('welcome acme-ada@'))).toBe(1);
});

test('what was unknown and then sent again is told twice, and went up to twice', () => {
  const lines = [unknown('acme-ada'), ...clean.lines];
  expect(found({ lines, mails: [adas, adas, bobs] }, mayHave('welcome acme-ada@'))).toBe(0);
  expect(found({ lines, mails: [adas, adas, adas, bobs] }, mayHave('welcome acme-ada@'))).toBe(1);
  expect(found({ lines: [...lines, sent('acme-ada')] }, mayHave('welcome acme-ada@'))).toBe(1);
});

test('what stays unknown though it was sent again went up to twice', () => {
  const lines = [unknown('acme-ada'), unknown('acme-ada'), sent('acme-bob')];
  const gone = (mails: string[]) => found({ lines, mails }, mayHave('welcome acme-ada@'));
  expect([gone([bobs]), gone([adas, bobs]), gone([adas, adas, bobs])]).toEqual([0, 0, 0]);
  expect(gone([adas, adas, adas, bobs])).toBe(1);
});

test('Slack may lack what it was perhaps told, and never has it twice', () => {
  const open = mayHave(' /slack');
  expect(found({ told: ['bus call opened'] }, open)).toBe(0);
  expect(found({ told: [...clean.told, 'post /slack {}'] }, open)).toBe(1);
});

test('a refused mail may be unknown instead, where SES may have had it, and is never sent', () => {
  const refused = sent('acme-ada', { outcome: 'failed', reason: 'rejected' });
  const before = { ...clean, lines: [refused], mails: [] };
  const after = (changes: Partial<Ending>) =>
    violations(before, { ...before, ...changes }, mayHave('welcome acme-ada@')).length;
  expect(after({ lines: [unknown('acme-ada')] })).toBe(0);
  expect(after({ lines: [unknown('acme-ada'), refused] })).toBe(0);
  expect(after({ lines: [sent('acme-ada')], mails: [adas] })).toBe(3);
});

test('a hold that lasts longer is told again, and one that is not told is found', () => {
  const held = sent('acme-ada', { outcome: 'held', reason: 'capped' });
  const before = { ...clean, lines: [...clean.lines, held] };
  expect(violations(before, { ...before, lines: [...before.lines, held] }, mayHave())).toEqual([]);
  expect(violations(before, clean, mayHave())).toHaveLength(1);
});

test('of two mails under one cap either may go first, and exactly one does', () => {
  const offer = (name: string, outcome: string) => sent('acme-ada', { step: name, journey: name, outcome });
  const ends = (first: string, second: string): Ending => ({
    ...clean,
    lines: [offer(first, 'sent'), offer(second, 'held'), offer(second, 'sent')],
    mails: [`mail ${first} acme-ada@customer.example #1`, `mail ${second} acme-ada@customer.example #1`],
    state: {
      enrollments: [
        ['offer-a', 'completed'],
        ['offer-b', 'completed'],
      ],
    },
  });
  const before = ends('offer-a', 'offer-b');
  const other = traded(ends('offer-b', 'offer-a'), mayHave());
  expect(violations(before, ends('offer-b', 'offer-a'), mayHave())).toHaveLength(2);
  expect(violations(before, other.ending, other.isOpen)).toEqual([]);
  const both = { ...before, lines: [offer('offer-a', 'sent'), offer('offer-b', 'sent')] };
  expect(violations(before, traded(both, mayHave()).ending, mayHave())).not.toEqual([]);
});

test('of two mails under one cap both may be told as held before the first goes, and the second is', () => {
  const hold = (name: string) =>
    sent('acme-ada', { step: name, journey: name, template: 'offer', outcome: 'held', reason: 'capped' });
  const ends = (...held: string[]): Ending => withoutHolders({ ...clean, lines: held.map(hold) });
  expect(violations(ends('offer-b'), ends('offer-b', 'offer-a'), mayHave())).toEqual([]);
  expect(violations(ends('offer-b'), ends(), mayHave())).toHaveLength(1);
  expect(violations(ends('offer-b'), ends('offer-b', 'welcome'), mayHave())).toHaveLength(1);
});

test('in the rounds of a loop, which look alike, each unknown one stands for one that is missing', () => {
  const before = { ...clean, lines: [sent('acme-ada'), sent('acme-ada'), sent('acme-ada')], mails: [adas, adas, adas] };
  const after = (lines: Line[]) => violations(before, { ...before, lines }, mayHave('welcome acme-ada@')).length;
  expect(after([sent('acme-ada'), unknown('acme-ada'), unknown('acme-ada')])).toBe(0);
  expect(after([sent('acme-ada'), sent('acme-ada'), unknown('acme-ada')])).toBe(0);
  expect(after([sent('acme-ada'), unknown('acme-ada')])).toBe(1);
});
