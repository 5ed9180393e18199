/**
 * The longest ids that are taken, in bytes of UTF-8. An account's is a tag of its mails (256 characters of base64, says SES);
 * others are parts of sort keys (1,024 bytes, says DynamoDB) beside further parts, and some of them percent-encoded.
 * @see https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_MessageTag.html
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html
 */
export const longestIds = { account: 192, user: 256, event: 256, customer: 256, task: 256 } as const;

/** An id as it is kept: padding is no part of it, and a number is its digits. Or what is wrong with it, and how to mend it. */
export const readId = (value: unknown, longest: number): { id: string } | { problem: string } => {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) {
    return { problem: 'is a number that JSON cannot keep exactly (beyond 2^53, or a fraction): write it in quotes' };
  }
  if (typeof value !== 'string' && typeof value !== 'number') return { problem: 'is no id: write it in quotes' };
  const id = String(value).trim();
  if (id === '') return { problem: 'must not be empty' };
  if (/\p{Cc}/u.test(id)) return { problem: 'holds a control character, such as a line break: leave it out' };
  if (!id.isWellFormed()) return { problem: 'holds half of a character (a lone surrogate): write it in valid UTF-8' };
  // As JSON writes it: links in headers of mails hold ids so, where a quote or a backslash takes two.
  const length = bytesOf(JSON.stringify(id)) - 2;
  return length > longest ? { problem: `is ${length} bytes long: give at most ${longest}` } : { id };
};

/** Where an id may be wrong and nothing is lost by it. */
export const idOrNothing = (value: unknown, longest: number): string | undefined => {
  const read = readId(value, longest);
  return 'id' in read ? read.id : undefined;
};

/** In UTF-8, as the services behind count. */
export const bytesOf = (text: string): number => Buffer.byteLength(text, 'utf8');
