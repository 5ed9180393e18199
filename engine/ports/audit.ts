import type { AuditLine } from '../account/audit-line.ts';

export interface AuditPage {
  limit: number;
  /** The last line of the page before. */
  before?: Pick<AuditLine, 'at' | 'id'>;
}

/** Audit log of people's actions on accounts, journeys and tasks, stored for 25 months. Strongly consistent. */
export interface Audit {
  /** Stores a line under its time and id, for its account and for its journey. Idempotent. */
  record(line: AuditLine): Promise<void>;
  /** A page, the latest first. */
  ofAccount(account: string, page: AuditPage): Promise<{ lines: AuditLine[]; isLast: boolean }>;
  ofJourney(journey: string, page: AuditPage): Promise<{ lines: AuditLine[]; isLast: boolean }>;
}
