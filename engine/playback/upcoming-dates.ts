import { type DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { indexName } from '../adapters/aws/table/create-table.ts';
import type { Table } from '../adapters/aws/table/table.ts';
import { plusDays } from '../domain/calendar.ts';
import { type CalendarDate, type Instant, instant } from '../domain/instant.ts';
import type { JourneyDefinition } from '../domain/journey-definition.ts';

/** When the next account's date enrolls it, in whatever zone it is: by then local midnight has passed everywhere. */
export const nextDateEnrollment = async (
  { client, name }: Table,
  journeys: readonly JourneyDefinition[],
  now: Instant,
): Promise<Instant | undefined> => {
  const triggers = journeys.flatMap(({ enroll }) => (enroll.kind === 'date' ? [enroll] : []));
  if (triggers.length === 0) return undefined;
  const dates = await datesOf(client, name);
  return triggers
    .flatMap(({ attribute, days }) =>
      dates
        .filter(each => each.attribute === attribute)
        .map(({ date }) => instant(`${plusDays(date, -days)}T13:00:00Z`)),
    )
    .filter(at => at > now)
    .sort()[0];
};

const datesOf = async (
  client: DynamoDBClient,
  TableName: string,
): Promise<{ attribute: string; date: CalendarDate }[]> => {
  const dates: { attribute: string; date: CalendarDate }[] = [];
  const pages = paginateScan(
    { client },
    {
      TableName,
      IndexName: indexName,
      FilterExpression: 'begins_with(ipk, :date)',
      ExpressionAttributeValues: { ':date': { S: 'DATE#' } },
    },
  );
  for await (const page of pages) {
    for (const { ipk } of page.Items ?? []) {
      const [, attribute = '', date = ''] = ipk?.S?.split('#') ?? [];
      dates.push({ attribute, date });
    }
  }
  return dates;
};
