const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** `3 d`, `4 h`, `12 min`: the largest unit that fits. */
export const lengthOf = (milliseconds: number): string => {
  const length = Math.abs(milliseconds);
  if (length >= 2 * day) return `${Math.round(length / day)} d`;
  if (length >= hour) return `${Math.round(length / hour)} h`;
  return `${Math.max(1, Math.round(length / minute))} min`;
};

/** `in 3 d`, `2 h ago`. */
export const relative = (at: string, now: number): string => {
  const until = Date.parse(at) - now;
  return until >= 0 ? `in ${lengthOf(until)}` : `${lengthOf(until)} ago`;
};

/** `Tue, Mar 10, 2026, 09:00` in a zone; default: the browser's. */
export const exact = (at: string, timeZone?: string): string =>
  new Intl.DateTimeFormat('en-US', {
    weekday: 'short',
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(timeZone && { timeZone }),
  }).format(new Date(at));

/** `March 10, 2026` of a calendar date or an instant. */
export const dayText = (date: string, timeZone = 'UTC'): string =>
  new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone }).format(new Date(date));

/** `$24,000`, `$24k` where there is little room. */
export const dollarText = (amount: number, { short = false } = {}): string =>
  new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency: 'USD',
    maximumFractionDigits: 0,
    ...(short && amount >= 10_000 && { notation: 'compact', maximumFractionDigits: 1 }),
  }).format(amount);

export const number = (value: number): string => new Intl.NumberFormat('en-US').format(value);

/** `contacted_recovering` → `Contacted, recovering` */
export const outcomeText = (code: string): string => {
  const [first = '', ...rest] = code.split('_');
  const head = first.charAt(0).toUpperCase() + first.slice(1);
  return first === 'contacted' ? `${head}, ${rest.join(' ')}` : [head, ...rest].join(' ');
};

/** `subscription.canceled` → `subscription canceled`, for events and for exit reasons. */
export const eventText = (name: string): string => name.replaceAll(/[._]/g, ' ');

/** `October 2026`, `Oct 2026` where there is little room. */
export const monthText = (month: string, { short = false } = {}): string =>
  new Intl.DateTimeFormat('en-US', { month: short ? 'short' : 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${month}-01`),
  );
