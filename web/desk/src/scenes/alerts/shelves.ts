export const alertShelves = ['now', 'rules', 'sending'] as const;
export type AlertShelf = (typeof alertShelves)[number];

/** What the scene shows, as it stands in the address. */
export function readAlertShelf(search: Record<string, unknown>): { shelf?: AlertShelf | undefined } {
  return { shelf: alertShelves.find((each) => each === search['shelf']) };
}
