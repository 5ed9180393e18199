import { execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { marshall } from '@aws-sdk/util-dynamodb';
import { tableSchema } from '../adapters/aws/table/create-table.ts';
import type { StoredItem } from '../adapters/aws/table/stored-item.ts';
import { embeddedProgram } from './dynamodb-process.ts';

/**
 * Creates the file of an embedded DynamoDB whose table holds these items. It imports them from DynamoDB's S3 export
 * format, which is a hundred times as fast as one request after another. Answers once the items are handed over;
 * `imported` settles when the file is there.
 */
export const beginImport = async (
  table: string,
  items: Iterable<StoredItem>,
  file: string,
): Promise<{ imported: Promise<void> }> => {
  const folder = await mkdtemp(`${file}-import-`);
  const cleanUp = () => rm(folder, { recursive: true, force: true });
  try {
    const schema = join(folder, 'schema.json');
    await writeFile(schema, JSON.stringify([{ Table: { TableName: table, ...tableSchema } }]));
    const data = join(folder, 'export', table, 'data');
    await mkdir(data, { recursive: true });
    await pipeline(Readable.from(batches(items)), createWriteStream(join(data, 'items.json')));
    const source = ['--source', join(folder, 'export'), '--schema', schema];
    const importing = promisify(execFile)(embeddedProgram(), ['import', ...source, '--output', file]);
    return { imported: importing.then(() => undefined).finally(cleanUp) };
  } catch (error) {
    await cleanUp();
    throw error;
  }
};

const perBatch = 500;

function* batches(items: Iterable<StoredItem>): Generator<string> {
  let lines: string[] = [];
  for (const item of items) {
    lines.push(JSON.stringify({ Item: marshall(item, { removeUndefinedValues: true }) }));
    if (lines.length < perBatch) continue;
    yield `${lines.join('\n')}\n`;
    lines = [];
  }
  if (lines.length > 0) yield `${lines.join('\n')}\n`;
}
