import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { Ingested } from '../../ingest/ingested.ts';
import { RefusedRequest } from '../../kernel/refused-request.ts';
import { answer, bytesIn, headerOf, parsedJson } from './http-door.ts';

/** Segment's own limit for a batch, after decompression. */
const largestBatch = 500 * 1024;

/** The raw bytes of the body. @throws RefusedRequest */
export const bytesOfCalls = (event: APIGatewayProxyEventV2): Buffer => bytesIn(event, largestBatch);

/** Parses the JSON body of a request with calls, with any Content-Type and Content-Encoding. @throws RefusedRequest */
export const callsIn = (event: APIGatewayProxyEventV2): unknown => {
  const sent = bytesOfCalls(event);
  const encoding = (headerOf(event, 'content-encoding') ?? 'identity').trim().toLowerCase();
  if (encoding === 'identity' || encoding === '') return parsedJson(sent);
  const unpack = unpackers.get(encoding);
  if (unpack) return parsedJson(unpacked(encoding, () => unpack(sent, { maxOutputLength: largestBatch })));
  throw new RefusedRequest(
    'unknown_encoding',
    `content-encoding: send gzip, br, deflate or nothing, not ${encoding}.`,
    {
      status: 415,
    },
  );
};

type Unpack = (bytes: Buffer, options: { maxOutputLength: number }) => Buffer;

/** `deflate` means zlib's format (RFC 9110, section 8.4.1.2), but some clients send the raw stream inside it. */
const unpackers: ReadonlyMap<string, Unpack> = new Map<string, Unpack>([
  ['gzip', gunzipSync],
  ['x-gzip', gunzipSync],
  ['br', brotliDecompressSync],
  ['deflate', (bytes, options) => (isZlib(bytes) ? inflateSync : inflateRawSync)(bytes, options)],
]);

const isZlib = ([method = 0, flags = 0]: Buffer): boolean => (method & 15) === 8 && (method * 256 + flags) % 31 === 0;

/** zlib stops at the output limit, so a decompression bomb costs no more than a batch. */
const unpacked = (encoding: string, unpack: () => Buffer): Buffer => {
  try {
    return unpack();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') {
      throw new RefusedRequest('body_too_large', 'The body is larger than 500 KB. Send it in several requests.', {
        status: 413,
      });
    }
    throw new RefusedRequest('invalid_encoding', `The body is not ${encoding}, as content-encoding says.`);
  }
};

/** The response body for calls that were accepted. */
export const ingestedAnswer = ({ warnings, kept, failed }: Ingested): APIGatewayProxyStructuredResultV2 =>
  answer(200, {
    success: true,
    ...(warnings.length > 0 && { warnings }),
    ...(kept > 0 && { kept }),
    ...(failed.length > 0 && { failed }),
  });
