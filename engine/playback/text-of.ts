import { createReadStream } from 'node:fs';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** A file's text, block by block: UTF-8, or UTF-16 with a byte order mark (from PowerShell's `>`), gzipped or not. */
export async function* textOf(file: string): AsyncGenerator<string> {
  let decoder: { decode(bytes?: Uint8Array, options?: { stream: boolean }): string } | undefined;
  for await (const bytes of unpacked(createReadStream(file))) {
    decoder ??= new TextDecoder(encodingOf(bytes));
    yield decoder.decode(bytes, { stream: true });
  }
  if (decoder) yield decoder.decode();
}

async function* unpacked(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const blocks = source[Symbol.asyncIterator]();
  const first = await blocks.next();
  if (first.done) return;
  const all = withFirst(first.value, blocks);
  const isPacked = first.value[0] === 0x1f && first.value[1] === 0x8b;
  yield* isPacked ? pipeline(Readable.from(all), createGunzip(), () => undefined) : all;
}

async function* withFirst(first: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

const encodingOf = ([first, second]: Uint8Array): string =>
  first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
