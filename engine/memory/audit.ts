import { type AuditLine, auditPlace } from '../account/audit-line.ts';
import type { Audit, AuditPage } from '../ports/audit.ts';
import { afterUsageRetention } from '../ports/retention.ts';
import { type ExpiringRows, newExpiringRows, putExpiring } from './expiring-rows.ts';
import { immutable } from './immutable.ts';
import { latestLasting } from './latest-first.ts';
import { accountRows, entry, readAccount, type Store } from './store.ts';

export const memoryAudit = (store: Store): Audit => {
  const page = (rows: ExpiringRows<AuditLine>, { limit, before }: AuditPage) => {
    const { found, isLast } = latestLasting(rows, {
      limit,
      before: before && auditPlace(before),
      now: store.clock.now(),
    });
    return { lines: found, isLast };
  };
  const put = (rows: ExpiringRows<AuditLine>, line: AuditLine) =>
    putExpiring(
      rows,
      auditPlace(line),
      { value: immutable(line), expiresAt: afterUsageRetention(line.at) },
      store.clock.now(),
    );
  return {
    record: async line => {
      if (line.account !== undefined) put(accountRows(store, line.account).audit, line);
      if (line.journey !== undefined) put(entry(store.journeyAudit, line.journey, newExpiringRows<AuditLine>), line);
    },
    ofAccount: async (account, asked) => page(readAccount(store, account).audit, asked),
    ofJourney: async (journey, asked) => page(store.journeyAudit.get(journey) ?? newExpiringRows(), asked),
  };
};
