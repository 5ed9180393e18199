import { describe, expect, test } from 'vitest';
import type { AccountSnapshot } from '../../engine/account/account.ts';
import type { Change } from '../../engine/account/change.ts';
import { evaluationDue } from '../../engine/account/evaluate-event.ts';
import type { HealthState } from '../../engine/account/health-state.ts';
import type { Routing } from '../../engine/account/routing.ts';
import { plusSeconds } from '../../engine/kernel/instant.ts';
import { catalog } from '../../journeys/catalog.ts';
import { aJourney, anEvent } from '../support/journeys.ts';
import { aSnapshot, routed, type SnapshotParts } from '../support/routed.ts';
import { someProfile } from '../support/touch.ts';

const now = '2026-06-01T03:00:00.000Z';
const dueAt = '2026-06-01T02:30:00.000Z';
const week = 7 * 86_400;

const state = (at: string, band: HealthState['band'] = null): HealthState => ({
  at,
  band,
  lay: band,
  milestones: { knownSince: '2025-01-01T00:00:00.000Z' },
});

const asked = evaluationDue('acme', dueAt, now);
const account = (health?: HealthState, more: SnapshotParts = {}): AccountSnapshot =>
  aSnapshot({
    profile: someProfile({ name: 'Acme', seats: 2 }),
    // Heard of once, long ago: of an account of which nothing is heard, usage says nothing.
    usage: [{ at: plusSeconds(now, -40 * 86_400), event: 'Signed In', user: 'ada', id: 'segment:1' }],
    evaluation: { account: 'acme', dueAt, signals: {}, ...(health && { health }), revision: 1 },
    ...more,
  });
const evaluated = (snapshot: AccountSnapshot, journeys = [red]) =>
  routed(asked, snapshot, journeys, { now, catalog: catalog.data });

const red = aJourney({
  id: 'health-red',
  enroll: { kind: 'signal', when: { kind: 'attribute', name: 'health', comparison: 'is', value: 'red' } },
  reenroll: { kind: 'afterEnd' },
});

const of = <Kind extends Change['kind']>({ changes }: Routing, kind: Kind) =>
  changes.flatMap(change => (change.kind === kind ? [change as Extract<Change, { kind: Kind }>] : []));

describe('the weekly score', () => {
  test('is said, kept, remembered, and acted on in one routing', () => {
    const looked = evaluated(account(state(plusSeconds(now, -week), 'green')));
    expect(of(looked, 'health')).toMatchObject([
      { record: { account: 'acme', at: now, score: 0, band: 'red', from: 'green' } },
    ]);
    expect(of(looked, 'profile')).toMatchObject([
      {
        profile: { revision: 2, attributes: { health: { value: 'red', at: now }, healthScore: { value: 0, at: now } } },
      },
    ]);
    expect(of(looked, 'evaluation')).toMatchObject([{ evaluation: { health: { at: now, band: 'red' }, revision: 2 } }]);
  });

  test('lets a signal fire that was armed while the band was another', () => {
    const first = evaluated({
      ...account(state(plusSeconds(now, -60), 'green')),
      profile: someProfile({ name: 'Acme', health: 'green' }),
    });
    const [armed] = of(first, 'evaluation');
    expect(first.reasons.map(({ did }) => did)).not.toContain('fired');
    const signals = armed?.evaluation.signals ?? {};
    const later = evaluated(
      account(state(plusSeconds(now, -week), 'green'), {
        // Heard of once, long ago: of an account of which nothing is heard, usage says nothing.
        usage: [{ at: plusSeconds(now, -40 * 86_400), event: 'Signed In', user: 'ada', id: 'segment:1' }],
        evaluation: { account: 'acme', dueAt, signals, health: state(plusSeconds(now, -week), 'green'), revision: 2 },
      }),
    );
    expect(later.reasons.map(({ did }) => did)).toEqual(expect.arrayContaining(['fired', 'enrolled']));
  });

  test('is made once a week, however often the account is looked at', () => {
    const looked = evaluated(account(state(plusSeconds(now, -86_400 * 2))));
    expect(of(looked, 'health')).toHaveLength(1);
    const again = evaluated(account(state(plusSeconds(now, -60))));
    expect([of(again, 'health'), of(again, 'profile')]).toEqual([[], []]);
    expect(of(again, 'evaluation')[0]?.evaluation.health?.at).toBe(plusSeconds(now, -60));
  });

  test('is not made of who left, by other events, or where the catalog does not say what health is', () => {
    const gone = account(undefined, { profile: someProfile({ name: 'Acme', status: 'canceled' }) });
    expect(of(evaluated(gone), 'health')).toEqual([]);
    expect(of(routed(anEvent('Signed In'), account(), [red], { now, catalog: catalog.data }), 'health')).toEqual([]);
    expect(of(routed(asked, account(), [red], { now }), 'health')).toEqual([]);
  });

  test('is remembered by events that have nothing to do with it', () => {
    const known = state(plusSeconds(now, -60), 'green');
    const routing = routed(asked, account(known), [red], { now });
    expect(of(routing, 'evaluation')[0]?.evaluation.health).toEqual(known);
  });
});
