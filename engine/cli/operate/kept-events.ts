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
  /** Since when any are kept. */
  since: CalendarDate;
  lines: AsyncIterable<ArchivedLine>;
}

/** @throws UserError where it keeps none, and as `reach` */
export const keptEventsOf = async (where: Where, span: Partial<ArchivedSpan> = {}): Promise<KeptSpan> => {
  const kept = await keptIfAny(where, span);
  if (kept) return kept;
  throw new UserError(
    `${where.environment ?? where.dev} keeps no events yet`,
    'files are written every quarter of an hour: look again when the first events came in',
  );
};

/** Nothing where it keeps none. @throws UserError as `reach` */
export const keptIfAny = async (where: Where, span: Partial<ArchivedSpan> = {}): Promise<KeptSpan | undefined> => {
  const { archiveBucket, table: name, clock } = await reach(where);
  const archive = bucketArchive(new S3Client({ forcePathStyle: true }), archiveBucket);
  const since = await archive.since();
  if (since === undefined) return undefined;
  const records = tableContactRecords({ client: new DynamoDBClient({}), name }, clock);
  const { from = `${since}T00:00:00.000Z`, to = `${clock.now()}~` } = span;
  return { since, lines: readLines(archive, { from, to }, await records.erasures()) };
};

/** Writes them to a file, for verbs that play files, and says since when they are kept. @throws UserError as `keptEventsOf` */
export const keptEventsFile = async (where: Where): Promise<string> => {
  const { since, lines } = await keptEventsOf(where);
  const file = join('.daymark', 'kept', `${where.environment ?? 'dev'}.jsonl`);
  const texts = (await Array.fromAsync(lines)).map(({ text }) => `${text}\n`);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, texts.join(''));
  console.error(`Events are kept since ${since}: ${texts.length} of them, in ${file}.`);
  return file;
};
