import { accountTimeline } from '../engine/adapters/aws/table/timeline.ts';
import { type Instant, instant, plusSeconds } from '../engine/kernel/instant.ts';
import { violations } from './compare.ts';
import { type Ending, endingOf } from './ending.ts';
import { countedAsTold } from './followed.ts';
import { isHandOver, watchHandOvers } from './hand-overs.ts';
import type { Invocation } from './processes.ts';
import { type Stage, stageFor } from './stage.ts';
import { type FailingWorld, startWorld, type WorldOptions } from './world.ts';

/** Events of an account, by the second since its start: a Monday at 15:00 UTC. */
export interface Story {
  title: string;
  /** Expected parts of an undisturbed ending, which prove that the story took place. */
  ends: readonly string[];
  acts: readonly { after: number; act(stage: Stage): unknown }[];
  /** Seconds until everything is done, including retries after a death. */
  lasts: number;
  /** Some of its functions work for all accounts at once, so each of its deaths gets a world of its own. */
  alone?: true;
  /** How many lives are played at once, since each has its own processes and connections. Default: all. */
  atOnce?: number;
  /** Its counts are part of the ending. */
  counts?: true;
  /** Which functions to kill. Default: all. */
  dies?(death: Death): boolean;
}

/**
 * Kills a function's process right before or after the `nth` time, from 1, that it requests this operation for the
 * account. Other operations may come between: those of a cold start, or of writes that other processes made before.
 */
export interface Death {
  function: string;
  operation: string;
  nth: number;
  when: 'before' | 'after';
  /** A mail was marked as leaving but not sent, so its outcome can't be known. */
  leaves: boolean;
}

export interface Killed {
  death: Death;
  hasDied: boolean;
  /** Differences from the expected ending. */
  violations: string[];
}

export interface KillReport {
  /** The account's ending without deaths. */
  clean: Ending;
  /** Requests of each function on the way there, in order. */
  requests: ReadonlyMap<string, readonly string[]>;
  killed: Killed[];
}

export interface Killer {
  world: FailingWorld;
  /**
   * Plays a story once undisturbed, and once per death: at every request of every function, or at the `chosen` ones.
   */
  kill(story: Story, chosen?: (deaths: readonly Death[]) => readonly Death[]): Promise<KillReport>;
}

interface Life {
  account: string;
  death: Death | undefined;
  requests: Map<string, string[]>;
  hasDied: boolean;
}

