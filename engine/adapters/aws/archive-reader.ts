import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { GetObjectCommand, ListObjectsV2Command, paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';
import { type CalendarDate, dateOfDay, dayNumberOf } from '../../kernel/instant.ts';
import { type ArchiveReader, archivePrefix } from '../../ports/event-archive.ts';

/** The bucket that Firehose writes to. */
export const bucketArchive = (client: S3Client, Bucket: string): ArchiveReader => {
  const keysOf = async (day: CalendarDate): Promise<string[]> => {
    const keys: string[] = [];
    for await (const { Contents = [] } of paginateListObjectsV2(
      { client },
      { Bucket, Prefix: `${archivePrefix}${day}/` },
    ))
      keys.push(...Contents.flatMap(({ Key }) => Key ?? []));
    return keys;
  };
  const read = async (Key: string): Promise<string[]> => {
    const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
    const bytes = Buffer.from((await Body?.transformToByteArray()) ?? []);
    const text = bytes[0] === gzipMagic ? await promisify(gunzip)(bytes) : bytes;
    return text.toString('utf8').split('\n').filter(Boolean);
  };
  return {
    since: async () => {
      const { Contents = [] } = await client.send(
        new ListObjectsV2Command({ Bucket, Prefix: archivePrefix, MaxKeys: 1 }),
      );
      return Contents[0]?.Key?.slice(archivePrefix.length, archivePrefix.length + 10);
    },
    async *lines(from, to) {
      for (let day = dayNumberOf(from); day <= dayNumberOf(to); day++) {
        for (const key of await keysOf(dateOfDay(day))) yield await read(key);
      }
    },
  };
};

const gzipMagic = 0x1f;
