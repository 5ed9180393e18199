import type { World } from '../engine/local/world.ts';
import { deliver } from '../engine/playback/deliver.ts';
import { recognizeLine } from '../engine/playback/recognize-line.ts';
import type { Processes } from './processes.ts';

/** Calls functions in the name of an account. A request that failed because a process died is made again. */
export interface AccountSender {
  /** A recorded event, as its sender delivers it. */
  send(event: object): Promise<void>;
  untilDone(work: () => Promise<unknown>): Promise<void>;
}

export const senderFor = (
  { cloud, processes }: { cloud: World; processes: Pick<Processes, 'inNameOf'> },
  account: string,
): AccountSender => {
  /** At the same instant, the harder case; a second later if it dies again. */
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
