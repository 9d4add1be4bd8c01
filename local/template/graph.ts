import type { Problem, Report } from './problems';

/** The dependencies of each node of a graph. */
export type Dependencies = ReadonlyMap<string, readonly string[]>;

/**
 * The nodes, each after its dependencies and otherwise in the given order; or a circle of nodes that depend on one another. Dependencies on
 * nodes that are not in the graph are ignored.
 */
export function sortByDependencies(
  dependencies: Dependencies,
): { readonly order: readonly string[] } | { readonly circle: readonly string[] } {
  const order: string[] = [];
  const state = new Map<string, 'open' | 'done'>();
  const trail: string[] = [];
  const visit = (node: string): readonly string[] | undefined => {
    if (state.get(node) === 'done') return undefined;
    if (state.get(node) === 'open') return [...trail.slice(trail.indexOf(node)), node];
    state.set(node, 'open');
    trail.push(node);
    for (const next of dependencies.get(node) ?? []) {
      const circle = dependencies.has(next) ? visit(next) : undefined;
      if (circle) return circle;
    }
    trail.pop();
    state.set(node, 'done');
    order.push(node);
    return undefined;
  };
  for (const node of dependencies.keys()) {
    const circle = visit(node);
    if (circle) return { circle };
  }
  return { order };
}

/** The graph without the dependencies that close a circle. */
export function withoutCircles(dependencies: Dependencies): Dependencies {
  const sorted = sortByDependencies(dependencies);
  if ('order' in sorted) return dependencies;
  const [from, to] = sorted.circle;
  const opened = [...dependencies].map(
    ([node, needs]) => [node, node === from ? needs.filter((need) => need !== to) : needs] as const,
  );
  return withoutCircles(new Map(opened));
}

/** What leads from one part of a section to another. */
const LINKS = { Resources: 'references or DependsOn attributes', Conditions: 'references' } as const;

/** The problem of a circle in a section of a template, at the first part of it. */
export function circleProblem(section: keyof typeof LINKS, circle: readonly string[]): Problem {
  return {
    path: [section, ...circle.slice(0, 1)],
    message: `circular dependency: ${circle.join(' → ')}. Remove one of these ${LINKS[section]}`,
  };
}

/** Reports the circle in a section of a template, if it has one. */
export function reportCircle(section: keyof typeof LINKS, dependencies: Dependencies, report: Report): void {
  const sorted = sortByDependencies(dependencies);
  if (!('circle' in sorted)) return;
  const { path, message } = circleProblem(section, sorted.circle);
  report(path, message);
}
