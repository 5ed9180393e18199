import type { CrmMapping } from '../../definition/crm-mapping.ts';
import { didYouMean, quote } from '../../kernel/did-you-mean.ts';
import { type Instant, instant } from '../../kernel/instant.ts';
import { ownMember } from '../../kernel/own-member.ts';
import { isSameWord } from '../../kernel/same-word.ts';
import type { Scalar } from '../../kernel/scalar.ts';
import type { ConnectorName } from '../connector-of.ts';
import type { ConnectorEvent } from '../connector-webhook.ts';
import { customerOf } from '../customers.ts';

/** A CRM's change to a company: the new values of some of its fields. */
export interface CrmChange {
  /** The event's own id. */
  id: string;
  occurredAt: Instant;
  receivedAt: Instant;
  /** The company, by the CRM's id. */
  company: string;
  fields: Readonly<Record<string, unknown>>;
}

/**
 * The catalog's events for the change, by the catalog's mapping of the CRM's fields: changed account attributes, and a
 * won deal.
 */
export const crmEvents = (
  connector: ConnectorName,
  { id, occurredAt, receivedAt, company, fields }: CrmChange,
  { fields: known, owners = {}, won }: CrmMapping,
  dates: readonly string[],
): ConnectorEvent[] => {
  const event = { source: connector, customer: customerOf(connector, company), occurredAt, receivedAt };
  const said = Object.entries(fields).flatMap(([field, value]): [string, Scalar][] => {
    const attribute = ownMember(known, field);
    const meant = attribute === undefined ? undefined : meaningOf(attribute, value, { owners, dates });
    return attribute === undefined || meant === undefined ? [] : [[attribute, meant]];
  });
  const leftOut = Object.entries(fields).flatMap(([field, value]) =>
    ownMember(known, field) === 'owner' && value && ownMember(owners, String(value)) === undefined
      ? [{ field, message: `is left out: ${unknownUser(connector, String(value), owners)}` }]
      : [],
  );
  const isWon = won !== undefined && isSameWord(String(fields[won.field] ?? ''), won.is);
  return [
    ...(said.length + leftOut.length === 0
      ? []
      : [
          {
            ...{ ...event, id: `${connector}:${id}`, name: 'account.updated', fields: Object.fromEntries(said) },
            ...(leftOut.length > 0 && { leftOut }),
          },
        ]),
    ...(isWon ? [{ ...event, id: `${connector}:${id}.won`, name: won.event, fields: {} }] : []),
  ];
};

/** The message for a CRM user who is not mapped to a CSM, with the nearest mapped id. */
const unknownUser = (crm: ConnectorName, user: string, owners: Readonly<Record<string, string>>): string =>
  `the catalog's crm.${crm}.owners names no user ${quote(user)}. ${didYouMean(user, Object.keys(owners))}`;

interface Words {
  owners: Readonly<Record<string, string>>;
  dates: readonly string[];
}

/**
 * CRMs clear a field by an empty text, and write dates as milliseconds. An owner who is not on the team is left out.
 */
const meaningOf = (attribute: string, value: unknown, { owners, dates }: Words): Scalar | undefined => {
  if (value === null || value === '') return null;
  if (attribute === 'owner') return ownMember(owners, String(value));
  if (dates.includes(attribute) && /^-?\d{11,14}$/.test(String(value))) return instant(Number(value)).slice(0, 10);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : undefined;
};
