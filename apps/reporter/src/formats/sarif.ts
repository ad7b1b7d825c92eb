import { createHash } from 'node:crypto';
import type { Report } from '@assay/core';
import { builtInDemand, contractPlace } from '../contract-place.ts';
import { type Finding, findings, wrong } from '../findings.ts';
import type { Standing } from '../standing.ts';
import type { FormatOptions } from './format.ts';

const LEVELS: Readonly<Record<Standing, 'error' | 'warning' | 'note'>> = {
  fail: 'error',
  error: 'error',
  warn: 'warning',
  waived: 'error',
  skip: 'note',
  pass: 'note',
};

/** SARIF 2.1.0. A finding's fingerprint is that of its check's id, which survives moves and reordering. */
export function render(report: Report, { root }: FormatOptions): string {
  const shown = wrong(findings(report));
  const run = {
    tool: { driver: { name: 'Assay', semanticVersion: '0.1.0', rules: shown.map(rule) } },
    automationDetails: {
      id: `assay/${report.run.project}/${report.run.target}/`,
      description: { text: report.reason },
    },
    originalUriBaseIds: { '%SRCROOT%': { description: { text: 'the root of the repository' } } },
    columnKind: 'utf16CodeUnits',
    results: shown.map((finding, ruleIndex) => result(finding, { ruleIndex, root })),
  };
  return `${JSON.stringify({ $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] }, null, 2)}\n`;
}

function rule({ check, table }: Finding) {
  return {
    id: check.id,
    name: check.kind,
    shortDescription: { text: check.name },
    fullDescription: { text: check.because ?? check.name },
    help: { text: `${table.name}: ${check.name}. Wanted: ${check.wanted}.` },
    defaultConfiguration: { level: check.severity === 'warn' ? 'warning' : 'error' },
    properties: { tags: [...new Set(['data-quality', check.dimension, ...check.tags])] },
  };
}

function result(finding: Finding, { ruleIndex, root }: { ruleIndex: number; root: string | undefined }) {
  const { check, table, standing } = finding;
  const at = contractPlace(finding, root);
  const region = { startLine: at?.line, startColumn: at?.column };
  const place =
    at === null
      ? {}
      : { physicalLocation: { artifactLocation: { uri: uri(at.file), uriBaseId: '%SRCROOT%' }, region } };
  return {
    ruleId: check.id,
    ruleIndex,
    level: LEVELS[standing],
    message: { text: sentence(finding) },
    locations: [{ ...place, logicalLocations: [{ fullyQualifiedName: table.name, kind: 'table' }] }],
    partialFingerprints: { 'assayCheck/v1': createHash('sha256').update(check.id).digest('hex') },
    ...(finding.news === null ? {} : { baselineState: finding.news === 'new' ? 'new' : 'unchanged' }),
    ...(standing === 'waived' && check.waiver !== null
      ? {
          suppressions: [
            {
              kind: 'external',
              status: 'accepted',
              justification: `${check.waiver.who}: ${check.waiver.why}, until ${check.waiver.until}`,
            },
          ],
        }
      : {}),
    properties: { failing_rows: check.failing_rows, failing_since: check.failing_since?.as_of ?? null },
  };
}

/** A path as a URI reference, each part escaped. */
function uri(file: string): string {
  return file.split('/').map(encodeURIComponent).join('/');
}

function sentence(finding: Finding): string {
  const { check, table } = finding;
  const said =
    check.status === 'error'
      ? `${table.name}: ${check.name} could not be asked: ${check.message ?? check.found}`
      : `${table.name}: ${check.name}. Found ${check.found}, wanted ${check.wanted}.`;
  return `${said}${builtInDemand(finding)}`;
}
