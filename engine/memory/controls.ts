import type { Controls } from '../ports/ports.ts';
import { afterQuota } from '../ports/retention.ts';
import { expiringAt, putExpiring } from './expiring-rows.ts';
import type { Store } from './store.ts';

export const memoryControls = (store: Store): Controls => {
  let hasWritten = false;
  let listened: ReadonlySet<string> | undefined;
  return {
    listenTo: async events => {
      if (!hasWritten) for (const event of events) store.listened.add(event);
      hasWritten = true;
    },
    listenedEvents: async () => {
      listened ??= new Set(store.listened);
      return listened;
    },
    suppressionsKnownUntil: async () => store.suppressions.knownUntil,
    suppressionsAreKnown: async until => {
      store.suppressions.knownUntil = until;
    },
    countCalls: async (writeKey, { now, calls, atMost }) => {
      const hour = `${writeKey}#${now.slice(0, 13)}`;
      const counted = expiringAt(store.callCounts, hour, now);
      // An hour's first request always fits: a quota is at least what one request may hold.
      if (counted !== undefined && counted + calls > atMost) return false;
      putExpiring(store.callCounts, hour, { value: (counted ?? 0) + calls, expiresAt: afterQuota(now) }, now);
      return true;
    },
  };
};
