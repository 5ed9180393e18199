import type { Instant } from '../kernel/instant.ts';
import type { Scalar } from '../kernel/scalar.ts';

/** Where a person acted. */
export const actedFrom = ['console', 'slack', 'commandLine', 'api'] as const;
export type ActedFrom = (typeof actedFrom)[number];

/** An audited action of a person, with time and origin. Ids and codes only; people's texts are in notes. */
export interface AuditLine {
  id: string;
  at: Instant;
  /** Id of the CSM, the address of a user who is not a CSM, or the name of an operator's account. */
  by: string;
  from: ActedFrom;
  /** Such as `task.resolve`, `journey.pause`. */
  action: string;
  /** At least one of `account` and `journey` is present. */
  account?: string;
  journey?: string;
  task?: string;
  step?: string;
  details?: Readonly<Record<string, Scalar>>;
}

/** In place of a journey's id, for actions on the whole deployment. */
export const everyJourney = '*';

/** Sort key among the lines of its account or journey. */
export const auditPlace = ({ at, id }: Pick<AuditLine, 'at' | 'id'>): string => `${at}#${id}`;
