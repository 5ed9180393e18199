import * as z from 'zod';
import { accountStatuses } from '../account/account-status.ts';
import type { ConnectorName } from '../connectors/connector-of.ts';
import { connectors } from '../connectors/connectors.ts';

/** A date or an instant, from which triggers and steps may count back. */
export const dateAttribute = () => z.union([z.iso.date(), z.iso.datetime({ offset: true })]);

type CustomerAttribute = (typeof connectors)[ConnectorName]['customerAttribute'];

/** The customer id attribute of each connector. */
const customerIds = Object.fromEntries(
  Object.values(connectors).map(({ customerAttribute }) => [customerAttribute, z.string()]),
) as Record<CustomerAttribute, z.ZodString>;

/** Attributes of accounts that Daymark knows the meaning of. Every catalog has them; it may narrow one, for example to an enum. */
export const builtInAccountAttributes = {
  name: z.string(),
  plan: z.string(),
  /** Yearly revenue, in whole units of the account's own currency. */
  arr: z.number().min(0),
  seats: z.int().min(0),
  renewalAt: dateAttribute(),
  /** IANA name. */
  timezone: z.string(),
  locale: z.string(),
  /** Id of the CSM that owns the account's tasks. */
  owner: z.string(),
  /** `high` has a CSM of its own; `low` and `digital` are automated. */
  touchModel: z.enum(['high', 'low', 'digital']),
  status: z.enum(accountStatuses),
  trialEndsAt: dateAttribute(),
  /** Derived from billing: the subscription ends with its term. */
  cancelScheduled: z.boolean(),
  /** Band of the health score. */
  health: z.enum(['green', 'yellow', 'red']),
  /** Health score, 0 to 100; updated when the band changes or the score has moved by five points. */
  healthScore: z.int(),
  /** Whether the account has an executive sponsor. A flag, not a name. */
  executiveSponsor: z.boolean(),
  ...customerIds,
} as const;

/** Attributes of contacts that Daymark knows the meaning of. */
export const builtInContactAttributes = {
  email: z.email(),
  /** Whether the person proved that the address is theirs. Send it again with every new address. */
  emailVerified: z.boolean(),
  name: z.string(),
  role: z.string(),
  timezone: z.string(),
  locale: z.string(),
} as const;
