import { hoursOf } from '@assay/checks';
import type { Report, Session, Warehouse } from '@assay/core';
import { UserError } from '@assay/core';
import { openWarehouse } from '@assay/warehouse';
import { type Audited, auditContracts, schemasOf } from '../audit/by-contract.ts';
import { auditSchema } from '../audit/by-properties.ts';
import { auditLastRun } from '../audit/last-run.ts';
import type { Known } from '../audit/publication.ts';
import { seriesOf } from '../audit/series.ts';
import { askedByContracts, askedByProperties } from '../audit/sla.ts';
import { type Command, text } from '../command.ts';
import { ciSystem } from '../gate/ci-system.ts';
import { finish, historyFolder } from '../gate/finish.ts';
import { makeUp } from '../gate/make-up.ts';
import { reportOf } from '../gate/report.ts';
import { progressOf } from '../progress.ts';
import { type Blueprint, soundBlueprint } from '../project/blueprint.ts';
import { grounded } from '../project/ground.ts';
import { loadProject } from '../project/load.ts';
import { newRun, tagsOf } from '../project/run.ts';
import { readHistory } from '../report/history.ts';

/** Where contracts play no part. */
const NO_CONTRACTS: Omit<Blueprint, 'tables'> = {
  ...{
    dataSets: [],
    models: [],
    upstream: new Map(),
    contracts: [],
    waivers: [],
    parameters: {},
    problems: [],
    notes: [],
  },
  ...{ others: new Map(), unknown: new Set(), deferred: new Set() },
};

/** What others build, a schema or the tables of a project without models, is there without a publication. */
const opened = async (warehouse: Warehouse, blueprint: Blueprint | undefined): Promise<Session> => {
  const published = blueprint && (await warehouse.published());
  const isOthers = !blueprint || blueprint.models.length === 0;
  const session = published ?? (isOthers ? await warehouse.reader() : undefined);
  if (!session) throw new UserError('there is nothing published to audit yet; make it with: assay gate');
  return session;
};

/** What an audit knows of a table beside its checks. */
const withFacts = (report: Report, { freshness, owners }: Pick<Audited, 'freshness' | 'owners'>): Report => ({
  ...report,
  tables: report.tables.map((table) => ({
    ...table,
    freshness: freshness.get(table.name) ?? null,
    owner: owners.get(table.name) ?? table.owner,
  })),
});

const audit: Command = {
  help: `
usage: assay audit [--schema <name>] [--ci auto]

Looks whether what is published is there, not empty, and as fresh as its contracts promise, counted from now. It is
cheap, for every hour: a breach is mailed once, then reminded of as assay.yml says (audit: remind:), and its end is told.

  --schema <name>   every table of a schema, whoever built it, by its properties assay.owner and
                    assay.sla_freshness_hours; needs no contracts
  --ci <system>     auto, github, none: also tell the CI system in its own manner (none)

example: assay audit --target prod
`,
  options: { schema: { type: 'string' }, ci: { type: 'string' } },
  run: async ({ flags, effects }) => {
    const progress = progressOf(effects, flags.quiet === true);
    const now = effects.now();
    ciSystem(flags);
    const loaded = await loadProject(flags, effects);
    await makeUp({ loaded, effects, tell: progress.note });
    const schema = text(flags, 'schema');
    const drawn = schema === undefined ? await soundBlueprint(loaded, progress.note) : undefined;
    const run = await newRun(loaded, now);
    const warehouse = await openWarehouse(loaded.target, {
      tell: progress.note,
      files: loaded.files,
      tags: tagsOf(run),
    });
    let session: Session | undefined;
    try {
      session = await opened(warehouse, drawn);
      const blueprint = drawn && (await grounded(drawn, loaded, session));
      const publication = await warehouse.publication(session);
      const facts = blueprint
        ? await warehouse.facts(schemasOf(blueprint), askedByContracts(blueprint.contracts, now))
        : await warehouse.facts([schema ?? ''], askedByProperties(now));
      const known: Known = { publication, facts, now, waivers: blueprint?.waivers ?? [] };
      const { signal } = effects;
      const start = performance.now();
      const audited = blueprint
        ? await auditContracts({ loaded, blueprint, session, known, signal, piiKey: effects.env.ASSAY_PII_KEY })
        : await auditSchema({ session, schema: schema ?? '', known, signal });
      const past = await readHistory(historyFolder(loaded), loaded.targetName);
      const last = past.findLast((gate) => gate.published !== null);
      const runs = schema === undefined ? auditLastRun(loaded.project.audit, last, known) : [];
      const series = seriesOf(loaded, schema);
      progress.end();
      const report = await reportOf({
        loaded: series.loaded,
        blueprint: { ...(blueprint ?? NO_CONTRACTS), tables: audited.tables },
        ...{ run, lastPublication: publication, published: null, finishedAt: effects.now(), isAudit: true },
        checked: {
          ...audited,
          ...{ verdicts: [...audited.verdicts, ...runs], moved: [] },
          ...{ sent: session.statements, ms: Math.round(performance.now() - start) },
        },
      });
      const told = withFacts(report, audited);
      return await finish(told, { ...series, flags, effects, remind: hoursOf(loaded.project.audit.remind) });
    } finally {
      progress.end();
      await session?.close();
      await warehouse.close();
    }
  },
};

export default audit;
