import type { Report, ReportedTable } from '@assay/core';
import dagre from '@dagrejs/dagre';
import { shortened } from '../wording.ts';
import type { Places } from './places.ts';

const HEIGHT = 28;
const LETTER = 7.3;
const MOST_LETTERS = 36;
const MOST_TABLES = 150;

const SIGNS: Readonly<Record<ReportedTable['verdict'], string>> = {
  pass: '✓',
  warn: '!',
  fail: '✕',
  skip: '–',
  error: '?',
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** Which table is made of which, from left to right, each with its verdict; undefined when there is nothing to draw. */
export const lineage = ({ lineage: edges, tables }: Report, places: Places): string | undefined => {
  const names = [...new Set(edges.flatMap(({ from, to }) => [from, to]))].sort();
  if (names.length === 0 || names.length > MOST_TABLES) return undefined;
  const byName = new Map(tables.map((table) => [table.name, table]));

  const graph = new dagre.graphlib.Graph();
  graph.setGraph({ rankdir: 'LR', nodesep: 10, ranksep: 56, marginx: 2, marginy: 2 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const name of names) {
    graph.setNode(name, { width: Math.ceil(Math.min(name.length, MOST_LETTERS) * LETTER) + 36, height: HEIGHT });
  }
  for (const { from, to } of edges) if (from !== to) graph.setEdge(from, to);
  dagre.layout(graph);

  const lines = graph.edges().map((edge) => {
    const [first, ...others] = graph.edge(edge).points ?? [];
    const bad = byName.get(edge.v)?.verdict === 'fail';
    const path = `M${Math.round(first?.x ?? 0)} ${Math.round(first?.y ?? 0)}${others.map(({ x, y }: { x: number; y: number }) => `L${Math.round(x)} ${Math.round(y)}`).join('')}`;
    return `<path${bad ? ' class="fail"' : ''} d="${path}"/>`;
  });
  const boxes = names.map((name) => {
    const { x = 0, y = 0, width = 0 } = graph.node(name);
    const table = byName.get(name);
    const [left, top] = [Math.round(x - width / 2), Math.round(y - HEIGHT / 2)];
    const sign =
      table === undefined ? '' : `<text class="sign" x="${left + 12}" y="${top + 19}">${SIGNS[table.verdict]}</text>`;
    const label = `<text x="${left + 28}" y="${top + 19}">${escaped(shortened(name, MOST_LETTERS))}</text>`;
    const box = `<g class="${table?.verdict ?? 'skip'}"><rect x="${left}" y="${top}" width="${width}" height="${HEIGHT}" rx="3"/>${sign}${label}</g>`;
    const place = places.table(name);
    return place === undefined ? box : `<a href="#${place}">${box}</a>`;
  });
  const { width = 0, height = 0 } = graph.graph();
  return (
    `<svg class="lineage" viewBox="0 0 ${Math.ceil(width)} ${Math.ceil(height)}" width="${Math.ceil(width)}" height="${Math.ceil(height)}">` +
    `<title>Which table is made of which, with verdicts</title><g class="edges">${lines.join('')}</g>${boxes.join('')}</svg>`
  );
};
