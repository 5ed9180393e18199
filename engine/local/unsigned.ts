import type { SdkOptions } from '../adapters/aws/client-config.ts';
import { region } from './arn.ts';

/**
 * Names the caller but does not sign: the local cloud verifies no signatures, and signing is a third of the cost of a
 * call.
 */
export const unsigned = (accessKey: string): NonNullable<SdkOptions['signer']> => ({
  sign: async request => {
    Object.assign(request.headers, unsignedHeaders(accessKey));
    return request;
  },
});

/** The same headers, for requests made without the SDK. */
export const unsignedHeaders = (accessKey: string): Record<string, string> => ({
  authorization: `AWS4-HMAC-SHA256 Credential=${accessKey}/${day}/${region}/local/aws4_request, SignedHeaders=host, Signature=none`,
  'x-amz-date': `${day}T000000Z`,
});

/** Only its form counts. */
const day = '20250101';
