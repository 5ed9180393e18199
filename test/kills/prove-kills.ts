import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { givenUp } from '../../engine/playback/given-up.ts';
import { functions } from '../../engine/wiring/functions.ts';
import { wrongCounts } from '../../faults/followed.ts';
import { type Death, type Killer, startKiller } from '../../faults/kill.ts';
import { customers } from './customers.ts';
import { killProject } from './journeys.ts';
import { operators } from './operators.ts';
import { people } from './people.ts';
import { tasks } from './tasks.ts';

/** Those that work for all accounts at once come first, while there are few. */
const stories = [...customers, ...people, ...tasks, ...operators].sort(
  (a, b) => Number(b.alone ?? false) - Number(a.alone ?? false),
);

/**
 * Plays each story once undisturbed, and once for each request that a process in it makes, before and after which the process
 * dies; what died comes again as on AWS. @param most deaths of a story, spread over it; without it, all of them; with 0, stories are only
 * told, and asked whether each function works in one
 */
export const proveKills = (most = Number.POSITIVE_INFINITY): void => {
  let killer: Killer;
  const asking = new Set<string>();
  beforeAll(async () => {
    // Errors of the killed invocation, and of those that failed because of it.
    for (const level of ['info', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => {});
    killer = await startKiller({
      project: await killProject(),
      startAt: '2026-03-02T15:00:00.000Z',
      concurrency: 3,
      slackApp: true,
    });
  });
  afterAll(async () => {
    await killer.world.stop();
    vi.restoreAllMocks();
  });

  const claim =
    most === 0
      ? 'while nothing dies, what is told takes place:'
      : 'when a process dies before or after any of its requests, nothing is lost, done twice, or stranded:';
  describe(claim, () => {
    for (const story of stories) {
      it(story.title, { timeout: 1_200_000 }, async () => {
        const { clean, requests, killed } = await killer.kill(story, deaths => spread(deaths, most));
        const ending = unquoted(clean);
        expect(story.ends.filter(part => !ending.includes(unquoted(part)))).toEqual([]);
        for (const [name] of requests) if (story.dies?.({ ...anyDeath, function: name }) ?? true) asking.add(name);
        expect(killed.filter(({ violations }) => violations.length > 0)).toEqual([]);
        expect(killed.filter(({ hasDied }) => hasDied).length).toBeGreaterThanOrEqual(killed.length * 0.8);
        expect(givenUp(killer.world.cloud)).toEqual([]);
        expect(killer.world.cloud.errors.filter(({ error }) => !isDeath(error))).toEqual([]);
      });
    }
  });

  it('each sum is what its enrollments add up to, whoever died while they were counted', async () => {
    expect(await wrongCounts(killer.world)).toEqual([]);
  });

  it('every function of the wiring dies in a story: whoever adds one tells a story that it works in', () => {
    expect(Object.keys(functions).filter(name => !asking.has(name))).toEqual([]);
  });
};

const anyDeath: Death = { function: '', operation: 'TransactWriteItems', nth: 1_000, when: 'after', leaves: false };

const unquoted = (value: unknown): string => JSON.stringify(value).replaceAll(/["\\]/g, '');

const isDeath = (error: unknown): boolean => String(error).includes('Runtime exited');

const spread = (deaths: readonly Death[], most: number): readonly Death[] =>
  deaths.length <= most
    ? deaths
    : Array.from({ length: most }, (_, index) => deaths[Math.floor((index * deaths.length) / most)] as Death);
