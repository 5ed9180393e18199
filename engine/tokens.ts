import { SignJWT } from 'jose';

export interface PromptTokenSigner {
  issuer: string;
  audience: string;
  /** Names the secret among those that Daymark accepts, so that it can be rotated. */
  kid: string;
  /** 32 characters or more. It stays in your backend. */
  secret: string;
}

export interface PromptTokenSubject {
  /** The account's id, as in `group` calls. */
  account: string;
  /** The contact's id, as in `identify` calls. */
  user: string;
  /** Roles that your application has of them; without it, the role of their `identify` calls counts. */
  roles?: readonly string[];
}

/**
 * The token with which one user's page asks for their prompts, for your backend to hand out to the signed-in user.
 * It is good for `seconds` (default 600, an hour at most); the page asks for another one by itself.
 *
 * @param at when it is signed; now, unless you say otherwise
 * @example app.get('/daymark-token', async (request, response) =>
 *   response.json({ token: await signPromptToken({ account: request.org.id, user: request.user.id }, signer) }));
 * @see RFC 7519 (JWT), RFC 7515 (HS256)
 */
export const signPromptToken = (
  { account, user, roles }: PromptTokenSubject,
  { issuer, audience, kid, secret }: PromptTokenSigner,
  { seconds = 600, at = new Date() }: { seconds?: number; at?: Date } = {},
): Promise<string> =>
  new SignJWT({ acct: account, ...(roles && { roles }) })
    .setProtectedHeader({ alg: 'HS256', kid })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject(user)
    .setIssuedAt(at)
    .setExpirationTime(new Date(at.getTime() + seconds * 1000))
    .sign(new TextEncoder().encode(secret));
