import { likelyStatus, statusMeant } from '../account/account-status.ts';
import { addressOf } from '../contacts/resolve-recipients.ts';
import { isTimeZone } from '../definition/calendar.ts';
import type { FieldType } from '../definition/catalog.ts';
import { type Bounds, describeBounds, type FieldBounds, isAbsurd, isWithin } from '../kernel/bounds.ts';
import { didYouMean, quote } from '../kernel/did-you-mean.ts';
import { localeNamed, readLocale } from '../kernel/locale.ts';
import { ownMember } from '../kernel/own-member.ts';
import { instantOf, readDate } from '../kernel/read-date.ts';
import { bytesOf } from '../kernel/read-id.ts';
import { RefusedRequest } from '../kernel/refused-request.ts';
import { longId } from '../kernel/salesforce-id.ts';
import { bareName, matchIn } from '../kernel/same-word.ts';
import type { Scalar } from '../kernel/scalar.ts';
import { shortened } from '../kernel/shortened.ts';
import { trimmed } from '../kernel/trimmed.ts';

/** A value of an accepted call that was ignored or reinterpreted. */
export interface IngestWarning {
  messageId: string;
  field: string;
  message: string;
}

export interface AllowedValues {
  values: Record<string, Scalar>;
  warnings: { field: string; message: string }[];
}

/**
 * Keeps the members that the catalog names, if they have its type. All others are dropped, in particular personal data.
 * @throws RefusedRequest for an invalid date or a number out of bounds: journeys compute with them
 */
export const allowedValues = (
  said: Readonly<Record<string, unknown>>,
  { types, bounds = {} }: { types: Readonly<Record<string, FieldType>>; bounds?: FieldBounds | undefined },
  within: string,
  otherWords: Readonly<Record<string, string>> = {},
): AllowedValues => {
  const values: Record<string, Scalar> = {};
  const warnings: AllowedValues['warnings'] = [];
  for (const [name, type] of Object.entries(types)) {
    if (!Object.hasOwn(said, name) || said[name] === undefined) continue;
    const field = `${within}.${name}`;
    const { value, warning, refusal } = judgeValue(name, said[name], type, bounds[name] ?? {});
    if (refusal !== undefined) throw new RefusedRequest('invalid_request', `${field}: ${refusal}`, { field });
    if (value !== undefined) values[name] = value;
    if (warning !== undefined) warnings.push({ field, message: warning });
  }
  return { values, warnings: [...warnings, ...misspelled(said, Object.keys(types), within, otherWords)] };
};

/**
 * Most unknown members are ignored. One that is close to a known name (`touch_model`), or is another tool's word for
 * it, is reported.
 */
const misspelled = (
  said: Readonly<Record<string, unknown>>,
  known: readonly string[],
  within: string,
  otherWords: Readonly<Record<string, string>>,
): AllowedValues['warnings'] => {
  if (known.length === 0) return [];
  const meant = new Map(known.map(name => [bareName(name), name]));
  return Object.keys(said).flatMap(name => {
    const bare = bareName(name);
    const like = meant.get(bare) ?? ownMember(otherWords, bare);
    if (like === undefined || !known.includes(like) || known.includes(name) || Object.hasOwn(said, like)) return [];
    return [{ field: `${within}.${name}`, message: `is unknown, and left out. Did you mean ${quote(like)}?` }];
  });
};

/** Result of reading a value: the value, a warning for the sender, or the reason to reject its call. */
interface JudgedValue {
  value?: Scalar;
  warning?: string;
  refusal?: string;
}

/**
 * Interprets an incoming value. An unambiguous one is normalized (padding, `Low` for `low`, `"25"` for 25); an unknown
 * member of a closed set is kept with a warning; one of another type is dropped with a warning.
 */
export const judgeValue = (name: string, said: unknown, type: FieldType, bounds: Bounds): JudgedValue => {
  if (said === null) return { value: null };
  const meant = typeof said === 'string' ? trimmed(said.toWellFormed()) : said;
  if (typeof meant === 'string' && nothingToSee.test(meant))
    return { warning: 'is empty, and left out. Give null to clear it' };
  if (bounds.isDate) return date(meant);
  return (judges[type] as Judge)(meant, name, bounds);
};

