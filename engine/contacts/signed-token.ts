import { createHmac, hash, timingSafeEqual } from 'node:crypto';
import { memoize } from '../kernel/memoize.ts';

/**
 * A token for links in mails: `<payload>.<HMAC-SHA256>`, both base64url. It never expires, since such links must work
 * for years; the payload names its key, so that a secret can be replaced while older links still work, and its kind, so
 * that a token of one kind is not valid as another.
 */
export const signToken = (kind: number, fields: readonly string[], secret: string): string => {
  const payload = Buffer.from(written(kind, [keyId(secret), ...fields])).toString('base64url');
  return `${payload}.${sign(payload, secret)}`;
};

/**
 * JSON or, if that would need escapes, fields joined by a separator that ids never contain: a header is limited to 870
 * characters, and the longest ids just fit.
 */
const written = (kind: number, fields: readonly string[]): string => {
  const isEscaped = fields.some(field => /["\\]/.test(field)) && !fields.some(field => field.includes(separator));
  return isEscaped ? [kind, ...fields].join(separator) : JSON.stringify([kind, ...fields]);
};

const separator = '\u001f';

/**
 * The fields of a token of that kind and number of fields, signed with one of the secrets; undefined for any other
 * text.
 */
export const readToken = (
  token: string,
  { kind, fields: count }: { kind: number; fields: number },
  secrets: readonly string[],
): string[] | undefined => {
  const [payload = '', signature = '', ...rest] = token.split('.');
  const [given, key, ...fields] = parse(payload);
  const secret = secrets.find(each => keyId(each) === key);
  if (given !== kind || rest.length > 0 || fields.length !== count || secret === undefined) return undefined;
  const actual = Buffer.from(signature);
  const expected = Buffer.from(sign(payload, secret));
  if (actual.length !== expected.length || !timingSafeEqual(actual, expected)) return undefined;
  return fields.every(field => typeof field === 'string') ? fields : undefined;
};

const parse = (payload: string): unknown[] => {
  try {
    const text = Buffer.from(payload, 'base64url').toString();
    if (!text.startsWith('[')) {
      const [kind = '', ...fields] = text.split(separator);
      return [Number(kind), ...fields];
    }
    const parts: unknown = JSON.parse(text);
    return Array.isArray(parts) ? parts : [];
  } catch {
    return [];
  }
};

const keyId = memoize((secret: string): string => hash('sha256', `kid:${secret}`).slice(0, 8), 10);

const sign = (payload: string, secret: string): string =>
  createHmac('sha256', secret).update(payload).digest('base64url');
