/** So many values are shown before somebody asks for all. */
export const few = 6;

/** With more than these it is quicker to type than to look. */
export const many = 20;

export interface Option {
  readonly value: string;
  readonly name: string;
  readonly count?: number;
}

/** What of the values is shown: the first few or all, narrowed by what was typed; what is chosen stays. */
export function shownOptions(options: readonly Option[], chosen: string | undefined, all: boolean, typed: string): readonly Option[] {
  const wanted = typed.trim().toLocaleLowerCase();
  return options.filter(
    ({ value, name }, index) => value === chosen || (all ? name.toLocaleLowerCase().includes(wanted) : index < few),
  );
}
