import { readToken, signToken } from './signed-token.ts';

/** The claim in an unsubscribe link. Ids only: links never contain addresses. */
export interface UnsubscribeClaim {
  account: string;
  contact: string;
  /** The topic to opt out of, or `*` for all. */
  topic: string;
  delivery: string;
}

const shape = { kind: 1, fields: 4 };

export const unsubscribeToken = ({ account, contact, topic, delivery }: UnsubscribeClaim, secret: string): string =>
  signToken(shape.kind, [account, contact, topic, delivery], secret);

/** The claim of a token signed with one of the secrets; undefined for any other text. */
export const readUnsubscribeToken = (token: string, secrets: readonly string[]): UnsubscribeClaim | undefined => {
  const fields = readToken(token, shape, secrets);
  if (fields === undefined) return undefined;
  const [account = '', contact = '', topic = '', delivery = ''] = fields;
  return { account, contact, topic, delivery };
};
