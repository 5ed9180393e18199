import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { bucketArchive } from '../../adapters/aws/archive-reader.ts';
import { tableContactRecords } from '../../adapters/aws/table/contact-records.ts';
import type { ArchivedLine } from '../../archive/archived-line.ts';
import { type ArchivedSpan, readLines } from '../../archive/use-cases/read-lines.ts';
import type { CalendarDate } from '../../kernel/instant.ts';
import { reach, type Where } from '../reach.ts';
import { UserError } from '../user-error.ts';

/** Archived events of a deployment, without those of erased people. */
export interface KeptSpan {
  /** The first day with archived events. */
  since: CalendarDate;
  lines: AsyncIterable<ArchivedLine>;
}

/** @throws UserError if there are none, and as `reach` */
export const keptEventsOf = async (where: Where, span: Partial<ArchivedSpan> = {}): Promise<KeptSpan> => {
  const kept = await keptIfAny(where, span);
  if (kept) return kept;
  throw new UserError(
    `${where.environment ?? where.dev} has no stored events yet`,
    'files are written every 15 minutes: try again once the first events have arrived',
  );
};

/** `undefined` if there are none. @throws UserError as `reach` */
export const keptIfAny = async (where: Where, span: Partial<ArchivedSpan> = {}): Promise<KeptSpan | undefined> => {
  const { archiveBucket, table: name, clock } = await reach(where);
  const archive = bucketArchive(new S3Client({ forcePathStyle: true }), archiveBucket);
  const since = await archive.since();
  if (since === undefined) return undefined;
  const records = tableContactRecords({ client: new DynamoDBClient({}), name }, clock);
  const { from = `${since}T00:00:00.000Z`, to = `${clock.now()}~` } = span;
  return { since, lines: readLines(archive, { from, to }, await records.erasures()) };
};

/** Writes them to a file for verbs that play files, and prints since when they are stored. @throws as `keptEventsOf` */
export const keptEventsFile = async (where: Where): Promise<string> => {
  const { since, lines } = await keptEventsOf(where);
  const file = join('.daymark', 'kept', `${where.environment ?? 'dev'}.jsonl`);
  const texts = (await Array.fromAsync(lines)).map(({ text }) => `${text}\n`);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, texts.join(''));
  console.error(`Events are stored since ${since}: wrote ${texts.length} to ${file}.`);
  return file;
};
