import type { Contact } from '../account/account.ts';
import { isConfirmed, isOut, pendingSince } from '../account/consent.ts';
import { type Instant, plusSeconds } from '../kernel/instant.ts';
import { readToken, signToken } from './signed-token.ts';

/** The claim in a confirmation link: a topic, and the time it was asked for. Ids only. */
export interface ConsentClaim {
  account: string;
  contact: string;
  topic: string;
  askedAt: Instant;
}

const shape = { kind: 3, fields: 4 };

export const consentToken = ({ account, contact, topic, askedAt }: ConsentClaim, secret: string): string =>
  signToken(shape.kind, [account, contact, topic, askedAt], secret);

/** The claim of a token signed with one of the secrets; undefined for any other text. */
export const readConsentToken = (token: string, secrets: readonly string[]): ConsentClaim | undefined => {
  const fields = readToken(token, shape, secrets);
  if (fields === undefined) return undefined;
  const [account = '', contact = '', topic = '', askedAt = ''] = fields;
  return { account, contact, topic, askedAt };
};

/** How long a request can be confirmed, in seconds. */
const validSeconds = 30 * 86_400;

/** `lapsed`: the request is too old, was repeated since, or was withdrawn. */
export type ConsentState = 'pending' | 'confirmed' | 'lapsed';

/** State of the request that a confirmation link is about. */
export const consentState = (
  { choices }: Pick<Contact, 'choices'>,
  { topic, askedAt }: Pick<ConsentClaim, 'topic' | 'askedAt'>,
  now: Instant,
): ConsentState => {
  const isOfThis = choices[topic]?.form?.at === askedAt && pendingSince(choices, topic) === undefined;
  if (isOfThis && isConfirmed(choices, topic) && !isOut(choices, topic)) return 'confirmed';
  return pendingSince(choices, topic) === askedAt && now < plusSeconds(askedAt, validSeconds) ? 'pending' : 'lapsed';
};
