export const drawers = ['tickets', 'faults', 'figures'] as const;
export type Drawer = (typeof drawers)[number];

/** What the scene shows, as it stands in the address. */
export function readDrawer(search: Record<string, unknown>): { drawer?: Drawer | undefined } {
  return { drawer: drawers.find((each) => each === search['drawer']) };
}
