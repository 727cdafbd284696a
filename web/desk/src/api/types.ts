import type { components, paths } from './schema';

type Schemas = components['schemas'];

/** The server's names, feature in front, under the desk's. */
export type Me = Schemas['AccessSessionMe'];
export type Person = Schemas['AccessPeoplePersonItem'];
export type Duty = Schemas['AccessPeopleDutyItem'];
export type Role = Schemas['AccessRoleRoleItem'];
export type Right = Schemas['AccessRoleRightItem'];
export type RoleTouched = Schemas['AccessRoleTouched'];
export type ImportAnswer = Schemas['AccessTableImportAnswer'];
export type ImportLine = Schemas['AccessImportPlanLine'];
export type Unit = Schemas['AccessUnitItem'];
export type Card = Schemas['EvidenceCard'];
export type Cards = Schemas['EvidenceCards'];
export type Detail = Schemas['EvidenceDetail'];
export type Original = Schemas['EvidenceDetailFile'];
export type EvidenceState = Card['state'];
export type Classification = Schemas['EvidenceClassification'];
export type Facets = Schemas['EvidenceFacets'];
export type FacetCount = Schemas['EvidenceFacetsCount'];
export type Entry = Schemas['CustodyHistoryItem'];
export type Approval = Schemas['AccessApprovalItem'];
export type Breaking = Schemas['AccessGlassItem'];
export type ProfileItem = Schemas['AccessProfileItem'];
export type RuleLine = Schemas['AccessProfileRuleLine'];
export type Actor = Schemas['CustodyHistoryActor'];
export type EntryProof = Schemas['CustodyLedgerEntryProof'];
export type Track = Schemas['MediaWatchingTrackAnswer'];
export type Camera = Schemas['FleetCameraView'];
export type Missing = Schemas['FleetMissing'];
export type Upload = Schemas['IngestUploadView'];
export type Scrub = Schemas['VaultScrubView'];
export type VaultFinding = Schemas['VaultScrubFoundView'];
export type Bundle = Schemas['SharingBundleMade'];
export type BundleRequest = Schemas['SharingBundleAsked'];
export type Filters = NonNullable<paths['/api/evidence/facets']['get']['parameters']['query']>;
