import type { Visitor } from '../../access/visitor.ts';
import type { CatalogData } from '../../definition/catalog.ts';
import { RefusedRequest } from '../../kernel/refused-request.ts';
import type { FailedCall } from '../ingested.ts';
import type { SentCalls } from '../sent-calls.ts';
import { type UsableCall, usableCall } from '../usable-call.ts';
import { failedCall } from './refused-calls.ts';

/** A call that a page may make: never one that sets a success plan. */
export type BrowserCall = Exclude<UsableCall, { type: 'plan' }>;

/**
 * Filters the calls of a page. It keeps tracked events that the catalog allows from browsers, since the write key is
 * public; and `identify`, `group` and `alias` of the user whose token is sent along, limited to attributes that the
 * business added: built-in attributes, consent and account membership are accepted from servers only. All others are
 * ignored without an error, since pages send every call to every destination.
 * @throws RefusedRequest for a single call that can't be used
 */
export const browserCalls = (
  { calls, isBatch }: SentCalls,
  catalog: CatalogData,
  visitor: Visitor | undefined,
): { calls: BrowserCall[]; failed: FailedCall[] } => {
  const failed: FailedCall[] = [];
  const used = calls.flatMap((sent, index) => {
    if ('unused' in sent) return [];
    try {
      if ('refusal' in sent) throw sent.refusal;
      const call = allowed(usableCall(sent.call, catalog).call, catalog, visitor);
      return call ? [call] : [];
    } catch (refusal) {
      if (!(refusal instanceof RefusedRequest) || !isBatch) throw refusal;
      failed.push(failedCall({ said: sent.said, index, refusal }));
      return [];
    }
  });
  return { calls: used, failed };
};

const allowed = (
  call: UsableCall,
  { fromBrowser = [], ownAttributes }: CatalogData,
  visitor: Visitor | undefined,
): BrowserCall | undefined => {
  if (visitor) mustBeOf(visitor, call);
  switch (call.type) {
    case 'track':
      if (!fromBrowser.includes(call.event)) throw notFromBrowser(call.event);
      return visitor ? { ...call, account: visitor.account, user: visitor.contact } : call;
    case 'alias':
      return visitor && call;
    case 'plan':
      return undefined;
    case 'identify':
      return visitor && { ...call, ...own(call.values, ownAttributes?.contact), optOuts: [], user: visitor.contact };
    case 'group':
      return visitor && { ...call, ...own(call.values, ownAttributes?.account) };
  }
};

const own = (values: Extract<UsableCall, { type: 'group' }>['values'], names: readonly string[] = []) => ({
  values: Object.fromEntries(Object.entries(values).filter(([name]) => names.includes(name))),
});

/** A token is for one user of one account. */
const mustBeOf = ({ account, contact }: Visitor, call: UsableCall): void => {
  const isOther = (call.account ?? account) !== account || (call.user ?? contact) !== contact;
  if (!isOther) return;
  const field = (call.account ?? account) === account ? 'userId' : 'groupId';
  throw new RefusedRequest('foreign', `${field}: differs from the one in the token.`, { field, status: 403 });
};

const notFromBrowser = (event: string): RefusedRequest =>
  new RefusedRequest(
    'not_from_browser',
    `event: "${event}" is not accepted from pages. List it in fromBrowser of the catalog, or send it from a server.`,
    { field: 'event' },
  );
