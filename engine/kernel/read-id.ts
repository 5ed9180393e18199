import { trimmed } from './trimmed.ts';

/**
 * Longest accepted ids, in bytes of UTF-8. An account's id is an SES tag of its mails (256 characters of base64);
 * others are parts of DynamoDB sort keys (1,024 bytes), some of them percent-encoded.
 * @see https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_MessageTag.html
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html
 */
export const longestIds = { account: 192, user: 256, event: 256, customer: 256, task: 256 } as const;

/** Normalizes an id (trimmed, numbers as digits), or returns its problem and the fix. */
export const readId = (value: unknown, longest: number): { id: string } | { problem: string } => {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) {
    return { problem: 'is a number that JSON cannot keep exactly (beyond 2^53, or a fraction): write it in quotes' };
  }
  if (typeof value !== 'string' && typeof value !== 'number') return { problem: 'is not a string: write it in quotes' };
  const id = trimmed(String(value));
  if (id === '') return { problem: 'must not be empty' };
  if (isMissingId(id))
    return { problem: `is "${id}", which programs write for a value that they do not have: give the id` };
  if (/\p{Cc}/u.test(id)) return { problem: 'holds a control character, such as a line break: leave it out' };
  if (!id.isWellFormed()) return { problem: 'holds half of a character (a lone surrogate): write it in valid UTF-8' };
  // Length as JSON: links in mail headers hold ids as JSON, where a quote or a backslash takes two characters.
  const length = bytesOf(JSON.stringify(id)) - 2;
  return length > longest ? { problem: `is ${length} bytes long: give at most ${longest}` } : { id };
};

/** Whether it is the text of a missing value: as an id, it would merge everyone who lacks one. */
export const isMissingId = (id: string): boolean => /^(?:undefined|null|NaN|\[object Object\])$/.test(id);

/** The normalized id, or `undefined`, for callers that can ignore an invalid one. */
export const idOrNothing = (value: unknown, longest: number): string | undefined => {
  const read = readId(value, longest);
  return 'id' in read ? read.id : undefined;
};

/** Length in UTF-8 bytes. */
export const bytesOf = (text: string): number => Buffer.byteLength(text, 'utf8');
