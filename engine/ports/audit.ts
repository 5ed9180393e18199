import type { AuditLine } from '../account/audit-line.ts';

export interface AuditPage {
  limit: number;
  /** The last line of the page before. */
  before?: Pick<AuditLine, 'at' | 'id'>;
}

/** Audit log of people's actions, for 25 months: on accounts, journeys and tasks. Strongly consistent. */
export interface Audit {
  /** Once under its time and id, with its account and with its journey. */
  record(line: AuditLine): Promise<void>;
  /** A page, the latest first; nothing follows the last one. */
  ofAccount(account: string, page: AuditPage): Promise<{ lines: AuditLine[]; isLast: boolean }>;
  ofJourney(journey: string, page: AuditPage): Promise<{ lines: AuditLine[]; isLast: boolean }>;
}
