import { describe, expect, it } from 'vitest';
import type { Attributes } from '../../engine/account/account.ts';
import type { TimelineEntry, TimelineLine } from '../../engine/account/timeline.ts';
import { becauseOf } from '../../engine/cli/why/because.ts';
import { plusSeconds } from '../../engine/kernel/instant.ts';
import { keptEventsAbout } from '../../engine/playback/kept-events-about.ts';
import { decidedThere } from '../../engine/why/decided-there.ts';
import { aContact, anEnrollment, aProfile, march } from '../conformance/records.ts';
import { aJourney } from '../support/journeys.ts';

const line = (at: string, entry: TimelineEntry): TimelineLine => ({
  ...{ at, account: 'acme', journey: 'onboarding', enrollment: 'e1', key: `${entry.type}${at}`, entry },
});
const began = line(march(2), { type: 'enrolled', trigger: 'Account Created' });
const touched = (at: string, outcome: 'sent' | 'skipped' | 'failed', to = 'ada') =>
  line(at, {
    type: 'touch',
    step: 'welcome',
    channel: 'email',
    outcome,
    to,
    ...(outcome === 'failed' && { reason: 'rejected' }),
  });
const mailed = touched(march(2), 'sent');

const journey = aJourney({ audience: { kind: 'compare', left: { kind: 'attribute', name: 'plan' } } as never });
const known = (attributes: Attributes, contacts = [aContact('ada')]) => ({
  ...{ account: 'acme', profile: aProfile('acme', { attributes }), contacts, enrollments: [], tasks: [] },
});
const plan = (value: string): Attributes => ({ plan: { value, at: march(1) } });

const compared = ({
  there = [began, mailed],
  again = [began, mailed],
  facts = [known({}), known({})],
  refused,
}: {
  there?: TimelineLine[];
  again?: TimelineLine[];
  facts?: ReturnType<typeof known>[];
  refused?: string;
}) => {
  const [snapshot, other] = facts as never[];
  const refusal = { account: 'acme', journey: 'onboarding', gate: 'audience', event: 'Account Created', at: march(3) };
  const last = { at: march(3), event: 'x', outcome: 'refused', reason: refused, gates: [] };
  const watched = {
    entriesOf: () => ({ entered: [], refused: refused ? [{ last, times: 1 }] : [], near: [] }),
    stepsOf: () => [],
  };
  return decidedThere(
    journey,
    { lines: there, snapshot: snapshot as never, refusals: refused ? [refusal] : [] },
    { lines: again, snapshot: other as never, at: march(9), watched: watched as never },
  );
};

describe('what a deployment did, decided again', () => {
  it('is the same where the same happened within a quarter of an hour, whatever a mail server made of it', () => {
    const late = { ...began, at: plusSeconds(began.at, 900) };
    expect(compared({ there: [touched(march(2), 'failed'), late] })).toHaveProperty('decided');
    expect(compared({ there: [mailed, { ...late, at: plusSeconds(began.at, 901) }] })).toMatchObject({
      differs: { there: { at: '2026-03-02T09:15:01Z' }, again: { at: '2026-03-02T09:00:00Z' } },
    });
  });

  it('is not told where one has what the other has not', () => {
    expect(compared({ again: [began] })).toMatchObject({ differs: { there: { outcome: 'sent' } } });
    expect(compared({ there: [began] })).toMatchObject({ differs: { again: { outcome: 'sent' } } });
    expect(compared({ there: [began, touched(march(2), 'skipped')] })).toMatchObject({
      differs: { there: { outcome: 'skipped' }, again: { outcome: 'sent' } },
    });
    expect(compared({ there: [began, mailed, touched(march(2), 'sent', 'bo')] })).toHaveProperty('differs');
  });

  it('is not told where another rule kept the account out', () => {
    expect(compared({ refused: 'audience' })).toHaveProperty('decided');
    expect(compared({ refused: 'closed' })).toMatchObject({ differs: { there: { gate: 'audience' } } });
  });

  it('is not told where the journey looks at what the kept events say otherwise, and told where it does not', () => {
    expect(compared({ facts: [known(plan('team')), known({})] })).toMatchObject({
      differs: { facts: ['plan is team there, and unknown by the kept events'] },
    });
    expect(compared({ facts: [known(plan('team')), known(plan('team'))] })).toHaveProperty('decided');
    const seats = { seats: { value: 3, at: march(1) } };
    expect(compared({ facts: [known(seats), known({})] })).toHaveProperty('decided');
    const admin = aContact('ada', { attributes: { role: { value: 'admin', at: march(1) } } });
    expect(compared({ facts: [known({}, [admin]), known({})] })).toMatchObject({
      differs: { facts: ['ada has the role admin there, and unknown by the kept events'] },
    });
  });
});

it('says what may have made the difference: another version, what was never kept, what nobody can do again', () => {
  const act = { id: '1', at: march(4), by: 'maya', from: 'commandLine' as const, journey: 'onboarding' };
  const open = { everything: false, classes: new Set<never>(), journeys: new Set<string>(), closed: new Set<string>() };
  const there = {
    ...{ where: 'prod', now: march(9), lines: [], refusals: [] },
    snapshot: { ...known(plan('team')), enrollments: [anEnrollment('acme', 'e1', { version: 'v0' })] } as never,
    live: new Map([['onboarding', 'v1']]),
    acts: [
      { ...act, action: 'journey.migrate' },
      { ...act, action: 'journey.pause' },
      { ...act, action: 'journey.rollback', journey: 'renewal' },
    ],
    switches: { ...open, closed: new Set(['onboarding']) },
    kept: {
      since: '2026-03-05',
      recorded: { events: [], rejected: [] },
      all: async () => ({ events: [], rejected: [] }),
    },
  };
  expect(becauseOf({ facts: [] }, there, { journey, at: march(9), switches: open })).toEqual([
    'it was in version v0 there, and this folder has version v1',
    'the account has been known there since 2026-03-01, but events are only stored since 2026-03-05',
    'enrollments of "onboarding" were moved to another version on 2026-03-04 by maya, which a replay can\'t repeat',
    'it is closed to new accounts there, without an audit line',
  ]);
});

it('reads kept events of an account, also those that name only a person whom other events tell of', async () => {
  const say = (more: object) => ({ text: JSON.stringify({ messageId: 'x', receivedAt: march(2), ...more }) });
  const lines = [
    say({ type: 'track', event: 'Seen', userId: 'u7' }),
    say({ type: 'track', event: 'Seen', userId: 'u8', context: { groupId: 'other' } }),
    say({ type: 'track', event: 'Seen', userId: 'u9' }),
    say({ type: 'track', event: 'Started', userId: 'u7', context: { groupId: 'acme' } }),
  ];
  let reads = 0;
  const read = async function* () {
    reads += 1;
    yield* lines;
  };
  const { events } = await keptEventsAbout(read, 'acme', []);
  expect(events.map(({ body }) => body.event)).toEqual(['Seen', 'Started']);
  expect(reads).toBe(2);
  await keptEventsAbout(read, 'acme', ['u7']);
  expect(reads).toBe(3);
});
