import { describe, expect, it } from 'vitest';
import type { TimelineLine, TouchReason } from '../../engine/account/timeline.ts';
import { toSecond } from '../../engine/kernel/instant.ts';
import type { Played } from '../../engine/playback/play.ts';
import type { Decisions } from '../../engine/ports/decisions.ts';
import { failing } from '../../engine/why/gate-report.ts';
import { gatesBehind } from '../../engine/why/gates-behind.ts';
import type { StepAttempt } from '../../engine/why/touch-attempts.ts';
import { type WatchedAccount, watchAccount } from '../../engine/why/watch-account.ts';
import { journeyAnswer } from '../../engine/why/why-answer.ts';
import { randomCase } from '../../faults/random-case.ts';
import { playInMemory, playOf } from '../support/two-worlds.ts';

const cases = Number(process.env.DAYMARK_TEST_CASES ?? 2);
const seed = 2_626;

describe.each(Array.from({ length: cases }, (_, index) => index + 1))(
  'of random journeys and events, case %i',
  number => {
    const drawn = randomCase(seed, number, 4);
    const journeys = drawn.project.journeys.map(({ definition }) => definition);

    it('says of each account, journey and step what the timeline says, and nothing else', async () => {
      const watched = new Map(drawn.accounts.map(account => [account, watchAccount(account, journeys)]));
      const played = await playInMemory({ ...playOf(drawn, number), watch: allOf([...watched.values()]) });
      for (const [account, watcher] of watched) {
        const { told, attempts } = toldBy(watcher, account, played);
        const own = played.lines.filter(line => line.account === account);
        expect(told.sort()).toEqual(own.flatMap(factOf).sort());
        for (const { outcome, gates, reason } of attempts) {
          const [first] = failing(gates);
          if (outcome === 'sent') expect(first, outcome).toBeUndefined();
          if (outcome === 'held' || outcome === 'skipped')
            expect(gatesBehind[reason as TouchReason], reason).toContain(first?.gate);
        }
      }
    });

    const toldBy = (watched: WatchedAccount, account: string, { lines, to }: Played) => {
      const snapshot = { account, contacts: [], enrollments: [], tasks: [], usage: undefined as never };
      const answers = journeys.map(journey => journeyAnswer(journey, { watched, lines, snapshot, at: to }));
      for (const { journey, enrollments, refused, nearest, steps } of answers) {
        if (nearest) expect(nearest.at > (enrollments.at(-1)?.at ?? '')).toBe(true);
        const ends = lines.flatMap(line => (line.account === account && line.journey === journey ? endOf(line) : []));
        expect(steps.flatMap(({ attempts }) => attempts.flatMap(armOf))).toEqual(expect.arrayContaining(ends));
        for (const { gates } of enrollments) expect(failing(gates)).toEqual([]);
        for (const { gates } of refused) expect(failing(gates).length).toBeGreaterThan(0);
      }
      const attempts = answers.flatMap(({ steps }) => steps.flatMap(step => step.attempts));
      return {
        attempts,
        told: answers.flatMap(({ journey, enrollments, steps }) => [
          ...enrollments.map(({ at, enrollment }) => `${toSecond(at)} ${journey} ${enrollment} entered`),
          ...steps.flatMap(step => step.attempts.filter(isOfTouch).map(describeTouch)),
        ]),
      };
    };
  },
);

const endOf = ({ enrollment, entry }: TimelineLine): string[] =>
  entry.type === 'waited' ? [`${enrollment} ${entry.step} took ${entry.for}`] : [];

const armOf = ({ enrollment, step, took }: StepAttempt): string[] =>
  took === undefined ? [] : [`${enrollment} ${step} took ${took}`];

const isOfTouch = ({ to }: StepAttempt): boolean => to !== undefined;

const describeTouch = ({ at, enrollment, step, to, outcome, reason, until }: Omit<StepAttempt, 'gates' | 'round'>) =>
  [toSecond(at), enrollment, step, to, outcome, reason, until].join(' ');

const factOf = ({ at, journey, enrollment, entry }: TimelineLine): string[] => {
  if (entry.type === 'enrolled') return [`${toSecond(at)} ${journey} ${enrollment} entered`];
  return entry.type === 'touch' ? [describeTouch({ at, enrollment, ...entry })] : [];
};

const allOf = (watchers: readonly Decisions[]): Decisions => ({
  routed: (...told) => watchers.forEach(each => void each.routed(...told)),
  touched: (...told) => watchers.forEach(each => void each.touched(...told)),
  taken: (...told) => watchers.forEach(each => void each.taken(...told)),
});
