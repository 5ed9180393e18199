import { describe, expect, it } from 'vitest';
import type { AccountSnapshot } from '../../engine/account/account.ts';
import type { TimelineLine } from '../../engine/account/timeline.ts';
import { itinerariesOf } from '../../engine/build/write-build.ts';
import { type Instant, plusSeconds } from '../../engine/kernel/instant.ts';
import { foresee } from '../../engine/outlook/foresee.ts';
import type { Foreseen } from '../../engine/outlook/foreseen.ts';
import { type RandomCase, randomCase } from '../../faults/random-case.ts';
import { playInMemory, playOf } from '../support/two-worlds.ts';

const cases = Number(process.env.DAYMARK_TEST_CASES ?? 4);
const days = 30;

describe('what is foreseen of an account', () => {
  it('is what a play then does, if nothing else happens', { timeout: 300_000 }, async () => {
    let compared = 0;
    for (let number = 1; number <= cases; number++) {
      const drawn = randomCase(3_333, number, 4);
      for (const cut of [3, 9]) {
        const from = plusSeconds(drawn.startAt, cut * 86_400 + 11_111);
        const { snapshots, lines } = await playFrom(drawn, number, from);
        for (const snapshot of snapshots) {
          const own = lines.filter(({ account, at }) => account === snapshot.account && at > from);
          const known = new Set(snapshot.enrollments.map(({ id }) => id));
          const end = own.find(line => isNews(line, known))?.at ?? plusSeconds(from, days * 86_400);
          const foreseen = foreseenOf(drawn, snapshot, from, end);
          const played = own.filter(({ at }) => at < end).flatMap(toldLine);
          expect(foreseen.sort(), `${number} ${snapshot.account} from ${from} to ${end}`).toEqual(played.sort());
          compared += played.length;
        }
      }
    }
    expect(compared).toBeGreaterThan(10 * cases);
  });
});

/** Events up to an instant, and then a month in which nothing happens. */
const playFrom = async (drawn: RandomCase, seed: number, from: Instant) => {
  const { recorded, project } = playOf(drawn, seed);
  const snapshots: AccountSnapshot[] = [];
  const { lines } = await playInMemory({
    project,
    seed,
    recorded: { ...recorded, events: recorded.events.filter(({ at }) => at < from) },
    until: plusSeconds(from, (days + 1) * 86_400),
    prepare: world =>
      world.at(from, async () => {
        for (const account of drawn.accounts)
          snapshots.push(await world.accountPorts.accounts.snapshot(account, { usageSince: drawn.startAt }));
      }),
  });
  return { snapshots, lines };
};

const foreseenOf = ({ project }: RandomCase, snapshot: AccountSnapshot, now: Instant, end: Instant): string[] => {
  const { acts } = foresee({
    snapshot,
    now,
    until: end,
    journeys: project.journeys.map(({ definition }) => definition),
    itineraries: itinerariesOf(project),
    team: project.team,
    pools: project.pools,
    switches: { everything: false, classes: new Set(), journeys: new Set(), closed: new Set() },
  });
  return acts.filter(({ at }) => at < end).flatMap(toldAct);
};

/** What no step of an enrollment that is known did by itself. */
const isNews = ({ entry, enrollment }: TimelineLine, known: ReadonlySet<string>): boolean =>
  !known.has(enrollment) || entry.type === 'rescheduled' || (entry.type === 'exited' && /\./.test(entry.reason));

const toldAct = (act: Foreseen): string[] => {
  const at = `${act.at.slice(0, 16)} ${act.enrollment}`;
  if (act.does === 'touch') return [`${at} ${act.step} ${act.outcome} ${act.to}`];
  if (act.does === 'task') return [`${at} ${act.step} opened`];
  if (act.does === 'branch') return [`${at} ${act.step} took ${act.took}`];
  return act.does === 'complete' ? [`${at} completed`] : [`${at} exited`];
};

const toldLine = ({ at: when, enrollment, entry }: TimelineLine): string[] => {
  const at = `${when.slice(0, 16)} ${enrollment}`;
  // That it is handed over is foreseen, and not what the receiver makes of it.
  if (entry.type === 'touch') return [`${at} ${entry.step} ${isRefused(entry) ? 'sent' : entry.outcome} ${entry.to}`];
  if (entry.type === 'task') return entry.action === 'opened' ? [`${at} ${entry.step} opened`] : [];
  if (entry.type === 'branch') return [`${at} ${entry.step} took ${entry.took}`];
  if (entry.type === 'exited') return [`${at} exited`];
  return entry.type === 'completed' ? [`${at} completed`] : [];
};

const isRefused = ({ reason }: { reason?: string }): boolean => reason === 'rejected' || reason === 'missing-data';
