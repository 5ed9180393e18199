import type { Attributes, Billing, Profile } from '../account/account.ts';
import { isDeleted } from '../account/account-status.ts';
import { mergeAttributes } from '../account/profile.ts';
import { ownMember } from '../kernel/own-member.ts';
import { sameData } from '../kernel/same-data.ts';
import { subscriptionWords } from './subscription-words.ts';

/**
 * Replaces the attributes that subscriptions stated before, even by ones that are no newer. An account that was deleted stays
 * so: a subscription that ends or changes afterwards is the deletion's own doing. The billing keeps what they replaced of the product
 * or a CRM.
 */
export const withSubscriptions = (
  { attributes, billing: before }: Profile,
  after: Billing,
  arePricesNamed: boolean,
): { attributes: Attributes; billing: Billing } => {
  if (before.subscriptions === after.subscriptions) return { attributes, billing: after };
  const had = subscriptionWords(before, arePricesNamed);
  const { status, ...rest } = subscriptionWords(after, arePricesNamed);
  const have: Attributes = isDeleted({ attributes }) || status === undefined ? rest : { ...rest, status };
  const others = Object.entries(attributes).filter(([name, word]) => !(have[name] && sameData(word, had[name])));
  const merged = mergeAttributes(Object.fromEntries(others), have);
  const replaced = others.filter(([name]) => have[name] && merged[name] === have[name]);
  return {
    attributes: merged,
    billing:
      replaced.length === 0 ? after : { ...after, replaced: { ...after.replaced, ...Object.fromEntries(replaced) } },
  };
};

/** Without the status that subscriptions state: theirs may be later than a deletion that is only told now. */
export const withoutStatus = (attributes: Attributes, billing: Billing, arePricesNamed: boolean): Attributes => {
  const { status, ...others } = attributes;
  return sameData(status, subscriptionWords(billing, arePricesNamed).status) ? others : attributes;
};

/**
 * Without values that the product or a CRM sent before, and that a subscription has replaced since: a sync sends unchanged
 * fields again and again.
 */
export const withoutRepeats = (
  stated: Attributes,
  { attributes, billing }: Profile,
  arePricesNamed: boolean,
): Attributes => {
  const { replaced = {} } = billing;
  const repeats = Object.keys(stated).filter(name => ownMember(replaced, name)?.value === stated[name]?.value);
  if (repeats.length === 0) return stated;
  const have = subscriptionWords(billing, arePricesNamed);
  return Object.fromEntries(
    Object.entries(stated).filter(
      ([name]) => !(repeats.includes(name) && have[name] && sameData(attributes[name], have[name])),
    ),
  );
};
