import { ActionIcon } from '@mantine/core';
import { IconArrowUp, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { roles, units } from '../../api/house';
import { useRoleName } from '../../parts/useRoleName';
import { raised, type Bringing } from './brings';
import classes from './Directory.module.css';

type OnChange = (lines: readonly Bringing[]) => void;

/** A line each; a group may bring a unit as well, and of several units the first counts. */
export function BringsTable(props: { of: 'groups' | 'claims'; lines: readonly Bringing[]; known: readonly string[]; onChange: OnChange | undefined }) {
  const { t } = useTranslation();
  const list = useId();
  const { of, lines, known, onChange } = props;
  return (
    // Wide on a phone: then it is scrolled sideways, by keyboard too.
    <div className={classes.scroll} tabIndex={0} role="region" aria-label={t(`directory.rows.${of}`)}>
      <datalist id={list}>
        {known.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t(`directory.value.${of}`)}</th>
            {of === 'groups' && <th scope="col">{t('directory.brings')}</th>}
            <th scope="col">{t('people.role')}</th>
            <th scope="col">{t('people.unit')}</th>
            {onChange !== undefined && (
              <th scope="col">
                <span className="vh">{t('directory.acts')}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {lines.map((line, index) =>
            onChange === undefined ? (
              <Told key={line.key} line={line} />
            ) : (
              <Row
                key={line.key}
                of={of}
                line={line}
                number={index + 1}
                list={list}
                change={(next) => onChange(lines.map((each) => (each.key === line.key ? next : each)))}
                raise={of === 'groups' && index > 0 ? () => onChange(raised(lines, index)) : undefined}
                remove={() => onChange(lines.filter(({ key }) => key !== line.key))}
              />
            ),
          )}
        </tbody>
      </table>
    </div>
  );
}

/** For those who may look and not change; only claims have such. */
function Told({ line: { value, role, unit } }: { line: Bringing }) {
  const { t } = useTranslation();
  const nameOf = useRoleName();
  const { data } = useQuery(units);
  return (
    <tr>
      <th scope="row">{value}</th>
      <td>{nameOf(role)}</td>
      <td>{unit === '' ? t('people.everywhere') : (data?.items.find(({ id }) => id === unit)?.name ?? unit)}</td>
    </tr>
  );
}

function Row(props: {
  of: 'groups' | 'claims';
  line: Bringing;
  number: number;
  list: string;
  change: (line: Bringing) => void;
  raise: (() => void) | undefined;
  remove: () => void;
}) {
  const { t } = useTranslation();
  const nameOf = useRoleName();
  const { data: allRoles } = useQuery(roles);
  const { data: allUnits } = useQuery(units);
  const { of, line, number, change, raise, remove } = props;
  const { value, kind, role, unit } = line;
  const cell = (what: string) => t('directory.cell', { what, number });
  return (
    <tr>
      <td>
        <input aria-label={cell(t(`directory.value.${of}`))} list={props.list} value={value} required onChange={(event) => change({ ...line, value: event.currentTarget.value })} />
      </td>
      {of === 'groups' && (
        <td>
          <select
            aria-label={cell(t('directory.brings'))}
            value={kind}
            onChange={(event) => change({ ...line, kind: event.currentTarget.value === 'unit' ? 'unit' : 'role' })}
          >
            <option value="role">{t('directory.aRole')}</option>
            <option value="unit">{t('directory.aUnit')}</option>
          </select>
        </td>
      )}
      <td>
        {kind === 'role' ? (
          <select aria-label={cell(t('people.role'))} value={role} required onChange={(event) => change({ ...line, role: event.currentTarget.value })}>
            <option value="">{t('directory.choose')}</option>
            {(allRoles?.items ?? [])
              .filter(({ code }) => code !== 'DOCK')
              .map(({ code }) => (
                <option key={code} value={code}>
                  {nameOf(code)}
                </option>
              ))}
          </select>
        ) : (
          <span className={classes.dash}>–</span>
        )}
      </td>
      <td>
        <select aria-label={cell(t('people.unit'))} value={unit} required={kind === 'unit'} onChange={(event) => change({ ...line, unit: event.currentTarget.value })}>
          <option value="">{kind === 'unit' ? t('directory.choose') : t('people.everywhere')}</option>
          {(allUnits?.items ?? []).map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </td>
      <td className={classes.tools}>
        {raise !== undefined && (
          <ActionIcon variant="subtle" aria-label={t('directory.up', { number })} onClick={raise}>
            <IconArrowUp size={16} aria-hidden />
          </ActionIcon>
        )}
        <ActionIcon variant="subtle" color="red" aria-label={t('directory.remove', { number })} onClick={remove}>
          <IconTrash size={16} aria-hidden />
        </ActionIcon>
      </td>
    </tr>
  );
}
