import { RefusedRequest } from '../kernel/refused-request.ts';

/**
 * Connectors send ids as text, or as small numbers. A number beyond 2^53, from a proxy or metadata, was rounded by the
 * parser, and may identify another object.
 * @throws RefusedRequest naming the member
 */
export const mustHaveExactIds = (body: unknown): void => {
  const field = roundedId(body, []);
  if (field === undefined) return;
  throw new RefusedRequest(
    'invalid_request',
    `${field}: is a number that JSON cannot keep exactly (beyond 2^53): write it in quotes`,
    { field },
  );
};

/** The path of the first such id. Of the metadata that businesses store only the account's id is read. */
const roundedId = (value: unknown, path: readonly string[], isTheirs = false): string | undefined => {
  const name = path.at(-1) ?? '';
  if (typeof value === 'number') {
    const isId =
      isTheirs || name.startsWith('cf_')
        ? /^(cf_)?account_id$/.test(name)
        : /(^|_)id$|^(customer|subscription|invoice|charge|payment_intent)$/.test(name);
    return isId && !Number.isSafeInteger(value) ? path.join('.') : undefined;
  }
  if (typeof value !== 'object' || value === null || path.length > deepest) return undefined;
  for (const [member, each] of Object.entries(value)) {
    const found = roundedId(each, [...path, member], isTheirs || theirs.includes(member));
    if (found !== undefined) return found;
  }
  return undefined;
};

const theirs: readonly string[] = ['metadata', 'custom_data', 'meta_data'];
/** Limits recursion: no processor nests deeper, but a body could. */
const deepest = 20;
