import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** What an unsubscribe link is about. Ids only: an address never stands in a link. */
export interface UnsubscribeClaim {
  account: string;
  contact: string;
  /** The topic to opt out of, or `*` for all. */
  topic: string;
  delivery: string;
}

/**
 * A link's token: `<payload>.<HMAC-SHA256>`, both base64url. It never expires (RFC 8058 links must work for years);
 * the payload names its key, so that a secret can be replaced while older links still work.
 */
export const unsubscribeToken = ({ account, contact, topic, delivery }: UnsubscribeClaim, secret: string): string => {
  const payload = Buffer.from(JSON.stringify([1, keyId(secret), account, contact, topic, delivery])).toString(
    'base64url',
  );
  return `${payload}.${sign(payload, secret)}`;
};

/** The claim of a token signed with one of the secrets; nothing for any other text. */
export const readUnsubscribeToken = (token: string, secrets: readonly string[]): UnsubscribeClaim | undefined => {
  const [payload = '', signature = '', ...rest] = token.split('.');
  const fields = parse(payload);
  const secret = secrets.find(each => keyId(each) === fields?.[1]);
  if (rest.length > 0 || fields === undefined || secret === undefined) return undefined;
  const given = Buffer.from(signature);
  const expected = Buffer.from(sign(payload, secret));
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  const [, , account, contact, topic, delivery] = fields;
  return { account, contact, topic, delivery };
};

type Fields = [version: 1, key: string, account: string, contact: string, topic: string, delivery: string];

const parse = (payload: string): Fields | undefined => {
  try {
    const fields: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString());
    return isFields(fields) ? fields : undefined;
  } catch {
    return undefined;
  }
};

const isFields = (value: unknown): value is Fields =>
  Array.isArray(value) &&
  value.length === 6 &&
  value[0] === 1 &&
  value.slice(1).every(field => typeof field === 'string');

const keyId = (secret: string): string => createHash('sha256').update(`kid:${secret}`).digest('hex').slice(0, 8);

const sign = (payload: string, secret: string): string =>
  createHmac('sha256', secret).update(payload).digest('base64url');
