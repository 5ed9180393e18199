import { numberAt, textAt } from '../../../billing/payload.ts';

/**
 * A quantity of a subscription: sites that sell parts of a unit have it as text, such as `quantity_in_decimal: "12.0000"`.
 * Undefined if it isn't whole: seats are.
 * @see https://apidocs.chargebee.com/docs/api/subscriptions
 */
export const quantityAt = (item: unknown, name: 'quantity' | 'plan_quantity'): number | undefined => {
  const text = textAt(item, `${name}_in_decimal`);
  return numberAt(item, name) ?? (text !== undefined && /^\d{1,15}(\.0*)?$/.test(text) ? Number(text) : undefined);
};
