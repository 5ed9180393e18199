import { readDate } from '../kernel/read-date.ts';
import { monthNamed } from './month-names.ts';

/** Order of day and month in dates such as 03/04/2026. */
export type DayOrder = 'dmy' | 'mdy';

/** A cell in the format of the ingestion API, or its problem. */
export type ReadCell = { value: string | number | boolean } | { problem: string };

/**
 * Reads the dates of one column: ISO 8601 with a `T` or a space, `2026/03/01`, `20260301`, `2026年3月1日`,
 * `1.3.2026`, `3/1/2026 2:05 PM`, `1 Mar 2026`, `March 1, 2026`, `Mon, 01 Mar 2027 …`, Unix time and spreadsheets' serial
 * numbers. The order of day and month comes from a value of the column that is unambiguous; without one, ambiguous
 * dates are refused.
 */
export const datesOf = (cells: readonly string[], said?: DayOrder): ((cell: string) => ReadCell) => {
  const order = said ?? orderIn(cells.map(plainOf));
  return cell => {
    const text = plainOf(cell);
    const read =
      isoOf(text) ??
      unixOf(text) ??
      serialOf(text) ??
      wordedOf(text) ??
      wordedOf(afterWeekday(text)) ??
      slashedOf(text, order);
    if (read === 'either')
      return {
        problem: `is "${text}", of which nothing tells whether the day or the month comes first: add --dates dmy or --dates mdy`,
      };
    return read !== undefined && readDate(read)
      ? { value: read }
      : { problem: `is "${text.slice(0, 40)}", which is no date: write it as 2026-03-01` };
  };
};

/** With ASCII digits, and without the zone name that JavaScript writes after the offset. */
const plainOf = (cell: string): string =>
  cell
    .normalize('NFKC')
    .trim()
    .replace(/(?<=[+-]\d{4}) \([^)]*\)$/, '');

const afterWeekday = (text: string): string => text.replace(/^\p{L}{2,12}\.?,? /u, '');

const isoOf = (text: string): string | undefined => {
  const [, year = '', , month = '', day = '', time] =
    /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T ]+(.+))?$/i.exec(text) ??
    /^(\d{4})(\. ?|[年년] ?)(\d{1,2})(?:\. ?|[月월] ?)(\d{1,2})[.日일](?: ?(.+))?$/.exec(text) ??
    /^((?:19|20)\d{2})()(\d{2})(\d{2})(?:T(.+))?$/.exec(text) ??
    [];
  return year ? joined(year, month, day, time) : undefined;
};

/** Unix time in seconds or milliseconds, from 2001 to 2286. */
const unixOf = (text: string): string | undefined => {
  if (!/^\d{10}(\d{3})?(\.0+)?$/.test(text)) return undefined;
  const number = Number.parseInt(text, 10);
  return new Date(number < 1e11 ? number * 1000 : number).toISOString();
};

/** A spreadsheet's serial number: days since the end of 1899, from 1970 to 2119, without offset. */
const serialOf = (text: string): string | undefined => {
  if (!/^\d{5}(\.\d+)?$/.test(text)) return undefined;
  const days = Number(text);
  if (days < 25_569 || days > 80_000) return undefined;
  const at = new Date(Date.UTC(1899, 11, 30) + Math.round(days * 86_400) * 1000).toISOString();
  return Number.isInteger(days) ? at.slice(0, 10) : at.slice(0, 19);
};

const wordedOf = (text: string): string | undefined => {
  const [, day = '', word = '', year = '', time] =
    /^(\d{1,2})[.ºo]?(?:er)?(?: de)?[ -](\p{L}{3,12})\.?,?(?: del?)?[ -](\d{4}|\d{2}(?=$| \d))(?:,? (.+))?$/iu.exec(
      text,
    ) ?? [];
  if (year) return joined(centuried(year), monthOf(word), day, time);
  const [, first = '', second = '', last = '', rest] =
    /^(\p{L}{3,12})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?:,? (.+))?$/iu.exec(text) ?? [];
  return last ? joined(last, monthOf(first), second, rest) : undefined;
};

/** `25-Mar-27` is in 2027. */
const centuried = (year: string): string => (year.length === 4 ? year : `${Number(year) < 70 ? 20 : 19}${year}`);

const monthOf = (word: string): string => String(monthNamed(word) ?? 0);

const slashed = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?:,? (.+))?$/;

const slashedOf = (text: string, order: DayOrder | undefined): string | 'either' | undefined => {
  const [, first = '', mark = '', second = '', year = '', time] = slashed.exec(text) ?? [];
  if (!year) return undefined;
  const meant = mark === '.' ? 'dmy' : (order ?? orderOf(text));
  if (meant === undefined && first !== second) return 'either';
  return meant === 'mdy' ? joined(year, first, second, time) : joined(year, second, first, time);
};

const orderIn = (cells: readonly string[]): DayOrder | undefined => {
  for (const cell of cells) {
    const order = orderOf(cell.trim());
    if (order) return order;
  }
  return undefined;
};

const orderOf = (text: string): DayOrder | undefined => {
  const [, first = '', mark = '', second = ''] = slashed.exec(text) ?? [];
  if (!mark || mark === '.') return undefined;
  if (Number(first) > 12) return 'dmy';
  return Number(second) > 12 ? 'mdy' : undefined;
};

const joined = (year: string, month: string, day: string, time?: string): string | undefined => {
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (!time) return date;
  const [, hour = '', minute = '', second = '00', fraction = '', half = '', zone = ''] =
    /^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?\s?([ap]\.?m\.?)?\s?((?:z|utc|gmt)?(?:[+-]\d{2}(?::?\d{2})?)?)$/i.exec(
      time.trim(),
    ) ?? [];
  if (!hour) return undefined;
  const hours = half ? (Number(hour) % 12) + (/^p/i.test(half) ? 12 : 0) : Number(hour);
  const offset = zone.replace(/^[a-z]+/i, '') || (zone && 'Z');
  return `${date}T${String(hours).padStart(2, '0')}:${minute}:${second}${fraction && `.${fraction}`}${offset}`;
};
