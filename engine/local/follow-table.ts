import { instant } from '../kernel/instant.ts';
import { tableStream } from './table-stream.ts';
import type { World } from './world.ts';
import type { WorldCore } from './world-core.ts';

type Following = Required<Pick<World, 'followTable'>> & Pick<World, 'advanceTo' | 'settle' | 'idle'>;

const day = 86_400_000;
/**
 * Real time between two reads of the stream while the clock follows real time: after function calls, and without any.
 */
const restInMilliseconds = { called: 200, idle: 2_000 };

/**
 * Delivers the table's stream to functions: after each move of the clock, and every `everyDays` days during a move.
 * Functions see the table as of that instant, so their results are reproducible.
 */
export const followingTable = (core: WorldCore, dynamodb: string, table: string, everyDays = 1): Following => {
  const stream = tableStream(dynamodb, table);
  let followedAt = Number.NEGATIVE_INFINITY;
  let callsThen = 0;
  const follow = async (): Promise<void> => {
    const calls = core.calls();
    await stream.follow().catch(unlessGone);
    [followedAt, callsThen] = [performance.now(), calls];
  };
  const hasRested = (): boolean =>
    performance.now() - followedAt > restInMilliseconds[core.calls() > callsThen ? 'called' : 'idle'];
  const everyDay = (at: number): unknown =>
    core.clock.at(
      at,
      async () => {
        everyDay(at + everyDays * day);
        await follow();
      },
      { key: `stream ${table}`, background: true },
    );
  let isScheduled = false;
  return {
    followTable: (functionName, { sortKeys, batchSize }) => {
      if (!isScheduled) everyDay(Math.ceil(core.clock.now() / day) * day);
      isScheduled = true;
      stream.to({
        sortKeys,
        batchSize,
        invoke: event => core.invoke(functionName, event),
        givenUp: error => void core.errors.push({ at: instant(core.clock.now()), functionName, error }),
      });
    },
    advanceTo: async at => {
      const moves = Date.parse(at) - core.clock.now();
      await core.advanceTo(at);
      if (moves > 1_000 || hasRested()) await follow();
    },
    settle: async () => {
      await core.settle();
      await follow();
    },
    idle: async limit => {
      await core.idle(limit);
      await follow();
    },
  };
};

/** Ignores a failed connection: when DynamoDB has exited, `lost` reports that. */
const unlessGone = (error: unknown): void => {
  if (!(error instanceof TypeError && error.message === 'fetch failed')) throw error;
};
