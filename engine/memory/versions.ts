import { afterComparison } from '../ports/retention.ts';
import { newLooks } from '../ports/sends.ts';
import { type BegunEnrollment, type DeployedVersions, judgeEverySeconds } from '../ports/versions.ts';
import { addVersions, type LiveVersions } from '../versions/live-versions.ts';
import { expiringBetween, putExpiring } from './expiring-rows.ts';
import { immutable } from './immutable.ts';
import { allRows, behind, putRow, rowAt, rowsUnder } from './rows.ts';
import { readAccount, type Store } from './store.ts';

export const memoryVersions = (store: Store): DeployedVersions => {
  const { versions, clock } = store;
  const isLookDue = newLooks(judgeEverySeconds);
  let brought: LiveVersions | undefined;
  return {
    bring: async journeys => {
      if (brought) return brought;
      const { live, changed } = addVersions(versions.live, journeys, clock.now());
      for (const each of changed) putRow(versions.definitions, `${each.id}#${each.hash}`, immutable(each));
      versions.live = live;
      brought = live;
      return live;
    },
    live: async () => versions.live,
    definition: async (journey, version) => rowAt(versions.definitions, `${journey}#${version}`),
    of: async journey => rowsUnder(versions.definitions, `${journey}#`).map(({ hash }) => hash),
    begin: async ({ account, id, journey, version, startedAt }) => {
      const value: BegunEnrollment = { account, id, journey, version, startedAt };
      const expiresAt = afterComparison(startedAt);
      putExpiring(versions.begun, `${journey}#${version}#${startedAt}#${id}`, { value, expiresAt }, clock.now());
    },
    begun: async (journey, version, atMost) => {
      const prefix = `${journey}#${version}#`;
      return expiringBetween(versions.begun, prefix, behind(prefix), clock.now()).reverse().slice(0, atMost);
    },
    isLookDue,
    story: async ({ account, id, startedAt }) => {
      const { lines, deliveries, consents } = readAccount(store, account);
      return {
        lines: allRows(lines).filter(({ enrollment }) => enrollment === id),
        deliveries: allRows(deliveries).filter(({ enrollment }) => enrollment === id),
        consents: allRows(consents).filter(({ at }) => at >= startedAt),
      };
    },
  };
};
