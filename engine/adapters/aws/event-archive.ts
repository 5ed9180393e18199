import { type FirehoseClient, PutRecordBatchCommand } from '@aws-sdk/client-firehose';
import type { EventArchive } from '../../ports/event-archive.ts';

/**
 * A Firehose stream, which collects records of many invocations into S3 files. A call's lines share records, billed per
 * 5 KB.
 */
export const firehoseArchive = (client: FirehoseClient, DeliveryStreamName: string): EventArchive => ({
  keep: async lines => {
    const texts = inRecords(lines);
    for (let from = 0; from < texts.length; from += recordsPerRequest) {
      const Records = texts.slice(from, from + recordsPerRequest).map(text => ({ Data: Buffer.from(text) }));
      const { FailedPutCount = 0 } = await client.send(new PutRecordBatchCommand({ DeliveryStreamName, Records }));
      if (FailedPutCount > 0) throw new Error(`Firehose did not take ${FailedPutCount} of ${Records.length} records`);
    }
  },
});

/** Firehose accepts records of 1,000 KiB, and 4 MiB in a request. */
const largestRecord = 900_000;
const recordsPerRequest = 4;

const inRecords = (lines: readonly string[]): string[] => {
  const records: string[] = [];
  let size = 0;
  for (const line of lines) {
    const bytes = Buffer.byteLength(line) + 1;
    const last = records.length - 1;
    const isFull = last < 0 || size + bytes > largestRecord;
    if (isFull) records.push(`${line}\n`);
    else records[last] += `${line}\n`;
    size = isFull ? bytes : size + bytes;
  }
  return records;
};
