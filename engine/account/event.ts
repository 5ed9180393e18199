import type { ConnectorName } from '../connectors/connector-of.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Scalar } from '../kernel/scalar.ts';

/**
 * A usage, billing, or human event in the one shape that routing knows. It carries ids and the fields that the catalog
 * allows, never personal data, so it may travel through queues.
 */
export interface DomainEvent {
  /** The producer's own id, `<source>:<id>`; a second event of the same id changes nothing. */
  id: string;
  source: 'segment' | ConnectorName | 'task' | 'prompt' | 'ses' | 'daymark';
  /** Absent when an event of a connector names only its customer. */
  account?: string;
  /** The connector's customer, such as `stripe:cus_1`, for a connector's event. */
  customer?: string;
  /** Id of the contact that did it, if a person did. */
  user?: string;
  /** Catalog name, such as `Project Created` or `payment.failed`. */
  name: string;
  occurredAt: Instant;
  receivedAt: Instant;
  fields: Readonly<Record<string, Scalar>>;
}

/** The event with account attributes as its fields, from a group call, a CRM or an `update` step. */
export const profileEvent = 'account.updated';
