import { type ActionKeys, actionKeyDigest } from '../ports/action-keys.ts';
import { afterAction } from '../ports/retention.ts';
import { immutable } from './immutable.ts';
import { putLasting, putLastingFirst } from './lasting-rows.ts';
import type { Store } from './store.ts';

export const memoryActionKeys = ({ actions }: Store): ActionKeys => ({
  begin: async (key, asked) => {
    const row = { value: immutable(asked), expiresAt: afterAction(asked.at) };
    return putLastingFirst(actions, actionKeyDigest(key), row, asked.at);
  },
  finish: async (key, asked) => {
    const row = { value: immutable(asked), expiresAt: afterAction(asked.at) };
    putLasting(actions, actionKeyDigest(key), row, asked.at);
  },
});