/** Copied text may consist of invisible characters only. */
const nothingToSee = /^[\p{Z}\p{Cc}\p{Default_Ignorable_Code_Point}]*$/u;

type Judge = (said: unknown, name: string, bounds: Bounds) => JudgedValue;

/** Limit in bytes: attributes appear in mails, conditions and keys. */
const longestText = 1024;

/** The date in the account's zone; a time without an offset keeps its own date. */
const date = (said: unknown): JudgedValue => {
  const read = readDate(said);
  if (read === undefined) return { refusal: 'is not a valid date. Use YYYY-MM-DD, such as 2026-03-01.' };
  return { value: read.offset === undefined ? read.date : instantOf(read) };
};

const judges: Record<FieldType, Judge> = {
  string: (said, name, bounds) => {
    const text = typeof said === 'number' && Number.isSafeInteger(said) ? String(said) : said;
    if (typeof text !== 'string') {
      const isRounded = typeof said === 'number';
      return {
        warning: `is left out: it must be a string${isRounded ? ', because JSON cannot hold this number exactly' : ''}`,
      };
    }
    const { longest = longestText } = bounds;
    if (text.length > longest || bytesOf(text) > longestText)
      return {
        warning: `is left out: it is longer than ${longest < longestText ? `${longest} characters` : '1,024 bytes'}`,
      };
    return bounds.oneOf ? member(name, text, bounds.oneOf) : (byName[name]?.(text) ?? { value: text });
  },
  number: (said, _, bounds) => {
    const number = typeof said === 'string' && /^-?\d{1,15}(\.\d+)?$/.test(said) ? Number(said) : said;
    if (typeof number !== 'number') return { warning: 'is left out: it must be a number' };
    if (!isWithin(number, bounds))
      return { refusal: `is ${number}, which is out of bounds. Give ${describeBounds(bounds)}.` };
    return isAbsurd(number) ? { warning: 'is left out: it is a number beyond 2^53' } : { value: number };
  },
  boolean: said => {
    const flag = typeof said === 'boolean' ? said : ownMember(flags, String(said).toLowerCase());
    return flag === undefined ? { warning: 'is left out: it must be a boolean' } : { value: flag };
  },
};

/** Spellings of databases and forms. */
const flags: Readonly<Record<string, boolean>> = {
  ...{ true: true, yes: true, y: true, 1: true },
  ...{ false: false, no: false, n: false, 0: false },
};

const member = (name: string, text: string, values: readonly string[]): JudgedValue => {
  const word = name === 'status' ? statusMeant(text) : undefined;
  const meant = matchIn(text, values) ?? (word !== undefined && values.includes(word) ? word : undefined);
  if (meant !== undefined) return { value: meant };
  const likely = name === 'status' ? likelyStatus(text) : undefined;
  const hint =
    likely !== undefined && values.includes(likely) ? `Did you mean ${quote(likely)}?` : didYouMean(text, values);
  return { value: text, warning: unknown(text, hint) };
};

/** For attributes with standardized values. Addresses are personal data: a warning about one does not quote it. */
const byName: Readonly<Record<string, ((text: string) => JudgedValue) | undefined>> = {
  email: text =>
    addressOf({ attributes: { email: { value: text, at: '' } } }) === undefined
      ? { value: text, warning: 'is not a valid email address. Write one such as ada@example.com' }
      : { value: text },
  timezone: text =>
    isTimeZone(text)
      ? { value: text }
      : { value: text, warning: `is unknown, so UTC is used: "${shown(text)}". ${nearestZone(text)}` },
  salesforceAccountId: text => ({ value: longId(text) }),
  locale: text => {
    const locale = readLocale(text);
    if (locale !== undefined) return { value: locale };
    const named = localeNamed(text);
    const hint = named === undefined ? 'Give a language tag such as "en" or "pt-BR".' : `Did you mean ${quote(named)}?`;
    return { value: text, warning: unknown(text, hint) };
  },
};

const unknown = (text: string, hint: string): string => `is unknown: "${shown(text)}". ${hint}`;

/** Truncated, but long enough to find the value. */
const shown = (text: string): string => shortened(text, 61);

const nearestZone = (text: string): string => {
  const hint = didYouMean(text.replaceAll(' ', '_'), Intl.supportedValuesOf('timeZone'));
  return hint.startsWith('Did') ? hint : 'Give an IANA name such as Europe/Berlin';
};
