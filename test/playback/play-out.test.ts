import { expect, it } from 'vitest';
import { caseProject } from '../../faults/case-project.ts';
import { escalate, journeyOf } from '../journey/plain-journey.ts';
import { playCase } from '../support/play-case.ts';
import { account, track } from '../support/recorded-events.ts';

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
