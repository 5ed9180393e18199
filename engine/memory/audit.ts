import { type AuditLine, auditPlace } from '../account/audit-line.ts';
import type { Audit, AuditPage } from '../ports/audit.ts';
import { afterUsageRetention } from '../ports/retention.ts';
import { immutable } from './immutable.ts';
import { type LastingRows, newLastingRows, putLasting } from './lasting-rows.ts';
import { latestLasting } from './latest-first.ts';
import { accountRows, entry, readAccount, type Store } from './store.ts';

export const memoryAudit = (store: Store): Audit => {
  const page = (rows: LastingRows<AuditLine>, { limit, before }: AuditPage) => {
    const { found, isLast } = latestLasting(rows, {
      limit,
      before: before && auditPlace(before),
      now: store.clock.now(),
    });
    return { lines: found, isLast };
  };
  const put = (rows: LastingRows<AuditLine>, line: AuditLine) =>
    putLasting(
      rows,
      auditPlace(line),
      { value: immutable(line), expiresAt: afterUsageRetention(line.at) },
      store.clock.now(),
    );
  return {
    record: async line => {
      if (line.account !== undefined) put(accountRows(store, line.account).audit, line);
      if (line.journey !== undefined) put(entry(store.journeyAudit, line.journey, newLastingRows<AuditLine>), line);
    },
    ofAccount: async (account, asked) => page(readAccount(store, account).audit, asked),
    ofJourney: async (journey, asked) => page(store.journeyAudit.get(journey) ?? newLastingRows(), asked),
  };
};
