import { type Budget, ledgerOf, overruns, overrunText, planChecks, plannedCosts } from '@assay/checks';
import type { Check, Row } from '@assay/core';
import type { Engine } from '@assay/warehouse';
import { tableText } from '../terminal/table.ts';

/** What the checks of a table ask when all is well. */
export interface TableLedger {
  readonly table: string;
  readonly checks: number;
  readonly statements: number;
  /** Statements among them that read rows, not only statistics. */
  readonly scans: number;
  readonly columns: readonly string[];
}

/** The part of a check in it, with those it shares a statement with. */
export interface CheckLedger {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly statements: number;
  readonly scans: number;
  readonly columns: readonly string[];
}

export interface Ledger {
  readonly tables: readonly TableLedger[];
  readonly checks: readonly CheckLedger[];
  readonly statements: readonly string[];
  /** Where the plan exceeds the budget, one sentence each. */
  readonly exceeds: readonly string[];
}

const together = (lists: readonly (readonly string[])[]): string[] => [...new Set(lists.flat())].sort();

/** Books the plan of some checks by table and by check, and holds it against the budget. Nothing is sent. */
export const ledgerFor = (
  checks: readonly Check[],
  { dialect, asking }: Pick<Engine, 'dialect' | 'asking'>,
  budget: Budget | undefined,
): Ledger => {
  const planned = ledgerOf(planChecks(checks, { dialect, asking }));
  const costs = plannedCosts(planned);
  const two = (value: number) => Math.round(value * 100) / 100;
  return {
    tables: [...new Set(checks.map(({ table }) => table))].map((table) => {
      const mine = planned.filter((statement) => statement.table === table);
      return {
        table,
        checks: checks.filter((check) => check.table === table).length,
        statements: mine.length,
        scans: mine.filter(({ scans }) => scans).length,
        columns: together(mine.map(({ columns }) => columns)),
      };
    }),
    checks: checks.map(({ id, kind, name }) => {
      const { statements = 0, scans = 0 } = costs.byCheck.get(id) ?? {};
      const columns = together(planned.map((statement) => statement.columnsOf.get(id) ?? []));
      return { id, kind, name, statements: two(statements), scans: two(scans), columns };
    }),
    statements: planned.map(({ text }) => text),
    exceeds: budget ? overruns(costs, budget).map(overrunText) : [],
  };
};

const NUMBERS = ['checks', 'statements', 'scans'];
const heads = (names: readonly string[]) =>
  names.map((name) => ({ name, type: NUMBERS.includes(name) ? 'double' : 'varchar' }));

const listed = (rows: readonly (TableLedger | CheckLedger)[]): Row[] =>
  rows.map((row) => ({ ...row, columns: row.columns.join(', ') }));

/** The ledger of all tables, a line each, with what they add up to. */
export const tablesText = ({ tables }: Pick<Ledger, 'tables'>): string => {
  const sum = (of: 'checks' | 'statements' | 'scans') => tables.reduce((total, one) => total + one[of], 0);
  const all = { table: 'all', checks: sum('checks'), statements: sum('statements'), scans: sum('scans'), columns: '' };
  const rows = [...listed(tables), ...(tables.length > 1 ? [all] : [])];
  return tableText({ columns: heads(['table', 'checks', 'statements', 'scans', 'columns']), rows });
};

/** The checks of one table with their parts of its statements, and the statements. */
export const checksText = ({ checks, statements }: Pick<Ledger, 'checks' | 'statements'>): string => {
  const columns = heads(['id', 'statements', 'scans', 'columns', 'name']);
  return `${tableText({ columns, rows: listed(checks) })}\n\n${statements.join(';\n\n')};`;
};
