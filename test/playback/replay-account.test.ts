import { beforeAll, describe, expect, it } from 'vitest';
import { publicLine } from '../../engine/account/public-line.ts';
import type { Project } from '../../engine/build/build-project.ts';
import { narrowProject } from '../../engine/build/narrow-project.ts';
import { playOn } from '../../engine/cli/diff/play-side.ts';
import type { PlayedSide } from '../../engine/diff/effect/played-side.ts';
import { crossingsAfter } from '../../engine/playback/crossings/crossings-after.ts';
import { type RecordedEvents, recognizeEvents } from '../../engine/playback/read-events.ts';
import { asOf, replayAccount } from '../../engine/playback/replay-account.ts';
import { shippedProject, textOf } from '../support/play-case.ts';
import { account, track } from '../support/recorded-events.ts';

const line = (at: string, journey: string, type = 'enrolled') => ({ at, account: 'acme', journey, type });
const welcome = line('2026-01-02T09:00:00Z', 'onboarding');
const breached = (at: string) => line(at, 'silence', 'breached');
const asked = (journey: string, last = '2026-01-03T00:00:00.000Z') => ({ last, asked: new Set([journey]) });

describe('an account that other accounts made a difference for', () => {
  const [one, other] = [breached('2026-02-03T14:00:00Z'), breached('2026-02-04T14:00:00Z')];

  it('is asked as of right before that, where the journey in question had nothing later', () => {
    const before = '2026-02-03T13:59:59.000Z';
    expect(asOf([welcome, one], [welcome, other], asked('onboarding'))).toBe(before);
    expect(asOf([welcome, other], [welcome, one], asked('onboarding'))).toBe(before);
    expect(asOf([welcome, one], [welcome], asked('onboarding'))).toBe(before);
    expect(asOf([welcome], [welcome, one], asked('onboarding'))).toBe(before);
  });

  it('is played with them where the journey had, or where something may have happened since', () => {
    expect(asOf([welcome, one], [welcome, other], asked('silence'))).toBeUndefined();
    const later = line('2026-03-01T09:00:00Z', 'onboarding', 'completed');
    expect(asOf([welcome, one, later], [welcome, other, later], asked('onboarding'))).toBeUndefined();
    expect(asOf([welcome, one], [welcome, other], asked('onboarding', '2026-02-03T14:00:00.500Z'))).toBeUndefined();
    expect(asOf([welcome], [welcome], asked('onboarding'))).toBeUndefined();
  });
});

describe('accounts that are played again with what they were answered of others', () => {
  const end = '2026-03-20T00:00:00.000Z';
  const rated = '2026-03-03T15:00:00.000Z';
  const accounts = ['acme', 'beta', 'gamma', 'delta', 'omega'];
  let project: Project;
  let recorded: RecordedEvents;
  let before: PlayedSide;
  beforeAll(async () => {
    project = narrowProject(await shippedProject(), new Set(['csat-low']));
    // At the same instant, all need a CSM from the pool.
    const events = [
      ...accounts.flatMap(id => account(id, '2026-03-02T10:00:00.000Z', { plan: 'team', owner: undefined })),
      ...accounts.map(id => track(id, 'Survey Responded', rated, { properties: { survey: 'csat', score: 1 } })),
    ];
    recorded = recognizeEvents(textOf(events).trim().split('\n'), 'here');
    before = await playOn(project, recorded, { until: end, seed: 1 });
    const owners = before.lines.flatMap(({ entry }) => (entry.type === 'task' ? [entry.owner] : []));
    expect(new Set(owners).size).toBeGreaterThan(1);
  });

  it('have the timeline that they had among them, in one play of each alone', async () => {
    const timeline = before.lines.map(each => JSON.stringify(publicLine(each)));
    const playsOf = async (account: string, known: boolean): Promise<number> => {
      let plays = 0;
      const watch = () => {
        plays += 1;
        return { routed: () => {}, touched: () => {}, taken: () => {} };
      };
      const play = { source: { project }, recorded, seed: 1, account, at: end, timeline, watch };
      expect(await replayAccount({ ...play, ...(known && { before }) })).toBeDefined();
      return plays;
    };
    const plays = await Promise.all(accounts.map(id => playsOf(id, true)));
    expect(plays).toEqual(accounts.map(() => 1));
    // Without these answers it takes a play of all.
    expect(Math.max(...(await Promise.all(accounts.map(id => playsOf(id, false)))))).toBe(2);
  });

  it('are answered each as it was, also several at the same instant', async () => {
    const some = new Set(['beta', 'gamma', 'omega']);
    const again = await playOn(project, recorded, { until: end, seed: 1 }, { some: { accounts: some, before } });
    const theirs = before.crossings.loads.filter(each => some.has(each.account));
    expect(new Set(theirs.map(({ open }) => open.now)).size).toBeGreaterThan(1);
    expect(again.crossings.loads).toEqual(theirs);
    expect(crossingsAfter(before.crossings, again.crossings, some)).toEqual({
      crossings: before.crossings,
      stale: new Set(),
    });
  });
});
