import type { DomainEvent } from '../../account/event.ts';
import type { ConnectorEvent } from '../../connectors/connector-webhook.ts';
import { idOrNothing, longestIds } from '../../kernel/read-id.ts';
import type { PortsWith } from '../../ports/ports.ts';

type OwnerPorts = PortsWith<'contacts' | 'customers' | 'directory'>;

/**
 * Resolves the account and contact of an event, as far as known. The account is the one with the event's customer, else
 * the one that the event names, else the only account of its user, else the only account with a contact of its address.
 */
export const findOwner = async (
  { customer, account: named }: DomainEvent,
  { user: said, email }: NonNullable<ConnectorEvent['person']> = {},
  { contacts, customers, directory }: OwnerPorts,
): Promise<Pick<DomainEvent, 'account' | 'user'>> => {
  const user = idOrNothing(said, longestIds.user);
  const account = (customer === undefined ? undefined : await customers.accountOf(customer)) ?? named;
  const accounts = account === undefined && user !== undefined ? await directory.accountsOf(user) : [];
  const found = account ?? onlyOne(accounts);
  if (user !== undefined && (found !== undefined || email === undefined))
    return { ...(found !== undefined && { account: found }), user };
  const at = email === undefined ? [] : await contacts.atAddress(email);
  const place = found === undefined ? onlyPlace(at) : at.find(each => each.account === found);
  const owner = found ?? place?.account;
  const contact = user ?? place?.contact;
  return { ...(owner !== undefined && { account: owner }), ...(contact !== undefined && { user: contact }) };
};

const onlyOne = (accounts: readonly string[]): string | undefined => (accounts.length === 1 ? accounts[0] : undefined);

/** An address of several accounts is ambiguous. */
const onlyPlace = <Place extends { account: string }>(places: readonly Place[]): Place | undefined =>
  new Set(places.map(({ account }) => account)).size === 1 ? places[0] : undefined;
