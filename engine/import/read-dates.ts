import { readDate } from '../kernel/read-date.ts';

/** Order of day and month in dates such as 03/04/2026. */
export type DayOrder = 'dmy' | 'mdy';

/** A cell as the door takes it, or what is wrong with it. */
export type ReadCell = { value: string | number | boolean } | { problem: string };

/**
 * Reads the dates of one column: ISO 8601 with a `T` or a space, `2026/03/01`, `1.3.2026`, `3/1/2026 2:05 PM`, `1 Mar 2026`,
 * `March 1, 2026` and Unix time. Whether the day or the month comes first is told by a value of the column that can be read in
 * one way only; where there is none, dates that differ are refused.
 */
export const datesOf = (cells: readonly string[], said?: DayOrder): ((cell: string) => ReadCell) => {
  const order = said ?? orderIn(cells);
  return cell => {
    const text = cell.trim();
    const read = isoOf(text) ?? unixOf(text) ?? wordedOf(text) ?? slashedOf(text, order);
    if (read === 'either')
      return {
        problem: `is "${text}", of which nothing tells whether the day or the month comes first: add --dates dmy or --dates mdy`,
      };
    return read !== undefined && readDate(read)
      ? { value: read }
      : { problem: `is "${text.slice(0, 40)}", which is no date: write it as 2026-03-01` };
  };
};

const isoOf = (text: string): string | undefined => {
  const parts = /^(\d{4})([-/])(\d{1,2})\2(\d{1,2})(?:[T ]+(.+))?$/i.exec(text);
  if (!parts) return undefined;
  const [, year = '', , month = '', day = '', time] = parts;
  return joined(year, month, day, time);
};

/** Seconds or milliseconds, of 2001 to 2286. */
const unixOf = (text: string): string | undefined => {
  if (!/^\d{10}(\d{3})?(\.0+)?$/.test(text)) return undefined;
  const number = Number.parseInt(text, 10);
  return new Date(number < 1e11 ? number * 1000 : number).toISOString();
};

const wordedOf = (text: string): string | undefined => {
  const [, day = '', word = '', year = '', time] =
    /^(\d{1,2})\.?[ -]([a-z]{3,9})\.?,?[ -](\d{4})(?:,? (.+))?$/i.exec(text) ?? [];
  if (year) return joined(year, monthOf(word), day, time);
  const [, first = '', second = '', last = '', rest] =
    /^([a-z]{3,9})\.? (\d{1,2}),? (\d{4})(?:,? (.+))?$/i.exec(text) ?? [];
  return last ? joined(last, monthOf(first), second, rest) : undefined;
};

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const monthOf = (word: string): string => String(months.indexOf(word.slice(0, 3).toLowerCase()) + 1);

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
    /^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?\s?([ap]\.?m\.?)?\s?(z|utc|gmt|[+-]\d{2}(?::?\d{2})?)?$/i.exec(
      time.trim(),
    ) ?? [];
  if (!hour) return undefined;
  const hours = half ? (Number(hour) % 12) + (/^p/i.test(half) ? 12 : 0) : Number(hour);
  const offset = /^(z|utc|gmt)$/i.test(zone) ? 'Z' : zone;
  return `${date}T${String(hours).padStart(2, '0')}:${minute}:${second}${fraction && `.${fraction}`}${offset}`;
};
