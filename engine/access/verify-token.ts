import { errors, type JWTPayload, jwtVerify } from 'jose';
import { type Instant, toSecond } from '../kernel/instant.ts';
import { RefusedRequest } from '../kernel/refused-request.ts';
import type { TokenRules } from '../ports/token-rules.ts';

export type Claims = JWTPayload & { sub: string };

/**
 * The claims of the JWT in an `authorization: Bearer …` header. All errors are the same, so that they do not reveal
 * which part of a forged token was right; expiry is reported only if everything else is valid.
 * @throws RefusedRequest 401
 */
export const verifyToken = async (
  authorization: string | undefined,
  { algorithm, issuer, audience, keys, maxAgeSeconds, tellsAge }: TokenRules,
  now: Instant,
): Promise<Claims> => {
  const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization ?? '')?.[1];
  if (token === undefined) throw unauthorized();
  try {
    const { payload } = await jwtVerify(token, keys, {
      algorithms: [algorithm],
      issuer,
      audience,
      requiredClaims: ['exp', 'sub'],
      clockTolerance: clockSkewSeconds,
      currentDate: new Date(now),
      ...(maxAgeSeconds !== undefined && { maxTokenAge: maxAgeSeconds }),
    });
    if (typeof payload.sub === 'string' && payload.sub !== '') return { ...payload, sub: payload.sub };
  } catch (error) {
    if (tellsAge && error instanceof errors.JWTExpired) throw tooOld(now);
    if (!isTokensFault(error)) throw error;
  }
  throw unauthorized();
};

export const unauthorized = (): RefusedRequest =>
  new RefusedRequest('unauthorized', 'Give a valid token as authorization: Bearer <token>.', { status: 401 });

const tooOld = (now: Instant): RefusedRequest =>
  new RefusedRequest('unauthorized', `The token is too old: it is ${toSecond(now)} here. Get a new one.`, {
    status: 401,
  });

/** Tolerated difference between the issuer's clock and ours. */
const clockSkewSeconds = 30;

const tokenFaults = [
  errors.JOSEAlgNotAllowed,
  errors.JOSENotSupported,
  errors.JWKSMultipleMatchingKeys,
  errors.JWKSNoMatchingKey,
  errors.JWSInvalid,
  errors.JWSSignatureVerificationFailed,
  errors.JWTClaimValidationFailed,
  errors.JWTExpired,
  errors.JWTInvalid,
];

/** Whether the token is at fault. Keys that cannot be fetched, for example, are our fault, and the caller may retry. */
const isTokensFault = (error: unknown): boolean => tokenFaults.some(fault => error instanceof fault);
