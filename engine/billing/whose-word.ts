import type { Attributes, Billing, Profile } from '../account/account.ts';
import { isDeleted } from '../account/account-status.ts';
import { mergeAttributes } from '../account/profile.ts';
import { ownMember } from '../kernel/own-member.ts';
import { sameData } from '../kernel/same-data.ts';
import { subscriptionWords } from './subscription-words.ts';

/**
 * Replaces the attributes that subscriptions stated before, even by ones that are no newer. An account that was deleted stays
 * so: a subscription that ends or changes afterwards is the deletion's own doing.
 */
export const withSubscriptions = (
  { attributes, billing: before }: Profile,
  after: Billing,
  arePricesNamed: boolean,
): Attributes => {
  if (before.subscriptions === after.subscriptions) return attributes;
  const had = subscriptionWords(before, arePricesNamed);
  const { status, ...rest } = subscriptionWords(after, arePricesNamed);
  const have: Attributes = isDeleted({ attributes }) || status === undefined ? rest : { ...rest, status };
  const others = Object.entries(attributes).filter(([name, word]) => !(have[name] && sameData(word, had[name])));
  return mergeAttributes(Object.fromEntries(others), have);
};

/** Without the status that subscriptions state: theirs may be later than a deletion that is only told now. */
export const withoutStatus = (attributes: Attributes, billing: Billing, arePricesNamed: boolean): Attributes => {
  const { status, ...others } = attributes;
  return sameData(status, subscriptionWords(billing, arePricesNamed).status) ? others : attributes;
};

/** The words of the product or a CRM that those of subscriptions have replaced, the last of each attribute. */
export const replacedWords = (
  { attributes: before, billing }: Profile,
  after: Attributes,
  billingAfter: Billing,
  arePricesNamed: boolean,
): Pick<Billing, 'replaced'> => {
  if (before === after) return {};
  const had = subscriptionWords(billing, arePricesNamed);
  const have = subscriptionWords(billingAfter, arePricesNamed);
  const replaced = Object.entries(before).filter(
    ([name, word]) => have[name] && sameData(after[name], have[name]) && !sameData(word, had[name]),
  );
  return replaced.length === 0 ? {} : { replaced: { ...billing.replaced, ...Object.fromEntries(replaced) } };
};

/**
 * Without the words that only repeat what the product or a CRM said before a subscription stated otherwise: a nightly
 * copy of a field that nobody updates is no news.
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
