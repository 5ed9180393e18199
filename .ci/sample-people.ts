import type { World } from '../engine/local/world.ts';
import { deliver } from '../engine/playback/deliver.ts';

export interface SampledPerson {
  account: string;
  user: string;
}

/** Opens a task for each action on tasks that the visits try. */
export const loseChampions = async (cloud: World, people: readonly SampledPerson[]): Promise<void> => {
  const accounts = [...new Set(people.map(({ account }) => account))].slice(0, 4);
  for (const account of accounts) {
    const user = people.find(each => each.account === account)?.user;
    await tell(cloud, { type: 'track', event: 'Champion Left', account, user });
  }
};

/** A paying account without an owner fills its seats, so that a pool gives it one. The sample's accounts all have owners. */
export const fillSeats = async (cloud: World): Promise<void> => {
  const [account, user] = ['visit-labs', 'visit-labs-u0'];
  const traits = { name: 'Visit Labs', plan: 'team', arr: 24_000, seats: 5, touchModel: 'digital', status: 'active' };
  await tell(cloud, { type: 'group', account, user, traits: { ...traits, timezone: 'Europe/London' } });
  await tell(cloud, { type: 'identify', account, user, traits: { email: 'ann@visit-labs.example', role: 'admin' } });
  for (const seat of [0, 1, 2, 3, 4])
    await tell(cloud, { type: 'track', event: 'Account Added User', account, user: `${account}-u${seat}` });
};

interface Call {
  type: 'track' | 'identify' | 'group';
  account: string;
  user: string | undefined;
  event?: string;
  traits?: Record<string, unknown>;
}

const tell = async (cloud: World, { account, user, ...call }: Call): Promise<void> => {
  const body = {
    ...call,
    messageId: `visit-${call.type}-${account}-${user}`,
    userId: user,
    ...(call.type === 'group' ? { groupId: account } : { context: { groupId: account } }),
    timestamp: cloud.now(),
  };
  const { problem } = await deliver(cloud, { kind: 'segment', body, text: JSON.stringify(body) });
  if (problem) throw new Error(`${call.type} of ${account}: ${problem.what}`);
};
