import type { ChartDeclaration } from './chart.ts';
import type { Limit, Place } from './check.ts';

/** One demand as a contract says it: a kind, its options, and what people want to know around it. */
export interface Demand {
  readonly kind: string;
  /** The recipe that it is a claim of. */
  readonly recipe: string | null;
  readonly options: unknown;
  readonly column: string | null;
  readonly name: string | null;
  readonly severity: 'error' | 'warn';
  readonly where: string | null;
  readonly warn: Limit | null;
  readonly error: Limit | null;
  readonly because: string | null;
  readonly tags: readonly string[];
  readonly owner: string | null;
  readonly runbook: string | null;
  readonly action: 'fail' | 'quarantine';
  readonly at: Place | null;
}

export interface ContractColumn {
  readonly name: string;
  readonly type: string | null;
  readonly description: string | null;
  readonly at: Place;
}

/** A change that a project makes to a demand of a lower layer, by the id of its check. */
export interface Change {
  readonly id: string;
  /** The reason why the check is not wanted here; null where it is only changed. */
  readonly disable: string | null;
  readonly with: Partial<Omit<Demand, 'kind' | 'recipe' | 'column' | 'name' | 'at'>>;
  readonly at: Place;
}

/** What a table is, who owns it and what must hold, all layers taken together. */
export interface Contract {
  readonly table: string;
  readonly description: string | null;
  readonly owner: string | null;
  readonly runbook: string | null;
  /** The columns that tell one row from another, for a table without a model that says so. */
  readonly grain: readonly string[];
  readonly consumers: readonly string[];
  readonly public: readonly string[];
  readonly pii: readonly string[];
  readonly tags: readonly string[];
  readonly domain: string | null;
  readonly version: string | null;
  readonly refresh: string | null;
  readonly classification: string | null;
  readonly retentionDays: number | null;
  readonly readyBy: string | null;
  readonly freshness: Freshness | null;
  /** Why the table may have no rows. */
  readonly mayBeEmpty: string | null;
  /** The picture that the table gives to the page. */
  readonly chart: ChartDeclaration | null;
  readonly columns: readonly ContractColumn[];
  readonly demands: readonly Demand[];
  readonly changes: readonly Change[];
  /** Only files shipped with the product speak of the table. */
  readonly builtIn: boolean;
  /** Every file that had a say, the strongest first. */
  readonly files: readonly string[];
  readonly at: Place;
  /** Names of columns in `pii`, `public`, `grain` and `chart`, with where they stand. */
  readonly mentions: readonly { readonly column: string; readonly at: Place }[];
}

export interface Freshness {
  /** `24h` */
  readonly within: string;
  readonly from: 'event' | 'publication' | 'metadata';
  readonly column: string | null;
  readonly severity: 'error' | 'warn';
  readonly at: Place;
}
