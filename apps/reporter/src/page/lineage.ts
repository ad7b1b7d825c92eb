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

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Which table is made of which, from left to right, each with its verdict; undefined when there is nothing to draw. */
export function lineage({ lineage: edges, tables }: Report, places: Places): string | undefined {
  const names = [...new Set(edges.flatMap(({ from, to }) => [from, to]))].sort();
  if (names.length === 0 || names.length > MOST_TABLES) return undefined;
  const byName = new Map(tables.map((table) => [table.name, table]));

  const graph = new dagre.graphlib.Graph();
  // edges are laid out backwards, so that all sources stand at the left
  graph.setGraph({ rankdir: 'RL', ranker: 'longest-path', nodesep: 10, ranksep: 44, marginx: 2, marginy: 2 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const name of names)
    graph.setNode(name, { width: Math.ceil(Math.min(MOST_LETTERS, name.length) * LETTER) + 38, height: HEIGHT });
  for (const { from, to } of edges) if (from !== to) graph.setEdge(to, from);
  dagre.layout(graph);

  const routes = graph.edges().map(({ v, w }) => {
    const [to, from] = [graph.node(v), graph.node(w)];
    const between: Point[] = (graph.edge(v, w).points ?? []).slice(2, -2).reverse();
    const points = [{ x: from.x + from.width / 2, y: from.y }, ...between, { x: to.x - to.width / 2, y: to.y }];
    return { points, fails: byName.get(w)?.verdict === 'fail' };
  });
  const lines = routes.map(({ points, fails }) => `<path${fails ? ' class="fail"' : ''} d="${curve(points)}"/>`);
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
  const size = graph.graph();
  // Lines may pass above and below the tables, where the layout does not count them
  const heights = routes.flatMap(({ points }) => points.map(({ y }) => y));
  const top = Math.floor(Math.min(0, ...heights.map((y) => y - 2)));
  const bottom = Math.ceil(Math.max(size.height ?? 0, ...heights.map((y) => y + 2)));
  const right = Math.ceil(size.width ?? 0);
  return (
    `<svg class="lineage" viewBox="0 ${top} ${right} ${bottom - top}" width="${right}" height="${bottom - top}">` +
    `<title>Which table is made of which, with verdicts</title><g class="edges">${lines.join('')}</g>${boxes.join('')}</svg>`
  );
}

/** Leaves and arrives level. */
function curve(points: readonly Point[]): string {
  return points
    .map(({ x, y }, i) => {
      const before = points[i - 1];
      if (before === undefined) return `M${Math.round(x)} ${Math.round(y)}`;
      const middle = Math.round((before.x + x) / 2);
      return `C${middle} ${Math.round(before.y)} ${middle} ${Math.round(y)} ${Math.round(x)} ${Math.round(y)}`;
    })
    .join('');
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
