import type { Attributes } from '../account/account.ts';
import { accountTimezone, attributesAt, mergeAttributes } from '../account/profile.ts';
import { connectorNames, connectorOf, isConnector } from '../connectors/connector-of.ts';
import { customersIn } from '../connectors/customers.ts';
import { webhooks } from '../connectors/webhooks.ts';
import { allowedValues } from '../ingest/allowed-values.ts';
import { isObject } from '../kernel/is-object.ts';
import { idOrNothing, longestIds } from '../kernel/read-id.ts';
import { RefusedRequest } from '../kernel/refused-request.ts';
import type { RecordedEvent } from './read-events.ts';
import { timeOf } from './recognize-line.ts';
import type { AccountLabel } from './report/stories-section.ts';
import { accountOf } from './said-zones.ts';

/**
 * The accounts that events name, also by a processor's metadata, with the names and zones that their `group` calls
 * give them: read as the endpoints read them, and whatever order they arrive in.
 */
export const labelsOf = (events: readonly Pick<RecordedEvent, 'kind' | 'at' | 'body'>[]): Map<string, AccountLabel> => {
  const said = new Map<string, Attributes>();
  for (const event of events) {
    const account = accountOf(event);
    if (account !== undefined) said.set(account, mergeAttributes(said.get(account) ?? {}, labelsIn(event)));
  }
  const labels = new Map([...said].map(([account, attributes]) => [account, labelFrom(account, attributes)] as const));
  const customers = new Set([...said.values()].flatMap(attributes => customersIn(valuesOf(attributes))));
  for (const account of events.flatMap(event => accountsInMetadata(event, customers)))
    if (!labels.has(account)) labels.set(account, labelFrom(account, {}));
  return labels;
};

const types = {
  name: 'string',
  timezone: 'string',
  ...Object.fromEntries(connectorNames.map(name => [connectorOf(name).customerAttribute, 'string'] as const)),
} as const;

const labelsIn = ({ at, body }: Pick<RecordedEvent, 'at' | 'body'>): Attributes =>
  body.type === 'group' && isObject(body.traits)
    ? attributesAt(allowedValues(body.traits, { types }, 'traits').values, timeOf(body.timestamp) ?? at)
    : {};

const labelFrom = (account: string, attributes: Attributes): AccountLabel => {
  const name = attributes.name?.value;
  return { name: typeof name === 'string' ? name : account, timezone: accountTimezone({ attributes }) };
};

const valuesOf = (attributes: Attributes) =>
  Object.fromEntries(Object.entries(attributes).map(([name, { value }]) => [name, value]));

/** A customer that an account names belongs to it, whatever the metadata says. */
const accountsInMetadata = (
  { kind, at, body }: Pick<RecordedEvent, 'kind' | 'at' | 'body'>,
  customers: ReadonlySet<string>,
): string[] => {
  if (!isConnector(kind)) return [];
  try {
    return webhooks[kind]
      .read(body, { mode: 'any', now: at })
      .filter(({ customer }) => customer === undefined || !customers.has(customer))
      .flatMap(({ account }) => idOrNothing(account, longestIds.account) ?? []);
  } catch (error) {
    if (error instanceof RefusedRequest) return [];
    throw error;
  }
};
