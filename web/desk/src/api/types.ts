import type { components } from './schema';

type Schemas = components['schemas'];

export type Me = Schemas['Me'];
export type Card = Schemas['Card'];
export type Cards = Schemas['Cards'];
export type Detail = Schemas['Detail'];
export type Original = Schemas['Original'];
export type Filters = Schemas['Filters'];
export type Facets = Schemas['Facets'];
export type FacetCount = Schemas['FacetCount'];
export type Entry = Schemas['Entry'];
export type EntryProof = Schemas['EntryProof'];
export type Track = Schemas['Track'];
export type Camera = Schemas['Camera'];
export type Upload = Schemas['Upload'];
export type Scrub = Schemas['Scrub'];
export type VaultFinding = Schemas['VaultFinding'];
export type Person = Schemas['Person'];
export type Classification = Schemas['Classification'];
export type BundleRequest = Schemas['BundleRequest'];
export type Missing = Schemas['Missing'];
export type EvidenceState = Card['state'];
export type Bundle = Schemas['Bundle'];
