import type { SdkOptions } from '../adapters/aws/client-config.ts';
import { region } from './arn.ts';

/**
 * Names the caller and signs nothing: no endpoint of the local cloud verifies a signature, and to make one is a third of what
 * a call costs.
 */
export const unsigned = (accessKey: string): NonNullable<SdkOptions['signer']> => ({
  sign: async request => {
    Object.assign(request.headers, unsignedHeaders(accessKey));
    return request;
  },
});

/** Of a request without the SDK. */
export const unsignedHeaders = (accessKey: string): Record<string, string> => ({
  authorization: `AWS4-HMAC-SHA256 Credential=${accessKey}/${day}/${region}/local/aws4_request, SignedHeaders=host, Signature=none`,
  'x-amz-date': `${day}T000000Z`,
});

/** Only its form counts. */
const day = '20250101';
