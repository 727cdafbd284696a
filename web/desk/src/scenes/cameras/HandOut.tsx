import { Button, Select, Textarea } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, done } from '../../api/client';
import { people } from '../../api/house';
import { Problem } from '../../api/problem';
import type { Camera } from '../../api/types';
import { useMay } from '../../app/session';
import form from '../../parts/Form.module.css';
import { Refusal } from '../../parts/Refusal';
import { numberOf } from './fleet';
import { anyCameras } from './useCameras';
import '../../i18n/fleet';

const modes = ['SINGLE_ISSUE', 'PERMANENT_ISSUE'] as const;

/** More than this would be slow to draw and of no use to read; typing narrows them. */
const most = 50;

/** What may be given all the same, with a reason. */
const excusable = new Set(['camera-not-ready', 'camera-allocated', 'person-has-camera']);

/** Gives somebody this camera, or whichever is the best. */
export function HandOut({ camera }: { camera?: Camera }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const mayExcept = useMay('camera.hand-out-exception');
  const { data } = useQuery(people);
  const [person, setPerson] = useState<string | null>(camera?.wearer?.id ?? null);
  const [mode, setMode] = useState<(typeof modes)[number]>('SINGLE_ISSUE');
  const [exception, setException] = useState('');
  const give = useMutation({
    mutationFn: (who: string) =>
      answer(
        api.POST('/api/hand-outs', {
          body: { person: who, mode, ...(camera === undefined ? {} : { camera: camera.id }), ...(exception.trim() === '' ? {} : { exception }) },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: anyCameras }),
  });
  if (give.isSuccess) {
    const { camera: given, dock, slot, warning } = give.data;
    return (
      <div className={form.form} role="status">
        <p>
          <strong>{t('fleet.given', { camera: given.asset ?? given.serial })}</strong>
        </p>
        {dock !== undefined && slot !== undefined && <p className={form.words}>{t('fleet.givenSlot', { dock, slot })}</p>}
        {warning !== undefined && <p className={form.words}>{t(`fleet.warning.${warning}`)}</p>}
      </div>
    );
  }
  const refused = give.error instanceof Problem ? give.error.code : undefined;
  const excused = mayExcept && refused !== undefined && excusable.has(refused);
  return (
    <form
      className={form.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (person !== null) give.mutate(person);
      }}
    >
      <p className={form.words}>{camera === undefined ? t('fleet.best') : numberOf(camera)}</p>
      <Select
        label={t('fleet.handOutTo')}
        searchable
        limit={most}
        data={(data?.items ?? []).map(({ id, name, staffNumber }) => ({ value: id, label: staffNumber === undefined ? name : `${name} (${staffNumber})` }))}
        value={person}
        onChange={setPerson}
        data-autofocus
      />
      <Select
        label={t('fleet.mode')}
        allowDeselect={false}
        data={modes.map((each) => ({ value: each, label: t(`fleet.${each}`) }))}
        value={mode}
        onChange={(value) => setMode(modes.find((each) => each === value) ?? mode)}
      />
      <Refusal error={give.error} />
      {excused && (
        <Textarea
          label={t('fleet.exception')}
          description={t('fleet.exceptionHint')}
          maxLength={500}
          autosize
          value={exception}
          onChange={(event) => setException(event.currentTarget.value)}
        />
      )}
      <Button type="submit" loading={give.isPending} disabled={person === null || (excused && exception.trim() === '')}>
        {excused ? t('fleet.makeException') : t('fleet.give')}
      </Button>
    </form>
  );
}

/** Ends a hand-out by hand. */
export function TakeBack({ handOut, onDone }: { handOut: string; onDone: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const take = useMutation({
    mutationFn: () => done(api.POST('/api/hand-outs/{id}/end', { params: { path: { id: handOut } }, body: { reason } })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: anyCameras });
      onDone();
    },
  });
  return (
    <form
      className={form.form}
      onSubmit={(event) => {
        event.preventDefault();
        take.mutate();
      }}
    >
      <p className={form.words}>{t('fleet.takeBackLead')}</p>
      <Textarea
        label={t('fleet.takeBackReason')}
        required
        withAsterisk={false}
        maxLength={500}
        autosize
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Refusal error={take.error} />
      <Button type="submit" loading={take.isPending} disabled={reason.trim() === ''}>
        {t('fleet.takeBack')}
      </Button>
    </form>
  );
}
