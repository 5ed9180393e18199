import type { SdkOptions } from '../adapters/aws/client-config.ts';
import { region } from './arn.ts';

/**
 * Names the caller and signs nothing: no endpoint of the local cloud verifies a signature, and to make one is a third of what
 * a call costs.
 */
export const unsigned = (accessKey: string): NonNullable<SdkOptions['signer']> => ({
  sign: async request => {
    request.headers.authorization = `AWS4-HMAC-SHA256 Credential=${accessKey}/${day}/${region}/local/aws4_request, SignedHeaders=host, Signature=none`;
    request.headers['x-amz-date'] = `${day}T000000Z`;
    return request;
  },
});

/** Only its form counts. */
const day = '20250101';
