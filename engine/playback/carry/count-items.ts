import type { ItemWrite } from '../../adapters/aws/table/item-write.ts';
import { countedWrite, listedWrite, sumsWrite } from '../../adapters/aws/table/rows/counts.ts';
import type { Project } from '../../build/build-project.ts';
import type { AllPorts } from '../../ports/ports.ts';

/** The writes that fill an empty table with the lists and counts that its stream would have produced. */
export const countItems = async (
  { accountList, journeyCounts }: Pick<AllPorts, 'accountList' | 'journeyCounts'>,
  { journeys }: Pick<Project, 'journeys'>,
): Promise<ItemWrite[]> => {
  const writes: ItemWrite[] = [];
  for await (const rows of accountList.all()) writes.push(...rows.map(row => listedWrite(row.account, row, 1)));
  for (const { definition } of journeys) {
    writes.push(...(await journeyCounts.sums(definition.id)).map(sumsWrite));
    let after: string | undefined;
    do {
      const page = await journeyCounts.counted(definition.id, { after });
      writes.push(...page.found.map(countedWrite));
      after = page.next;
    } while (after !== undefined);
  }
  return writes;
};
