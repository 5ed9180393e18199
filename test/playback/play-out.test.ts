import { expect, it } from 'vitest';
import { caseProject } from '../../faults/case-project.ts';
import { escalate, journeyOf } from '../journey/plain-journey.ts';
import { playCase } from '../support/play-case.ts';
import { account, group, track } from '../support/recorded-events.ts';

it('goes on to what was due after the last sweep and before the last event', async () => {
  const project = caseProject([journeyOf([escalate('call')])]);
  const events = (last: string) => [
    ...account('acme', '2026-03-02T09:00:00Z', { owner: 'maya' }),
    track('acme', 'Account Created', '2026-03-02T10:05:00Z'),
    track('acme', 'Task Completed', last),
  ];
  const breached = async (last: string) =>
    (await playCase(events(last), { project })).of('acme').filter(line => line.includes('breached'));
  const sooner = await breached('2026-03-02T10:06:00Z');
  expect(sooner).toHaveLength(1);
  const [swept = ''] = sooner[0]?.split(' ') ?? [];
  const minuteBefore = new Date(Date.parse(swept) - 60_000).toISOString();
  expect(await breached(minuteBefore)).toEqual(sooner);
});

it('ends where an account is due a millisecond after a sweep', async () => {
  const events = [
    group('acme', '2026-01-05T10:00:00Z', { name: 'Acme', plan: 'team' }),
    track('acme', 'Signed In', '2026-01-06T10:00:00Z', { userId: 'u1' }),
  ];
  expect((await playCase(events, {})).lines.at(-1)?.at.slice(0, 4)).toBe('2026');
});
