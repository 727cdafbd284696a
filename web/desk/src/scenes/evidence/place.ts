/** Where in a piece of evidence one is, as it stands in the address. */
export interface EvidencePlace {
  tab?: 'custody';
}

export function readPlace(search: Record<string, unknown>): EvidencePlace {
  return search['tab'] === 'custody' ? { tab: 'custody' } : {};
}
