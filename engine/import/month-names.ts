import { lazy } from '../kernel/memoize.ts';

/** Number of the month by its name in lower case, in languages that agree on what each name means. */
export const monthNamed = (name: string): number | undefined => months().get(name.toLowerCase().replace(/\.$/, ''));

/** Croatian is left out: its "listopad" is October, and November in Polish and Czech. */
const languages = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pt', 'sv', 'da', 'nb', 'fi', 'pl', 'cs'] as const;

const forms = [
  { month: 'long' },
  { month: 'short' },
  { month: 'long', day: 'numeric' },
  { month: 'short', day: 'numeric' },
] as const;

const monthIn = (language: string, form: Intl.DateTimeFormatOptions, month: number): string => {
  const parts = new Intl.DateTimeFormat(language, { ...form, timeZone: 'UTC' }).formatToParts(
    Date.UTC(2026, month, 15),
  );
  return (
    parts
      .find(({ type }) => type === 'month')
      ?.value.toLowerCase()
      .replace(/\.$/, '') ?? ''
  );
};

/** Six hundred names to be formatted, for files that have any. */
const months = lazy(
  (): ReadonlyMap<string, number> =>
    new Map(
      languages.flatMap(language =>
        forms.flatMap(form =>
          Array.from({ length: 12 }, (_, month) => [monthIn(language, form, month), month + 1] as const),
        ),
      ),
    ),
);
