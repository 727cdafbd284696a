import type { Texts } from '.';
import de from './de.json';

type Same<Wanted, Given extends Wanted> = Given;

/** Does not compile while a key is missing... */
export const german: Texts = de;
/** ... or while one is there that English does not have. */
export type NothingExtra = Same<typeof de, Texts>;
