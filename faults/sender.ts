import type { World } from '../engine/local/world.ts';
import { deliver } from '../engine/playback/deliver.ts';
import { recognizeLine } from '../engine/playback/recognize-line.ts';
import type { Processes } from './processes.ts';

/** Calls functions in the name of an account. Repeats a request that failed because a process died. */
export interface AccountSender {
  /** Sends a recorded event as its sender would. */
  send(event: object): Promise<void>;
  untilDone(work: () => Promise<unknown>): Promise<void>;
}

export const senderFor = (
  { cloud, processes }: { cloud: World; processes: Pick<Processes, 'inNameOf'> },
  account: string,
): AccountSender => {
  /** Runs at the same instant, the harder case; while the process dies, again after three seconds each. */
  const again = (work: () => Promise<boolean>) => async (): Promise<void> => {
    if (await processes.inNameOf(account, work)) return;
    const at = new Date(Date.parse(cloud.now()) + 3_000).toISOString();
    cloud.at(at, again(work), { group: account });
  };
  const untilDone = (work: () => Promise<unknown>) =>
    again(() =>
      work().then(
        () => true,
        error => {
          if (isDeath(error)) return false;
          throw error;
        },
      ),
    )();
  return {
    untilDone,
    send: event => {
      const text = JSON.stringify(event);
      const line = recognizeLine(text);
      if ('what' in line) throw new Error(`No event: ${text}`);
      return again(async () => {
        const { problem } = await deliver(cloud, { ...line, text });
        if (problem && !problem.what.startsWith('its handler failed')) throw new Error(problem.what);
        return problem === undefined;
      })();
    },
  };
};

const isDeath = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'Lambda.Unknown' || ('error' in error && error.error === 'Lambda.Unknown'));
