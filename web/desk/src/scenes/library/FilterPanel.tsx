import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Facets } from '../../api/types';
import { useFormat } from '../../i18n/format';
import { Facet } from './Facet';
import classes from './FilterPanel.module.css';
import { dayOfInstant, instantOf, readNear, type Shown } from './filters';
import type { SetFilter } from './Library';
import { stateKey } from '../../parts/StateMark';

export function FilterPanel({ filters, facets, set }: { filters: Shown; facets: Facets | undefined; set: SetFilter }) {
  const { t } = useTranslation();
  const kinds = (['RECORDING', 'FILE'] as const).map((value) => ({ value, name: t(`kind.${value}`) }));
  // Footage of a camera that nobody was given comes first: somebody has to say whose it is.
  const unassigned = (facets?.unassigned ?? 0) > 0 || filters.wearer === 'none' ? [{ value: 'none', name: t('fleet.assign.unassigned'), count: facets?.unassigned ?? 0 }] : [];
  const wearers = [...unassigned, ...(facets?.wearer ?? [])];
  const states = facets?.state.map((state) => ({ ...state, name: t(`state.${stateKey(state.value)}`) }));
  return (
    <div className={classes.panel}>
      <div className={classes.days}>
        <TextInput
          type="date"
          size="xs"
          label={t('library.from')}
          value={dayOfInstant(filters.from, 'start')}
          onChange={(event) => set({ from: instantOf(event.currentTarget.value, 'start') })}
        />
        <TextInput
          type="date"
          size="xs"
          label={t('library.to')}
          value={dayOfInstant(filters.to, 'end')}
          onChange={(event) => set({ to: instantOf(event.currentTarget.value, 'end') })}
        />
      </div>
      <Facet label={t('library.category')} options={facets?.category} chosen={filters.category} choose={(category) => set({ category })} />
      <Facet label={t('library.wearer')} options={wearers} chosen={filters.wearer} choose={(wearer) => set({ wearer })} find={t('library.findWearer')} />
      <Facet label={t('library.camera')} options={facets?.camera} chosen={filters.camera} choose={(camera) => set({ camera })} mono />
      <Facet label={t('library.state')} options={states} chosen={filters.state} choose={(state) => set({ state })} />
      <Facet label={t('library.kind')} options={kinds} chosen={filters.kind} choose={(kind) => set({ kind })} />
      <Near near={filters.near} set={set} />
    </div>
  );
}

const radii = [100, 250, 500, 1000, 5000, 20000];

function Near({ near, set }: { near: string | undefined; set: SetFilter }) {
  const { t } = useTranslation();
  const format = useFormat();
  const current = readNear(near);
  const [typed, setTyped] = useState(current === undefined ? '' : `${current.lat}, ${current.lon}`);
  const [metres, setMetres] = useState(String(current?.metres ?? 500));
  const [seen, setSeen] = useState(near);
  if (seen !== near) {
    setSeen(near);
    setTyped(current === undefined ? '' : `${current.lat}, ${current.lon}`);
  }
  const apply = (place: string, radius: string) => {
    const wanted = `${place.replaceAll(' ', '')},${radius}`;
    set({ near: readNear(wanted) === undefined ? undefined : wanted });
  };
  return (
    <div className={classes.near}>
      <TextInput
        size="xs"
        label={t('library.near')}
        placeholder={t('library.nearHint')}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={() => apply(typed, metres)}
        onKeyDown={(event) => event.key === 'Enter' && apply(typed, metres)}
      />
      <Select
        size="xs"
        label={t('library.radius')}
        allowDeselect={false}
        value={metres}
        data={radii.map((radius) => ({ value: String(radius), label: format.metres(radius) }))}
        onChange={(value) => {
          setMetres(value ?? metres);
          apply(typed, value ?? metres);
        }}
      />
    </div>
  );
}
