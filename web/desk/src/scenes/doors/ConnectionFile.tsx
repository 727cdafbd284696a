import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client';
import type { IntegrationDoor } from '../../api/types';
import form from '../../parts/Form.module.css';
import { Refusal } from '../../parts/Refusal';
import { doors, fileName, save } from './doors';
import '../../i18n/fleet';

/** Makes the file by which a system comes in. It goes straight to the person, and holds a key that nobody has afterwards. */
export function ConnectionFile({ door, onDone }: { door: IntegrationDoor; onDone: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [address, setAddress] = useState(location.origin);
  const [siteName, setSiteName] = useState(door.name);
  const make = useMutation({
    mutationFn: () => answer(api.POST('/api/integration-doors/{id}/connection-file', { params: { path: { id: door.id } }, body: { addresses: [address], siteName } })),
    onSuccess: (file) => {
      save(JSON.stringify(file, null, 2), fileName(door.name, '.json'), 'application/json');
      return queries.invalidateQueries({ queryKey: doors.queryKey });
    },
  });
  if (make.isSuccess) {
    return (
      <div className={form.form} role="status">
        <p className={form.words}>{t('doors.fileDone')}</p>
        <Button onClick={onDone}>{t('doors.done')}</Button>
      </div>
    );
  }
  return (
    <form
      className={form.form}
      onSubmit={(event) => {
        event.preventDefault();
        make.mutate();
      }}
    >
      <p className={form.words}>{t('doors.fileLead')}</p>
      {door.connected !== undefined && <p className={form.words}>{t('doors.fileRenew')}</p>}
      <TextInput label={t('doors.fileAddress')} value={address} onChange={(event) => setAddress(event.currentTarget.value)} required withAsterisk={false} />
      <TextInput label={t('doors.fileSite')} value={siteName} maxLength={64} onChange={(event) => setSiteName(event.currentTarget.value)} />
      <Refusal error={make.error} />
      <Button type="submit" loading={make.isPending}>
        {t('doors.fileDo')}
      </Button>
    </form>
  );
}
