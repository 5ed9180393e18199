import * as z from 'zod';
import type { Api } from './answer-request.ts';
import type { LocalArchive } from './event-archive.ts';
import { parseRequest } from './parse-request.ts';
import { ServiceError } from './service-error.ts';

/**
 * Firehose, which writes records to files at once, and S3's ListObjectsV2 and GetObject for them. Any bucket name will
 * do.
 */
export const createArchiveApi = ({ put, files }: LocalArchive): Api => {
  const list = (query: URLSearchParams) => {
    const keys = [...files.keys()].filter(key => key.startsWith(query.get('prefix') ?? '')).sort();
    const some = keys.slice(0, Number(query.get('max-keys') ?? 1_000));
    const contents = some.map(key => `<Contents><Key>${key}</Key></Contents>`).join('');
    return { text: `<ListBucketResult><IsTruncated>false</IsTruncated>${contents}</ListBucketResult>` };
  };
  return ({ target, method, path, query, json }) => {
    if (target === 'Firehose_20150804.PutRecordBatch') {
      const { Records } = parseRequest(putRecords, json(), 'InvalidArgumentException');
      for (const { Data } of Records) put(Buffer.from(Data, 'base64').toString('utf8'));
      return { body: { FailedPutCount: 0, RequestResponses: Records.map((_, index) => ({ RecordId: `${index}` })) } };
    }
    if (method !== 'GET' || target !== '') return undefined;
    if (query.get('list-type') === '2') return list(query);
    const [, key] = /^\/[^/]+\/(events\/.+)$/.exec(path) ?? [];
    if (key === undefined) return undefined;
    const text = files.get(key);
    if (text === undefined) throw new ServiceError('NoSuchKey', `There is no file ${key}.`, 404);
    return { text };
  };
};

const putRecords = z.object({
  DeliveryStreamName: z.string(),
  Records: z
    .array(z.object({ Data: z.base64() }))
    .min(1)
    .max(500),
});