/** A world in which processes die while stories are played. */
export const startKiller = async (
  options: Omit<WorldOptions, 'disturb' | 'processes' | 'schedules'>,
): Promise<Killer> => {
  const handOvers = watchHandOvers();
  let lives = new Map<string, Life>();
  let lonely: Life | undefined;
  let accounts = 0;

  const lifeOf = ({ account, event }: Invocation): Life | undefined => {
    const name = account ?? accountPattern.exec(JSON.stringify(event) ?? '')?.[0];
    return name === undefined ? lonely : lives.get(name);
  };

  const world = await startWorld({
    ...options,
    // A cold start makes extra requests: every life begins with one, so that requests compare.
    processes: { poolOf: invocation => lifeOf(invocation)?.account ?? '' },
    disturb: arriving => {
      const sender = world.processes.sender(arriving.headers);
      if (sender === undefined || sender === 'gone') return undefined;
      const life = lifeOf(sender.invocation);
      if (!life) return undefined;
      const { invocation } = sender;
      const { function: name } = invocation;
      const requests = [...(life.requests.get(name) ?? []), arriving.operation];
      life.requests.set(name, requests);
      const { death } = life;
      const nth = requests.filter(operation => operation === arriving.operation).length;
      const dies =
        death?.function === name && death.operation === arriving.operation && death.nth === nth && !life.hasDied;
      if (!dies) {
        handOvers.watch(arriving, sender, undefined);
        return undefined;
      }
      life.hasDied = true;
      const done = () => {
        handOvers.died(invocation);
        invocation.die();
      };
      const disturbance = { kind: death.when === 'before' ? 'lost-request' : 'lost-answer', done } as const;
      handOvers.watch(arriving, sender, disturbance);
      return disturbance;
    },
  });

  const play = async (story: Story, deaths: readonly (Death | undefined)[]): Promise<[Life, Ending][]> => {
    const all = deaths.map((death): Life => {
      const account = `kill-${String(++accounts).padStart(5, '0')}`;
      return { account, death, requests: new Map(), hasDied: false };
    });
    const endings: [Life, Ending][] = [];
    for (const together of batchesOf(all, story.alone ? 1 : (story.atOnce ?? all.length))) {
      lives = new Map(together.map(life => [life.account, life]));
      lonely = story.alone && together[0];
      await playTogether(world, story, [...lives.keys()]);
      world.processes.retire();
      for (const life of together) {
        const told = await accountTimeline(world.table, life.account);
        const ending = await endingOf(world, life.account, told);
        const counted = story.counts ? await countedAsTold(world, life.account) : [];
        endings.push([life, { ...ending, state: [ending.state, ...counted] }]);
      }
    }
    lonely = undefined;
    lives = new Map();
    return endings;
  };

  return {
    world,
    kill: async (story, chosen = deaths => deaths) => {
      const [first] = await play(story, [undefined]);
      if (!first) throw new Error('Nothing was played.');
      const [{ requests }, clean] = first;
      const deaths = deathsOf(requests).filter(death => story.dies?.(death) ?? true);
      const endings = await play(story, chosen(deaths));
      const killed = endings.map(([{ account, death, hasDied }, ending]) => {
        if (!death) throw new Error('Nothing was to die.');
        const isOpen = (step: string, to: string) =>
          // A process that works for all accounts names none when it sends something.
          death.leaves || death.operation === to || handOvers.isOpen(account, step, to.replace('acme', account));
        return { death, hasDied, violations: violations(clean, ending, isOpen) };
      });
      return { clean, requests, killed };
    },
  };
};

const batchesOf = <Item>(all: readonly Item[], size: number): Item[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, batch) => all.slice(batch * size, (batch + 1) * size));

/** Whether the write at that index, or its retry, is the mark before a mail or post. */
const isNoted = (operations: readonly string[], operation: string, index: number): boolean => {
  const next = operations.indexOf(operation, index + 1);
  return [index, next].some(place => place >= 0 && isHandOver(operations[place + 1] ?? ''));
};

const accountPattern = /kill-\d{5}/;

const playTogether = async (
  world: FailingWorld,
  { acts, lasts }: Story,
  accounts: readonly string[],
): Promise<void> => {
  const { cloud, processes } = world;
  const startedAt = monday(cloud.now());
  await cloud.advanceTo(startedAt);
  await world.expectBursts();
  for (const account of accounts) {
    const stage = stageFor(world, account);
    for (const { after, act } of acts)
      cloud.at(plusSeconds(startedAt, after), () => processes.inNameOf(account, () => act(stage)), { group: account });
  }
  await cloud.advanceTo(plusSeconds(startedAt, lasts));
};

/** The next Monday within working hours on both sides of the Atlantic, so that nothing waits for the morning. */
const monday = (now: Instant): Instant => {
  const weeks = (Date.parse(now) - Date.parse(someMonday)) / week;
  return instant(Date.parse(someMonday) + Math.ceil(weeks) * week);
};

const someMonday = '2026-01-05T15:00:00.000Z';
const week = 7 * 86_400_000;

const deathsOf = (requests: ReadonlyMap<string, readonly string[]>): Death[] =>
  [...requests].flatMap(([name, operations]) =>
    operations.flatMap((operation, index): Death[] => {
      const nth = operations.slice(0, index + 1).filter(each => each === operation).length;
      const death = { function: name, operation, nth };
      return [
        { ...death, when: 'before', leaves: false },
        { ...death, when: 'after', leaves: isNoted(operations, operation, index) },
      ];
    }),
  );
