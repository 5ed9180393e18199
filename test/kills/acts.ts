import type { Story } from '../../faults/kill.ts';
import { account, track } from '../support/recorded-events.ts';

type Act = Story['acts'][number];
type Fields = Readonly<Record<string, unknown>>;

/** A customer with an admin, and a member. */
export const customer = (traits: Fields = {}, after = 0): Act => ({
  after,
  act: async ({ account: id, cloud, send }) => {
    for (const event of account(id, cloud.now(), traits, { bob: 'member' })) await send(event);
  },
});

/** The admin does something. */
export const does = (after: number, event: string, properties: Fields = {}): Act => ({
  after,
  act: ({ account: id, cloud, send }) => send(track(id, event, cloud.now(), { properties })),
});

export const minute = 60;
export const hour = 3600;
export const day = 24 * hour;
