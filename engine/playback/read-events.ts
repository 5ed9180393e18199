import { type RecognizedLine, recognizeLine } from './recognize-line.ts';
import { inStatedZones } from './said-zones.ts';
import { textOf } from './text-of.ts';

export interface RecordedEvent extends RecognizedLine {
  file: string;
  line: number;
  /** The line, unchanged. */
  text: string;
}

/** A line that could not be used: where, what is wrong, how to fix it; and its text, so that nothing is lost. */
export interface RejectedLine {
  file: string;
  line: number;
  what: string;
  fix: string;
  text: string;
}

export interface RecordedEvents {
  /** In order of delivery; ties in order of files and lines. */
  events: RecordedEvent[];
  rejected: RejectedLine[];
}

/** @throws InputUnreadable if a file cannot be read */
export const readEvents = async (files: readonly string[]): Promise<RecordedEvents> => {
  const read: RecordedEvents = { events: [], rejected: [] };
  for (const file of files) {
    let line = 0;
    for await (const text of linesOf(file)) addLine(read, { file, line: ++line, text });
  }
  return { ...read, events: inDeliveryOrder(read.events) };
};

/** The same from lines that are already in memory. */
export const recognizeEvents = (lines: readonly string[], file: string): RecordedEvents => {
  const read: RecordedEvents = { events: [], rejected: [] };
  for (const [index, text] of lines.entries()) addLine(read, { file, line: index + 1, text });
  return { ...read, events: inDeliveryOrder(read.events) };
};

const addLine = ({ events, rejected }: RecordedEvents, read: Pick<RecordedEvent, 'file' | 'line' | 'text'>): void => {
  if (read.text.trim() === '') return;
  const recognized = recognizeLine(read.text);
  if ('what' in recognized) rejected.push({ ...read, ...recognized });
  else events.push({ ...recognized, ...read });
};

const inDeliveryOrder = (events: readonly RecordedEvent[]): RecordedEvent[] =>
  inStatedZones(events).sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));

export class InputUnreadable extends Error {
  override readonly name = 'InputUnreadable';
  readonly fix = 'name files with one JSON object per line, such as `npx daymark sample --only-events` writes';
  readonly exitCode = 2;
}

/** Splits only at newlines: JSON may contain other characters that line readers split at, such as U+2028. */
async function* linesOf(file: string): AsyncGenerator<string> {
  let rest = '';
  try {
    for await (const chunk of textOf(file)) {
      const lines = `${rest}${chunk}`.split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) yield line.replace(/\r$/, '');
    }
  } catch (error) {
    throw new InputUnreadable(`${file} cannot be read: ${reasonOf(error)}`);
  }
  if (rest !== '') yield rest;
}

const reasonOf = (error: unknown): string => {
  const code = (error as NodeJS.ErrnoException).code;
  return code === 'ENOENT'
    ? 'no such file'
    : code === 'EISDIR'
      ? 'it is a folder'
      : code === 'EACCES'
        ? 'no permission'
        : code?.startsWith('Z_')
          ? 'it is a damaged gzip file'
          : String(code);
};
