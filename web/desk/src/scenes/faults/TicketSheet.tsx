import { Button, Select, Textarea, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client';
import type { Camera, Ticket } from '../../api/types';
import { useMay } from '../../app/session';
import { useFormat } from '../../i18n/format';
import { Fact, Facts } from '../../parts/Facts';
import form from '../../parts/Form.module.css';
import { Refusal } from '../../parts/Refusal';
import { numberOf } from '../cameras/fleet';
import { camerasShown } from '../cameras/useCameras';
import classes from './Faults.module.css';
import { PatternWords } from './PatternWords';
import '../../i18n/fleet';

const states = ['OPEN', 'AT_SUPPLIER', 'WAITING_FOR_PARTS', 'MENDED', 'WRITTEN_OFF'] as const;

/** One ticket with all that was done, and what is done next. */
export function TicketSheet({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  const format = useFormat();
  const mayChange = useMay('ticket.change');
  return (
    <div className={classes.sheet}>
      <h3>{ticket.title}</h3>
      {ticket.pattern !== undefined && <PatternWords pattern={ticket.pattern} />}
      <Facts>
        <Fact name={t('faults.camera')}>{ticket.camera !== undefined && <span className="mono">{ticket.camera.serial}</span>}</Fact>
        <Fact name={t('faults.dock')}>{ticket.dock !== undefined && [ticket.dock.name, ticket.slot].filter((word) => word !== undefined).join(' / ')}</Fact>
        <Fact name={t('faults.supplierReference')}>{ticket.supplierReference}</Fact>
        <Fact name={t('faults.spare')}>{ticket.spare !== undefined && <span className="mono">{ticket.spare.serial}</span>}</Fact>
      </Facts>
      <ol className={classes.entries}>
        {ticket.entries.map((entry) => (
          <li key={entry.at}>
            <p className={classes.aside}>
              <time dateTime={entry.at}>{format.shortDateTime(entry.at)}</time>
              <span>{entry.by === undefined ? t('faults.house') : (entry.by.name ?? entry.by.id)}</span>
            </p>
            {entry.state !== undefined && <strong>{t(`faults.state.${entry.state}`)}</strong>}
            {entry.text !== undefined && <p>{entry.text}</p>}
            {entry.parts !== undefined && <p>{t('faults.partsAre', { parts: entry.parts })}</p>}
          </li>
        ))}
      </ol>
      {mayChange && ticket.closedAt === undefined && <NextEntry key={ticket.entries.length} ticket={ticket} />}
    </div>
  );
}

/** Those that were found, with the one that is chosen already. */
function spares(found: readonly Camera[], { camera, spare }: Ticket): { value: string; label: string }[] {
  const others = found.filter(({ id }) => id !== camera?.id && id !== spare?.id).map((each) => ({ value: each.id, label: numberOf(each) }));
  return spare === undefined ? others : [{ value: spare.id, label: spare.serial }, ...others];
}

function NextEntry({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [state, setState] = useState<Ticket['state']>(ticket.state);
  const [text, setText] = useState('');
  const [parts, setParts] = useState('');
  const [reference, setReference] = useState(ticket.supplierReference ?? '');
  const [spare, setSpare] = useState<string | null>(ticket.spare?.id ?? null);
  const [wanted, setWanted] = useState('');
  const [asked] = useDebouncedValue(wanted, 250);
  const found = useQuery(camerasShown(asked === '' ? { sort: 'NUMBER' } : { q: asked, sort: 'NUMBER' }));
  const change = useMutation({
    mutationFn: () =>
      answer(
        api.PUT('/api/tickets/{id}', {
          params: { path: { id: ticket.id } },
          body: {
            ...(state === ticket.state ? {} : { state }),
            ...(text === '' ? {} : { text }),
            ...(parts === '' ? {} : { parts }),
            ...(reference === '' ? {} : { supplierReference: reference }),
            ...(spare === null ? {} : { spare }),
          },
        }),
      ),
    onSuccess: () =>
      Promise.all([queries.invalidateQueries({ queryKey: ['tickets'] }), queries.invalidateQueries({ queryKey: ['cameras'] }), queries.invalidateQueries({ queryKey: ['faults', 'list'] })]),
  });
  return (
    <form
      className={form.form}
      onSubmit={(event) => {
        event.preventDefault();
        change.mutate();
      }}
    >
      <Select
        allowDeselect={false}
        label={t('faults.stateLabel')}
        data={states.map((value) => ({ value, label: t(`faults.state.${value}`) }))}
        value={state}
        onChange={(value) => setState(states.find((each) => each === value) ?? state)}
        description={ticket.camera !== undefined ? t(`faults.effect.${state}`) : undefined}
      />
      <Textarea label={t('faults.note')} value={text} onChange={(event) => setText(event.currentTarget.value)} autosize minRows={2} maxLength={2000} />
      <div className={form.row}>
        <TextInput label={t('faults.parts')} value={parts} onChange={(event) => setParts(event.currentTarget.value)} maxLength={200} />
        <TextInput label={t('faults.supplierReference')} value={reference} onChange={(event) => setReference(event.currentTarget.value)} maxLength={200} />
      </div>
      <Select
        searchable
        clearable
        label={t('faults.spare')}
        data={spares(found.data?.items ?? [], ticket)}
        filter={({ options }) => options}
        searchValue={wanted}
        onSearchChange={setWanted}
        value={spare}
        onChange={setSpare}
        clearButtonProps={{ 'aria-label': t('faults.noSpare') }}
      />
      <Refusal error={change.error} />
      <Button type="submit" loading={change.isPending}>
        {t('faults.add')}
      </Button>
    </form>
  );
}
