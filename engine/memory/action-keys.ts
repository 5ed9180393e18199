import { type ActionKeys, actionKeyDigest } from '../ports/action-keys.ts';
import { afterAction } from '../ports/retention.ts';
import { putExpiring, putExpiringFirst } from './expiring-rows.ts';
import { immutable } from './immutable.ts';
import type { Store } from './store.ts';

export const memoryActionKeys = ({ actions }: Store): ActionKeys => ({
  begin: async (key, asked) => {
    const row = { value: immutable(asked), expiresAt: afterAction(asked.at) };
    return putExpiringFirst(actions, actionKeyDigest(key), row, asked.at);
  },
  finish: async (key, asked) => {
    const row = { value: immutable(asked), expiresAt: afterAction(asked.at) };
    putExpiring(actions, actionKeyDigest(key), row, asked.at);
  },
});
