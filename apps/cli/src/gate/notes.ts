import { hoursOf } from '@assay/checks';
import type { TableNotes } from '@assay/core';
import type { Blueprint } from '../project/blueprint.ts';

/** What contract and model say of each table, to be written beside it where it is published. */
export const notesOf = ({
  contracts,
  models,
}: Pick<Blueprint, 'contracts' | 'models'>): ReadonlyMap<string, TableNotes> => {
  const byTable = new Map(contracts.map((contract) => [contract.table, contract]));
  return new Map(
    models.map(({ table, cluster, grain }) => {
      const contract = byTable.get(table);
      const said = {
        owner: contract?.owner,
        sla_freshness_hours: contract?.freshness && String(hoursOf(contract.freshness.within)),
        domain: contract?.domain,
        classification: contract?.classification,
        version: contract?.version,
        tags: contract?.tags.join(', ') || null,
        grain: grain.join(', ') || null,
      };
      const properties = Object.fromEntries(
        Object.entries(said).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
      );
      return [table, { description: contract?.description ?? null, properties, cluster }];
    }),
  );
};
